"""What decides in an event: every condition written for it, and the asked facts that these rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.bundle import Bundle, Place
from knowledge.condition import Condition, leaves, parse
from knowledge.lint.parts import Path, conditions
from knowledge.model import Fact, LifeEvent, ServiceItem
from knowledge.persons import plain, with_members


@dataclass(frozen=True)
class Written:
    """A condition and where it is written: folder, record id, path."""

    kind: str
    key: str
    path: Path
    condition: Condition


def views(bundle: Bundle, event_id: str) -> Iterator[Bundle | Place]:
    """The national records, and one place for every other way in which the event stands somewhere at some time."""
    yield bundle
    seen: set[object] = set()
    for region in bundle.regions:
        for epoch in bundle.epochs(region):
            place = bundle.at(region, epoch.day)
            changes, services = as_it_stands(bundle, place, event_id)
            if changes and (changes, services) not in seen:
                seen.add((changes, services))
                yield place


def as_it_stands(bundle: Bundle, place: Place, event_id: str) -> tuple[frozenset[object], tuple[str, ...]]:
    """What makes the event here what it is: the overlays that touch it, and the services in force.

    Figures and facts count whatever they are used for.
    """
    joined = {use.service for view in (bundle, place) for use in view.events[event_id].services}
    mine = {("event", event_id), *(("service", service) for service in joined)}
    touching = (
        (key, tuple(map(id, overlays)))
        for key, overlays in place.changed.items()
        if key in mine or key[0] in ("fact", "parameter")
    )
    return frozenset(touching), tuple(sorted(joined & place.services.keys()))


def known_facts(view: Bundle | Place) -> dict[str, Fact]:
    """Facts by id, lists of persons unrolled."""
    return with_members(view.facts)


def written(view: Bundle | Place, event_id: str, facts: dict[str, Fact]) -> Iterator[Written]:
    """Every condition of the event and of the services it joins, lists of persons unrolled."""
    event = view.events.get(event_id)
    if event is None:
        return
    records: list[tuple[str, str, LifeEvent | ServiceItem]] = [("events", event_id, event)]
    records += [("services", u.service, view.services[u.service]) for u in event.services if u.service in view.services]
    for kind, key, record in records:
        for path, raw in conditions(record):
            yield Written(kind, key, path, plain(parse(raw), facts))


def asked(facts: dict[str, Fact], condition: Condition) -> Iterator[str]:
    """The facts that a condition asks for: derived ones replaced by what they come from, persons by their list."""
    for leaf in leaves(condition):
        yield from sources(facts, leaf.fact)


def sources(facts: dict[str, Fact], name: str) -> Iterator[str]:
    """What is asked to know the fact `name`."""
    fact = facts[name]
    if fact.derive and "when" in fact.derive:
        yield from asked(facts, plain(parse(fact.derive["when"]), facts))
    elif fact.source_fact != name:
        yield from sources(facts, fact.source_fact)
    else:
        yield fact.member_of or name


def deciding_facts(bundle: Bundle, event_id: str) -> set[str]:
    """Facts that can change the outcome of the event anywhere: in a condition, or as the number of a group."""
    found: set[str] = set()
    for view in views(bundle, event_id):
        facts = known_facts(view)
        for condition in written(view, event_id, facts):
            found.update(asked(facts, condition.condition))
        if (event := view.events.get(event_id)) is not None:
            for group in (*event.groups, *event.parties):
                found.update(sources(facts, group.count) if group.count else ())
    return found
