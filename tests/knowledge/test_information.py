"""Information gains: what Shannon's definition says, worked out by enumeration, for one variable and for several."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.engine.diagram import FALSE, ONE, TRUE, WEIGHT_BITS, Diagram, Node
from knowledge.engine.information import JOINT, LOG_BITS, entropy, gains, log2
from tests.knowledge.chance import Chance
from tests.knowledge.test_diagram import diagram, function, points, says

MANY = settings(max_examples=100, deadline=None)
SEEDS = st.integers(0, 10**6)
#: A gain is rounded at every node and in every logarithm; this many of 2^20 parts of a bit are far below what decides.
ROUNDING = 8
Blocks = Mapping[int, tuple[int, ...]]


def apart(of: Diagram) -> dict[int, tuple[int, ...]]:
    """Every variable by itself."""
    return {level: (level,) for level in range(len(of.weights))}


def blocks(chance: Chance, of: Diagram) -> dict[int, tuple[int, ...]]:
    """Neighbouring variables asked together, as the options of a set are."""
    found: dict[int, tuple[int, ...]] = {}
    level = 0
    while level < len(of.weights):
        block = tuple(range(level, min(len(of.weights), level + chance.between(1, 3))))
        found |= dict.fromkeys(block, block)
        level = block[-1] + 1
    return found


def weight(of: Diagram, point: tuple[int, ...], levels: tuple[int, ...] | None = None) -> float:
    chosen = range(len(of.weights)) if levels is None else levels
    return math.prod(of.weights[level][point[level]] / (1 << WEIGHT_BITS) for level in chosen)


def bits(probability: float) -> float:
    if probability <= 0 or probability >= 1:
        return 0.0
    return -probability * math.log2(probability) - (1 - probability) * math.log2(1 - probability)


def enumerated(of: Diagram, root: Node, block: tuple[int, ...]) -> float:
    """Entropy of the function less the expected entropy once the variables of the block are known, in bits."""
    yes = sum(weight(of, point) for point in points(of) if says(root, point))
    after = 0.0
    for values in itertools.product(*(range(len(of.weights[level])) for level in block)):
        chosen = dict(zip(block, values, strict=True))
        told = [point for point in points(of) if all(point[level] == place for level, place in chosen.items())]
        share = math.prod(of.weights[level][place] / (1 << WEIGHT_BITS) for level, place in chosen.items())
        rest = tuple(level for level in range(len(of.weights)) if level not in chosen)
        after += share * bits(sum(weight(of, point, rest) for point in told if says(root, point)))
    return bits(yes) - after


@MANY
@given(seed=SEEDS)
def test_the_gain_of_one_variable_is_the_one_of_the_definition(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    root = function(chance, of)
    if not root.children:
        return
    found = gains(root, of.weights, apart(of))
    for level in range(len(of.weights)):
        assert found.get(level, 0) == pytest.approx(enumerated(of, root, (level,)) * (1 << LOG_BITS), abs=ROUNDING)


@MANY
@given(seed=SEEDS)
def test_the_gain_of_variables_asked_together_is_their_joint_gain(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    root, together = function(chance, of), blocks(chance, of)
    if not root.children:
        return
    found = gains(root, of.weights, together)
    for block in set(together.values()):
        exact = enumerated(of, root, block) * (1 << LOG_BITS)
        assert found.get(block[0], 0) == pytest.approx(exact, abs=ROUNDING), block


@MANY
@given(seed=SEEDS)
def test_what_is_asked_together_tells_no_less_than_each_part(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    root, together = function(chance, of), blocks(chance, of)
    if not root.children:
        return
    joint, single = gains(root, of.weights, together), gains(root, of.weights, apart(of))
    for level, gain in single.items():
        assert 0 <= gain <= joint[together[level][0]] + ROUNDING


@MANY
@given(seed=SEEDS)
def test_gains_hang_on_the_function_and_not_on_how_it_was_made(seed: int) -> None:
    chance = Chance(seed)
    of = diagram(chance)
    shares, together = Chance(seed + 1), blocks(chance, of)
    parts = [function(chance, of, depth=2) for _ in range(4)]
    made: list[dict[int, int]] = []
    for order in (parts, shares.shuffled(parts)):
        fresh = Diagram(of.weights)
        root = FALSE
        for part in order:
            root = fresh.disjoin(root, _copied(fresh, part))
        if not root.children:
            return
        made.append(gains(root, fresh.weights, together))
    assert made[0] == made[1]
    assert all(isinstance(gain, int) for gain in made[0].values())


def _copied(into: Diagram, node: Node) -> Node:
    """The same function in another diagram."""
    return node if not node.children else into.node(node.level, tuple(_copied(into, child) for child in node.children))


def test_more_options_than_are_weighed_together_are_summed_one_by_one() -> None:
    half = (1 << WEIGHT_BITS - 1,) * 2
    levels = tuple(range(JOINT + 1))
    of = Diagram([half] * len(levels))
    root = FALSE
    for level in levels:
        root = of.disjoin(root, of.literal(level, (False, True)))
    single = gains(root, of.weights, apart(of))
    assert gains(root, of.weights, dict.fromkeys(levels, levels)) == {0: sum(single.values())}


@pytest.mark.parametrize("number", [1, 2, 3, 1000, 12345, (1 << 40) - 1, ONE])
def test_the_logarithm_of_a_whole_number_is_exact_to_the_sixth_digit(number: int) -> None:
    assert log2(number) / (1 << LOG_BITS) == pytest.approx(math.log2(number), abs=2e-6)


@pytest.mark.parametrize("share", [0.0, 1e-6, 0.1, 0.25, 0.5, 0.75, 0.999, 1.0])
def test_entropy_is_the_binary_one(share: float) -> None:
    assert entropy(round(share * ONE)) / (1 << LOG_BITS) == pytest.approx(bits(share), abs=5e-6)


def test_a_variable_that_alone_decides_tells_everything() -> None:
    of = Diagram([(1 << WEIGHT_BITS - 1,) * 2])
    assert gains(of.node(0, (FALSE, TRUE)), of.weights, apart(of)) == {0: 1 << LOG_BITS}
