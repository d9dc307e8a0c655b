"""Every event of the catalogue, typed from the first sentence to the complete list, as some of its personas would.

A guest is heard here, so only personas without holdings speak. A sentence may tell more than what happened; then those
speak for whom that is true.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import Any

import pytest

import bot.ear
from actions.considerate import considerate
from actions.turn import open_conversation
from knowledge.facts import parse_value
from knowledge.guidance import guide
from knowledge.persona import signature, unmet
from tests.bot.plain_speech import answer_in_words, in_words
from tests.bot.talk import NOW
from tests.events import EVENTS, OPENINGS

#: Personas of each event who speak, spread over all of it; each uses other phrases. All of them would take minutes.
SPEAKERS = 3
MOST_TURNS = 40
#: Answers of one conversation that may stay unread and are said again in other words. None is taken for another one.
MOST_UNREAD = 2
#: Least share of openings that are taken without asking which event is meant.
TAKEN_AT_ONCE = 0.6
PLACES = ("第一个", "第二个", "第三个")


class Talker:
    """A persona who types."""

    def __init__(self, ear: Any, loop: asyncio.AbstractEventLoop, bundle: Any, persona: Any) -> None:
        self.ear, self.loop, self.bundle, self.persona = ear, loop, bundle, persona
        self.facts = {name: parse_value(bundle, name, value) for name, value in persona.facts.items()}
        self.now = f"{persona.on}T10:00:00+08:00"
        opened = open_conversation(bundle, salt="0123456789abcdef", channel="web", region=persona.region, now=self.now)
        self.state: dict[str, Any] = opened.state
        self.turn: dict[str, Any] = {}

    def says(self, text: str) -> dict[str, Any]:
        """Type `text`; what it changed of the facts."""
        before = self.state["facts"]
        self.turn = self.loop.run_until_complete(self.ear.turn(text, self.state, self.now))
        self.state = self.turn["state"]
        return {name: value for name, value in self.state["facts"].items() if before.get(name) != value}

    def begins(self, text: str) -> bool:
        """Tell what happened; when asked which event that is, pick it. Whether the facts heard are true of the persona."""
        event = self.persona.event
        self.says(text)
        if not self.state["events"]:
            offered = (self.state["pending"] or {}).get("events", [])
            assert event in offered, f"{text}: heard as {self.turn['act']}"
            self.says(PLACES[offered.index(event)])
        assert self.state["events"] == [event], f"{text}: heard as {self.turn['act']}"
        return all(self.facts.get(name) == value for name, value in self.state["facts"].items())

    @property
    def asked(self) -> str | None:
        pending = self.state["pending"] or {}
        return pending.get("fact")

    def message(self, kind: str) -> dict[str, Any] | None:
        return next((m for m in self.turn["messages"] if m["type"] == kind), None)


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine is no failure."""
    monkeypatch.setattr(bot.ear, "DEADLINE", 120.0)


def test_every_event_has_its_opening(bundle: Any) -> None:
    assert sorted(bundle.events) == EVENTS
    assert sorted(OPENINGS.keys() & bundle.events.keys()) == EVENTS, "write how a person would begin (tests/events.py)"


def speakers(bundle: Any, event: str, talker: Callable[[Any], Talker]) -> list[Talker]:
    """A few personas from all over the event for whom what is heard in the opening is true; each has said it."""
    own = [p for p in bundle.personas.values() if p.event == event and not p.holdings]
    stride = max(1, len(own) // SPEAKERS)
    spread = [persona for start in range(stride) for persona in own[start::stride]]
    begun = (talker(persona) for persona in spread)
    return [*islice((one for one in begun if one.begins(OPENINGS[event])), SPEAKERS)]


def talked(bundle: Any, one: Talker, variant: int) -> tuple[list[Any], list[Any]]:
    """Answer what is asked until nothing is: what was taken for something else, and what was not read at all."""
    misread, unread = [], []
    for _ in range(MOST_TURNS):
        if (fact := one.asked) is None:
            return misread, unread
        said = answer_in_words(bundle, fact, one.facts[fact], variant + len(unread))
        heard = one.says(said)
        if not heard.items() <= one.facts.items():
            misread.append((one.persona.id, fact, said, heard))
        elif fact not in heard:
            unread.append((one.persona.id, fact, said))
    pytest.fail(f"{one.persona.id} is asked without end: {one.asked}")


@pytest.mark.parametrize("event", EVENTS)
def test_a_conversation_in_plain_words_reaches_the_list(
    ear: Any, loop: asyncio.AbstractEventLoop, bundle: Any, event: str
) -> None:
    found = speakers(bundle, event, lambda persona: Talker(ear, loop, bundle, persona))
    assert found, f"what is heard in “{OPENINGS[event]}” is true of nobody"
    misread, unread = [], []
    for variant, one in enumerate(found):
        wrong, again = talked(bundle, one, variant)
        misread += wrong
        unread += again
        assert len(again) <= MOST_UNREAD, again
    print(f"{event}: said again {unread}")
    assert misread == []
    for one in found:
        shown = one.message("materials")
        assert shown is not None
        guidance = shown["guidance"]
        assert guidance["status"] == "complete"
        expected = guide(bundle, [event], one.persona.region, one.facts, date.fromisoformat(one.persona.on))
        assert signature(guidance) == signature(considerate(expected)), one.persona.id
        assert [*unmet(one.persona, expected)] == [], one.persona.id
        one.says("帮我办")
        handed_in = [s for s in guidance["services"] if (s["state"], s["route"]) == ("yes", "submit")]
        assert [effect["effect"] for effect in one.turn["effects"]] == ["open_draft"] * bool(handed_in)


def test_few_are_asked_which_event_they_mean(ear: Any, loop: asyncio.AbstractEventLoop, opened: dict[str, Any]) -> None:
    told = {event: loop.run_until_complete(ear.turn(OPENINGS[event], opened, NOW)) for event in EVENTS}
    asked = [
        (event, OPENINGS[event], turn["act"]["events"]) for event, turn in told.items() if not turn["state"]["events"]
    ]
    print(f"asked which event: {len(asked)} of {len(EVENTS)}")
    assert len(asked) <= (1 - TAKEN_AT_ONCE) * len(EVENTS), asked


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        (0, "零"),
        (12, "十二"),
        (20, "二十"),
        (305, "三百零五"),
        (60_000, "六万"),
        (10_500, "一万零五百"),
        (112, "一百一十二"),
    ],
)
def test_numbers_are_spoken_as_people_do(number: int, spoken: str) -> None:
    assert in_words(number) == spoken
