"""How far each life event is encoded: figures counted from the catalogue, none of them written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from knowledge.bundle import Bundle
from knowledge.engine.relevance import engine_of
from knowledge.model import MODES, ROUTES, ServiceItem
from knowledge.optimum.outcomes import Distinct, distinct_outcomes
from knowledge.optimum.ratio import Expected, ratios
from knowledge.view import view_of


@dataclass(frozen=True)
class Coverage:
    """One event: services by route, questions, requirements by mode, and what they come to.

    `spared`: share of the papers issued by authorities that a licence, a query or a sibling's result may spare (0..1).
    `expected`: questions until nothing can change, under the authors' priors. `verified`: share of statements (services,
    requirements, times, fees, deadlines, notices, duties, facts, answers) that somebody has checked against a source.
    """

    event: str
    name: str
    routes: dict[str, int]
    questions: int
    modes: dict[str, int]
    spared: float
    expected: Expected
    outcomes: Distinct
    personas: int
    verified: float


def coverage(bundle: Bundle, region: str, on: date) -> Iterator[Coverage]:
    """The figures of every event as it stands in `region` on the day `on`, in the order of the catalogue."""
    for event in bundle.events.values():
        view = view_of(bundle, [event.id], region, on, {})
        services = list(view.services.values())
        asked = [fact for _, fact in view.asking_order()]
        needs = [need for service in services for need in service.requirements]
        issued = [need for need in needs if bundle.materials[need.material].government]
        spared = [need for need in issued if need.exempt_by or need.result_of]
        routes = Counter(service.route for service in services)
        modes = Counter("produced" if need.result_of else need.mode for need in needs)
        stated = [*_stated(services), *(fact.verified for fact in asked), *(faq.verified for faq in event.faq)]
        yield Coverage(
            event.id,
            event.name,
            {route: routes[route] for route in ROUTES if routes[route]},
            len(asked),
            {mode: modes[mode] for mode in (*MODES, "produced") if modes[mode]},
            len(spared) / len(issued) if issued else 1.0,
            next(ratios(view, on)).ours,
            distinct_outcomes(engine_of(view, on), [fact.id for fact in asked]),
            sum(persona.event == event.id for persona in bundle.personas.values()),
            sum(stated) / len(stated),
        )


def _stated(services: list[ServiceItem]) -> Iterator[bool]:
    """Whether each statement of the services is verified."""
    for service in services:
        yield service.verified
        for spec in fields(service):
            value: Any = getattr(service, spec.name)
            for part in value if isinstance(value, tuple) else ():
                if is_dataclass(part) and hasattr(part, "verified"):
                    yield bool(part.verified)
