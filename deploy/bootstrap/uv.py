"""Finds uv on PATH, or installs the pinned one into .tools/uv with pip."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from . import command, interpreters, layout, pip_settings
from .failure import Failure
from .stamp import Stamp, digest

OLDEST = (0, 8)  # `uv venv --clear`
PREPARES = [(3, minor) for minor in range(9, 20)]
PINNED = layout.REQUIREMENTS / "uv.txt"
FOLDER = layout.TOOLS / "uv"


def find() -> Path:
    """A uv that works and is recent enough."""
    known = shutil.which("uv")
    if known and _recent(Path(known)):
        return Path(known)
    return pinned()


def pinned() -> Path:
    """The uv of requirements/uv.txt, whatever else the machine has; raises Failure when it cannot be installed."""
    uv = FOLDER / "bin" / "uv"
    stamp = Stamp(FOLDER / ".stamp")
    wanted = digest([PINNED], root=layout.ROOT, also=str(FOLDER))
    if stamp.read() == wanted and _version(uv):
        return uv
    stamp.forget()
    shutil.rmtree(FOLDER, ignore_errors=True)
    arguments = ["install", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", PINNED]
    title = "取得安装工具 · fetching uv"
    if _make_folder():
        command.run(title, [FOLDER / "bin" / "python", "-m", "pip", *arguments], environment=_quiet_pip())
    else:
        # Debian ships python3 without venv; with pip alone a plain folder does as well.
        command.run(
            title,
            [sys.executable, "-m", "pip", *arguments, "--target", FOLDER],
            environment=_quiet_pip(),
            remedy="安装 python3-venv（Debian、Ubuntu：apt install python3-venv）或自行装好 uv 后再运行 "
            "(install python3-venv, or uv itself)",
        )
    if not _version(uv):
        raise Failure(
            "安装工具 uv 已下载但不能运行",
            f"{uv} does not start on this machine",
            remedy="按 uv 的说明自行安装并放到 PATH 上 (install uv yourself and put it on PATH)",
        )
    stamp.write(wanted)
    return uv


def environment() -> dict[str, str]:
    """For running uv: the caller's own settings, without what would point it at another environment."""
    strangers = ("VIRTUAL_ENV", "CONDA_PREFIX", "PYTHONHOME", "PYTHONPATH", "UV_PROJECT_ENVIRONMENT", "UV_PYTHON")
    chosen = {name: value for name, value in os.environ.items() if name not in strangers}
    chosen.setdefault("UV_HTTP_TIMEOUT", "180")
    for name, value in pip_settings.for_uv(chosen).items():
        chosen.setdefault(name, value)
    return chosen


def _make_folder() -> bool:
    for python in interpreters.candidates(PREPARES):
        found = interpreters.probe(python)
        if not found:
            continue
        made = subprocess.run(
            [str(found.executable), "-m", "venv", str(FOLDER)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        if made.returncode == 0:
            return True
        shutil.rmtree(FOLDER, ignore_errors=True)
    return False


def _quiet_pip() -> dict[str, str]:
    return {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_ROOT_USER_ACTION": "ignore"}


def _recent(uv: Path) -> bool:
    version = _version(uv)
    return version is not None and version >= OLDEST


def _version(uv: Path) -> tuple[int, int] | None:
    try:
        answer = subprocess.run(
            [str(uv), "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=20, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.match(rb"uv (\d+)\.(\d+)", answer)
    return (int(match[1]), int(match[2])) if match else None
