"""Where things lie: the checkout, and the data folder that `DAOBAN_DATA` names."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOMAIN = ROOT / "bot" / "domain.yml"
RULES = ROOT / "bot" / "rules.yml"
CONFIG = ROOT / "config.yml"
NLU_DATA = ROOT / "nlu_data"
DEFAULT_PORT = 5065


def data_folder() -> Path:
    """Return the folder for everything that is made: `DAOBAN_DATA`, or `.daoban` in the checkout."""
    return Path(os.environ.get("DAOBAN_DATA") or ROOT / ".daoban")


def models_folder() -> Path:
    return data_folder() / "models"
