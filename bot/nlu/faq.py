"""Finding the question of an event's FAQ that a citizen asks in other words."""

from __future__ import annotations

from collections.abc import Iterable

from bot.nlu.canonical import canonical_text
from bot.nlu.cleaning import clean
from bot.nlu.likeness import likeness
from bot.nlu.phrases import PhraseIndex

LEAST_LIKENESS = 0.5


def find_faq(index: PhraseIndex, text: str, events: Iterable[str]) -> tuple[str, int, float] | None:
    """Return (event, index of the entry, likeness 0..1) of the best match among `events`, or None."""
    best: tuple[str, int, float] | None = None
    asked = canonical_text(text)
    for event in events:
        record = index.bundle.events.get(event)
        for place, entry in enumerate(record.faq if record else ()):
            score = likeness(asked, canonical_text(clean(entry.q)))
            if score >= LEAST_LIKENESS and (best is None or score > best[2]):
                best = (event, place, score)
    return best
