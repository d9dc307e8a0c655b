"""Training: `python -m bot.train`. Skipped when nothing that matters has changed. A minute at most on two cores."""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import bot.quiet
from actions.rasa_action import shelf
from bot.digest import training_digest
from bot.settings import CONFIG, DOMAIN, NLU_DATA, RULES, models_folder

_KEPT_MODELS = 2


class TrainingFailed(RuntimeError):
    """Rasa ended without a model."""


def model_path() -> Path:
    """Return where the model for the present data, code and bundle lies or will lie. Needs a built bundle."""
    return models_folder() / f"daoban-{training_digest(shelf().bundle())}.tar.gz"


def train(say: Callable[[str], None] = print, *, force: bool = False) -> Path:
    """Return the model's path, training it first when it is not there. Raises TrainingFailed."""
    path = model_path()
    if path.exists() and not force:
        say(f"模型已是最新：{path.name}")
        return path
    started = time.monotonic()
    say("读取训练语料和规则（约 10 秒）……")
    from rasa.model_training import train as rasa_train

    bot.quiet.hush()
    path.parent.mkdir(parents=True, exist_ok=True)
    say("训练一件事识别和对话行为识别……")
    spoken = io.StringIO()
    with contextlib.redirect_stdout(spoken), contextlib.redirect_stderr(spoken):
        result = rasa_train(
            domain=str(DOMAIN),
            config=str(CONFIG),
            training_files=[str(NLU_DATA), str(RULES)],
            output=str(path.parent),
            fixed_model_name=path.name.removesuffix(".tar.gz"),
            force_training=True,
        )
    if result.model is None or not path.exists():
        raise TrainingFailed(f"{spoken.getvalue()}\n训练没有得到模型，请看上面的提示")
    _forget_old(path)
    say(f"训练完成：{path.name}，用时 {time.monotonic() - started:.0f} 秒")
    return path


def _forget_old(newest: Path) -> None:
    others = sorted(newest.parent.glob("daoban-*.tar.gz"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in [p for p in others if p != newest][_KEPT_MODELS - 1 :]:
        path.unlink(missing_ok=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.train", description="训练对话模型")
    parser.add_argument("--force", action="store_true", help="即使没有变化也重新训练")
    options = parser.parse_args(arguments)
    try:
        train(lambda line: print(line, flush=True), force=options.force)
    except FileNotFoundError:
        print("还没有知识包，请先运行 daoban catalogue build", file=sys.stderr)
        return 2
    except TrainingFailed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
