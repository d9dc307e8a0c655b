"""States of an interview: they fall apart where no fact is shared, and answers keep their weights."""

from __future__ import annotations

import pytest

from knowledge.engine.relevance import engine_of
from knowledge.optimum.paths import Expectation, RootPaths, TooMany, joined
from tests.knowledge.scenarios import ON, scenario


def _paths(*shape: int) -> RootPaths:
    engine = engine_of(scenario(*shape), ON)
    return RootPaths(engine, list(engine.fact_masks), dict.fromkeys(engine.fact_masks, 1))


def test_masks_are_joined_through_a_third_one() -> None:
    assert joined([0b0001, 0b0110, 0b1000, 0b0011]) == [[0, 1, 3], [2]]


def test_parts_share_no_fact_and_lose_no_root() -> None:
    paths = _paths(2, 8, 6)
    parts = paths.parts(paths.start)
    facts = [fact for part in parts for fact in paths.facts(part)]
    assert len(facts) == len(set(facts))
    assert sorted(facts) == sorted(paths.facts(paths.start))
    assert {root for part in parts for root in part[1:]} == set(paths.start[1:])


def test_the_weights_of_the_answers_to_a_set_add_up() -> None:
    paths = _paths(1, 6, 8, 1, 3)
    for fact in paths.facts(paths.start):
        answers = paths.answers(paths.start, fact)
        tested = [level for level in paths.engine.levels[fact] if paths.engine.axes[level].member is not None]
        assert len(answers) <= 2 ** max(1, len(tested))
        whole = 1 << 16 * len(paths.engine.levels[fact])
        assert sum(weight for weight, _ in answers) == whole * paths.engine.admissible.probability


def test_following_a_person_ends_where_nothing_is_open() -> None:
    paths = _paths(3, 8, 12)
    state, person = paths.start, dict.fromkeys(range(len(paths.engine.axes)), 1)
    asked = []
    while state:
        asked.append(paths.facts(state)[0])
        state = paths.follow(state, asked[-1], person)
    assert len(asked) == len(set(asked)) <= 8


def test_too_many_states_are_refused() -> None:
    paths = _paths(1, 8, 12)
    with pytest.raises(TooMany):
        Expectation(paths, lambda state, _: paths.facts(state), 0, states=3).total()


def test_a_choice_among_nothing_is_refused() -> None:
    paths = _paths(1, 6, 6)
    with pytest.raises(ValueError, match="no questions"):
        Expectation(paths, lambda state, _: (), 0).total()
