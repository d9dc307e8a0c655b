"""Corners of the answer: unstated figures in two places, persons of two events, threads, days before all days."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.engine import recall
from knowledge.guidance import guide
from knowledge.resolve import resolver
from tests.knowledge.made import PLACE, made, paper, service

ON = date(2026, 11, 20)
ROLES = [{"id": "residence", "text": "住在哪里"}, {"id": "property", "text": "房子在哪里"}]
NATION = "000000"
ELSEWHERE = {"code": "110000", "name": "甲", "full_name": "甲", "level": "province", "parent": NATION}
FIGURE = [{"id": "p", "unit": "人"}]


def event(name: str, services: list[str], facts: list[str], **more: Any) -> dict[str, Any]:
    chapters = [{"id": "c", "title": "一", "facts": facts}]
    return {"id": name, "services": [{"service": s} for s in services], "chapters": chapters, **more}


def states(guidance: dict[str, Any]) -> dict[str, str]:
    return {s["id"]: s["state"] for s in guidance["services"]}


@pytest.fixture
def busy() -> Iterator[None]:
    """Threads change places as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_two_counts_against_one_unstated_figure_say_nothing_of_each_other() -> None:
    minor = {"id": "minor", "name": "未成年", "type": "bool", "question": "未成年吗？"}
    count = {"at_least": {"parameter": "p"}}
    when = {"all": [{"h": {"count": count}}, {"not": {"h": {"count": {"where": {"minor": True}, **count}}}}]}
    bundle = made(
        parameters=FIGURE,
        facts=[{"id": "h", "type": "persons", "max": 2, "members": [minor]}],
        place_roles=ROLES,
        regimes=[],
        services=[service("s", when=when)],
        events=[event("e", ["s"], ["h"])],
    )
    adults = {"h_count": 2, "h_1_minor": False, "h_2_minor": False}
    assert states(guide(bundle, ["e"], NATION, adults, ON)) == {"s": "possible"}


def test_a_figure_that_two_places_have_not_stated_is_two_figures() -> None:
    bundle = made(
        parameters=FIGURE,
        facts=[{"id": "n", "type": "integer", "min": 0, "max": 100}],
        place_roles=ROLES,
        regimes=[],
        regions=[PLACE, ELSEWHERE],
        materials=[{"id": "m", "kind": "proof"}],
        services=[
            service("s", when={"n": {"at_least": {"parameter": "p"}}}, requirements=[paper("m")]),
            service(
                "t",
                place_role="property",
                when={"not": {"n": {"at_least": {"parameter": "p"}}}},
                requirements=[paper("m")],
            ),
        ],
        events=[event("e", ["s", "t"], ["n"])],
    )
    here = guide(bundle, ["e"], NATION, {"n": 3}, ON)
    there = guide(bundle, ["e"], NATION, {"n": 3}, ON, places={"property": "110000"})
    assert [line["mode"] for line in here["materials"]] == ["submit"]
    assert [line["mode"] for line in there["materials"]] == ["possible"]


@pytest.mark.parametrize("events", [["e", "f"], ["f", "e"]])
def test_persons_of_two_events_are_as_many_as_either_says(events: list[str]) -> None:
    bundle = made(
        facts=[{"id": "n", "type": "integer", "min": 1, "max": 3}],
        place_roles=ROLES,
        regimes=[],
        materials=[{"id": "m", "kind": "proof"}],
        services=[service("s", requirements=[paper("m", subject="child")])],
        events=[
            event("e", ["s"], ["n"], groups=[{"id": "child", "name": "孩子", "count": "n"}]),
            event("f", ["s"], ["n"], groups=[{"id": "child", "name": "孩子"}]),
        ],
    )
    lines = guide(bundle, events, NATION, {"n": 2}, ON)["materials"]
    assert [line["id"] for line in lines] == ["m/child/1", "m/child/2"]


def test_parties_of_two_events_stand_once_and_a_slip_of_the_pen_makes_no_million() -> None:
    party = [{"id": "buyer", "name": "买方", "count": "n"}]
    bundle = made(
        facts=[{"id": "n", "type": "integer", "min": 0}],
        place_roles=ROLES,
        regimes=[],
        services=[service("s")],
        events=[event("e", ["s"], ["n"], parties=party), event("f", ["s"], ["n"], parties=party)],
    )
    assert [p["id"] for p in guide(bundle, ["e", "f"], NATION, {"n": 1}, ON)["parties"]] == ["buyer"]
    assert len(guide(bundle, ["e"], NATION, {"n": 10**12}, ON)["parties"]) < 100


def test_a_bound_before_the_first_day_there_is_still_asks() -> None:
    bundle = made(
        facts=[{"id": "d", "type": "date"}, {"id": "age", "kind": "derived", "derive": {"days_since": "d"}}],
        place_roles=ROLES,
        regimes=[],
        services=[service("s", when={"age": {"at_least": 800_000}})],
        events=[event("e", ["s"], ["d"])],
    )
    assert guide(bundle, ["e"], NATION, {}, ON)["question"]["samples"]


def test_a_contradiction_told_again_and_again_keeps_nothing() -> None:
    both = {"all": [{"a": True}, {"b": True}]}
    bundle = made(
        facts=[{"id": "a"}, {"id": "b"}],
        place_roles=ROLES,
        regimes=[],
        services=[service("s", when={"any": [{"a": True}, {"b": True}]})],
        events=[
            event(
                "e",
                ["s"],
                ["a", "b"],
                impossible=[{"when": both, "because": "不能都是", "source": "测试", "verified": True}],
            )
        ],
    )
    kept = resolver(bundle.at(NATION, ON))._done
    for _ in range(3):
        assert guide(bundle, ["e"], NATION, {"a": True, "b": True}, ON)["contradiction"] == "不能都是"
        first = len(kept)
    guide(bundle, ["e"], NATION, {"a": True, "b": True}, ON)
    assert len(kept) == first


@pytest.mark.usefixtures("busy")
def test_many_threads_get_the_answer_that_one_gets(shipped: Bundle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "KEPT", 20)
    monkeypatch.setattr(recall, "FORGOTTEN", 3)
    people = [
        {
            "born_on": f"2026-1{n % 2}-0{n % 9 + 1}",
            "hukou_follow": ("mother", "father")[n % 2],
            "parents_married": n > 7,
        }
        for n in range(16)
    ]
    alone = [guide(shipped, ["newborn"], "620102", person, ON) for person in people]
    troubles: list[BaseException] = []
    wrong: list[int] = []

    def ask(twin: Bundle, first: int) -> None:
        try:
            for n in range(first, first + len(people)):
                person = people[n % len(people)]
                if guide(twin, ["newborn"], "620102", person, ON) != alone[n % len(people)]:
                    wrong.append(n)
        except BaseException as error:
            troubles.append(error)

    for _ in range(3):
        twin = Bundle(shipped.raw, shipped.hash)  # nothing worked out yet: the first questions come all at once
        threads = [threading.Thread(target=ask, args=(twin, n * 3)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (troubles, wrong) == ([], [])
