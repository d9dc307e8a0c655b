"""The order of the facts in the diagram: the best of several, the same wherever it is looked for, and only an order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.bundle import NATION, Bundle
from knowledge.engine.diagram import size
from knowledge.engine.ordering import SOME_DAY, best_order, ordered
from knowledge.engine.outcome import targets
from knowledge.engine.relevance import Engine, Entangled, asking_order
from knowledge.view import View
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import drawn
from tests.knowledge.made import made, service
from tests.knowledge.made_up import EVENT, ON, Shape, scenario, viewed

MANY = settings(max_examples=20, deadline=None)
SEEDS = st.integers(0, 10**6)


def nodes(bundle: Bundle, order: tuple[str, ...]) -> int:
    view = View(bundle, [EVENT], NATION, SOME_DAY, {})
    return size(list(Engine(view, SOME_DAY, order).roots.values()))


def pairs(number: int, facts: list[str]) -> Bundle:
    """One service that needs a0 and b0, or a1 and b1, and so on; its questions in the given order."""
    when = {"any": [{"all": [{f"a{n}": True}, {f"b{n}": True}]} for n in range(number)]}
    return made(
        facts=[{"id": name} for name in facts],
        services=[service("s", when=when)],
        events=[
            {"id": EVENT, "services": [{"service": "s"}], "chapters": [{"id": "c", "title": "一", "facts": facts}]}
        ],
    )


def apart(number: int) -> list[str]:
    return [f"{side}{n}" for side in "ab" for n in range(number)]


@MANY
@given(seed=SEEDS)
def test_the_order_found_needs_no_more_nodes_than_that_of_the_questions(seed: int) -> None:
    bundle = scenario(Chance(seed), Shape(facts=7, conditions=12))
    view = View(bundle, [EVENT], NATION, SOME_DAY, {})
    assert nodes(bundle, best_order(bundle, EVENT)) <= nodes(bundle, asking_order(view))


def test_what_belongs_together_is_put_together() -> None:
    bundle = pairs(8, apart(8))
    order = best_order(bundle, EVENT)
    assert [order[n][1:] for n in range(0, 16, 2)] == [order[n][1:] for n in range(1, 16, 2)]
    assert nodes(bundle, order) < 40
    assert nodes(bundle, tuple(apart(8))) > 500


def test_an_event_that_only_some_orders_bear_is_built_with_one_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.engine.relevance.ROOT_BUDGET", 500)
    bundle = pairs(9, apart(9))
    with pytest.raises(Entangled):
        viewed(bundle)
    built = ordered(bundle)
    view, engine = viewed(built)
    assert len(engine.diagram) < 500
    assert asking_order(view) == tuple(built.orders[EVENT])


@MANY
@given(seed=SEEDS)
def test_the_order_names_every_question_once_and_is_found_again(seed: int) -> None:
    bundle = scenario(Chance(seed), Shape(facts=7, conditions=12, figures=True))
    order = best_order(bundle, EVENT)
    view = View(bundle, [EVENT], NATION, SOME_DAY, {})
    assert sorted(set(order)) == sorted(order)
    assert {fact.id for _, fact in view.asking_order()} <= set(order)
    assert best_order(Bundle(bundle.raw, bundle.hash), EVENT) == order


@MANY
@given(seed=SEEDS)
def test_the_order_changes_no_answer(seed: int) -> None:
    chance = Chance(seed)
    bundle = scenario(chance, Shape(facts=7, conditions=12, impossible=chance.below(3)))
    view, engine = viewed(bundle)
    _, other = viewed(ordered(bundle))
    person = drawn(view, engine, ON, chance)
    known = dict(chance.some(list(person.items()), chance.between(0, len(person))))
    one, two = engine.standing(known, ON), other.standing(known, ON)
    assert one.contradiction == two.contradiction
    for target in targets(view):
        assert one.value(target.key) == two.value(target.key)


def test_the_order_is_part_of_the_bundle_and_of_its_name() -> None:
    bundle = scenario(Chance(1), Shape())
    built = ordered(bundle)
    assert built.orders == {EVENT: list(best_order(bundle, EVENT))}
    assert built.raw["records"] == bundle.raw["records"]
    assert built.hash != bundle.hash
