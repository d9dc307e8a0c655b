"""The lines of the answer that belong to one service: the service itself, what to know and keep to, by when, how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.bundle import Bundle
from knowledge.content.provenance import provenance
from knowledge.engine.relevance import Outcome
from knowledge.evaluate import World
from knowledge.model import Deadline, Fee, ServiceItem, Statement, Variant
from knowledge.timing.schedule import deadline_due
from knowledge.view import View
from knowledge.words import LOCAL, PRESENCE, ROUTE, basis_lines, because_lines, figure, time_line

#: Kinds of lines beside the service's own.
STATEMENTS = ("notice", "duty", "deadline")
STATE = {True: "yes", False: "no", None: "possible"}


@dataclass(frozen=True)
class ServicePart:
    """Everything the answer says of one service; shared by guidances, so it is only read."""

    line: dict[str, Any]
    statements: Mapping[str, tuple[dict[str, Any], ...]]
    fees: tuple[dict[str, Any], ...]


def service_part(view: View, result: Outcome, world: World, service: ServiceItem) -> ServicePart:
    """The service and, when it applies or may apply, its notices, duties, deadlines and fees."""
    line = service_line(view, result, world, service)
    if line["state"] == "no":
        return ServicePart(line, dict.fromkeys(STATEMENTS, ()), ())
    told = {kind: tuple(statement_lines(view, result, world, kind, service)) for kind in STATEMENTS}
    return ServicePart(line, told, tuple(fee_lines(view, result, service)))


def service_line(view: View, result: Outcome, world: World, service: ServiceItem) -> dict[str, Any]:
    """One service for this person: whether it applies, by which route and presence, and why."""
    verdict = result.of("service", service.id, service.id)
    route, variant, open_facts = _chosen(result, "route", service, service.route_when, service.route)
    presence, _, _ = _chosen(result, "presence", service, service.presence_when, service.presence)
    because = because_lines(view.bundle, view, world, verdict)
    if variant is not None and variant.because:
        because.append(variant.because)
    return _service(view, service) | {
        "route": route,
        "route_text": ROUTE[route],
        "presence": presence,
        "presence_text": PRESENCE[presence],
        "state": STATE[verdict.value],
        "because": because,
        "after": list(dict.fromkeys((*service.after, *_results_needed(result, service)))) if verdict.value else [],
        "depends_on": sorted((verdict.missing if verdict.value is None else frozenset()) | open_facts),
        "local": sorted(view.parameters[p].name for p in verdict.local),
    }


def _chosen(
    result: Outcome, kind: str, service: ServiceItem, variants: Sequence[Variant], default: str
) -> tuple[str, Variant | None, frozenset[str]]:
    """(route or presence, the variant that says so, facts that may still change it): the default while it is open."""
    open_facts: frozenset[str] = frozenset()
    if not variants:
        return default, None, open_facts
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


def statement_lines(
    view: View, result: Outcome, world: World, kind: str, service: ServiceItem
) -> Iterable[dict[str, Any]]:
    """Notices, duties or own deadlines (`kind`) of a service that hold or may hold."""
    held: Mapping[str, tuple[Statement | Deadline, ...]] = {
        "notice": service.notices,
        "duty": service.duties,
        "deadline": service.deadlines,
    }
    for statement in held[kind]:
        verdict = result.of(kind, service.id, statement.id)
        if verdict.value is False:
            continue
        line = _statement(view, service.id, statement) | {
            "state": STATE[verdict.value],
            "because": because_lines(view.bundle, view, world, verdict),
        }
        if isinstance(statement, Deadline):
            due, remark = deadline_due(view.bundle, statement, world.facts)
            line |= {"due": due.isoformat() if due else None, "remark": remark}
        yield line


def fee_lines(view: View, result: Outcome, service: ServiceItem) -> Iterable[dict[str, Any]]:
    """What is to be paid, or may be."""
    for n, fee in enumerate(service.fees):
        verdict = result.of("fee", service.id, str(n))
        if verdict.value is not False:
            yield _fee(view, service.id, fee) | {"state": STATE[verdict.value]}


def _service(view: View, service: ServiceItem) -> dict[str, Any]:
    bundle, place = view.bundle, view.place_of(service.id)
    department, region = bundle.departments[service.department], bundle.regions[place.region]
    nearest = (bundle.regions[code] for code in reversed(place.chain))
    handlers = (r.handlers[service.department] for r in nearest if service.department in r.handlers)
    return {
        "id": service.id,
        "name": service.name,
        "department": {"id": department.id, "name": department.name},
        "handler": next(handlers, service.handler or department.name),
        "agent": service.agent,
        "place": {
            "role": service.place_role,
            "name": bundle.place_roles[service.place_role].name,
            "text": service.place,
            "code": region.code,
            "region": region.full_name,
        },
        "offices": offices(view.bundle, place.chain) if place is not view.home else [],
        "jump": {"name": service.jump.name, "url": service.jump.url} if service.jump else None,
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
        "regime": _regime(view, service),
        "offline": {"channel": service.offline.channel, "cash": service.offline.cash} if service.offline else None,
        "basis": basis_lines(bundle, service.basis),
        "layers": provenance(bundle, place, "service", service.id),
        "verified": service.verified,
        "note": None if service.verified else LOCAL,
        "source": service.source,
    }


def _regime(view: View, service: ServiceItem) -> dict[str, Any] | None:
    """How corrections and the clock go for this service, as its body of law says; None where that is not known."""
    regime = view.bundle.regimes.get(service.legal_regime)
    if regime is None:
        return None
    correction = regime.correction
    return {
        "id": regime.id,
        "name": regime.name,
        "correction": correction.text if correction else None,
        "excludes": list(regime.excludes),
        "basis": basis_lines(view.bundle, (*regime.basis, *(correction.basis if correction else ()))),
        "verified": regime.verified,
    }


def _results_needed(result: Outcome, service: ServiceItem) -> Iterable[str]:
    """The siblings whose results this service certainly needs, with no other paper that would do."""
    for requirement in service.requirements:
        sibling = requirement.result_of
        if sibling is not None and requirement.group is None:
            makes = result.get(("service", sibling, sibling))
            if makes is not None and makes.value and result.of("material", service.id, requirement.id).value:
                yield sibling


def _statement(view: View, service: str, statement: Statement | Deadline) -> dict[str, Any]:
    line: dict[str, Any] = {
        "id": statement.id,
        "text": statement.text,
        "service": service,
        "basis": basis_lines(view.bundle, statement.basis),
        "verified": statement.verified,
    }
    return line | {"early": statement.early} if isinstance(statement, Statement) else line


def _fee(view: View, service: str, fee: Fee) -> dict[str, Any]:
    amount = "不收费" if fee.amount == 0 else f"{figure(fee.amount)}{fee.unit or '元'}" if fee.amount else LOCAL
    return {
        "service": service,
        "name": fee.name,
        "text": fee.text or f"{fee.name}：{amount}",
        "amount": fee.amount,
        "payer": fee.payer,
        "reductions": list(fee.reductions),
        "paid_when": fee.paid_when,
        "cash": fee.cash,
        "basis": basis_lines(view.bundle, fee.basis),
        "verified": fee.verified,
    }


def offices(bundle: Bundle, chain: Sequence[str]) -> list[dict[str, Any]]:
    """Where to go and whom to call, the nearest division first."""
    return [
        {
            "region": region.full_name,
            "kind": o.kind,
            "name": o.name,
            "address": o.address,
            "hours": o.hours,
            "phone": o.phone,
            "windows": [window.name for window in o.windows],
        }
        for region in (bundle.regions[code] for code in reversed(chain))
        for o in region.offices
    ]
