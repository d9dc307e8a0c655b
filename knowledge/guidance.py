"""The whole answer 一次性告知: from facts to services, materials, form, steps, times, and the next question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.bundle import Bundle
from knowledge.engine.needs import expected
from knowledge.engine.outcome import MEMBERS
from knowledge.engine.questions import questions, waiting
from knowledge.engine.recall import Recall
from knowledge.engine.relevance import Outcome, Standing, engine_of
from knowledge.evaluate import World, is_unknown
from knowledge.facts import say
from knowledge.forms import merged_form
from knowledge.materials.listing import material_list
from knowledge.model import Group
from knowledge.service_lines import offices, service_part
from knowledge.timing.schedule import levels, overall_time
from knowledge.view import View, view_of
from knowledge.words import basis_lines, leaf_line

#: Orders of services kept for one view.
ORDERS_KEPT = 5000


class UnknownEvent(LookupError):
    """No such life event in the bundle."""


class UnknownRegion(LookupError):
    """No such region in the bundle."""


def guide(
    bundle: Bundle,
    events: Sequence[str],
    region: str,
    facts: Mapping[str, Any],
    on: date,
    holdings: Iterable[Mapping[str, Any]] = (),
    places: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
    credit: str = "unknown",
) -> dict[str, Any]:
    """Return the Guidance (docs/contracts.md section 2) for stored fact values (`facts.parse_value`).

    `places` maps a place role to the division where its services are done, when it is not `region`; `choices` and
    `credit` are the applicant's options and the credit gate (`knowledge.materials.options`).

    Raises UnknownEvent, UnknownRegion.
    """
    for event in events:
        if event not in bundle.events:
            raise UnknownEvent(event)
    for code in (region, *(places or {}).values()):
        if code not in bundle.regions:
            raise UnknownRegion(code)
    view = view_of(bundle, events, region, on, places or {})
    engine = engine_of(view, on)
    world = World(facts, view.facts, on)
    standing = engine.standing(facts, on)
    result = Outcome(standing, world)
    open_facts = waiting(view, standing, facts, on)
    asked = questions(view, engine, open_facts, on)
    records = view.events
    subjects = {k: v for e in records for k, v in e.subjects.items()}
    subjects |= {g.id: g.name for g in (*view.groups, *view.parties) if g.id not in subjects}
    counts: dict[str, int] = {}
    for g in (*view.groups, *view.parties):  # two events may speak of the same persons
        counts[g.id] = max(counts.get(g.id, 0), _count(view, g, world))
    recall = Recall(engine, facts, on)
    parts = [
        recall(("service", name), name, lambda s=service: service_part(view, result, world, s))  # type: ignore[misc]
        for name, service in view.services.items()
    ]
    services = [part.line for part in parts]
    live = [s["id"] for s in services if s["state"] != "no"]
    return (
        _event_parts(view)
        | _order(view, result, services)
        | {
            "bundle": bundle.hash,
            "on": on.isoformat(),
            "status": "asking" if asked else "complete",
            "question": asked[0] if asked else None,
            "open": asked,
            "remaining": expected(standing, open_facts),
            "services": services,
            "materials": material_list(
                bundle, view, result, world, live, subjects, counts, holdings, choices, credit, recall
            ),
            "deadlines": [line for part in parts for line in part.statements["deadline"]],
            "notices": [line for part in parts for line in part.statements["notice"]],
            "duties": [line for part in parts for line in part.statements["duty"]],
            "fees": [line for part in parts for line in part.fees],
            "fields": merged_form(bundle, view, result, services, subjects, counts),
            "parties": list(_parties({g.id: g for g in view.parties}.values(), counts)),
            "answered": [
                {"fact": f, "name": view.facts[f].name, "value": v, "text": say(bundle, f, v)}
                for f, v in facts.items()
                if f in view.facts  # a list of persons may be shorter here than where the answer was given
            ],
            "contradiction": contradiction(view, standing, world),
            "skipped": list(_skipped(view, result, world)),
            "proof": None,
        }
    )


def _order(view: View, result: Outcome, services: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """In which order, and how long everything takes; the same for all whose services and results agree."""
    live = tuple(s["id"] for s in services if s["state"] != "no")
    certain = tuple(s["id"] for s in services if s["state"] == "yes")
    wants = {
        (s, r.id): result.of("material", s, r.id).value
        for s in live
        for r in view.services[s].requirements
        if r.result_of is not None or r.group is not None
    }
    kept: dict[Any, dict[str, Any]] = view.cache.setdefault("orders", {})
    key = (live, certain, tuple(wants.values()))
    found = kept.get(key)
    if found is None:
        if len(kept) > ORDERS_KEPT:
            kept.clear()

        def applies(service: str, requirement: str) -> bool | None:
            return wants.get((service, requirement), True)

        found = kept[key] = {
            "steps": [{"level": n, "services": level} for n, level in enumerate(levels(view, live, applies), 1)],
            "schedule": overall_time(view, certain, applies),
        }
    return found


def contradiction(view: View, standing: Standing, world: World) -> str | None:
    """Why the answers cannot all be so, in the author's words; None when they can."""
    if not standing.contradiction:
        return None
    told = [(world.evaluate(view.resolved(i.condition)).value, i) for e in view.events for i in e.impossible]
    # Two that are not certain by themselves may exclude the answers together; one that is ruled out has no part in it.
    sure, possible = ([i for value, i in told if value is wanted] for wanted in (True, None))
    return (sure or possible)[0].because


