"""The mind: the engine, the whole guidance with its explanations, proofs, loading, memory; orders beside the optimum."""

from __future__ import annotations

import json
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.collector import set_aside
from bench import engine, synthetic
from bench.engine import ON, PEOPLE, Case, cpu
from bench.figures import Figure, percentile, timed
from knowledge.bundle import NATION, Bundle, load, pack, save
from knowledge.bundle import compile as compile_catalogue
from knowledge.check import CATALOGUE
from knowledge.content.load import read_catalogue
from knowledge.engine.needs import need_parts
from knowledge.engine.relevance import engine_of
from knowledge.explain.citizen import Citizen
from knowledge.explain.explanation import explain_lines, explainable
from knowledge.guidance import guide
from knowledge.optimum.ratio import Ratio, ratios
from knowledge.proof.check_proof import check_proof
from knowledge.proof.prove import proof_of
from knowledge.view import view_of
from tests.knowledge.interviews import interview

REGION = "620102"
#: Persons whose every line is explained and whose proof is made and checked.
SHOWN = 50
#: Persons who come after the first ones, when much has been said to others before.
LATER = 600


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        return list(_measure(Path(folder)))


def _measure(folder: Path) -> Iterator[Figure]:
    began = time.process_time()
    bundle = compile_catalogue(CATALOGUE)
    yield Figure("shipped catalogue: read, check, compile from YAML", time.process_time() - began, "s of cpu")
    path = save(bundle, folder / "bundle")
    yield Figure(
        "shipped bundle: load (median of 15)", percentile(timed(lambda: load(path), 15), 0.5), "ms", "goal: below 50"
    )
    yield from _large(folder)
    yield from _memory(path)
    events = tuple(sorted(bundle.events))
    cases = [Case(event, bundle, (event,), REGION) for event in events]
    cases.append(Case("all together", bundle, events, REGION))
    entangled = Case("60 facts, 140 elements", synthetic.entangled(), (synthetic.EVENT,), NATION)
    for case in [*cases, entangled]:
        yield from engine.measure(case)
        yield from _guidances(case)
    compared = [one for case in cases[:-1] for one in ratios(case.compiled()[0], ON)]
    for one in compared:
        yield from _ratio(one)
    asked = [one.over_rules for one in compared if one.measure == "questions"]
    yield Figure(
        "ours over the optimum under the same rules: mean", sum(asked) / len(asked), "x", "goal: at most 1.005"
    )
    yield Figure("ours over the optimum under the same rules: worst", max(asked), "x", "goal: at most 1.015")


def _large(folder: Path) -> Iterator[Figure]:
    """A catalogue of 500 services without personas: reading it, and all that stands between it and a bundle."""
    root = synthetic.catalogue(folder / "large")
    began = time.process_time()
    found, _ = read_catalogue(root)
    Bundle(pack(found))
    yield Figure("500 services: read from YAML", time.process_time() - began, "s of cpu", "goal: below 3")
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
        need_parts(engine_of(view, ON))
        guide(bundle, [event], REGION, {}, ON)
    yield Figure("engines of the shipped events: memory", (tracemalloc.get_traced_memory()[0] - held) / 1e6, "MB")
    tracemalloc.stop()


def _guidances(case: Case) -> Iterator[Figure]:
    """Whole guidances for different people, every line with its reasons; all explanations; the proof and its check."""
    set_aside()  # as the service does when it takes up a bundle
    view, _ = case.compiled()
    twin = Bundle(case.bundle.raw, case.bundle.hash)  # so that nothing of the engine's measurements is remembered
    own = view_of(twin, case.events, case.region, ON, {})
    everybody = [interview(own, engine_of(own, ON), ON, person)[0] for person in case.people(PEOPLE + LATER, 3000)]
    new, later = everybody[:PEOPLE], everybody[PEOPLE:]

    def guided(known: dict[str, Any]) -> dict[str, Any]:
        return guide(twin, case.events, case.region, known, ON)

    yield Figure(
        f"{case.name}: questions per person",
        sum(map(len, everybody)) / len(everybody),
        f"of {len(view.asking_order())}",
    )
    yield Figure(f"{case.name}: first whole guidance", cpu(lambda: guided(new[0])), "ms")
    spent = [cpu(lambda known=known: guided(known)) for known in new[1:]]  # type: ignore[misc]
    yield Figure(f"{case.name}: whole guidance, new person, p50", percentile(spent, 0.5), "ms")
    yield Figure(f"{case.name}: whole guidance, new person, p99", percentile(spent, 0.99), "ms", "goal: below 5")
    many = f"{case.name}: guidances a second on one core, all different people"
    yield Figure(f"{many}, the first {PEOPLE}", 1000 * len(spent) / sum(spent), "/s")
    spent = [cpu(lambda known=known: guided(known)) for known in later]  # type: ignore[misc]
    yield Figure(f"{many}, the next {LATER}", 1000 * len(spent) / sum(spent), "/s", "goal: above 2000")
    known_ones = everybody[:SHOWN]
    for known in known_ones:
        guided(known)
    spent = [cpu(lambda known=known: guided(known)) for known in known_ones]  # type: ignore[misc]
    alike = f"{case.name}: guidances a second on one core, people whose parts are remembered"
    yield Figure(alike, 1000 * len(spent) / sum(spent), "/s", "goal: above 2000")
    explained, made, checked, sizes = [], [], [], []
    for known in new[:SHOWN]:
        citizen = Citizen(twin, case.events, case.region, known, ON)
        explained.append(cpu(lambda citizen=citizen: list(explain_lines(citizen, explainable(citizen)))))  # type: ignore[misc]
        made.append(cpu(lambda known=known: proof_of(twin, case.events, case.region, known, ON)))  # type: ignore[misc]
        written = json.dumps(proof_of(twin, case.events, case.region, known, ON), ensure_ascii=False)
        proof = json.loads(written)
        sizes.append(len(written))
        checked.append(cpu(lambda proof=proof: check_proof(proof)))  # type: ignore[misc]
    yield Figure(f"{case.name}: every line explained in full, p50", percentile(explained, 0.5), "ms")
    yield Figure(f"{case.name}: proof made, p50", percentile(made, 0.5), "ms")
    yield Figure(f"{case.name}: proof checked, p50", percentile(checked, 0.5), "ms", "goal: below 1")
    yield Figure(f"{case.name}: proof checked, p99", percentile(checked, 0.99), "ms", "goal: below 1")
    yield Figure(f"{case.name}: proof, written", percentile(sizes, 0.5) / 1000, "kB")


def _ratio(one: Ratio) -> Iterator[Figure]:
    """Questions expected: ours beside the author's order, the optimum under the same rules, and the free optimum."""
    what = f"{one.event}, {one.prior} priors: {one.measure} expected"
    others = {
        "the bound under the same rules"
        if one.same_rules.bound
        else "the optimum under the same rules": one.same_rules,
        "the optimum without rules": one.free,
        "as written, with skipping": one.skipping,
        "as written": one.written,
    }
    for name, expected in others.items():
        beside = f"{name} {expected.value:.3f}"
        ratio = f"{one.ours.value / expected.value:.4f} x" if expected.value else None
        yield Figure(what, round(one.ours.value, 3), "", beside, ratio)
