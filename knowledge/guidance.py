"""The whole answer 一次性告知: from facts to services, materials, form, steps, times, and the next question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.bundle import Bundle
from knowledge.evaluate import World, is_unknown
from knowledge.facts import say
from knowledge.forms import merged_form
from knowledge.materials import material_list
from knowledge.model import Deadline, Group, ServiceItem, Statement, Variant
from knowledge.questions import questions, waiting
from knowledge.relevance import Outcome, engine_of
from knowledge.schedule import levels, own_deadline
from knowledge.view import View, view_of
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
    places: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
    credit: str = "unknown",
) -> dict[str, Any]:
    """Return the Guidance (docs/contracts.md section 2) for stored fact values (`facts.parse_value`).

    `places` maps a place role to the division where its services are done, when it is not `region`; `choices` and
    `credit` are the applicant's options and the credit gate (`knowledge.options`).

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
    asked = questions(view, engine, waiting(view, standing, facts), on)
    records = view.events
    subjects = {k: v for e in records for k, v in e.subjects.items()}
    subjects |= {g.id: g.name for g in (*view.groups, *view.parties) if g.id not in subjects}
    counts = {g.id: _count(view, g, world) for g in (*view.groups, *view.parties)}
    services = [_service(view, result, world, service) for service in view.services.values()]
    live = [s["id"] for s in services if s["state"] != "no"]
    statements = {kind: list(_statements(view, result, world, kind, live)) for kind in ("notice", "duty", "deadline")}
    return {
        "bundle": bundle.hash,
        "events": [{"id": e.id, "name": e.name, "title": e.title, "demo": e.demo} for e in records],
        "region": {"code": region, "name": bundle.regions[region].full_name},
        "on": on.isoformat(),
        "status": "asking" if asked else "complete",
        "question": asked[0] if asked else None,
        "open": asked,
        "services": services,
        "materials": material_list(bundle, view, result, world, live, subjects, counts, holdings, choices, credit),
        "steps": [{"level": n, "services": level} for n, level in enumerate(levels(view, live), 1)],
        "deadlines": statements["deadline"],
        "notices": statements["notice"],
        "duties": statements["duty"],
        "fees": list(_fees(view, result, live)),
        "offices": _offices(view),
        "fields": merged_form(bundle, view, result, services, subjects, counts),
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
            {"fact": f, "name": view.facts[f].name, "value": v, "text": say(bundle, f, v)} for f, v in facts.items()
        ],
        "skipped": list(_skipped(view, result, world)),
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


def _count(view: View, group: Group, world: World) -> int:
    """How many members a group has: none when it takes no part, one while that is not known."""
    if world.evaluate(view.resolved(group.condition)).value is False:
        return 0
    value = world.facts.get(group.count) if group.count else None
    if value is None or is_unknown(value):
        return 1
    number = group.map.get(value, value)
    return max(1, number) if isinstance(number, int) else 1


def _service(view: View, result: Outcome, world: World, service: ServiceItem) -> dict[str, Any]:
    bundle, place = view.bundle, view.place_of(service.id)
    verdict = result.of("service", service.id, service.id)
    route, why_route, open_route = _variant(result, "route", service, service.route_when, service.route)
    presence, _, _ = _variant(result, "presence", service, service.presence_when, service.presence)
    state = {True: "yes", False: "no", None: "possible"}[verdict.value]
    because = because_lines(bundle, view, world, verdict)
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
    """(route or presence, the variant that says so, facts that may still change it): the default while it is open."""
    open_facts: frozenset[str] = frozenset()
    for value in dict.fromkeys([*(getattr(v, kind) or default for v in variants), default]):
        verdict = result.get((kind, service.id, value))
        if verdict is not None and verdict.value is True:
            holding = (
                v
                for n, v in enumerate(variants)
                if (getattr(v, kind) or default) == value and result.of(kind, service.id, str(n)).value is True
            )
            return value, next(holding, None), frozenset()
        if verdict is not None and verdict.value is None:
            open_facts |= verdict.missing
    return default, None, open_facts


def _statements(view: View, result: Outcome, world: World, kind: str, live: list[str]) -> Iterable[dict[str, Any]]:
    """Notices, duties or own deadlines that hold or may hold."""
    for name in live:
        service = view.services[name]
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
                "because": because_lines(view.bundle, view, world, verdict),
                "basis": basis_lines(view.bundle, statement.basis),
                "verified": statement.verified,
            }
            if isinstance(statement, Statement):
                line["early"] = statement.early
            if isinstance(statement, Deadline):
                due = own_deadline(statement.amount, statement.unit, world.facts.get(statement.starts or ""))
                line["due"] = due.isoformat() if due else None
            yield line


def _fees(view: View, result: Outcome, live: list[str]) -> Iterable[dict[str, Any]]:
    for name in live:
        for n, fee in enumerate(view.services[name].fees):
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
                "basis": basis_lines(view.bundle, fee.basis),
                "verified": fee.verified,
            }


def _offices(view: View) -> list[dict[str, Any]]:
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
        for region in (view.bundle.regions[code] for code in reversed(view.home.chain))
        for o in region.offices
    ]


def _skipped(view: View, result: Outcome, world: World) -> Iterable[dict[str, str]]:
    """Questions that need not be asked, each with the answer that made it so."""
    engine = result.standing.engine
    relevant = result.standing.relevant
    for _, fact in view.asking_order():
        if fact.id in world.facts or fact.id in relevant:
            continue
        mask = engine.fact_masks.get(fact.id, 0)
        verdicts = (
            result.of(*key) for key, element in engine.elements.items() if engine.roots[key].support & mask and mask
        )
        leaf = next((x for v in verdicts if v.value is not None for x in v.because), None)
        reason = leaf_line(view.bundle, view, world, leaf) if leaf else "这里不影响结果"
        yield {"fact": fact.id, "name": fact.name, "because": reason}
