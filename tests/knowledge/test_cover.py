"""Prime cubes: they are inside what they describe, together they are all of it, and nothing in them can be dropped."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from knowledge.diff.cover import Cube, cover
from knowledge.engine.diagram import FALSE, TRUE, Diagram, Node

SIZES = (2, 3, 2, 4)
POINTS = list(itertools.product(*(range(size) for size in SIZES)))
WEIGHTS = tuple(tuple(1 << 16 if n == 0 else 0 for n in range(size)) for size in SIZES)
#: The same for every value, the first taking what is left over.
EVEN = tuple(((1 << 16) - (size - 1) * ((1 << 16) // size), *[(1 << 16) // size] * (size - 1)) for size in SIZES)
tables = st.lists(st.booleans(), min_size=len(POINTS), max_size=len(POINTS))


def function(diagram: Diagram, table: list[bool]) -> Node:
    answers = dict(zip(POINTS, table, strict=True))

    def build(point: tuple[int, ...]) -> Node:
        if len(point) == len(SIZES):
            return TRUE if answers[point] else FALSE
        return diagram.node(len(point), tuple(build((*point, value)) for value in range(SIZES[len(point)])))

    return build(())


def inside(cube: Cube, point: tuple[int, ...]) -> bool:
    return all(values[point[level]] for level, values in cube.items())


def wider(cube: Cube) -> Iterator[Cube]:
    for level, values in cube.items():
        for value, marked in enumerate(values):
            if not marked:
                yield {**cube, level: tuple(v or n == value for n, v in enumerate(values))}


def by_level(level: int, value: int) -> tuple[int, ...]:
    return (level, value)


@given(tables, tables, st.sampled_from([EVEN, WEIGHTS]))
def test_the_cubes_are_exactly_the_function_where_it_matters(
    table: list[bool], care: list[bool], weights: tuple[tuple[int, ...], ...]
) -> None:
    diagram = Diagram(weights)
    found = cover(diagram, function(diagram, table), function(diagram, care), by_level, most=len(POINTS))
    assert found.whole
    for point, value, matters in zip(POINTS, table, care, strict=True):
        if matters:
            assert any(inside(cube, point) for cube in found.cubes) is value


@given(tables, tables)
def test_no_cube_can_be_widened(table: list[bool], care: list[bool]) -> None:
    diagram = Diagram(EVEN)
    found = cover(diagram, function(diagram, table), function(diagram, care), by_level, most=len(POINTS))
    forbidden = [point for point, value, matters in zip(POINTS, table, care, strict=True) if matters and not value]
    for cube in found.cubes:
        assert not any(inside(cube, point) for point in forbidden)
        assert all(any(inside(more, point) for point in forbidden) for more in wider(cube))


def test_a_cover_that_is_cut_short_says_so() -> None:
    diagram = Diagram(EVEN)
    root = function(diagram, [sum(point) % 2 == 0 for point in POINTS])
    found = cover(diagram, root, TRUE, by_level, most=2)
    assert len(found.cubes) == 2
    assert not found.whole
    assert not cover(diagram, FALSE, TRUE, by_level, most=2).cubes
    assert cover(diagram, TRUE, TRUE, by_level, most=2).cubes == ({},)
