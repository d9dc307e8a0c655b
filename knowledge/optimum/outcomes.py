"""How many different answers an event can give: the distinct vectors of everything that counts.

Outcome elements that share no question vary freely, so their numbers multiply. What has too many states is counted
over people drawn in a fixed way: a lower bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from knowledge.engine.diagram import FALSE, TRUE, Node, Restriction
from knowledge.engine.relevance import Engine
from knowledge.optimum.paths import RootPaths, TooMany
from knowledge.optimum.ratio import people

#: States of one group of elements that are gone through, and people drawn where there are more.
STATES, PEOPLE = 30_000, 1_000
Vector = tuple[Node, ...]


@dataclass(frozen=True)
class Distinct:
    """So many different outcomes; `bound`: at least so many."""

    count: int
    bound: bool = False


def distinct_outcomes(engine: Engine, asked: Iterable[str]) -> Distinct:
    """How many outcomes the answers to `asked` can lead to; what is not asked of anybody stays open."""
    paths = RootPaths(engine, asked, {})
    count = 1
    try:
        for group in _groups(engine):
            count *= len(_ends((engine.admissible if _touched(engine, group) else TRUE, *group)))
    except TooMany:
        return Distinct(len({_outcome(engine, person) for person in people(paths, PEOPLE)}), bound=True)
    return Distinct(count)


def _touched(engine: Engine, group: Sequence[Node]) -> bool:
    support = engine.admissible.support
    return any(root.support & support for root in group)


def _groups(engine: Engine) -> list[list[Node]]:
    """The roots in groups that share no level; what is admissible ties the levels it speaks of."""
    groups: list[tuple[int, list[Node]]] = []
    for root in engine.target_roots:
        support, members = root.support, [root]
        if support & engine.admissible.support:
            support |= engine.admissible.support
        apart: list[tuple[int, list[Node]]] = []
        for other, roots in groups:
            if other & support:
                support, members = support | other, [*roots, *members]
            else:
                apart.append((other, roots))
        groups = [*apart, (support, members)]
    return [members for _, members in groups]


def _ends(start: Vector) -> set[Vector]:
    """The vectors of TRUE and FALSE that can be reached by answering; the first node is what is admissible."""
    ends: set[Vector] = set()
    seen = {start}
    open_ = [start]
    while open_:
        for child in _answered(open_.pop()):
            if all(not node.children for node in child[1:]):
                ends.add(child[1:])
            elif child not in seen:
                if len(seen) >= STATES:
                    raise TooMany
                seen.add(child)
                open_.append(child)
    return ends


def _answered(state: Vector) -> Iterator[Vector]:
    """The states after the first variable that any of the nodes asks."""
    top = min((node for node in state if node.children), key=lambda node: node.level)
    for value in range(len(top.children)):
        child = tuple(node.children[value] if node.level == top.level else node for node in state)
        if child[0] is not FALSE:
            yield child


def _outcome(engine: Engine, person: Mapping[int, int]) -> Vector:
    restriction = Restriction(engine.diagram, person)
    return tuple(restriction(root) for root in engine.target_roots)
