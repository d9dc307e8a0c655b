"""Every event of the catalogue: told to the real bot, answered by buttons, filled in, confirmed and handed in.

Where nothing can be handed in here, 帮我办 says so and tells the way, and opens no form.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.clock import today
from knowledge.bundle import Bundle
from knowledge.facts import parse_value
from knowledge.guidance import guide
from knowledge.model import Persona
from tests import servers
from tests.api.filing import Filing, case_of
from tests.api.unhurried import LIMITS
from tests.api.visitor import Visitor
from tests.events import EVENTS, OPENINGS

CLAIMANT, OTHERS = "demo_owner", ("demo_buyer", "demo_seller", "demo_elder", "demo_mother", "demo_father")


@pytest.fixture(scope="module")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """SQLite only: what differs between the databases is tested with one event, by the tests beside this one."""
    return f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'daoban.sqlite3'}"


@pytest.fixture(scope="module")
def http(serve: Any, database_url: str, bot: servers.Server) -> Iterator[httpx.Client]:
    server = serve(DATABASE_URL=database_url, BOT_URL=bot.url, **LIMITS)
    with httpx.Client(base_url=server.url, timeout=30, trust_env=False) as client:
        yield client


def facts_of(bundle: Bundle, persona: Persona) -> dict[str, Any]:
    return {name: parse_value(bundle, name, value) for name, value in persona.facts.items()}


def ways(bundle: Bundle, persona: Persona) -> dict[str, str]:
    """service -> route for every service that applies to a persona today; empty when more would be asked today."""
    told = guide(bundle, [persona.event], persona.region, facts_of(bundle, persona), today())
    return {s["id"]: s["route"] for s in told["services"] if s["state"] == "yes" and told["status"] == "complete"}


def who_hands_in(bundle: Bundle, event: str) -> list[tuple[Persona, set[str]]]:
    """The fewest personas, first come first, who together hand in everything that any persona of the event hands in."""
    own = [persona for persona in bundle.personas.values() if persona.event == event]
    wanted = [(persona, {s for s, way in ways(bundle, persona).items() if way == "submit"}) for persona in own]
    left = set().union(*(services for _, services in wanted))
    found = []
    while left:
        persona, services = max(wanted, key=lambda pair: len(pair[1] & left))
        found.append((persona, services))
        left -= services
    return found


def who_does_not(bundle: Bundle, event: str) -> Persona | None:
    """The first persona to whom services apply and nobody of them is handed in here."""
    own = [persona for persona in bundle.personas.values() if persona.event == event]
    return next((p for p in own if (found := ways(bundle, p)) and "submit" not in found.values()), None)


def listed(http: httpx.Client, bundle: Bundle, persona: Persona) -> Visitor:
    """A visitor who has told the event in words and answered by buttons until the list was complete."""
    visitor = Visitor(http, persona.region)
    visitor.say(OPENINGS[persona.event])
    if not visitor.state["events"]:
        visitor.tap(bundle.events[persona.event].title)
    assert visitor.state["events"] == [persona.event], visitor.text()
    facts = facts_of(bundle, persona)
    # The sentence is the event's and may tell of this or that what is not so for this persona.
    heard = visitor.state["facts"]
    if wrong := {name: facts[name] for name in heard.keys() & facts.keys() if heard[name] != facts[name]}:
        assert visitor.send(answers=wrong).status_code == 200
    visitor.interview(facts)
    shown = next(message["guidance"] for message in visitor.messages if message["type"] == "materials")
    assert shown["status"] == "complete"
    return visitor


@pytest.mark.parametrize("event", EVENTS)
def test_what_is_handed_in_here_is_filled_in_once_and_becomes_one_case(
    http: httpx.Client, bundle: Bundle, event: str
) -> None:
    for persona, services in who_hands_in(bundle, event):
        visitor = listed(http, bundle, persona)
        visitor.tap("帮我办")
        assert any(message["type"] == "form" for message in visitor.messages), visitor.text()
        filing = Filing.of(visitor)
        filing.claim(CLAIMANT)
        filing.fill()
        assert filing.draft["missing"] == []
        assert [(f["key"], f["error"]) for f in filing.draft["fields"] if "error" in f] == []
        assert filing.confirm_all(OTHERS)["status"] == "confirmed", persona.id
        answer = filing.submit()
        assert answer.status_code == 201, (persona.id, answer.text)
        case_no, receipt = answer.json()["case_no"], answer.json()["receipt"]
        assert {one["id"] for one in receipt["services"]} == services, persona.id
        listed_too = {one["id"] for one in filing.draft["services"]} - services
        assert {one["id"] for one in receipt["not_submitted"]} == listed_too
        assert all(one["route_text"] for one in receipt["not_submitted"])
        assert receipt["note"] == "演示，无法律效力"
        case = case_of(http, case_no, filing.identity)
        assert {task["service"] for task in case["tasks"]} == services
        http.post(f"/v1/cases/{case_no}/withdraw", headers=filing.headers)  # so that the next is no second case


@pytest.mark.parametrize("event", EVENTS)
def test_where_nothing_is_handed_in_here_the_way_is_told(http: httpx.Client, bundle: Bundle, event: str) -> None:
    persona = who_does_not(bundle, event)
    if persona is None:
        assert who_hands_in(bundle, event), "an event leads somewhere"
        return
    visitor = listed(http, bundle, persona)
    visitor.tap("帮我办")
    assert [message["type"] for message in visitor.messages] == ["text"]
    assert "没有能在这里交件的事项" in visitor.text()
    doable = [way for way in ways(bundle, persona).values() if way not in ("auto", "duty")]
    assert bool(doable) == ("先办：" in visitor.text()), visitor.text()
    assert "12345" in visitor.text()
    assert visitor.state["stage"] == "listed"
    assert visitor.options()
