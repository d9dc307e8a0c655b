"""How much an answer is worth: the information gain of every variable about one function, in one downward pass.

P(f | x = v) = P(f) + sum over the nodes n that ask x of reach(n) * (P(child v of n) - P(n)), where reach(n) is the
probability of coming by n from the root; paths that never ask x are not moved by it. The gain is the entropy of f less
the expected entropy once x is known (Shannon 1948). Whole numbers throughout, so that every process and every Python
finds the same gains: probabilities in units of 1 << ONE_BITS, entropies in bits of 1 << LOG_BITS.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product

from knowledge.engine.diagram import ONE, ONE_BITS, WEIGHT_BITS, Node

LOG_BITS = 20
_TABLE_BITS = 10
#: log2 of 1 .. 2 in steps of 1 / 1024, rounded well above the last bit of a float.
_MANTISSA = [round(math.log2(1 + n / (1 << _TABLE_BITS)) * (1 << LOG_BITS)) for n in range((1 << _TABLE_BITS) + 1)]
#: Options of one set that are weighed together; beyond it, one by one.
JOINT = 6


def log2(number: int) -> int:
    """log2 of a positive whole number in units of 1 << LOG_BITS, interpolated in a table of 1024 steps."""
    exponent = number.bit_length() - 1
    shift = exponent - _TABLE_BITS - 10
    fraction = (number >> shift if shift > 0 else number << -shift) - (1 << (_TABLE_BITS + 10))
    place, rest = fraction >> 10, fraction & 1023
    low = _MANTISSA[place]
    return (exponent << LOG_BITS) + low + ((_MANTISSA[place + 1] - low) * rest >> 10)


def entropy(probability: int) -> int:
    """Binary entropy of a probability (units of 1 << ONE_BITS), in bits of 1 << LOG_BITS."""
    place = probability >> _REST_BITS
    if _EDGE <= place < len(_ENTROPY) - 1 - _EDGE:
        low = _ENTROPY[place]
        return low + ((_ENTROPY[place + 1] - low) * (probability & _REST) >> _REST_BITS)
    return _entropy(probability)


def _entropy(probability: int) -> int:
    if probability <= 0 or probability >= ONE:
        return 0
    other = ONE - probability
    whole = ONE_BITS << LOG_BITS
    return (probability * (whole - log2(probability)) + other * (whole - log2(other))) >> ONE_BITS


#: The entropy at every 4096th of the way, interpolated between; near 0 and 1, where it is steep, it is worked out.
_REST_BITS = ONE_BITS - 12
_REST = (1 << _REST_BITS) - 1
_EDGE = 32
_ENTROPY = [_entropy(n << _REST_BITS) for n in range((1 << 12) + 1)]


def gains(root: Node, weights: Sequence[tuple[int, ...]], blocks: Mapping[int, tuple[int, ...]]) -> dict[int, int]:
    """Information gain about `root` of each block of levels asked together: first level of the block -> gain.

    `weights` are those of the diagram; `blocks` maps every level to the levels of its fact, next to each other.
    """
    nodes = _downward(root)
    if all(len(blocks[node.level]) == 1 for node in nodes):
        return _single(root, nodes, weights)
    reach: dict[Node, int] = dict.fromkeys(nodes, 0)
    reach[root] = ONE
    moved: dict[int, list[int]] = {}
    entered: dict[int, list[tuple[Node, int]]] = {}  # first level of a block -> its entries from outside and their mass
    outside: dict[Node, int] = {root: ONE}
    for node in nodes:
        level, mass = node.level, reach[node]
        block = blocks[level]
        if len(block) > 1 and node in outside:
            entered.setdefault(block[0], []).append((node, outside[node]))
        shift = moved.get(level)
        if shift is None:
            shift = moved[level] = [0] * len(node.children)
        own = node.probability
        for value, child in enumerate(node.children):
            shift[value] += mass * (child.probability - own) >> ONE_BITS
            if child.children:
                part = mass * weights[level][value] >> WEIGHT_BITS
                reach[child] += part
                if (len(block) > 1 or len(blocks[child.level]) > 1) and child.level not in block:
                    outside[child] = outside.get(child, 0) + part
    base, before = root.probability, entropy(root.probability)
    found: dict[int, int] = {}
    for level, shift in moved.items():
        first = blocks[level][0]
        joint = [x for x in blocks[level] if x in moved]
        if len(joint) > 1 and len(joint) <= JOINT:
            if first not in found:
                found[first] = max(0, before - _joint(base, entered[first], joint, weights))
            continue
        after = (
            sum(weight * entropy(base + move) for weight, move in zip(weights[level], shift, strict=True))
            >> WEIGHT_BITS
        )
        found[first] = found.get(first, 0) + max(0, before - after)
    return found


def _single(root: Node, nodes: Sequence[Node], weights: Sequence[tuple[int, ...]]) -> dict[int, int]:
    """The gains where no variable is asked together with another."""
    reach = dict.fromkeys(nodes, 0)
    reach[root] = ONE
    moved: dict[int, list[int]] = {}
    for node in nodes:
        mass, own, level = reach[node], node.probability, node.level
        shift = moved.get(level)
        if shift is None:
            shift = moved[level] = [0] * len(node.children)
        weight = weights[level]
        for value, child in enumerate(node.children):
            shift[value] += mass * (child.probability - own) >> ONE_BITS
            if child.children:
                reach[child] += mass * weight[value] >> WEIGHT_BITS
    base, before = root.probability, entropy(root.probability)
    found = {}
    for level, shift in moved.items():
        after = 0
        for part, move in zip(weights[level], shift, strict=True):
            after += part * entropy(base + move)
        found[level] = max(0, before - (after >> WEIGHT_BITS))
    return found


def _downward(root: Node) -> list[Node]:
    """The inner nodes below `root`, each after all that lead to it."""
    seen: dict[Node, None] = {root: None}
    waiting = [root]
    while waiting:
        for child in waiting.pop().children:
            if child.children and child not in seen:
                seen[child] = None
                waiting.append(child)
    return sorted(seen, key=lambda node: node.level)


def _joint(
    base: int, entries: Sequence[tuple[Node, int]], levels: Sequence[int], weights: Sequence[tuple[int, ...]]
) -> int:
    """Expected entropy once all of `levels` are known."""
    total = 0
    for values in product(*(range(len(weights[level])) for level in levels)):
        chosen = dict(zip(levels, values, strict=True))
        weight = 1
        for level, value in chosen.items():
            weight *= weights[level][value]
        moved = 0
        for node, mass in entries:
            end = node
            while end.level in chosen:
                end = end.children[chosen[end.level]]
            moved += mass * (end.probability - node.probability) >> ONE_BITS
        total += weight * entropy(base + moved)
    return total >> WEIGHT_BITS * len(levels)
