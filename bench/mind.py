"""The mind: the engine, the whole guidance with its explanations, proofs, loading, memory; orders beside the optimum."""

from __future__ import annotations

import json
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import engine, synthetic
from bench.engine import ON, PEOPLE, Case, cpu
from bench.figures import Figure, percentile, timed
from knowledge.bundle import NATION, Bundle, load, pack, save
from knowledge.bundle import compile as compile_catalogue
from knowledge.check import CATALOGUE
from knowledge.check_proof import check_proof
from knowledge.citizen import Citizen
from knowledge.explain import explain_lines, explainable
from knowledge.guidance import guide
from knowledge.load import read_catalogue
from knowledge.needs import needs
from knowledge.proof import proof_of
from knowledge.ratio import ratios
from knowledge.relevance import engine_of
from knowledge.view import View, view_of
from tests.knowledge.people import interview

REGION = "620102"
#: Persons whose every line is explained and whose proof is made and checked.
SHOWN = 50


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        return list(_measure(Path(folder)))


def _measure(folder: Path) -> Iterator[Figure]:
    began = time.process_time()
    bundle = compile_catalogue(CATALOGUE)
    yield Figure("shipped catalogue: read, check, compile from YAML", time.process_time() - began, "s of cpu")
    path = save(bundle, folder / "bundle")
    yield Figure("shipped bundle: load (median of 15)", percentile(timed(lambda: load(path), 15), 0.5), "ms")
    yield from _large(folder)
    yield from _memory(path)
    events = tuple(sorted(bundle.events))
    cases = [Case(event, bundle, (event,), REGION) for event in events]
    cases.append(Case("all together", bundle, events, REGION))
    entangled = Case("60 facts, 140 elements", synthetic.entangled(), (synthetic.EVENT,), NATION)
    for case in [*cases, entangled]:
        yield from engine.measure(case)
        yield from _guidances(case)
    for case in cases[:-1]:
        yield from _ratios(case)


def _large(folder: Path) -> Iterator[Figure]:
    """A catalogue of 500 services without personas: reading it, and all that stands between it and a bundle."""
    root = synthetic.catalogue(folder / "large")
    began = time.process_time()
    found, _ = read_catalogue(root)
    Bundle(pack(found))
    yield Figure("500 services: read from YAML", time.process_time() - began, "s of cpu")
    began = time.process_time()
    large = compile_catalogue(root)
    yield Figure("500 services: read, check by every rule, compile", time.process_time() - began, "s of cpu")
    path = save(large, folder / "large_bundle")
    yield Figure("500 services: load the bundle (median of 5)", percentile(timed(lambda: load(path), 5), 0.5), "ms")


def _memory(path: Path) -> Iterator[Figure]:
    """What a process holds: the bundle, and the engines of every shipped event after one guidance each."""
    tracemalloc.start()
    bundle = load(path)
    held = tracemalloc.get_traced_memory()[0]
    yield Figure("shipped bundle: memory", held / 1e6, "MB")
    for event in sorted(bundle.events):
        view = view_of(bundle, [event], REGION, ON, {})
        needs(engine_of(view, ON))
        guide(bundle, [event], REGION, {}, ON)
    yield Figure("engines of the shipped events: memory", (tracemalloc.get_traced_memory()[0] - held) / 1e6, "MB")
    tracemalloc.stop()


def _guidances(case: Case) -> Iterator[Figure]:
    """Whole guidances for different people, every line with its reasons; all explanations; the proof and its check."""
    view, _ = case.compiled()
    twin = Bundle(case.bundle.raw, case.bundle.hash)  # so that nothing of the engine's measurements is remembered
    own = view_of(twin, case.events, case.region, ON, {})
    everybody = [interview(own, engine_of(own, ON), ON, person)[0] for person in case.people(PEOPLE, 3000)]

    def guided(known: dict[str, Any]) -> dict[str, Any]:
        return guide(twin, case.events, case.region, known, ON)

    yield Figure(
        f"{case.name}: questions per person", sum(map(len, everybody)) / PEOPLE, f"of {len(view.asking_order())}"
    )
    yield Figure(f"{case.name}: first whole guidance of a process", cpu(lambda: guided(everybody[0])), "ms")
    spent = [cpu(lambda known=known: guided(known)) for known in everybody[1:]]  # type: ignore[misc]
    yield Figure(f"{case.name}: whole guidance, new person, p50", percentile(spent, 0.5), "ms")
    yield Figure(f"{case.name}: whole guidance, new person, p99", percentile(spent, 0.99), "ms")
    yield Figure(f"{case.name}: guidances a second, different people, one core", 1000 * len(spent) / sum(spent), "/s")
    shown = everybody[:SHOWN]
    explained, made, checked, sizes = [], [], [], []
    for known in shown:
        citizen = Citizen(twin, case.events, case.region, known, ON)
        explained.append(cpu(lambda citizen=citizen: list(explain_lines(citizen, explainable(citizen)))))  # type: ignore[misc]
        made.append(cpu(lambda known=known: proof_of(twin, case.events, case.region, known, ON)))  # type: ignore[misc]
        written = json.dumps(proof_of(twin, case.events, case.region, known, ON), ensure_ascii=False)
        proof = json.loads(written)
        sizes.append(len(written))
        checked.append(cpu(lambda proof=proof: check_proof(proof)))  # type: ignore[misc]
    yield Figure(f"{case.name}: every line explained in full, p50", percentile(explained, 0.5), "ms")
    yield Figure(f"{case.name}: proof made, p50", percentile(made, 0.5), "ms")
    yield Figure(f"{case.name}: proof checked, p50", percentile(checked, 0.5), "ms", beside=f"{sizes[0] / 1000:.0f} kB")
    yield Figure(f"{case.name}: proof checked, p99", percentile(checked, 0.99), "ms")


def _ratios(case: Case) -> Iterator[Figure]:
    """Questions expected: ours beside the author's order, the optimum under the same rules, and the free optimum."""
    for one in ratios(View(case.bundle, case.events, case.region, ON, {}), ON):
        what = f"{case.name}, {one.prior} priors: {one.measure} expected"
        kind = "bound under the same rules" if one.same_rules.bound else "optimum under the same rules"
        yield Figure(what, one.ours.value, "", f"{kind} {one.same_rules.value:.3f}", f"{one.over_rules:.4f} x")
        others = ((one.written, "as written"), (one.skipping, "as written, with skipping"), (one.free, "without rules"))
        for expected, how in others:
            yield Figure(f"  the same, {how}", expected.value, "", f"ours {one.ours.value:.3f}", f"{one.ours.value / expected.value:.4f} x" if expected.value else None)  # fmt: skip
