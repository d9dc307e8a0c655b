"""One measured figure, and the percentiles it comes from."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """`value` in `unit`; `beside` names the baseline of the same run and `ratio` the quotient."""

    what: str
    value: float
    unit: str
    beside: str | None = None
    ratio: str | None = None

    @property
    def shown(self) -> str:
        digits = 0 if self.value >= 100 else 1 if self.value >= 10 else 2
        return f"{self.value:.{digits}f} {self.unit}"

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(call: Callable[[], object], repeats: int) -> list[float]:
    """Milliseconds of each of `repeats` calls."""
    found = []
    for _ in range(repeats):
        began = time.perf_counter()
        call()
        found.append((time.perf_counter() - began) * 1000)
    return found


def beside(value: float, baseline: float, name: str) -> dict[str, str]:
    """The `beside` and `ratio` of a figure against a baseline."""
    return {"beside": f"{name} {baseline:.1f}", "ratio": f"{value / baseline:.2f} x"}
