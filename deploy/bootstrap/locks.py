"""Writes the lock files anew from the groups of pyproject.toml."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from . import command, layout, uv
from .failure import Failure

# What must never be written down: where a machine gets its packages, and how its folders are called.
FORBIDDEN = re.compile(r"^\s*-|://|file:|(^|\s)/\w", re.MULTILINE)
PERMITTED = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$", re.MULTILINE)


@dataclass(frozen=True)
class Lock:
    name: str
    groups: tuple[str, ...]
    options: tuple[str, ...]


SILENT_ABOUT_HERE = (
    "--no-config",
    "--no-python-downloads",
    "--no-emit-index-url",
    "--custom-compile-command",
    "make lock",
)
ANYWHERE = ("--universal", "--python-version", "3.11")
WITHIN_SERVICE = ("--constraints", "requirements/service.txt")
RASA = ("--python-version", "3.10", "--python-platform", "x86_64-manylinux_2_28")
WITHOUT_FULL_TENSORFLOW = ("--overrides", "requirements/bot.overrides.txt")
LOCKS = (
    Lock("uv", ("uv",), ANYWHERE),
    Lock("sdist", ("sdist",), ("--universal", "--python-version", "3.10")),
    Lock("service", ("build", "service"), ANYWHERE),
    Lock("service-dev", ("build", "service", "dev"), (*ANYWHERE, *WITHIN_SERVICE)),
    Lock("node", ("node",), ANYWHERE),
    Lock("bot", ("bot",), (*RASA, *WITHOUT_FULL_TENSORFLOW)),
)


def write(*, upgrade: bool) -> None:
    """Keeps the locked versions that still satisfy pyproject.toml, unless told to take the newest."""
    tool = uv.pinned()
    for lock in LOCKS:
        file = layout.REQUIREMENTS / f"{lock.name}.txt"
        groups: list[str] = [word for group in lock.groups for word in ("--group", group)]
        arguments = [*groups, *lock.options, *(["--upgrade"] if upgrade else []), *SILENT_ABOUT_HERE]
        command.run(
            f"锁定 · locking {lock.name}",
            [tool, "pip", "compile", *arguments, "--generate-hashes", "--output-file", file.relative_to(layout.ROOT)],
            environment=_neutral(),
        )
        require_portable(file)


def require_portable(file: Path) -> None:
    """Raises Failure when a lock names an index, an address or a folder of the machine that made it."""
    text = PERMITTED.sub("", file.read_text("utf-8"))
    trace = FORBIDDEN.search(text)
    if trace:
        line = text[text.rfind("\n", 0, trace.end()) + 1 :].split("\n", 1)[0]
        raise Failure(
            f"{file.name} 里留下了本机的痕迹：{line.strip()}",
            f"{file.name} records where this machine gets its packages",
            remedy="去掉本机的 uv 设置后再运行 make lock (unset uv's local settings and run make lock again)",
        )


def _neutral() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("UV_", "PIP_", "VIRTUAL_ENV"))}
