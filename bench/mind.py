"""The mind: one step, the whole guidance, loading; per shipped event."""

from __future__ import annotations

import random
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.figures import Figure, percentile, timed
from knowledge.bundle import Bundle, load, save
from knowledge.bundle import compile as compile_catalogue
from knowledge.check import CATALOGUE
from knowledge.facts import options
from knowledge.guidance import guide
from knowledge.questions import ordered, samples

ON = date(2026, 11, 20)
REGION = "620102"
PEOPLE = 100


def measure() -> list[Figure]:
    began = time.perf_counter()
    bundle = compile_catalogue(CATALOGUE)
    found = [Figure("catalogue: check and compile from YAML", time.perf_counter() - began, "s")]
    with tempfile.TemporaryDirectory() as folder:
        path = save(bundle, Path(folder))
        found.append(Figure("bundle: load (median of 15)", percentile(timed(lambda: load(path), 15), 0.5), "ms"))
    chance = random.Random(20261120)
    for event in bundle.events:
        steps: list[float] = []
        whole: list[float] = []
        asked: list[int] = []
        for _ in range(PEOPLE):
            known = _interview(bundle, event, chance, steps)
            asked.append(len(known))
            whole += timed(lambda event=event, known=known: guide(bundle, [event], REGION, known, ON), 1)  # type: ignore[misc]
        found += [
            Figure(f"{event}: one step, p50", percentile(steps, 0.5), "ms"),
            Figure(f"{event}: one step, p99", percentile(steps, 0.99), "ms"),
            Figure(f"{event}: complete guidance, p99", percentile(whole, 0.99), "ms"),
            Figure(f"{event}: guidances a second on one core", 1000 / percentile(whole, 0.5), "/s"),
            Figure(
                f"{event}: questions per person",
                sum(asked) / len(asked),
                "",
                beside=f"all of them {len(ordered(bundle.at(REGION), [event]))}",
            ),
        ]
    return found


def _interview(bundle: Bundle, event: str, chance: random.Random, steps: list[float]) -> dict[str, Any]:
    """Answer a random person's questions; the time of each step goes to `steps`."""
    known: dict[str, Any] = {}
    while True:
        began = time.perf_counter()
        question = guide(bundle, [event], REGION, known, ON)["question"]
        steps.append((time.perf_counter() - began) * 1000)
        if question is None:
            return known
        known[question["fact"]] = _draw(bundle, event, question["fact"], chance)


def _draw(bundle: Bundle, event: str, name: str, chance: random.Random) -> Any:
    place = bundle.at(REGION)
    fact = place.facts[name]
    if fact.type == "set":
        return [o.value for o in fact.options if not o.exclusive and chance.random() < 0.15]
    if fact.type in ("bool", "enum"):
        return chance.choice([o.value for o in options(fact)])
    if fact.type == "region":
        return REGION
    if fact.type == "text":
        return "说明"
    return chance.choice(samples(place, [event], fact, ON))
