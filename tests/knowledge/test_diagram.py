"""Decision diagrams: one object per function, the laws of logic, and the same answers as enumeration and `dd`."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.engine.diagram import FALSE, ONE, TRUE, WEIGHT_BITS, Diagram, Node, Restriction, TooLarge, size
from tests.knowledge.chance import Chance
from tests.knowledge.oracle import Oracle

MANY = settings(max_examples=150, deadline=None)
SEEDS = st.integers(0, 10**6)
Point = tuple[int, ...]


def diagram(chance: Chance, most: int = 5) -> Diagram:
    """A diagram over up to `most` variables of two to four values, with any weights."""
    whole = 1 << WEIGHT_BITS
    weights = []
    for _ in range(chance.between(2, most)):
        shares = [chance.between(1, 20) for _ in range(chance.between(2, 4))]
        scaled = [share * whole // sum(shares) for share in shares]
        weights.append((*scaled[:-1], whole - sum(scaled[:-1])))
    return Diagram(weights)


def function(chance: Chance, of: Diagram, depth: int = 4) -> Node:
    """Any function, made with the operations."""
    if depth == 0 or chance.percent(15):
        level = chance.below(len(of.weights))
        return of.literal(level, [chance.percent(50) for _ in of.weights[level]])
    one, other = function(chance, of, depth - 1), function(chance, of, depth - 1)
    made = chance.pick([of.conjoin, of.disjoin])(one, other)
    return of.negate(made) if chance.percent(30) else made


def points(of: Diagram) -> Iterator[Point]:
    return itertools.product(*(range(len(weights)) for weights in of.weights))


def says(node: Node, point: Point) -> bool:
    while node.children:
        node = node.children[point[node.level]]
    return node is TRUE


def table(of: Diagram, node: Node) -> tuple[bool, ...]:
    return tuple(says(node, point) for point in points(of))


def expanded(of: Diagram, values: tuple[bool, ...], level: int = 0) -> Node:
    """The function of a table, made variable by variable (Shannon) and not with the operations."""
    if len(values) == 1:
        return TRUE if values[0] else FALSE
    part = len(values) // len(of.weights[level])
    parts = [values[n : n + part] for n in range(0, len(values), part)]
    return of.node(level, tuple(expanded(of, part, level + 1) for part in parts))


@MANY
@given(seed=SEEDS)
def test_two_ways_to_one_function_end_at_one_object(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    made = function(chance, of)
    assert expanded(of, table(of, made)) is made


@MANY
@given(seed=SEEDS)
def test_the_operations_say_what_they_are_called(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    a, b = function(chance, of), function(chance, of)
    yes, no = table(of, a), table(of, b)
    assert table(of, of.negate(a)) == tuple(not x for x in yes)
    assert table(of, of.conjoin(a, b)) == tuple(x and y for x, y in zip(yes, no, strict=True))
    assert table(of, of.disjoin(a, b)) == tuple(x or y for x, y in zip(yes, no, strict=True))


@MANY
@given(seed=SEEDS)
def test_the_laws_of_logic_hold_as_identity_of_objects(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    a, b, c = (function(chance, of) for _ in range(3))
    assert of.negate(of.negate(a)) is a
    assert of.conjoin(a, b) is of.conjoin(b, a)
    assert of.conjoin(a, of.conjoin(b, c)) is of.conjoin(of.conjoin(a, b), c)
    assert of.conjoin(a, of.disjoin(b, c)) is of.disjoin(of.conjoin(a, b), of.conjoin(a, c))
    assert of.negate(of.conjoin(a, b)) is of.disjoin(of.negate(a), of.negate(b))
    assert of.disjoin(a, of.conjoin(a, b)) is a
    assert of.conjoin(a, of.negate(a)) is FALSE
    assert of.disjoin(a, of.negate(a)) is TRUE


@MANY
@given(seed=SEEDS)
def test_the_support_holds_exactly_what_the_function_depends_on(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    made = function(chance, of)
    moving = 0
    for point in points(of):
        for level, weights in enumerate(of.weights):
            for place in range(len(weights)):
                if says(made, point) != says(made, (*point[:level], place, *point[level + 1 :])):
                    moving |= 1 << level
    assert made.support == moving


@MANY
@given(seed=SEEDS)
def test_the_probability_is_the_weighted_share_of_the_yes_within_rounding(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    made = function(chance, of)
    exact = sum(
        math.prod(Fraction(weights[place], 1 << WEIGHT_BITS) for weights, place in zip(of.weights, point, strict=True))
        for point in points(of)
        if says(made, point)
    )
    # Each variable rounds down once, by less than one unit.
    assert 0 <= exact * ONE - made.probability <= len(of.weights)


@MANY
@given(seed=SEEDS)
def test_simplify_agrees_where_it_is_cared_and_is_constant_as_soon_as_it_may_be(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    a, care = function(chance, of), function(chance, of)
    if care is FALSE:
        care = TRUE
    simple = of.simplify(a, care)
    cared = [point for point in points(of) if says(care, point)]
    assert all(says(simple, point) == says(a, point) for point in cared)
    assert (not simple.children) == (len({says(a, point) for point in cared}) == 1)
    assert simple.support & ~a.support == 0


@MANY
@given(seed=SEEDS)
def test_restriction_puts_the_known_values_in(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    made = function(chance, of)
    levels = chance.some(range(len(of.weights)), chance.between(0, len(of.weights)))
    known = {level: chance.below(len(of.weights[level])) for level in levels}
    left = Restriction(of, known)(made)
    for point in points(of):
        assert says(left, point) == says(made, tuple(known.get(level, place) for level, place in enumerate(point)))
    assert not any(left.support >> level & 1 for level in known)
    one_by_one = made
    for level in chance.shuffled(levels):
        one_by_one = Restriction(of, {level: known[level]})(one_by_one)
    assert one_by_one is left


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS)
def test_dd_finds_the_same_functions_supports_and_counts(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance, most=6)
    oracle = Oracle([len(weights) for weights in of.weights])
    made = [function(chance, of, depth=3) for _ in range(8)]
    theirs = [oracle.of_node(node) for node in made]
    for (a, x), (b, y) in itertools.combinations(zip(made, theirs, strict=True), 2):
        assert (a is b) == (x == y)
        assert oracle.of_node(of.conjoin(a, b)) == x & y
        assert oracle.of_node(of.disjoin(a, b)) == x | y
    for a, x in zip(made, theirs, strict=True):
        assert oracle.of_node(of.negate(a)) == ~x
        assert oracle.support(x) == a.support
        assert oracle.count(x) == sum(table(of, a))


def test_a_node_whose_children_are_one_is_that_child() -> None:
    of = Diagram([(1 << WEIGHT_BITS - 1,) * 2])
    assert of.node(0, (TRUE, TRUE)) is TRUE
    assert len(of) == 0


def test_size_counts_shared_nodes_once() -> None:
    half = (1 << WEIGHT_BITS - 1,) * 2
    of = Diagram([half, half])
    x, y = of.literal(0, (False, True)), of.literal(1, (False, True))
    assert size([TRUE, FALSE]) == 0
    assert size([x, of.conjoin(x, y), y]) == 3


def test_a_function_beyond_the_budget_is_refused() -> None:
    half = (1 << WEIGHT_BITS - 1,) * 2
    of = Diagram([half] * 8, budget=6)
    literals = [of.literal(level, (False, True)) for level in range(6)]
    with pytest.raises(TooLarge):
        of.conjoin(literals[4], literals[5])
    assert len(of) == 6
