"""One form from many: every field once, and each service's projection loses nothing it requires and shows nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.bundle import NATION, Bundle
from knowledge.condition import parse
from knowledge.engine.outcome import FILLED
from knowledge.evaluate import Verdict, World
from knowledge.forms import field_key, merged_form, project
from knowledge.guidance import guide
from knowledge.view import view_of
from tests.events import EVENTS
from tests.knowledge.made import made, service

FIELDS = ["name", "phone", "child_name", "heir_name", "heir_no"]
PER = {"child_name": "child", "heir_name": "heir", "heir_no": "heir"}


@dataclass(frozen=True)
class Use:
    """One service's wish for one field, and whether it holds for this person (None: open)."""

    field: str
    required: bool
    holds: bool | None


@dataclass(frozen=True)
class Served:
    """One line of the guidance."""

    state: str
    route: str
    uses: tuple[Use, ...]

    @property
    def filled(self) -> bool:
        return self.state == "yes" and self.route in FILLED


uses = st.builds(Use, st.sampled_from(FIELDS), st.booleans(), st.sampled_from([True, False, None]))
served = st.builds(
    Served,
    st.sampled_from(["yes", "possible", "no"]),
    st.sampled_from(["submit", "prefile", "guide", "jump"]),
    st.lists(uses, max_size=4, unique_by=lambda use: use.field).map(tuple),
)
cases = st.lists(served, max_size=4)
sizes = st.fixed_dictionaries({"child": st.integers(0, 3), "heir": st.integers(0, 3)})


class Drawn:
    """Verdicts as they were drawn."""

    def __init__(self, case: list[Served]) -> None:
        self.values = {(f"s{n}", use.field): use.holds for n, one in enumerate(case) for use in one.uses}

    def of(self, kind: str, name: str, identity: str) -> Verdict:
        assert kind == "field"
        return Verdict(self.values[name, identity])


def form(case: list[Served], counts: dict[str, int]) -> list[dict[str, Any]]:
    bundle = made(
        fields=[{"id": name, "per": PER.get(name)} for name in FIELDS],
        services=[
            service(f"s{n}", fields=[{"field": use.field, "required": use.required} for use in one.uses])
            for n, one in enumerate(case)
        ],
    )
    lines = [{"id": f"s{n}", "state": one.state, "route": one.route} for n, one in enumerate(case)]
    return merged_form(bundle, bundle.at(NATION), Drawn(case), lines, {"child": "孩子"}, counts)


def keys(name: str, counts: dict[str, int]) -> set[str]:
    count = counts[PER[name]] if name in PER else 1
    return {field_key(name, 0)} if count == 1 else {field_key(name, n) for n in range(1, count + 1)}


@given(case=cases, counts=sizes)
def test_every_blank_is_there_once_for_each_member_and_only_where_somebody_wants_it(
    case: list[Served], counts: dict[str, int]
) -> None:
    found = [line["key"] for line in form(case, counts)]
    wanted = {use.field for one in case if one.filled for use in one.uses if use.holds is not False}
    assert len(found) == len(set(found))
    assert set(found) == {key for name in wanted for key in keys(name, counts)}


@given(case=cases, counts=sizes)
def test_a_blank_is_required_exactly_when_a_service_certainly_requires_it(
    case: list[Served], counts: dict[str, int]
) -> None:
    for line in form(case, counts):
        of_field = [use for one in case if one.filled for use in one.uses if use.field == line["id"]]
        assert line["required"] == any(use.required and use.holds for use in of_field)
        assert (line["state"] == "yes") == any(use.holds for use in of_field)


@given(case=cases, counts=sizes, extra=st.booleans())
def test_projections_lose_no_required_blank_show_no_other_and_make_up_the_whole(
    case: list[Served], counts: dict[str, int], extra: bool
) -> None:
    lines = form(case, counts)
    values = {line["key"]: f"<{line['key']}>" for line in lines} | ({"secret": "x"} if extra else {})
    whole: dict[str, Any] = {}
    for n, one in enumerate(case):
        shown = project(lines, values, f"s{n}")
        must = [use.field for use in one.uses if one.filled and use.required and use.holds]
        may = [use.field for use in one.uses if one.filled and use.holds is not False]
        assert {key for name in must for key in keys(name, counts)} <= shown.keys()
        assert shown.keys() <= {key for name in may for key in keys(name, counts)}
        assert all(values[key] == value for key, value in shown.items())
        whole |= shown
    assert whole == {key: value for key, value in values.items() if key != "secret"}


