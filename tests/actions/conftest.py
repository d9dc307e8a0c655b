from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.bundle import Bundle
from knowledge.bundle import compile as compile_catalogue
from tests.actions.conversation import Conversation, fact


@pytest.fixture(scope="session")
def bundle() -> Bundle:
    """A small catalogue of two families of events, compiled for real."""
    return compile_catalogue(Path(__file__).parent / "catalogue")


@pytest.fixture
def talk(bundle: Bundle) -> Conversation:
    """A conversation just opened."""
    return Conversation(bundle)


@pytest.fixture
def asking(talk: Conversation) -> Conversation:
    """A newborn's parents, at the first question."""
    return talk.event(("baby", 0.95))


@pytest.fixture
def listed(asking: Conversation) -> Conversation:
    """Everything answered, the list shown."""
    return asking.act(
        "answer",
        fact("born_on", "2026-11-01"),
        fact("children", 1),
        fact("hukou_follow", "mother"),
        fact("parents_married", False),
        fact("rare", []),
    )
