"""Laws of several events in one conversation: together they are as each alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.check import CATALOGUE
from knowledge.engine.relevance import Engine, engine_of
from knowledge.guidance import guide
from knowledge.view import View
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import interview, possible

ON = date(2026, 11, 20)
HOME = "620102"
EVENTS = sorted(path.stem for path in (CATALOGUE / "events").glob("*.yml"))
#: Events that people name together, and each event with another one in turn.
TOGETHER = [
    ["newborn", "social_card"],
    ["newborn", "medical_reimbursement"],
    ["newborn", "marriage_childbirth"],
    ["home_transfer", "bereavement"],
    ["home_transfer", "provident_fund"],
    ["home_transfer", "mortgage_registration"],
    ["home_transfer", "hukou_transfer", "school_enrolment"],
    ["retirement", "provident_fund", "social_card"],
    ["restaurant", "company_setup"],
    ["restaurant", "supermarket", "hiring"],
    ["company_setup", "hiring"],
    ["veteran", "flexible_employment"],
    ["disability", "public_housing"],
    *([event, EVENTS[(n + 7) % len(EVENTS)]] for n, event in enumerate(EVENTS)),
]


def alone_at(bundle: Bundle, event: str) -> tuple[View, Engine]:
    view = View(bundle, [event], HOME, ON, {})
    return view, engine_of(view, ON)


def _of(line: dict[str, Any]) -> str:
    """Material and subject of a line, whichever member it is."""
    return "/".join(line["id"].split("/")[:2])


@pytest.mark.parametrize("events", TOGETHER, ids="+".join)
def test_events_together_are_as_each_alone(shipped: Bundle, events: list[str]) -> None:
    chance = Chance(11)
    for _ in range(6):
        alone: dict[str, dict[str, Any]] = {}
        view = View(shipped, events, HOME, ON, {})
        person = possible(view, engine_of(view, ON), ON, chance)
        known, _ = interview(view, engine_of(view, ON), ON, person)
        together = guide(shipped, events, HOME, known, ON)
        asked: set[str] = set()
        for event in events:
            own, _ = interview(*alone_at(shipped, event), ON, person)
            asked |= set(own)
            alone[event] = guide(shipped, [event], HOME, own, ON)
        # A paper that two events want is one line, so what decides only the second want is not asked.
        assert set(known) <= asked
        services = {s["id"]: s for s in together["services"]}
        for guidance in alone.values():
            for service in guidance["services"]:
                # What several events join applies when one of them says so.
                states = {
                    other["state"] for g in alone.values() for other in g["services"] if other["id"] == service["id"]
                }
                assert services[service["id"]]["state"] == next(s for s in ("yes", "possible", "no") if s in states)
                if service["state"] == "yes":
                    assert services[service["id"]]["route"] == service["route"]
            for kind in ("notices", "duties", "deadlines"):
                assert {x["id"] for x in guidance[kind]} <= {x["id"] for x in together[kind]}
            # One event may count the persons of whom another speaks in general.
            assert {_of(m) for m in guidance["materials"]} <= {_of(m) for m in together["materials"]}