def _count(view: View, group: Group, world: World) -> int:
    """How many members a group has: none when it takes no part, at least one otherwise, one while it is not known."""
    if world.evaluate(view.resolved(group.condition)).value is False:
        return 0
    value = world.facts.get(group.count) if group.count else None
    if value is None or is_unknown(value):
        return 1
    number = group.map.get(value, value)
    return min(max(1, number), MEMBERS) if isinstance(number, int) else 1


def _skipped(view: View, result: Outcome, world: World) -> Iterable[dict[str, str]]:
    """Questions that need not be asked, each with the answer that made it so."""
    engine, relevant = result.standing.engine, result.standing.relevant
    for _, fact in view.asking_order():
        if fact.id in world.facts or fact.id in relevant:
            continue
        verdicts = (result.of(*key) for key in engine.resting_on(fact.id))
        leaf = next((x for v in verdicts if v.value is not None for x in v.because), None)
        reason = leaf_line(view.bundle, view, world, leaf) if leaf else "这里不影响结果"
        yield {"fact": fact.id, "name": fact.name, "because": reason}


def _event_parts(view: View) -> dict[str, Any]:
    """What hangs on the events and the place alone; worked out once a view and shared."""
    if "event_parts" not in view.cache:
        view.cache["event_parts"] = {
            "events": [{"id": e.id, "name": e.name, "title": e.title, "demo": e.demo} for e in view.events],
            "region": {"code": view.home.region, "name": view.bundle.regions[view.home.region].full_name},
            "places": {role: place.region for role, place in view.others.items()},
            "offices": offices(view.bundle, view.home.chain),
            "faq": [
                {
                    "event": e.id,
                    "q": q.q,
                    "a": q.a,
                    "class": q.topic,
                    "basis": basis_lines(view.bundle, q.basis),
                    "verified": q.verified,
                }
                for e in view.events
                for q in e.faq
            ],
            "policies": [{"name": p.name, "text": p.text} for e in view.events for p in e.policies],
            "demo": any(e.demo for e in view.events),
        }
    parts: dict[str, Any] = view.cache["event_parts"]
    return parts


def _parties(groups: Iterable[Group], counts: Mapping[str, int]) -> Iterable[dict[str, Any]]:
    for g in groups:
        several = counts[g.id] > 1
        for n in range(1, counts[g.id] + 1):
            number = str(n) if several else ""
            yield {"id": f"{g.id}{number}", "role": g.id, "name": f"{g.name}{number}", "index": n}
