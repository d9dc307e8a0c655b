"""Builds the web client when its sources have changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from . import command, layout, node
from .failure import Failure
from .stamp import Stamp, digest

GENERATED = {"node_modules", "dist", "coverage", "test-results", "playwright-report"}
BUILT = Stamp(layout.TOOLS / "web.stamp")


def present() -> bool:
    return (layout.WEB / "package.json").is_file()


def sources(folder: Path) -> Iterator[Path]:
    """Every file a person wrote below the folder."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in GENERATED and not name.startswith(".")]
        yield from (Path(place) / name for name in files if not name.endswith((".tsbuildinfo", ".log")))


def modules() -> None:
    """Install what package-lock.json names, if that is not there already."""
    lock = layout.WEB / "package-lock.json"
    if not lock.is_file():
        raise Failure(
            "clients/web 缺少 package-lock.json",
            "clients/web has no package-lock.json",
            remedy="在 clients/web 里运行 npm install 并提交它 (run npm install there and commit the file)",
        )
    installed = Stamp(layout.WEB / "node_modules" / ".stamp")  # npm ci empties the folder, and the stamp with it
    wanted = digest([lock, layout.WEB / "package.json"], root=layout.ROOT, also=str(layout.WEB))
    if installed.read() == wanted:
        return
    command.run(
        "安装网页依赖 · installing the web client's packages",
        ["npm", "ci", "--no-audit", "--no-fund"],
        environment=node.environment(),
        folder=layout.WEB,
    )
    installed.write(wanted)


def build() -> None:
    """Leave an up-to-date clients/web/dist."""
    wanted = digest(sources(layout.CLIENTS), root=layout.ROOT, also=str(layout.WEB))
    if BUILT.read() == wanted and (layout.WEB / "dist").is_dir():
        return
    BUILT.forget()
    modules()
    command.run(
        "构建网页 · building the web client",
        ["npm", "run", "build"],
        environment=node.environment(),
        folder=layout.WEB,
        remedy="改好上面的错误再运行 (correct the errors above and run it again)",
    )
    BUILT.write(wanted)


def npm(arguments: list[str]) -> int:
    """Run npm in clients/web before the caller's eyes; its exit status."""
    return subprocess.run(["npm", *arguments], cwd=layout.WEB, env=node.environment(), check=False).returncode
