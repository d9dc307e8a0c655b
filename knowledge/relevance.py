"""What may still change the answer.

The outcome is a list of elements, one condition each: which services apply and how, which material lines, fields,
notices, duties and deadlines appear. A fact is relevant while it can still change the verdict of an element that is
not determined. The rule here is Kleene's: the facts of the leaves that keep a verdict unknown. It may keep a fact that
an exact engine would drop (`x or not x`); it never drops one that matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.bundle import Place
from knowledge.condition import Condition, both, leaves, parse
from knowledge.evaluate import Verdict, World
from knowledge.model import Fact, ServiceItem


@dataclass(frozen=True)
class Element:
    """One thing the outcome may hold: kind (service, route, material, field, notice ...), service, id.

    `facts` are the askable facts its condition rests on.
    """

    kind: str
    service: str
    id: str
    condition: Condition
    facts: frozenset[str]


def elements(place: Place, event_id: str) -> tuple[Element, ...]:
    """Every outcome element of one event in one place, in reading order."""
    if event_id not in place.elements:
        place.elements[event_id] = tuple(_elements(place, event_id))
    return place.elements[event_id]


def _elements(place: Place, event_id: str) -> Iterator[Element]:
    for use in place.events[event_id].services:
        service = place.services[use.service]
        applies = both(parse(use.when), parse(service.when))
        own = inputs(place.facts, applies)
        yield Element("service", service.id, service.id, applies, own)
        for kind, identity, condition in _parts(service):
            facts = own | inputs(place.facts, condition)
            yield Element(kind, service.id, identity, both(applies, condition), facts)


def _parts(service: ServiceItem) -> Iterator[tuple[str, str, Condition]]:
    for n, variant in enumerate(service.route_when):
        yield "route", str(n), parse(variant.when)
    for n, variant in enumerate(service.presence_when):
        yield "presence", str(n), parse(variant.when)
    for requirement in service.requirements:
        yield "material", requirement.id, parse(requirement.when)
    for use in service.fields:
        yield "field", use.field, parse(use.when)
    for n, fee in enumerate(service.fees):
        yield "fee", str(n), parse(fee.when)
    for kind, statements in (("notice", service.notices), ("duty", service.duties), ("deadline", service.deadlines)):
        for statement in statements:
            yield kind, statement.id, parse(statement.when)


@dataclass(frozen=True)
class Outcome:
    """The verdicts of all elements in one world, and the facts that can still change one.

    `index` holds one verdict per (kind, service, id): two events may join the same service, which then applies when
    either says so.
    """

    verdicts: tuple[tuple[Element, Verdict], ...]
    index: Mapping[tuple[str, str, str], Verdict]
    relevant: frozenset[str]

    def of(self, kind: str, service: str, identity: str) -> Verdict:
        """The verdict of one element. Raises KeyError when there is no such element."""
        return self.index[kind, service, identity]


def outcome(place: Place, events: list[str], world: World) -> Outcome:
    """Evaluate every element of the events in `world`."""
    verdicts = tuple((e, world.evaluate(e.condition)) for event in events for e in elements(place, event))
    index: dict[tuple[str, str, str], Verdict] = {}
    for element, verdict in verdicts:
        key = (element.kind, element.service, element.id)
        index[key] = _either(index[key], verdict) if key in index else verdict
    open_facts: frozenset[str] = frozenset().union(*(v.missing for _, v in verdicts))
    groups = [g for event in events for g in (*place.events[event].groups, *place.events[event].parties)]
    for group in groups:
        part = world.evaluate(group.condition)
        if part.value is not False:
            open_facts |= part.missing | ({group.count} if group.count else frozenset())
    return Outcome(verdicts, index, open_facts)


def _either(a: Verdict, b: Verdict) -> Verdict:
    if a.value is True or b.value is False:
        return a
    if b.value is True or a.value is False:
        return b
    return Verdict(None, a.because + b.because, a.missing | b.missing, a.local | b.local)


def inputs(facts: Mapping[str, Fact], condition: Condition) -> frozenset[str]:
    """The askable facts that a condition rests on."""
    found: set[str] = set()
    for leaf in leaves(condition):
        fact = facts[leaf.fact]
        found |= inputs(facts, fact.condition) if fact.condition is not None else {fact.source_fact}
    return frozenset(found)