def test_an_empty_blank_is_projected_to_nobody() -> None:
    lines = form([Served("yes", "submit", (Use("name", True, True), Use("phone", False, True)))], {})
    assert project(lines, {"name": "王秀兰"}, "s0") == {"name": "王秀兰"}


def test_a_service_that_wants_a_field_twice_is_named_once() -> None:
    twice = Served("yes", "submit", (Use("name", True, True), Use("name", False, True)))
    assert [line["services"] for line in form([twice], {})] == [["s0"]]


def test_the_section_says_whose_blank_it_is() -> None:
    wanting = Served("yes", "submit", (Use("child_name", True, True), Use("phone", True, True)))
    sections = {line["key"]: line["section"] for line in form([wanting], {"child": 2, "heir": 1})}
    assert sections == {"child_name[1]": "孩子1", "child_name[2]": "孩子2", "phone": "申请人"}


def test_nobody_of_an_absent_group_is_asked() -> None:
    wanting = Served("yes", "submit", (Use("heir_name", True, True), Use("phone", True, True)))
    assert [line["key"] for line in form([wanting], {"child": 1, "heir": 0})] == ["phone"]


ON = date(2026, 11, 21)


@st.composite
def persons(draw: st.DrawFn, bundle: Bundle, event: str, region: str) -> dict[str, Any]:
    """Answers to some of the questions of an event."""
    found = {}
    for _, fact in view_of(bundle, [event], region, ON, {}).asking_order():
        if draw(st.integers(0, 9)) == 0:
            continue
        if fact.type == "bool":
            found[fact.id] = draw(st.booleans())
        elif fact.type == "enum":
            found[fact.id] = draw(st.sampled_from([option.value for option in fact.options]))
        elif fact.type == "set":
            choices = [option.value for option in fact.options if not option.exclusive]
            found[fact.id] = [value for value in choices if draw(st.integers(0, 3)) == 0]
        elif fact.type in ("integer", "money"):
            low = int(fact.min or 0)
            found[fact.id] = draw(st.integers(low, min(int(fact.max or 500), low + 500)))
        elif fact.type == "date":
            found[fact.id] = draw(st.dates(date(2026, 1, 1), ON)).isoformat()
    return found


@pytest.mark.parametrize("event", EVENTS)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), region=st.sampled_from(["620102", "360732"]))
def test_every_shipped_department_gets_what_it_requires_of_a_random_person_and_nothing_else(
    shipped: Bundle, event: str, region: str, data: Any
) -> None:
    facts = data.draw(persons(shipped, event, region))
    guidance = guide(shipped, [event], region, facts, ON)
    lines = guidance["fields"]
    values = {line["key"]: f"<{line['key']}>" for line in lines}
    view = view_of(shipped, [event], region, ON, {})
    world = World(facts, view.facts, ON)
    whole: dict[str, Any] = {}
    for one in guidance["services"]:
        shown = project(lines, values, one["id"])
        record = view.services[one["id"]]
        if one["state"] == "yes" and one["route"] in FILLED:
            for use in record.fields:
                holds = world.evaluate(view.resolved(parse(use.when), one["id"])).value
                of_field = {line["key"] for line in lines if line["id"] == use.field}
                if holds and use.required:
                    assert of_field, f"{use.field} of {one['id']} is required and nobody is asked"
                    assert of_field <= shown.keys()
                    assert all(line["required"] for line in lines if line["id"] == use.field)
            assert {key.partition("[")[0] for key in shown} <= {use.field for use in record.fields}
        else:
            assert shown == {}
        whole |= shown
    assert whole == values
    assert len({line["key"] for line in lines}) == len(lines)
