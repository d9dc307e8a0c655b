"""Axes: every value of a fact stands at a place whose tests come out as they do for the value itself."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.bundle import NATION, Bundle
from knowledge.condition import Bound, leaves
from knowledge.engine.axes import lay_out, place_on, position, truth
from knowledge.engine.diagram import WEIGHT_BITS
from knowledge.engine.questions import samples
from knowledge.engine.relevance import Engine, asking_order, engine_of
from knowledge.evaluate import World
from knowledge.view import View, view_of
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import stored
from tests.knowledge.made import made, service
from tests.knowledge.made_up import ON, Shape, scenario, viewed

MANY = settings(max_examples=40, deadline=None)
SEEDS = st.integers(0, 10**6)
DAYS = [(ON - timedelta(days=n)).isoformat() for n in range(-40, 420)]


def told(value: date) -> str:
    return value.isoformat()


def shop(fact: dict[str, Any], *tests: dict[str, Any]) -> Bundle:
    """A bundle with one asked fact, the days since it where it is a date, and one service for each test."""
    facts = [{"id": "x", **fact}]
    if fact["type"] == "date":
        facts.append({"id": "days", "kind": "derived", "type": "integer", "derive": {"days_since": "x"}})
    services = [service(f"s{n}", when=test) for n, test in enumerate(tests)]
    event = {
        "id": "e",
        "services": [{"service": s["id"]} for s in services],
        "chapters": [{"id": "c", "title": "一", "facts": ["x"]}],
    }
    return made(facts=facts, services=services, events=[event])


def values_of(kind: str) -> list[Any]:
    return list(range(1, 101)) if kind == "integer" else DAYS


@MANY
@given(seed=SEEDS)
def test_a_value_and_the_place_where_it_stands_pass_the_same_tests(seed: int) -> None:
    chance = Chance(seed)
    view, engine = viewed(scenario(chance, Shape(facts=9, conditions=15)))
    facts, starts = view.facts, engine.starts(ON)
    tests = {leaf for element in engine.elements.values() for leaf in leaves(element.condition)}
    for leaf in tests:
        source = facts[leaf.fact].source_fact
        (level,) = (n for n in engine.levels[source] if engine.axes[n].member in (None, leaf.value))
        axis = engine.axes[level]
        held = truth(axis, leaf, facts, ON)
        assert len(held) == len(axis.values) == len(axis.weights)
        for value in values_of(facts[source].type) if facts[source].type in ("integer", "date") and axis.cuts else ():
            if facts[source].min is not None and not facts[source].min <= value <= facts[source].max:
                continue
            verdict = World({source: value}, facts, ON).evaluate(leaf)
            assert verdict.value is held[place_on(axis, value, starts[level])], (leaf, value)


@MANY
@given(seed=SEEDS)
def test_every_place_of_an_axis_is_where_its_own_value_stands(seed: int) -> None:
    view, engine = viewed(scenario(Chance(seed), Shape(facts=9, conditions=15)))
    starts = engine.starts(ON)
    for level, axis in enumerate(engine.axes):
        if axis.member is None and len(set(axis.values)) == len(axis.values):
            places = [
                place_on(axis, stored(axis, place, view.facts), starts[level]) for place in range(len(axis.values))
            ]
            assert places == list(range(len(axis.values)))


@MANY
@given(seed=SEEDS)
def test_weights_are_whole_positive_and_add_up(seed: int) -> None:
    _, engine = viewed(scenario(Chance(seed), Shape(facts=9, conditions=15, figures=True)))
    for axis in engine.axes:
        assert min(axis.weights) > 0
        assert sum(axis.weights) == 1 << WEIGHT_BITS


def test_bounds_that_are_no_whole_numbers_part_whole_values() -> None:
    tests = [{"x": {operator: 7.5}} for operator in ("at_least", "at_most", "above", "below")]
    _, engine = viewed(shop({"type": "integer", "min": 0, "max": 20}, *tests))
    assert engine.axes[0].values == (0, 8)
    for value in range(21):
        standing = engine.standing({"x": value}, ON)
        got = [standing.value(("service", f"s{n}", f"s{n}")) for n in range(4)]
        assert got == [value >= 7.5, value <= 7.5, value > 7.5, value < 7.5]


def test_days_since_a_date_are_counted_on_the_day_of_the_guidance() -> None:
    operators = {"at_least": 30, "at_most": 30, "above": 30, "below": 30}
    bundle = shop({"type": "date"}, *({"days": {operator: bound}} for operator, bound in operators.items()))
    view = View(bundle, ["e"], NATION, ON, {})
    for later in (0, 1, 45):
        on = ON + timedelta(days=later)
        engine = engine_of(view, on)
        for ago in range(70):
            standing = engine.standing({"x": told(on - timedelta(days=ago))}, on)
            got = [standing.value(("service", f"s{n}", f"s{n}")) for n in range(4)]
            assert got == [ago >= 30, ago <= 30, ago > 30, ago < 30]


def test_one_layout_serves_only_days_on_which_it_says_the_same() -> None:
    bundle = shop({"type": "date"}, {"days": {"at_least": 30}}, {"x": {"after": "2026-05-31"}})
    view = View(bundle, ["e"], NATION, ON, {})
    # On 30 June both bounds fall on one day; whoever is asked on another day must not inherit that.
    for on in [date(2026, 6, 30) + timedelta(days=n) for n in (0, -5, 5, -20, 1, -1, 20)]:
        for born in [date(2026, 5, 1) + timedelta(days=n) for n in range(60)]:
            standing = engine_of(view, on).standing({"x": told(born)}, on)
            got = [standing.value(("service", f"s{n}", f"s{n}")) for n in range(2)]
            assert got == [(on - born).days >= 30, born > date(2026, 5, 31)], (on, born)


def test_a_layout_is_kept_from_day_to_day_while_it_fits() -> None:
    bundle = shop({"type": "date"}, {"days": {"at_least": 30}}, {"x": {"after": "2026-05-31"}})
    view = View(bundle, ["e"], NATION, ON, {})
    assert engine_of(view, date(2026, 8, 1)) is engine_of(view, date(2026, 8, 2))
    assert engine_of(view, date(2026, 8, 1)) is not engine_of(view, date(2026, 6, 1))


def test_a_set_has_an_axis_for_each_option_that_is_tested() -> None:
    options = [{"value": v, "label": v} for v in ("p", "q", "r")]
    _, engine = viewed(shop({"type": "set", "options": options}, {"x": {"has": "r"}}, {"x": {"has": "p"}}))
    assert [(axis.member, axis.values) for axis in engine.axes] == [("p", (False, True)), ("r", (False, True))]


def test_a_set_takes_part_with_the_share_its_author_gives_each_option() -> None:
    options = [{"value": v, "label": v} for v in ("p", "q")]
    _, engine = viewed(
        shop({"type": "set", "options": options, "prior": {"p": 25, "q": 50}}, {"x": {"has": "p"}}, {"x": {"has": "q"}})
    )
    assert [axis.weights[1] for axis in engine.axes] == [1 << WEIGHT_BITS - 2, 1 << WEIGHT_BITS - 1]


@pytest.mark.parametrize(
    ("fact", "tests", "expected"),
    [
        ({"type": "integer", "min": 1, "max": 100}, [{"x": {"at_least": 20}}, {"x": {"above": 60}}], [1, 20, 61]),
        ({"type": "integer", "min": 1, "max": 100}, [{"x": {"at_least": 1}}], [1]),
        ({"type": "integer"}, [{"x": {"at_most": 20}}], [0, 21]),
        ({"type": "date"}, [{"x": {"after": "2026-05-31"}}], ["2026-05-31", "2026-06-01"]),
        ({"type": "date"}, [{"days": {"above": 30}}], ["2026-10-20", "2026-10-21"]),
    ],
)
def test_a_question_shows_one_value_of_each_band(
    fact: dict[str, Any], tests: list[dict[str, Any]], expected: list[Any]
) -> None:
    view, engine = viewed(shop(fact, *tests))
    assert samples(engine, view.facts["x"], ON) == expected


def test_a_figure_that_nobody_has_stated_is_an_axis_that_cannot_be_asked() -> None:
    bundle = made(
        facts=[{"id": "x", "type": "integer", "min": 1, "max": 100}],
        parameters=[{"id": "limit"}],
        services=[service("small", when={"x": {"at_most": {"parameter": "limit"}}}), service("large", when={"x": {"above": {"parameter": "limit"}}})],
        events=[{"id": "e", "services": [{"service": "small"}, {"service": "large"}], "chapters": [{"id": "c", "title": "一", "facts": ["x"]}]}],
    )  # fmt: skip
    _, engine = viewed(bundle)
    assert [(axis.figure, axis.values) for axis in engine.axes] == [("limit", (False, True))]
    standing = engine.standing({}, ON)
    small, large = (standing.root(("service", name, name)) for name in ("small", "large"))
    assert engine.diagram.negate(small) is large
    assert standing.relevant == frozenset()
    assert standing.figures_in(standing.support) == {"limit"}
    assert all(isinstance(leaf.value, Bound) for e in engine.elements.values() for leaf in leaves(e.condition))


@MANY
@given(seed=SEEDS)
def test_the_same_catalogue_gives_the_same_axes_however_its_conditions_are_listed(seed: int) -> None:
    chance = Chance(seed)
    bundle = scenario(chance, Shape(facts=9, conditions=15, figures=True))
    view = view_of(bundle, ["event"], NATION, ON, {})
    conditions = [e.condition for e in Engine(view, ON, asking_order(view)).elements.values()]
    once = lay_out(conditions, view.facts, asking_order(view), ON)
    assert once == lay_out(chance.shuffled(conditions), view.facts, asking_order(view), ON)
    for axis in once:
        if axis.cuts:
            assert [position(cut, ON) for cut in axis.cuts] == list(axis.values[1:])
