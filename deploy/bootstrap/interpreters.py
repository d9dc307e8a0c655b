"""Finds a Python that really runs. A name on PATH proves nothing: version managers put shims there that only fail."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Version = tuple[int, int]

# Asks for what the wheels and the embedded database need; a Python built without them starts and then disappoints.
PROBE = """
import ctypes, sqlite3, ssl, sys, zlib
if sys.implementation.name != "cpython" or sys.version_info.releaselevel != "final":
    raise SystemExit(1)
print(sys.version_info[0], sys.version_info[1], getattr(sys, "_base_executable", sys.executable))
"""


@dataclass(frozen=True)
class Interpreter:
    version: Version
    executable: Path

    def __str__(self) -> str:
        return "Python {}.{}".format(*self.version)


def probe(executable: Path) -> Interpreter | None:
    """The interpreter behind this file (outside any virtual environment), or None when it does not work."""
    try:
        answer = subprocess.run(
            [str(executable), "-I", "-c", PROBE],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=20,
            check=True,
            encoding="utf-8",
        ).stdout
        major, minor, base = answer.strip().split(" ", 2)
        return Interpreter((int(major), int(minor)), Path(base))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def find(versions: Sequence[Version], candidates: Iterable[Path]) -> Interpreter | None:
    """The first candidate that works and has one of the versions."""
    seen = set()
    for candidate in candidates:
        if candidate in seen:
            continue
        seen.add(candidate)
        found = probe(candidate)
        if found and found.version in versions:
            return found
    return None


def candidates(versions: Sequence[Version], environment: Mapping[str, str] = os.environ) -> Iterator[Path]:
    """The Python that runs us, then PATH, then pyenv's versions, then where uv keeps its own."""
    if sys.version_info[:2] in versions:
        yield Path(sys.executable)
    folders = [Path(entry) for entry in environment.get("PATH", "").split(os.pathsep) if entry]
    names = [f"python{major}.{minor}" for major, minor in versions] + ["python3"]
    for name in names:
        yield from (folder / name for folder in folders if (folder / name).is_file())
    home = Path(environment.get("HOME") or "/nonexistent")
    pyenv = Path(environment.get("PYENV_ROOT") or home / ".pyenv")
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    managed = Path(environment.get("UV_PYTHON_INSTALL_DIR") or data / "uv" / "python")
    for major, minor in versions:
        yield from _newest_first(pyenv / "versions", f"{major}.{minor}*", major, minor)
        yield from _newest_first(managed, f"cpython-{major}.{minor}*", major, minor)


def _newest_first(folder: Path, pattern: str, major: int, minor: int) -> list[Path]:
    homes = sorted(folder.glob(pattern), key=_patch_number, reverse=True)
    return [home / "bin" / f"python{major}.{minor}" for home in homes]


def _patch_number(home: Path) -> list[int]:
    return [int(part) for part in home.name.replace("-", ".").split(".") if part.isdigit()]
