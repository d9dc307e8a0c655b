"""`daoban train`: train the model that hears what is said."""

from __future__ import annotations

import argparse
from typing import Any

from api.cli import build, wording


def register(commands: Any) -> None:
    command = commands.add_parser("train", help=wording.TRAIN_HELP, description=wording.TRAIN_HELP)
    command.add_argument("--force", action="store_true", help=wording.TRAIN_FORCE)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    trained = build.current_model(force=arguments.force)
    print(wording.MODEL_TRAINED if trained else wording.MODEL_CURRENT)
    return 0
