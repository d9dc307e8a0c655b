"""What to ask next: the first relevant fact in the order its author gave, within the rules of courtesy.

Chapters keep the order of the window. Inside a chapter choices come after facts. The first two questions are never
sensitive while another one is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from knowledge.bundle import Bundle, Place
from knowledge.condition import ORDERED, Bound, Condition, Leaf, leaves
from knowledge.facts import options
from knowledge.model import Chapter, Fact
from knowledge.relevance import elements
from knowledge.words import basis_lines

#: Before this many answers, sensitive questions wait.
COURTESY = 2


def ordered(place: Place, events: list[str]) -> list[tuple[Chapter, Fact]]:
    """Every question of the events in asking order, each fact once."""
    seen: set[str] = set()
    found: list[tuple[Chapter, Fact]] = []
    for event in events:
        for chapter in place.events[event].chapters:
            facts = [place.facts[f] for f in chapter.facts]
            for fact in sorted(facts, key=lambda f: f.kind == "choice"):
                if fact.id not in seen:
                    seen.add(fact.id)
                    found.append((chapter, fact))
    return found


def open_questions(
    bundle: Bundle, place: Place, events: list[str], facts: Mapping[str, Any], relevant: Iterable[str], on: date
) -> list[dict[str, Any]]:
    """Questions not answered yet whose answer can change the outcome; the first is the one to ask."""
    relevant = set(relevant)
    waiting = [(ch, f) for ch, f in ordered(place, events) if f.id in relevant and f.id not in facts]
    if len(facts) < COURTESY:
        waiting.sort(key=lambda pair: pair[1].sensitivity > 0)
    return [question(bundle, place, events, chapter, fact, on) for chapter, fact in waiting]


def question(bundle: Bundle, place: Place, events: list[str], chapter: Chapter, fact: Fact, on: date) -> dict[str, Any]:
    """The question of one fact as the contract gives it (docs/contracts.md section 2)."""
    return {
        "fact": fact.id,
        "name": fact.name,
        "subject": fact.subject,
        "type": fact.type,
        "text": fact.question,
        "help": fact.help,
        "why": fact.why,
        "basis": basis_lines(bundle, fact.basis),
        "sensitivity": fact.sensitivity,
        "options": [
            {"value": o.value, "label": o.label, "help": o.help, "exclusive": o.exclusive}
            for o in (options(fact) if fact.type in ("bool", "enum", "set") else ())
        ],
        "unit": fact.unit,
        "min": fact.min,
        "max": fact.max,
        "samples": samples(place, events, fact, on),
        "unsure": fact.unsure,
        "decline": fact.decline,
        "chapter": chapter.title,
    }


def samples(place: Place, events: list[str], fact: Fact, on: date) -> list[Any]:
    """One value per band that can matter: integers from the bounds they are compared with, dates likewise."""
    if fact.type not in ("integer", "money", "date"):
        return []
    key = (*events, fact.id)
    if key not in place.bounds:
        place.bounds[key] = _bounds(place, events, fact)
    cuts, dates = place.bounds[key]
    if fact.type == "date":
        days = {max(c - 1, 0) for c in cuts} | {c for c in cuts if c >= 0} | {0}
        return sorted({(on - timedelta(days=d)).isoformat() for d in days} | dates)
    low = int(fact.min) if fact.min is not None else min([0, *(c - 1 for c in cuts)])
    return sorted({low} | {c for c in cuts if c >= low})


def _bounds(place: Place, events: list[str], fact: Fact) -> tuple[frozenset[int], frozenset[str]]:
    """Where bands start (numbers, or days before the guidance) and the dates that a date is compared with."""
    cuts: set[int] = set()
    dates: set[str] = set()
    for event in events:
        for element in elements(place, event):
            if fact.id not in element.facts:
                continue
            for leaf in _leaves(place, element.condition):
                bound = place.parameters[leaf.value.parameter].value if isinstance(leaf.value, Bound) else leaf.value
                if bound is None or place.facts[leaf.fact].source_fact != fact.id:
                    continue
                if leaf.fact == fact.id and fact.type == "date":
                    dates.add(str(bound))
                else:
                    cuts |= _cuts(leaf.operator, bound)
    return frozenset(cuts), frozenset(dates)


def _cuts(operator: str, bound: Any) -> set[int]:
    """Where bands start: `at_least 50` starts one at 50, `at_most 50` at 51."""
    if operator not in ORDERED:
        return {int(v) + d for v in (bound if isinstance(bound, tuple) else (bound,)) for d in (0, 1)}
    return {int(bound) + (operator in ("at_most", "above", "after"))}


def _leaves(place: Place, condition: Condition) -> Iterable[Leaf]:
    for leaf in leaves(condition):
        named = place.facts[leaf.fact].condition
        if named is None:
            yield leaf
        else:
            yield from _leaves(place, named)
