"""Judging the recogniser's scores: clear, between a few, or none. Scores are calibrated probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knowledge.bundle import Bundle

#: The best must reach this, and lead the second by that much, to be taken without asking.
CLEAR, LEAD = 0.6, 0.2
#: Below this an event is not worth a button.
WORTH_ASKING = 0.03
MOST = 3


@dataclass(frozen=True)
class Recognition:
    """`event` when one is clear, else up to three `candidates`, best first; both empty when nothing was heard."""

    event: str | None = None
    candidates: tuple[str, ...] = ()


def recognise(bundle: Bundle, act: dict[str, Any]) -> Recognition:
    """Judge the events of an act; those the bundle does not have are passed over."""
    scored = [(e["id"], score) for e in _events(act) if (score := _score(e)) and is_known(bundle, e.get("id"))]
    ranked = sorted(dict(reversed(scored)).items(), key=lambda pair: -pair[1])
    if not ranked:
        return Recognition()
    best, second = ranked[0][1], ranked[1][1] if len(ranked) > 1 else 0.0
    if best >= CLEAR and best - second >= LEAD:
        return Recognition(event=ranked[0][0])
    return Recognition(candidates=tuple(e for e, score in ranked if score >= WORTH_ASKING)[:MOST])


def named(bundle: Bundle, act: dict[str, Any]) -> list[str]:
    """The events of an act that chooses them, known ones only, each once."""
    return list(dict.fromkeys(e["id"] for e in _events(act) if is_known(bundle, e["id"])))


def is_known(bundle: Bundle, event: Any) -> bool:
    """Whether an id names a life event, encoded or an entry of the column."""
    return event in bundle.events or event in bundle.column


def told_by(bundle: Bundle, facts: list[str], among: list[str]) -> list[str]:
    """Which events of `among` ask about any of these facts."""
    asked = {
        event: {fact for chapter in bundle.events[event].chapters for fact in chapter.facts}
        for event in among
        if event in bundle.events
    }
    return [event for event in asked if asked[event] & set(facts)]


def _events(act: dict[str, Any]) -> list[dict[str, Any]]:
    events = act.get("events")
    found = [e for e in events if isinstance(e, dict)] if isinstance(events, list) else []
    return [e for e in found if isinstance(e.get("id"), str)]


def _score(event: dict[str, Any]) -> float:
    score = event.get("score")
    return float(score) if isinstance(score, (int, float)) and score > 0 else 0.0
