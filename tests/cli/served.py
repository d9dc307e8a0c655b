"""A `daoban serve` of its own on a free port."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from pathlib import Path

DAOBAN = [sys.executable, "-m", "api.cli.main"]


class Served:
    """A `daoban serve` of its own on a free port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [*DAOBAN, "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "DAOBAN_DATA": str(folder)},
        )
        self.url = self._address()

    def _address(self) -> str:
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], 60)
        assert ready, "no address within a minute"
        line = self.process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, f"{line}{self.process.stderr.read() if self.process.stderr else ''}"
        return found[0]

    def children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="utf-8")
        return [int(pid) for pid in listed.split()]

    def stop(self, number: int) -> tuple[int, str]:
        """(exit code, what it said on standard error)."""
        self.process.send_signal(number)
        _, err = self.process.communicate(timeout=30)
        return self.process.returncode, err
