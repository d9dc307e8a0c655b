"""What the handlers of one turn share: a private copy of the state, and the messages and effects so far."""

from __future__ import annotations

import copy
import json
import re
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from actions.state import places_of
from knowledge.content.provenance import needed_places
from knowledge.facts import FactError, parse_value, say
from knowledge.guidance import guide

if TYPE_CHECKING:
    from knowledge.bundle import Bundle, Place
    from knowledge.model import ColumnEntry, LifeEvent

#: All of China keeps one time.
CHINA = timezone(timedelta(hours=8))

EXPLANATION = re.compile("（[^（）]*）")

Guidance = dict[str, Any]
Now = datetime | date | str


def day(now: Now) -> date:
    """The calendar day in China at `now`: an aware or naive datetime (naive: already Chinese time), a date, or ISO."""
    if isinstance(now, str):
        now = datetime.fromisoformat(now.replace("Z", "+00:00"))
    if isinstance(now, datetime):
        return (now.astimezone(CHINA) if now.tzinfo else now).date()
    return now


class Talk:
    """One turn being worked out. Handlers change `state`, and add to `messages` and `effects`."""

    def __init__(self, bundle: Bundle, state: dict[str, Any], act: dict[str, Any], on: date) -> None:
        self.bundle = bundle
        self.state = copy.deepcopy(state)
        self.act = act
        self.on = on
        self.messages: list[dict[str, Any]] = []
        self.effects: list[dict[str, Any]] = []
        self._guidances: dict[str, Guidance] = {}
        if self.state["bundle"] != bundle.hash:
            self._move_to(bundle)

    def _move_to(self, bundle: Bundle) -> None:
        """Continue on another bundle: what it no longer knows is laid aside, the rest stays."""
        state = self.state
        state["bundle"] = bundle.hash
        state["places"] = places_of(state, bundle)
        state["events"] = [e for e in state["events"] if e in bundle.events]
        kept: dict[str, Any] = {}
        for fact, value in state["facts"].items():
            try:
                kept[fact] = parse_value(bundle, fact, value)
            except FactError:
                continue
        state["facts"] = kept
        state["answered"] = [f for f in state["answered"] if f in kept]
        state["skipped"] = [f for f in state["skipped"] if f in bundle.facts]
        state["steps"], state["pending"] = [], None

    @property
    def pending(self) -> dict[str, Any]:
        """The pending question, `{"kind": "none"}` when nothing is asked."""
        return self.state["pending"] or {"kind": "none"}

    @property
    def pending_fact(self) -> str | None:
        """The fact being asked, or None."""
        fact = self.pending.get("fact") if self.pending["kind"] == "fact" else None
        return fact if fact in self.bundle.facts else None

    @property
    def by_text(self) -> bool:
        """Whether the act was read from free text, so that it should be read back."""
        return bool(self.act.get("source", "text") == "text")

    def text(self) -> str:
        """What the person wrote, empty when a button was used."""
        text = self.act.get("text")
        return text if isinstance(text, str) else ""

    def guidance(self, *, facts: dict[str, Any] | None = None, events: list[str] | None = None) -> Guidance:
        """The guidance for the present facts and events, or for those given. Needs at least one event."""
        facts = self.state["facts"] if facts is None else facts
        events = self.state["events"] if events is None else events
        places = places_of(self.state, self.bundle)
        key = json.dumps([events, self.state["region"], places, facts], sort_keys=True, ensure_ascii=False)
        if key not in self._guidances:
            self._guidances[key] = guide(
                self.bundle,
                events=events,
                region=self.state["region"],
                facts=facts,
                holdings=[],
                places=places,
                on=self.on,
            )
        return self._guidances[key]

    @property
    def place(self) -> Place:
        """The catalogue where the conversation is, on the day of the turn."""
        return self.bundle.at(self.state["region"], self.on)

    def places_elsewhere(self, events: list[str]) -> list[tuple[str, str]]:
        """(name of the place role, name of the region) for each role of `events` that is not in the region itself."""
        places = places_of(self.state, self.bundle)
        return [
            (role.name, self.region_name(code))
            for role in needed_places(self.bundle, self.place, events)
            if (code := places.get(role.id, self.state["region"])) != self.state["region"]
        ]

    def title(self, event: str) -> str:
        """The event's title as the citizen would put it."""
        return self._named(event).title

    def event_name(self, event: str) -> str:
        return self._named(event).name

    def _named(self, event: str) -> LifeEvent | ColumnEntry:
        return self.place.events[event] if event in self.place.events else self.bundle.column[event]

    def office_name(self) -> str | None:
        """The nearest service centre of the region that has one; None when no division above it has any."""
        chain = self.bundle.chain(self.state["region"])
        offices = (office for code in reversed(chain) for office in self.bundle.regions[code].offices)
        return next((office.name for office in offices if office.kind == "service_center"), None)

    def region_name(self, code: str | None = None) -> str:
        return self.bundle.regions[code or self.state["region"]].full_name

    def name(self, fact: str) -> str:
        """The short label of a fact: 户口随谁."""
        return self.bundle.facts[fact].name

    def value(self, fact: str, value: Any) -> str:
        """A value in words, without the explanation an option may carry in brackets: 随妈妈."""
        return EXPLANATION.sub("", say(self.bundle, fact, value))

    def add(self, message: dict[str, Any]) -> None:
        self.messages.append(message)

    def effect(self, effect: str, **more: Any) -> None:
        self.effects.append({"effect": effect, **more})
