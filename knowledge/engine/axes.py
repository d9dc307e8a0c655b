"""The values that can matter: each fact becomes axes with few values, cut where conditions cut.

A yes/no fact or a choice among options is one axis with a value per option. A set is one yes/no axis per option that
is tested. Numbers and dates fall into bands between the bounds they are compared with; a bound counted in days before
the guidance is laid out for its day. A test against a figure that nobody has stated is an axis that cannot be asked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.condition import Bound, Condition, Leaf, leaves
from knowledge.engine.diagram import WEIGHT_BITS
from knowledge.evaluate import holds
from knowledge.facts import options
from knowledge.model import Fact

#: The value of an axis that stands for every value no condition names.
OTHER = ""
#: Of a hundred people, how many tick an option of a set, when its author gives no prior.
SELDOM = 12
#: What every band is worth beside each typical value that falls into it.
UNSEEN, SEEN = 1, 4
NUMBERS = ("integer", "money")

#: Where a band starts: ("at", number or day) or ("ago", days before the guidance).
Cut = tuple[str, int]


@dataclass(frozen=True)
class Axis:
    """One variable of the diagram: a fact, or one option (`member`) of a set, or an unstated figure (`figure`).

    `values` holds one value per place of the axis: the stored value itself, True/False, or the first of a band (dates
    as ordinals). `cuts` are where the second and later bands start, in their order on the day of the layout.
    """

    fact: str
    values: tuple[Any, ...]
    weights: tuple[int, ...]
    member: Any = None
    figure: str | None = None
    cuts: tuple[Cut, ...] | None = None

    @property
    def empty(self) -> tuple[bool, ...]:
        """Which bands hold no value at all, because two bounds fall on one place."""
        return tuple(a == b for a, b in zip(self.values, self.values[1:], strict=False)) if self.cuts else ()


def lay_out(conditions: Iterable[Condition], facts: Mapping[str, Fact], order: Sequence[str], on: date) -> list[Axis]:
    """The axes of every fact that the (resolved) conditions test, facts in the given order, unlisted ones last.

    `facts` must hold every fact tested. Deterministic: the same input gives the same axes in every process.
    """
    tested: dict[str, list[Leaf]] = {}
    figures: dict[tuple[str, str, str], None] = {}
    for leaf in dict.fromkeys(leaf for condition in conditions for leaf in leaves(condition)):
        if isinstance(leaf.value, Bound):
            figures.setdefault(figure_key(leaf)[0])
        else:
            tested.setdefault(facts[leaf.fact].source_fact, []).append(leaf)
    ranks = {name: n for n, name in enumerate(order)}
    names = sorted(tested, key=lambda name: (ranks.get(name, len(ranks)), name))
    found = [axis for name in names for axis in _axes(facts[name], tested[name], facts, on)]
    half = _weights([1, 1])
    return found + [Axis(f, (False, True), half, member=op, figure=p) for f, op, p in sorted(figures)]


def figure_key(leaf: Leaf) -> tuple[tuple[str, str, str], bool]:
    """The axis of a test against an unstated figure, and whether the test says the opposite of that axis."""
    operator, opposite = {"above": ("at_most", True), "below": ("at_least", True)}.get(
        leaf.operator, (leaf.operator, False)
    )
    return (leaf.fact, f"{operator} {leaf.value.of}".rstrip(), leaf.value.parameter), opposite


def _axes(fact: Fact, tests: list[Leaf], facts: Mapping[str, Fact], on: date) -> list[Axis]:
    if fact.type == "set":
        tested = {leaf.value for leaf in tests}
        percent = fact.prior or {}
        return [
            Axis(fact.id, (False, True), _weights([100 - share, share]), member=option.value)
            for option in fact.options
            if option.value in tested
            for share in [percent.get(option.value, SELDOM)]
        ]
    if fact.type in (*NUMBERS, "date"):
        return [_bands(fact, tests, facts, on)]
    if fact.type in ("bool", "enum"):
        values = [option.value for option in options(fact)]
        return [Axis(fact.id, tuple(values), _weights([(fact.prior or {}).get(value, 1) for value in values]))]
    named = sorted({v for leaf in tests for v in (leaf.value if leaf.operator == "in" else (leaf.value,))})
    return [Axis(fact.id, (*named, OTHER), _weights([1] * (len(named) + 1)))]


def _bands(fact: Fact, tests: list[Leaf], facts: Mapping[str, Fact], on: date) -> Axis:
    cuts = {cut for leaf in tests for cut in _cuts(leaf, fact, counted=facts[leaf.fact].source_fact != leaf.fact)}
    low, high = (fact.min, fact.max) if fact.type in NUMBERS else (None, None)
    inside = [cut for cut in cuts if (low is None or cut[1] > low) and (high is None or cut[1] <= high)]
    ordered = sorted(inside, key=lambda cut: (position(cut, on), cut))
    starts = [position(cut, on) for cut in ordered]
    first = int(low) if low is not None else (min(starts) - 1 if starts else 0)
    typical = [on.toordinal() - v for v in fact.prior or ()] if fact.type == "date" else list(fact.prior or ())
    counts = [UNSEEN] * (len(starts) + 1)
    for value in typical:
        counts[bisect_right(starts, value)] += SEEN
    return Axis(fact.id, (first, *starts), _weights(counts), cuts=tuple(ordered))


def position(cut: Cut, on: date) -> int:
    """Where a cut lies on the number line: a number, or the ordinal of a day."""
    return on.toordinal() - cut[1] if cut[0] == "ago" else cut[1]


def _cuts(leaf: Leaf, fact: Fact, counted: bool) -> list[Cut]:
    """Where the bands of a test start. `at_least 50` starts one at 50, `at_most 50` at 51; days run backwards."""
    values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
    if counted:  # days since the date: at_least n holds up to the day n days ago
        steps = {"at_least": (-1,), "below": (-1,), "at_most": (0,), "above": (0,)}.get(leaf.operator, (-1, 0))
        # Whole days: the bound 7.5 parts 7 from 8.
        return [("ago", _whole(v, leaf.operator) + step) for v in values for step in steps]
    if fact.type == "date":
        values = tuple(date.fromisoformat(v).toordinal() for v in values)
    steps = {"at_least": (0,), "below": (0,), "before": (0,), "at_most": (1,), "above": (1,), "after": (1,)}.get(
        leaf.operator, (0, 1)
    )
    return [("at", _whole(v, leaf.operator) + step) for v in values for step in steps]


def _whole(bound: float, operator: str) -> int:
    """A bound as the whole number that cuts whole values alike: at least 7.5 is at least 8, at most 7.5 is at most 7."""
    down = int(bound // 1)
    return down if down == bound or operator in ("at_most", "above", "after") else down + 1


def _weights(shares: Sequence[int]) -> tuple[int, ...]:
    """Whole-number shares scaled to add up to 1 << WEIGHT_BITS, none of them zero."""
    whole, total = 1 << WEIGHT_BITS, sum(shares)
    found = [max(1, share * whole // total) for share in shares]
    found[found.index(max(found))] += whole - sum(found)
    return tuple(found)


def place_on(axis: Axis, value: Any, starts: Sequence[int] | None) -> int:
    """Which place of its axis a stored value has; `starts` are the positions of the axis's cuts on the day."""
    if axis.member is not None:
        return int(axis.member in value)
    if starts is not None:
        return bisect_right(starts, date.fromisoformat(value).toordinal() if isinstance(value, str) else value)
    return axis.values.index(value) if value in axis.values else len(axis.values) - 1


def truth(axis: Axis, leaf: Leaf, facts: Mapping[str, Fact], on: date) -> tuple[bool, ...]:
    """Whether a test holds at each place of its axis."""
    if axis.figure is not None or axis.member is not None:
        return (False, True)
    values: Iterable[Any] = axis.values
    if facts[leaf.fact].source_fact != leaf.fact:
        values = [on.toordinal() - v for v in axis.values]
    elif facts[leaf.fact].type == "date":
        values = [day_of(v) for v in axis.values]
    return tuple(holds(leaf.operator, value, leaf.value) for value in values)


def day_of(ordinal: int) -> str:
    """The day as ISO text; the first day there is for what lies before it."""
    return date.fromordinal(max(1, ordinal)).isoformat()
