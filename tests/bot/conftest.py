"""One bundle of the shipped catalogue, one model and one ear for all tests of the bot."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import bot.quiet  # noqa: F401 - before Rasa
from tests.bot.talk import NOW, ROOT


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of our own with the compiled catalogue; DAOBAN_DATA names it for this process and its children."""
    from actions.rasa_action import shelf
    from knowledge import bundle as bundles

    folder = tmp_path_factory.mktemp("daoban")
    bundles.save(bundles.compile(ROOT / "knowledge" / "catalogue"), folder / "bundle")
    before = os.environ.get("DAOBAN_DATA")
    os.environ["DAOBAN_DATA"] = str(folder)
    shelf.cache_clear()
    yield folder
    os.environ.pop("DAOBAN_DATA")
    if before is not None:
        os.environ["DAOBAN_DATA"] = before
    shelf.cache_clear()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def bundle(data: Path) -> Any:
    from actions.rasa_action import shelf

    return shelf().bundle()


@pytest.fixture(scope="session")
def model(data: Path) -> Path:
    """A model trained from nothing."""
    from bot.train import train

    return train(lambda line: None)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    running = asyncio.new_event_loop()
    yield running
    running.close()


@pytest.fixture(scope="session")
def ear(model: Path) -> Any:
    from bot.ear import Ear

    return Ear(model)


@pytest.fixture(scope="session")
def hear(ear: Any, loop: asyncio.AbstractEventLoop) -> Callable[..., dict[str, Any]]:
    """Return the act of a text, in a state, on Friday 2026-11-20."""
    return lambda text, state=None: loop.run_until_complete(ear.hear(text, state, NOW))


@pytest.fixture
def opened(bundle: Any) -> dict[str, Any]:
    """The state of a conversation that has just been opened."""
    from actions.turn import open_conversation

    return open_conversation(bundle, salt="0123456789abcdef", channel="web", region="620102", now=NOW).state
