"""Where things lie: the checkout, the data folder, the other environment."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from api.cli import wording
from api.cli.errors import CommandError
from api.settings import CHECKOUT, Settings

__all__ = ["CHECKOUT", "bot_python", "bundle_folder", "data", "find_bot_python", "has_module", "log", "model_folder"]


def data() -> Path:
    """`DAOBAN_DATA`, `.daoban/` in the checkout by default."""
    return Settings.from_env().data


def bundle_folder() -> Path:
    return data() / "bundle"


def model_folder() -> Path:
    return data() / "models"


def log(name: str) -> Path:
    """The log file of a child process; its folder is made when missing."""
    folder = data() / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{name}.log"


def find_bot_python() -> Path:
    """Where the bot's interpreter is expected: `DAOBAN_BOT_PYTHON`, else `.venv-bot` of the checkout."""
    named = os.environ.get("DAOBAN_BOT_PYTHON")
    return Path(named) if named else CHECKOUT / ".venv-bot" / "bin" / "python"


def bot_python() -> Path:
    """The bot's interpreter. Raises CommandError when it is not installed."""
    path = find_bot_python()
    if not path.exists():
        raise CommandError(wording.NO_BOT.format(path=path))
    return path


def has_module(name: str) -> bool:
    """Whether a module can be imported here, without importing it."""
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False
