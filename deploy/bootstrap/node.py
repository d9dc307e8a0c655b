"""Finds a Node.js 20.19 or newer with npm, or installs a private one from a Python wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from . import command, interpreters, layout, uv
from .environment import MODERN
from .failure import Failure
from .stamp import Stamp, digest

#: What Vite 7 runs on: 20.19 or newer, but no 21, and 22 from 22.12.
OLDEST = {20: 19, 22: 12}
LOCK = layout.REQUIREMENTS / "node.txt"
FOLDER = layout.TOOLS / "node"


def environment() -> dict[str, str]:
    """The process environment in which `node` and `npm` are on PATH; raises Failure."""
    if _works(os.environ.get("PATH", "")):
        return dict(os.environ)
    path = os.pathsep.join([str(FOLDER / "bin"), os.environ.get("PATH", "")])
    if not (Stamp(FOLDER / ".stamp").read() == _wanted() and _works(path)):
        _install()
    if not _works(path):
        raise Failure(
            "没有可用的 Node.js",
            "no working Node.js found",
            remedy="安装 Node.js 22.12 或更新的版本 (install Node.js 22.12 or newer)",
        )
    # Built elsewhere, it does not know the certificates that the people who run this machine have added.
    return {"NODE_USE_SYSTEM_CA": "1", **os.environ, "PATH": path}


def _install() -> None:
    stamp = Stamp(FOLDER / ".stamp")
    stamp.forget()
    tool = uv.find()
    python = interpreters.find(MODERN, interpreters.candidates(MODERN))
    source = python.executable if python else layout.ROOT / ".venv" / "bin" / "python"
    title = "安装 Node.js · installing Node.js"
    command.run(title, [tool, "venv", "--clear", "--python", source, FOLDER], environment=uv.environment())
    command.run(
        title,
        [tool, "pip", "sync", "--require-hashes", "--python", FOLDER / "bin" / "python", LOCK],
        environment=uv.environment(),
    )
    stamp.write(_wanted())


def _wanted() -> str:
    return digest([LOCK], root=layout.ROOT, also=str(FOLDER))


def _works(path: str) -> bool:
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if not node or not npm:
        return False
    settings = {**os.environ, "PATH": path}
    version = _answer(Path(node), settings)
    return recent(version or "") and _answer(Path(npm), settings) is not None


def recent(version: str) -> bool:
    """Whether the answer of `node --version` names one that builds the web client."""
    match = re.match(r"v(\d+)\.(\d+)", version)
    if match is None:
        return False
    major, minor = int(match[1]), int(match[2])
    return major > max(OLDEST) or minor >= OLDEST.get(major, minor + 1)


def _answer(program: Path, settings: dict[str, str]) -> str | None:
    try:
        return subprocess.run(
            [str(program), "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=30,
            check=True,
            encoding="utf-8",
            env=settings,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
