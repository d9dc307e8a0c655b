"""What a finished environment or build was made from, so that nothing is done twice and nothing half done is trusted."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *, root: Path, also: str = "") -> str:
    """Hex digest over names and contents; `also` adds what is not in a file."""
    total = hashlib.sha256(also.encode())
    for file in sorted(files):
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        total.update(f"\n{file.relative_to(root).as_posix()} {content}".encode())
    return total.hexdigest()


class Stamp:
    """A small file, present only between one success and the next attempt."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def read(self) -> str | None:
        try:
            return self.file.read_text("utf-8").strip()
        except OSError:
            return None

    def forget(self) -> None:
        self.file.unlink(missing_ok=True)

    def write(self, value: str) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        unfinished.write_text(value + "\n", "utf-8")
        os.replace(unfinished, self.file)
