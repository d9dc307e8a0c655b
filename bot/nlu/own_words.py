"""The very words that stand on a button: an option of the question asked, an event just offered."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.nlu.cleaning import clean
from bot.nlu.quantities import quantity
from knowledge.model import Fact

_NO_LETTER = re.compile(r"[\W_]+")
#: Characters of a part of a title that are enough to mean it.
LEAST = 3


def bare(text: str) -> str:
    """The letters of a text."""
    return _NO_LETTER.sub("", clean(text))


def is_option(fact: Fact, text: str) -> bool:
    """Whether the text is nothing but the label or a phrase of an option of the question asked."""
    said = bare(text)
    return bool(said) and any(said in map(bare, (option.label, *option.phrases)) for option in fact.options)


def is_measure(fact: Fact, text: str) -> bool:
    """Whether the text is nothing but a number, with or without its unit, for the question asked: 12人."""
    plain = clean(text).strip("。！，？ ")
    found = quantity(fact, plain, bare=True) if fact.type in ("integer", "money") else None
    return found is not None and (found[1], found[2]) == (0, len(plain))


def offered(text: str, titles: Mapping[str, tuple[str, ...]]) -> str | None:
    """The one of the offered events (id -> what it is called) that the text names, whole or by a part; else None."""
    said = bare(text)
    called = {event: [bare(title) for title in names] for event, names in titles.items()}
    whole = [event for event, names in called.items() if said in names]
    if len(whole) == 1:
        return whole[0]
    part = [event for event, names in called.items() if len(said) >= LEAST and any(said in name for name in names)]
    return part[0] if len(part) == 1 else None
