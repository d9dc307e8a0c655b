"""The figures of the ratio table: what the engine really asks, beside the optimum."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from knowledge.bundle import Bundle
from knowledge.engine.questions import waiting
from knowledge.engine.relevance import engine_of
from knowledge.optimum.paths import RootPaths
from knowledge.optimum.ratio import Ratio, evenly, people, ratios
from knowledge.view import View
from tests.knowledge.people import Answers, everybody
from tests.knowledge.scenarios import ON, scenario

SHAPES = [(6, 8), (6, 8, 2, 2), (6, 8, 1, 0, 2), (7, 8, 3, 1, 0, 3), (6, 5, 1, 1, 0, 1, 0, 3)]
#: The targets of the project: ours over the optimum under the same rules.
MEAN, WORST = 1.005, 1.015


def _questions(view: View, prior: str = "authored") -> Ratio:
    return next(row for row in ratios(view, ON) if (row.prior, row.measure) == (prior, "questions"))


def _asked(view: View, next_fact: Callable[[Answers], str]) -> float:
    """The mean over everybody of how often one has to ask, asking each person in turn."""
    found = everybody(engine_of(view, ON))
    total = Fraction(0)
    for person, share in found.persons:
        known: dict[str, object] = {}
        while found.open_facts(known):
            fact = next_fact(known)
            known[fact] = person.get(fact)  # none: no condition tests it
            total += share
    return float(total)


@pytest.mark.parametrize("shape", SHAPES)
def test_ours_is_what_everybody_is_asked_on_average(shape: tuple[int, ...]) -> None:
    view = scenario(7, *shape)
    engine = engine_of(view, ON)
    real = _asked(view, lambda known: waiting(view, engine.standing(known, ON), known)[0].id)
    assert _questions(view).ours.value == pytest.approx(real, abs=1e-8)


@pytest.mark.parametrize("shape", SHAPES)
def test_skipping_asks_the_first_open_question_as_written(shape: tuple[int, ...]) -> None:
    view = scenario(7, *shape)
    engine, order = engine_of(view, ON), [fact.id for _, fact in view.asking_order()]

    def first_open(known: Answers) -> str:
        return next(fact for fact in order if fact in engine.standing(known, ON).relevant)

    assert _questions(view).skipping.value == pytest.approx(_asked(view, first_open), abs=1e-8)


@pytest.mark.parametrize("shape", SHAPES)
def test_without_skipping_every_question_is_asked_until_all_is_determined(shape: tuple[int, ...]) -> None:
    view = scenario(7, *shape)
    order = [fact.id for _, fact in view.asking_order()]
    assert _questions(view).written.value == pytest.approx(_asked(view, lambda known: order[len(known)]), abs=1e-8)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("chapters", [1, 2])
def test_no_order_beats_the_optimum_and_ours_is_near_it(seed: int, chapters: int) -> None:
    for row in ratios(scenario(seed, 8, 12, chapters), ON):
        assert row.free.value <= row.same_rules.value + 1e-8 <= row.ours.value + 2e-8
        assert row.skipping.value <= row.written.value + 1e-8


def test_ours_meets_the_targets_on_random_events() -> None:
    shares = [row.over_rules for seed in range(12) for row in ratios(scenario(seed, 8, 12, 1 + seed % 3), ON)]
    assert sum(shares) / len(shares) <= MEAN
    assert max(shares) <= WORST


def test_ours_meets_the_targets_on_every_shipped_event(shipped: Bundle) -> None:
    for prior in ("authored", "uniform"):
        rows = [_questions(View(shipped, [event], "620102", ON, {}), prior) for event in shipped.events]
        assert not any(row.same_rules.bound for row in rows)
        assert sum(row.over_rules for row in rows) / len(rows) <= MEAN
        assert max(row.over_rules for row in rows) <= WORST


def test_even_weights_leave_no_answer_likelier_than_another() -> None:
    engine = engine_of(evenly(scenario(3, 6, 8, 1, 2)), ON)
    assert {axis.weights for axis in engine.axes} == {(1 << 15, 1 << 15)}


def test_uniform_figures_come_from_even_weights_and_authored_ones_do_not() -> None:
    view = scenario(3, 8, 12)
    assert _questions(view, "uniform").free.value == _questions(evenly(view)).free.value
    assert _questions(view, "authored").free.value != _questions(view, "uniform").free.value


def test_cost_has_its_own_row_where_costs_differ() -> None:
    bundle = scenario(3, 6, 8).bundle
    assert [row.measure for row in ratios(View(bundle, ["event"], "000000", ON, {}), ON)] == ["questions"] * 2
    view = scenario(3, 6, 8, dear=1)
    assert [row.measure for row in ratios(view, ON)] == ["questions", "cost"] * 2
    questions, cost = list(ratios(view, ON))[:2]
    assert cost.free.value > questions.free.value


def test_what_is_too_large_is_drawn_and_says_so() -> None:
    view = scenario(5, 8, 12)
    exact, drawn = next(ratios(view, ON)), next(ratios(view, ON, states=2))
    for name in ("skipping", "ours"):
        sure, guess = getattr(exact, name), getattr(drawn, name)
        assert (sure.people, guess.people, guess.bound) == (0, 400, False)
        assert guess.value == pytest.approx(sure.value, abs=4 * guess.error)
    for name in ("same_rules", "free"):
        sure, guess = getattr(exact, name), getattr(drawn, name)
        assert guess.bound
        assert guess.value <= sure.value + 4 * guess.error


def test_people_are_drawn_by_the_weights_and_always_the_same() -> None:
    engine = engine_of(scenario(5, 6, 8), ON)
    paths = RootPaths(engine, list(engine.fact_masks), dict.fromkeys(engine.fact_masks, 1))
    drawn = list(people(paths))
    assert drawn == list(people(paths))
    for level, axis in enumerate(engine.axes):
        share = sum(person[level] for person in drawn) / len(drawn)
        assert share == pytest.approx(axis.weights[1] / (1 << 16), abs=0.1)
