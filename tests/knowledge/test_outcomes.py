"""How many different answers an event can give, against counting every person."""

from __future__ import annotations

import itertools
import math

import pytest

from knowledge.engine.diagram import FALSE, Restriction
from knowledge.engine.relevance import Engine, engine_of
from knowledge.optimum import outcomes
from knowledge.optimum.outcomes import distinct_outcomes
from knowledge.view import View
from tests.knowledge.chance import Chance
from tests.knowledge.made_up import EVENT, ON, Shape, scenario

MOST_PEOPLE = 20_000


def engine(number: int) -> Engine:
    bundle = scenario(Chance(number), Shape(facts=6, conditions=8, impossible=number % 2))
    return engine_of(View(bundle, [EVENT], "000000", ON, {}), ON)


def by_counting(engine: Engine) -> int | None:
    """Every combination of places of the axes that is possible; None when there are too many."""
    sizes = [len(axis.values) for axis in engine.axes]
    if math.prod(sizes) > MOST_PEOPLE:
        return None
    found = set()
    for person in itertools.product(*map(range, sizes)):
        restriction = Restriction(engine.diagram, dict(enumerate(person)))
        if restriction(engine.admissible) is not FALSE:
            found.add(tuple(restriction(root) for root in engine.target_roots))
    return len(found)


def test_as_many_outcomes_as_there_are_when_everybody_is_counted() -> None:
    compared = 0
    for number in range(40):
        made = engine(number)
        expected = by_counting(made)
        if expected is not None:
            compared += 1
            counted = distinct_outcomes(made, list(made.fact_masks))
            assert (counted.count, counted.bound) == (expected, False), number
    assert compared >= 20


def test_too_many_states_give_a_lower_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    made = engine(3)
    whole = distinct_outcomes(made, list(made.fact_masks))
    monkeypatch.setattr(outcomes, "STATES", 1)
    part = distinct_outcomes(made, list(made.fact_masks))
    assert part.bound
    assert 1 <= part.count <= whole.count
