"""The two Python environments: what each is made from, and making it."""

from __future__ import annotations

import platform
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from . import command, interpreters, layout, uv
from .failure import Failure
from .interpreters import Interpreter, Version
from .stamp import Stamp, digest

SOURCES = layout.REQUIREMENTS / "sdist.txt"  # what packages without a wheel are built with
RECIPE = "1"  # raise it when the code below makes something else from the same files


@dataclass(frozen=True)
class Environment:
    name: str
    title: str
    folder: Path
    lock: Path
    versions: tuple[Version, ...]
    editable: bool  # installed with its command, or only importable
    platforms: tuple[str, ...] = ()  # empty: any

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.folder / ".stamp")

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    def mark(self) -> str:
        """What the stamp of a finished folder says: the name, and a digest of all that went into it."""
        commands = _commands() if self.editable else []
        return f"{self.name} {digest([self.lock], root=layout.ROOT, also=f'{RECIPE} {self.folder} {commands}')}"


MODERN = ((3, 12), (3, 13), (3, 11), (3, 14))
SERVICE = Environment(
    "service", "服务环境 · service", layout.ROOT / ".venv", layout.REQUIREMENTS / "service.txt", MODERN, editable=True
)
DEV = Environment(
    "dev", "开发环境 · service and dev", SERVICE.folder, layout.REQUIREMENTS / "service-dev.txt", MODERN, editable=True
)
BOT = Environment(
    "bot",
    "对话环境 · bot",
    layout.ROOT / ".venv-bot",
    layout.REQUIREMENTS / "bot.txt",
    ((3, 10),),
    editable=False,
    platforms=("linux x86_64",),  # TensorFlow 2.12 has no build under this name anywhere else
)


def wanted(name: str) -> Environment:
    """The environment of that name; for `service` the development one, where the folder already is that."""
    if name == SERVICE.name and (DEV.stamp.read() or "").startswith(f"{DEV.name} "):
        return DEV
    return {one.name: one for one in (SERVICE, DEV, BOT)}[name]


def is_current(environment: Environment) -> bool:
    return environment.python.exists() and environment.stamp.read() == environment.mark()


def prepare(environment: Environment) -> None:
    """Make the folder agree with its lock; raises Failure. Until all is done there is no stamp."""
    _require_platform(environment)
    tool = uv.find()
    settings = uv.environment()
    settings["UV_COMPILE_BYTECODE"] = "1"  # starting Rasa uncompiled takes 11 s instead of 4
    environment.stamp.forget()
    present = interpreters.probe(environment.python)
    if not present or present.version not in environment.versions:
        python = _interpreter(environment, tool)
        command.run(
            f"建立{environment.title} ({python})",
            [tool, "venv", "--clear", "--python", python.executable, environment.folder],
            environment=settings,
        )
    hashed = ["--require-hashes", "--build-constraints", SOURCES]
    command.run(
        f"安装{environment.title} ({environment.folder.name})",
        [tool, "pip", "sync", *hashed, "--python", environment.python, environment.lock],
        environment=settings,
    )
    if environment.editable:
        options = ["--no-deps", "--no-build-isolation", "--offline", "--editable", layout.ROOT]
        command.run(
            f"安装本项目 · this project ({environment.folder.name})",
            [tool, "pip", "install", "--python", environment.python, *options],
            environment=settings,
        )
    else:
        for packages in environment.folder.glob("lib/python3*/site-packages"):
            (packages / "daoban.pth").write_text(f"{layout.ROOT}\n", "utf-8")
    environment.stamp.write(environment.mark())


def _interpreter(environment: Environment, tool: Path) -> Interpreter:
    versions = environment.versions
    found = interpreters.find(versions, interpreters.candidates(versions))
    if found:
        return found
    wanted = "{}.{}".format(*versions[0])
    remedy = (
        f"装一个 Python {wanted} 再运行：pyenv install {wanted}，或系统自带的 python{wanted} 软件包 "
        f"(install Python {wanted} with pyenv or your system's packages)"
    )
    command.run(
        f"下载 · fetching Python {wanted}",
        [tool, "python", "install", wanted],
        environment=uv.environment(),
        remedy=remedy,
    )
    found = interpreters.find(versions, interpreters.candidates(versions))
    if not found:
        raise Failure(f"没有可用的 Python {wanted}", f"no working Python {wanted} found", remedy=remedy)
    return found


def _commands() -> list[str]:
    """The lines of pyproject.toml that become files in `bin`; the rest of it may change without a new installation."""
    return re.findall(r'^[\w-]+ = "[\w.]+:\w+"$', (layout.ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)


def _require_platform(environment: Environment) -> None:
    here = f"{sys.platform} {platform.machine().lower()}"
    if environment.platforms and here not in environment.platforms:
        raise Failure(
            f"对话环境只能装在 {', '.join(environment.platforms)}，这里是 {here}",
            f"the {environment.name} environment exists for {', '.join(environment.platforms)} only",
            remedy="请在 x86-64 的 Linux、WSL 或容器里运行 (use an x86-64 Linux, WSL or a container)",
        )
