"""The whole answer 一次性告知: from facts to services, materials, form, steps, times, and the next question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.bundle import Bundle, Place
from knowledge.evaluate import Verdict, World, is_unknown
from knowledge.facts import say
from knowledge.forms import merged_form
from knowledge.materials import material_list
from knowledge.model import Deadline, Group, ServiceItem, Statement, Variant
from knowledge.questions import open_questions, ordered
from knowledge.relevance import Outcome, outcome
from knowledge.schedule import levels, own_deadline
from knowledge.words import LOCAL, PRESENCE, ROUTE, basis_lines, because_lines, leaf_line, time_line


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
) -> dict[str, Any]:
    """Return the Guidance (docs/contracts.md section 2) for stored fact values (`facts.parse_value`).

    Raises UnknownEvent, UnknownRegion.
    """
    for event in events:
        if event not in bundle.events:
            raise UnknownEvent(event)
    if region not in bundle.regions:
        raise UnknownRegion(region)
    place = bundle.at(region)
    names = list(dict.fromkeys(events))
    world = World(facts, place.facts, place.parameters, on)
    result = outcome(place, names, world)
    questions = open_questions(bundle, place, names, facts, result.relevant, on)
    records = [place.events[e] for e in names]
    subjects = {k: v for e in records for k, v in e.subjects.items()}
    groups = [g for e in records for g in (*e.groups, *e.parties)]
    subjects |= {g.id: g.name for g in groups if g.id not in subjects}
    counts = {g.id: _count(g, facts) if world.evaluate(g.condition).value is not False else 0 for g in groups}
    joined = list(dict.fromkeys(u.service for e in records for u in e.services))
    services = [_service(bundle, place, result, world, place.services[s]) for s in joined]
    live = [s["id"] for s in services if s["state"] != "no"]
    statements = {
        kind: list(_statements(bundle, place, result, world, kind, live)) for kind in ("notice", "duty", "deadline")
    }
    return {
        "bundle": bundle.hash,
        "events": [{"id": e.id, "name": e.name, "title": e.title, "demo": e.demo} for e in records],
        "region": {"code": region, "name": bundle.regions[region].full_name},
        "on": on.isoformat(),
        "status": "asking" if questions else "complete",
        "question": questions[0] if questions else None,
        "open": questions,
        "services": services,
        "materials": material_list(bundle, place, result, world, live, subjects, counts, holdings),
        "steps": [{"level": n, "services": level} for n, level in enumerate(levels(place, live), 1)],
        "deadlines": statements["deadline"],
        "notices": statements["notice"],
        "duties": statements["duty"],
        "fees": list(_fees(bundle, place, result, live)),
        "offices": _offices(bundle, place),
        "fields": merged_form(bundle, place, result, services, subjects, counts),
        "parties": [
            {
                "id": f"{g.id}{n}" if counts[g.id] > 1 else g.id,
                "role": g.id,
                "name": f"{g.name}{n}" if counts[g.id] > 1 else g.name,
                "index": n,
            }
            for e in records
            for g in e.parties
            for n in range(1, counts[g.id] + 1)
        ],
        "answered": [
            {"fact": f, "name": place.facts[f].name, "value": v, "text": say(bundle, f, v)} for f, v in facts.items()
        ],
        "skipped": list(_skipped(bundle, place, names, result, world)),
        "proof": None,
        "faq": [
            {
                "event": e.id,
                "q": q.q,
                "a": q.a,
                "class": q.topic,
                "basis": basis_lines(bundle, q.basis),
                "verified": q.verified,
            }
            for e in records
            for q in e.faq
        ],
        "policies": [{"name": p.name, "text": p.text} for e in records for p in e.policies],
        "demo": any(e.demo for e in records),
    }


def _count(group: Group, facts: Mapping[str, Any]) -> int:
    """How many members a group has; one while that is not known."""
    value = facts.get(group.count) if group.count else None
    if value is None or is_unknown(value):
        return 1
    number = group.map.get(value, value)
    return max(1, number) if isinstance(number, int) else 1


def _service(bundle: Bundle, place: Place, result: Outcome, world: World, service: ServiceItem) -> dict[str, Any]:
    verdict = result.of("service", service.id, service.id)
    route, why_route, open_route = _variant(result, "route", service, service.route_when, service.route)
    presence, _, _ = _variant(result, "presence", service, service.presence_when, service.presence)
    state = {True: "yes", False: "no", None: "possible"}[verdict.value]
    because = because_lines(bundle, place, world, verdict)
    if why_route is not None and why_route.because:
        because.append(why_route.because)
    department = bundle.departments[service.department]
    region = bundle.regions[place.region]
    handler = next(
        (
            r.handlers[service.department]
            for r in (bundle.regions[c] for c in reversed(place.chain))
            if service.department in r.handlers
        ),
        service.handler or department.name,
    )
    return {
        "id": service.id,
        "name": service.name,
        "department": {"id": department.id, "name": department.name},
        "handler": handler,
        "route": route,
        "route_text": ROUTE[route],
        "presence": presence,
        "presence_text": PRESENCE[presence],
        "agent": service.agent,
        "place": {"role": service.place_role, "text": service.place, "region": region.full_name},
        "jump": {"name": service.jump.name, "url": service.jump.url} if service.jump else None,
        "state": state,
        "because": because,
        "depends_on": sorted((verdict.missing if verdict.value is None else frozenset()) | open_route),
        "local": sorted(place.parameters[p].name for p in verdict.local),
        "why": service.why,
        "how": list(service.how),
        "times": [
            {
                "kind": t.kind,
                "text": time_line(t),
                "days": t.days,
                "unit": t.unit,
                "from": t.starts,
                "basis": basis_lines(bundle, t.basis),
                "verified": t.verified,
            }
            for t in service.times
        ],
        "results": [
            {
                "material": r.material,
                "name": bundle.materials[r.material].name,
                "validity": r.validity,
                "collect_by": r.collect_by,
            }
            for r in service.results
        ],
        "after": list(service.after),
        "offline": {"channel": service.offline.channel, "cash": service.offline.cash} if service.offline else None,
        "basis": basis_lines(bundle, service.basis),
        "verified": service.verified,
        "note": None if service.verified else LOCAL,
        "source": service.source,
    }


def _variant(
    result: Outcome, kind: str, service: ServiceItem, variants: Sequence[Variant], default: str
) -> tuple[str, Variant | None, frozenset[str]]:
    """The first variant that holds, else the default; facts that may still change it are returned too."""
    open_facts: frozenset[str] = frozenset()
    for n, variant in enumerate(variants):
        verdict = result.of(kind, service.id, str(n))
        if verdict.value is True and not open_facts:
            return getattr(variant, kind) or default, variant, frozenset()
        if verdict.value is None:
            open_facts |= verdict.missing
    return default, None, open_facts


def _statements(
    bundle: Bundle, place: Place, result: Outcome, world: World, kind: str, live: list[str]
) -> Iterable[dict[str, Any]]:
    """Notices, duties or own deadlines that hold or may hold."""
    for name in live:
        service = place.services[name]
        held: dict[str, tuple[Statement | Deadline, ...]] = {
            "notice": service.notices,
            "duty": service.duties,
            "deadline": service.deadlines,
        }
        for statement in held[kind]:
            verdict = result.of(kind, name, statement.id)
            if verdict.value is False:
                continue
            line: dict[str, Any] = {
                "id": statement.id,
                "text": statement.text,
                "service": name,
                "state": "yes" if verdict.value else "possible",
                "because": because_lines(bundle, place, world, verdict),
                "basis": basis_lines(bundle, statement.basis),
                "verified": statement.verified,
            }
            if isinstance(statement, Statement):
                line["early"] = statement.early
            if isinstance(statement, Deadline):
                due = own_deadline(statement.amount, statement.unit, world.facts.get(statement.starts or ""))
                line["due"] = due.isoformat() if due else None
            yield line


def _fees(bundle: Bundle, place: Place, result: Outcome, live: list[str]) -> Iterable[dict[str, Any]]:
    for name in live:
        for n, fee in enumerate(place.services[name].fees):
            verdict = result.of("fee", name, str(n))
            if verdict.value is False:
                continue
            amount = "不收费" if fee.amount == 0 else f"{fee.amount:g}{fee.unit or '元'}" if fee.amount else LOCAL
            yield {
                "service": name,
                "name": fee.name,
                "text": fee.text or f"{fee.name}：{amount}",
                "state": "yes" if verdict.value else "possible",
                "amount": fee.amount,
                "payer": fee.payer,
                "reductions": list(fee.reductions),
                "paid_when": fee.paid_when,
                "cash": fee.cash,
                "basis": basis_lines(bundle, fee.basis),
                "verified": fee.verified,
            }


def _offices(bundle: Bundle, place: Place) -> list[dict[str, Any]]:
    """Where to go and whom to call, the nearest division first."""
    return [
        {
            "region": region.full_name,
            "kind": o.kind,
            "name": o.name,
            "address": o.address,
            "hours": o.hours,
            "phone": o.phone,
        }
        for region in (bundle.regions[code] for code in reversed(place.chain))
        for o in region.offices
    ]


def _skipped(
    bundle: Bundle, place: Place, events: list[str], result: Outcome, world: World
) -> Iterable[dict[str, str]]:
    """Questions that need not be asked, each with the answer that made it so."""
    deciding: dict[str, Verdict] = {}
    for element, verdict in result.verdicts:
        if verdict.value is not None:
            for name in element.facts:
                deciding.setdefault(name, verdict)
    for _, fact in ordered(place, events):
        if fact.id in world.facts or fact.id in result.relevant:
            continue
        leaf = next((x for x in deciding[fact.id].because), None) if fact.id in deciding else None
        reason = leaf_line(bundle, place, world, leaf) if leaf else "这里不影响结果"
        yield {"fact": fact.id, "name": fact.name, "because": reason}
