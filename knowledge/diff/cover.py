"""Who says yes, in few words: prime cubes that cover a function.

A cube allows some values of some variables. Each is grown from the likeliest combination that is not covered yet: a
variable is left out where the function stays yes without it, then further values are allowed one by one; what results is
prime, nothing more can be dropped. Greedy and deterministic; the covers of people that a change of law touches are short
(exact minimization: Coudert, Two-level logic minimization, 1994).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from knowledge.engine.diagram import FALSE, TRUE, Diagram, Node

#: Level -> which of its values are allowed; a level that is not named allows all.
Cube = Mapping[int, tuple[bool, ...]]
#: (level, value) -> what is tried first to do without; small goes first.
Rank = Callable[[int, int], "tuple[int, ...]"]


@dataclass(frozen=True)
class Cover:
    """Cubes that may overlap; `whole`: together they are all of it, else there are more."""

    cubes: tuple[Cube, ...]
    whole: bool


def cover(diagram: Diagram, root: Node, care: Node, rank: Rank, most: int) -> Cover:
    """At most `most` prime cubes of `root`, which may also hold what `care` says no to."""
    allowed = diagram.disjoin(root, diagram.negate(care))
    rest = diagram.conjoin(root, care)
    cubes: list[Cube] = []
    while rest is not FALSE and len(cubes) < most:
        cube = _grown(diagram, allowed, _likeliest(diagram, rest), rank)
        cubes.append(cube)
        for_these = TRUE
        for level, values in cube.items():
            for_these = diagram.conjoin(for_these, diagram.literal(level, values))
        rest = diagram.conjoin(rest, diagram.negate(for_these))
    return Cover(tuple(cubes), rest is FALSE)


def _likeliest(diagram: Diagram, root: Node) -> dict[int, int]:
    """The value of each variable on the likeliest way to yes; the first of equals."""
    found: dict[int, int] = {}
    while root.children:
        weights = diagram.weights[root.level]
        worth = [(w * child.probability, child is not FALSE) for w, child in zip(weights, root.children, strict=True)]
        value = found[root.level] = worth.index(max(worth))
        root = root.children[value]
    return found


def _grown(diagram: Diagram, allowed: Node, path: Mapping[int, int], rank: Rank) -> Cube:
    sizes = {level: len(diagram.weights[level]) for level in path}
    cube = {level: tuple(n == value for n in range(sizes[level])) for level, value in path.items()}
    order = sorted(path, key=lambda level: rank(level, path[level]))
    for level in order:
        without = {other: values for other, values in cube.items() if other != level}
        if holds_in(allowed, without):
            cube = without
    for level in order:
        for value in range(sizes[level] if level in cube else 0):
            wider = {**cube, level: tuple(v or n == value for n, v in enumerate(cube[level]))}
            if holds_in(allowed, wider):
                cube = wider
    return dict(sorted(cube.items()))


def holds_in(root: Node, cube: Cube) -> bool:
    """Whether `root` says yes to everything in the cube."""
    done: dict[Node, bool] = {FALSE: False, TRUE: True}

    def walk(node: Node) -> bool:
        found = done.get(node)
        if found is None:
            values = cube.get(node.level, (True,) * len(node.children))
            found = done[node] = all(walk(child) for child, marked in zip(node.children, values, strict=True) if marked)
        return found

    return walk(root)
