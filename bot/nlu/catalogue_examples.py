"""What the catalogue itself says about each life event: sentences that teach the recogniser beside `nlu_data/`."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.cleaning import clean
from knowledge.bundle import Bundle
from knowledge.facts import options

#: Shorter phrases of an option (换一张, 都有) belong to no event.
SHORTEST = 4


def catalogue_examples(bundle: Bundle) -> list[tuple[str, str]]:
    """Return (cleaned text, event) pairs, each text once and of one event alone, sorted.

    Taken are name, title and the questions of the FAQ, and what people say to the first question of an event, which
    is nearly always the one that asks which of its matters it is.
    """
    owners: dict[str, set[str]] = {}
    for text, event in _said(bundle):
        owners.setdefault(clean(text), set()).add(event)
    return sorted((text, min(events)) for text, events in owners.items() if len(events) == 1 and len(text) >= SHORTEST)


def _said(bundle: Bundle) -> Iterator[tuple[str, str]]:
    for event in bundle.events.values():
        yield event.name, event.id
        yield event.title, event.id
        yield from ((entry.q, event.id) for entry in event.faq)
        first = bundle.facts[event.chapters[0].facts[0]]
        for option in options(first):
            yield from ((text, event.id) for text in (option.label, *option.phrases) if not option.exclusive)
    for entry in bundle.column.values():
        yield entry.name, entry.id
        yield entry.title, entry.id
