"""People at the service: one thread each, one request at a time, latencies in milliseconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.figures import percentile

Turn = Callable[[], None]


@dataclass(frozen=True)
class Load:
    """What `people` saw: latencies in ms, and turns a second over the whole run."""

    latencies: list[float]
    per_second: float

    @property
    def p50(self) -> float:
        return percentile(self.latencies, 0.5)

    @property
    def p95(self) -> float:
        return percentile(self.latencies, 0.95)


def run(people: int, turns: int, make: Callable[[], Turn]) -> Load:
    """Let `people` persons take `turns` turns each; `make` prepares one person and returns its turn."""
    ready = [make() for _ in range(people)]
    latencies: list[float] = []
    failures: list[BaseException] = []

    def live(turn: Turn) -> None:
        try:
            for _ in range(turns):
                began = time.perf_counter()
                turn()
                latencies.append((time.perf_counter() - began) * 1000)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=live, args=(turn,)) for turn in ready]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return Load(latencies, len(latencies) / (time.perf_counter() - began))
