"""Chance that is the same in every Python: the generator SplitMix64 (Steele, Lea and Flood 2014)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Whole numbers drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def below(self, bound: int) -> int:
        """A number from 0 up to, not including, `bound`."""
        whole = (1 << 64) - 1
        self._state = mixed = self._state + 0x9E3779B97F4A7C15 & whole
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & whole
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & whole
        return (mixed ^ mixed >> 31) * bound >> 64

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def percent(self, share: int) -> bool:
        """Whether it happens, `share` times in a hundred."""
        return self.below(100) < share

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def some(self, items: Sequence[T], number: int) -> list[T]:
        """`number` different items, in their order."""
        left = list(range(len(items)))
        taken = {left.pop(self.below(len(left))) for _ in range(min(number, len(items)))}
        return [item for place, item in enumerate(items) if place in taken]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in items]
