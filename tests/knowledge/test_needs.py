"""Needs: when a fact counts although all else is known, and how that orders the questions."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.engine.diagram import ONE, TRUE, WEIGHT_BITS, Node, Restriction
from knowledge.engine.information import LOG_BITS, entropy
from knowledge.engine.needs import BITS, needs
from knowledge.engine.ordering import ordered
from knowledge.engine.outcome import targets
from knowledge.engine.questions import candidates, tiers, waiting
from knowledge.engine.relevance import ENGINE_BUDGET, Engine, Standing
from knowledge.model import Fact
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import drawn, interview
from tests.knowledge.made import made, paper, service
from tests.knowledge.made_up import ON, Shape, scenario, viewed
from tests.knowledge.test_relevance import impossible
from tests.knowledge.truth_tables import Grid

MANY = settings(max_examples=30, deadline=None)
SEEDS = st.integers(0, 10**6)


@MANY
@given(seed=SEEDS)
def test_a_fact_is_needed_where_two_of_its_possible_values_lead_to_different_targets(seed: int) -> None:
    chance = Chance(seed)
    view, engine = viewed(scenario(chance, Shape(facts=5, conditions=7, impossible=chance.below(3))))
    grid = Grid(engine, range(len(engine.axes)), ON)
    tables = [grid.of(target.condition) for target in targets(view)]
    possible = grid.everywhere
    for condition in impossible(view):
        possible &= ~grid.of(condition)
    for fact, need in needs(engine).items():
        expected = 0
        for table in tables:
            yes = spread(engine, grid, table & possible, fact)
            expected |= yes & spread(engine, grid, ~table & possible, fact)
        assert grid.of_node(need) == expected
        assert not need.support & engine.fact_masks[fact]


def spread(engine: Engine, grid: Grid, table: int, fact: str) -> int:
    """Where some value of the fact leads into the table."""
    for level in engine.levels[fact]:
        places = [grid.at(level, place) for place in range(len(engine.axes[level].values))]
        stride = (places[0] & -places[0]).bit_length() - 1, (places[1] & -places[1]).bit_length() - 1
        step = stride[1] - stride[0]
        # Everything moved to the first place, then to every place.
        first = 0
        for number, place in enumerate(places):
            first |= (table & place) >> step * number
        table = 0
        for number in range(len(places)):
            table |= first << step * number
    return table


@MANY
@given(seed=SEEDS)
def test_what_a_person_needs_to_be_asked_is_asked(seed: int) -> None:
    chance = Chance(seed)
    view, engine = viewed(scenario(chance, Shape(facts=8, conditions=12)))
    for _ in range(4):
        person = drawn(view, engine, ON, chance)
        places = engine.known(person, ON)
        known, _ = interview(view, engine, ON, person)
        needed = {fact for fact, need in needs(engine).items() if Restriction(engine.diagram, places)(need) is TRUE}
        assert needed <= set(known)


@MANY
@given(seed=SEEDS)
def test_the_next_question_is_worth_most_among_those_the_rules_allow(seed: int) -> None:
    chance = Chance(seed)
    view, engine = viewed(scenario(chance, Shape(facts=6, conditions=8, impossible=chance.below(2))))
    order = [fact.id for _, fact in view.asking_order()]
    person = drawn(view, engine, ON, chance)
    known: dict[str, Any] = {}
    while left := waiting(view, engine.standing(known, ON), known):
        standing = engine.standing(known, ON)
        among = candidates(tiers(view), sorted(left, key=lambda fact: order.index(fact.id)))
        own = left_open(engine, standing, [fact.id for fact in among])
        worth = {fact.id: worth_of(engine, standing, fact, among, own) for fact in among}
        certain = [fact for fact, need in own.items() if need is standing.admissible]
        if certain:
            assert left[0].id in certain
        else:
            # In bits; a gain is rounded once a root.
            assert worth[left[0].id] >= max(worth.values()) - 1e-3, worth
        known[left[0].id] = person[left[0].id]


def left_open(engine: Engine, standing: Standing, among: list[str]) -> dict[str, Node]:
    """When each fact is needed, among the possible people, whatever is answered to the questions that come later."""
    later = sum(mask for fact, mask in engine.fact_masks.items() if fact not in among)
    later |= sum(1 << level for level, axis in enumerate(engine.axes) if axis.figure is not None)
    found = {}
    for fact in among:
        left = engine.diagram.exists(standing.restriction(needs(engine)[fact]), later)
        found[fact] = engine.diagram.conjoin(left, standing.admissible)
    return found


def worth_of(engine: Engine, standing: Standing, fact: Fact, among: list[Fact], own: dict[str, Node]) -> float:
    """What the answer tells about the needs of the others, less the chance that it is asked for nothing."""
    told = sum(f.cost * gain(engine, own[f.id], fact.id) for f in among if f is not fact)
    need = min(1.0, own[fact.id].probability / standing.admissible.probability)
    return (fact.cost * entropy(round(need * ONE)) / (1 << LOG_BITS) + told) / BITS - fact.cost * (1 - need)


def gain(engine: Engine, need: Node, fact: str) -> float:
    """Bits that the answer to `fact` tells about a need, by trying every answer."""
    levels, weights = engine.levels[fact], engine.diagram.weights
    after = 0.0
    for places in itertools.product(*(range(len(engine.axes[level].values)) for level in levels)):
        share = 1.0
        for level, place in zip(levels, places, strict=True):
            share *= weights[level][place] / (1 << WEIGHT_BITS)
        after += share * bits(Restriction(engine.diagram, dict(zip(levels, places, strict=True)))(need))
    return bits(need) - after


def bits(node: Node) -> float:
    return entropy(node.probability) / (1 << LOG_BITS)


def test_an_event_whose_needs_are_entangled_is_asked_all_the_same() -> None:
    # Every paper is simple; that one of them still counts is a function of all the facts at once.
    chance = Chance(3)
    names = [f"x{n:02}" for n in range(60)]
    papers = [
        paper(f"p{n}", when={"all": [{"gate": True}, *({name: True} for name in chance.some(names, 2))]})
        for n in range(140)
    ]
    facts = ["gate", *names]
    bundle = made(
        facts=[{"id": name} for name in facts],
        services=[service("s", requirements=papers)],
        materials=[{"id": p["id"], "kind": "proof"} for p in papers],
        events=[{"id": "e", "services": [{"service": "s"}], "chapters": [{"id": "c", "title": "一", "facts": facts}]}],
    )
    view, engine = viewed(ordered(bundle))
    for answer in (True, False):
        known, _ = interview(view, engine, ON, dict.fromkeys(facts, answer))
        assert known
    assert len(engine.diagram) < ENGINE_BUDGET
