"""Parts of the answer are remembered: most people share their answers, and a part hangs on few of them.

The part of one service depends on the facts that its conditions test, on the day, and on what its maker names; for the
same values it is the same part. Remembered parts are shared by guidances: read them, do not change them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Any, TypeVar

from knowledge.engine.relevance import Engine

T = TypeVar("T")
#: Parts kept for one view.
KEPT = 4_000
#: How many of the oldest go at once.
FORGOTTEN = 40


class Recall:
    """Remembers parts for one set of answers on one day."""

    def __init__(self, engine: Engine, facts: Mapping[str, Any], on: date) -> None:
        self._engine = engine
        self._facts = {fact: _frozen(value) for fact, value in facts.items()}
        self._on = on
        self._parts: dict[Hashable, Any] = engine.view.cache.setdefault("parts", {})

    def __call__(self, part: Hashable, service: str, make: Callable[[], T]) -> T:
        """What `make` gives for `part`, which depends on the answers that matter to `service`."""
        facts = self._facts
        key = (part, self._on, *[facts.get(fact) for fact in self._engine.facts_of(service)])
        if key in self._parts:
            found: T = self._parts[key]
            return found
        return keep(self._parts, key, make())


def keep(kept: dict[Hashable, Any], key: Hashable, part: T) -> T:
    """Remember a part; the oldest go when there are too many, a few at a time so that no answer waits for it."""
    if len(kept) >= KEPT:
        for oldest in list(kept)[:FORGOTTEN]:  # other threads remember at the same time: a list is taken at once
            kept.pop(oldest, None)
    kept[key] = part
    return part


def _frozen(value: Any) -> Hashable:
    if isinstance(value, list):
        return tuple(value)
    return ("unknown", value.get("unknown")) if isinstance(value, dict) else value
