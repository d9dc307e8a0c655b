"""Taking the facts of an act into the state: what is new, what is changed, what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions import state as states
from actions.talk import Talk
from knowledge.facts import FactError, parse_value


@dataclass(frozen=True)
class Heard:
    """One fact heard: its value now and, when it was answered otherwise before, the value then."""

    fact: str
    value: Any
    before: Any = None


@dataclass(frozen=True)
class Reading:
    fresh: tuple[Heard, ...] = ()
    changed: tuple[Heard, ...] = ()
    same: tuple[Heard, ...] = ()
    refused: tuple[FactError, ...] = ()

    @property
    def taken(self) -> tuple[Heard, ...]:
        return (*self.fresh, *self.changed)

    @property
    def empty(self) -> bool:
        return not (self.fresh or self.changed or self.same or self.refused)


def items(act: dict[str, Any]) -> list[tuple[str, Any]]:
    """(fact, raw value) of an act, ill-formed ones left out."""
    found = act.get("facts")
    pairs: list[tuple[str, Any]] = []
    for item in found if isinstance(found, list) else []:
        if not isinstance(item, dict) or not isinstance(item.get("fact"), str):
            continue
        if "value" in item:
            pairs.append((item["fact"], item["value"]))
        elif "unknown" in item:
            pairs.append((item["fact"], {"unknown": item["unknown"]}))
    return pairs


def take(talk: Talk, pairs: list[tuple[str, Any]], *, events_before: Any = None) -> Reading:
    """Check the facts and write the good ones into the state as one step. What is refused changes nothing.

    Facts unknown to the catalogue are passed over. `events_before`: the events before this step, when it changes them.
    """
    known = talk.state["facts"]
    fresh: list[Heard] = []
    changed: list[Heard] = []
    same: list[Heard] = []
    refused: list[FactError] = []
    before: dict[str, Any] = {}
    for fact, raw in pairs:
        record = talk.bundle.facts.get(fact)
        if record is None or record.kind == "derived":
            continue
        try:
            value = parse_value(talk.bundle, fact, raw)
        except FactError as error:
            refused.append(error)
            continue
        if fact not in known:
            fresh.append(Heard(fact, value))
        elif known[fact] == value and type(known[fact]) is type(value):
            same.append(Heard(fact, value))
            continue
        else:
            changed.append(Heard(fact, value, known[fact]))
        before.setdefault(fact, known.get(fact))
        known[fact] = value
        if fact not in talk.state["answered"]:
            talk.state["answered"].append(fact)
        talk.state["skipped"] = [f for f in talk.state["skipped"] if f != fact]
    if before or events_before is not None:
        states.remember(talk.state, facts=before, events=events_before)
    return Reading(tuple(fresh), tuple(changed), tuple(same), tuple(refused))
