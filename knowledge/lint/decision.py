"""Exact questions to the decision diagram: can this ever hold, does it always hold, can the two hold together.

Every event is laid out in every region and epoch in which its records differ; a verdict counts when it is the same in
all of them. What contradicts an impossible combination does not count as possible.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.bundle import Bundle
from knowledge.content.records import Problem
from knowledge.engine.diagram import FALSE, Node
from knowledge.engine.outcome import elements, targets
from knowledge.engine.relevance import Engine, Entangled, engine_of
from knowledge.lint.checked import Checked
from knowledge.lint.deciding import as_it_stands
from knowledge.lint.rule import rule
from knowledge.model import ServiceItem
from knowledge.view import view_of

Key = tuple[str, str, str]
#: Kind of element -> the part of the service it is written in.
WRITTEN_IN = {
    "route": "route_when",
    "presence": "presence_when",
    "material": "requirements",
    "field": "fields",
    "fee": "fees",
    "notice": "notices",
    "duty": "duties",
    "deadline": "deadlines",
}


@dataclass(frozen=True)
class Layout:
    """The diagram of one event in one place, and the day it is laid out for."""

    event: str
    engine: Engine

    @property
    def services(self) -> Mapping[str, ServiceItem]:
        """The services as they stand there."""
        return self.engine.view.services

    def root(self, key: Key) -> Node:
        """What an element depends on, impossible combinations left out."""
        return self.within(self.engine.roots[key])

    def within(self, node: Node) -> Node:
        """A function on possible people only; any function is FALSE when nobody is possible."""
        engine = self.engine
        return FALSE if engine.admissible is FALSE else engine.diagram.simplify(node, engine.admissible)

    def together(self, one: Key, other: Key) -> bool:
        """Whether there is a person for whom both hold."""
        roots = self.engine.roots
        both = self.engine.diagram.conjoin(roots[one], roots[other])
        return self.engine.diagram.conjoin(both, self.engine.admissible) is not FALSE

    def same(self, one: Key, other: Key) -> bool:
        """Whether the two hold for the same people."""
        diagram, roots = self.engine.diagram, self.engine.roots
        return diagram.conjoin(roots[one], self.engine.admissible) is diagram.conjoin(
            roots[other], self.engine.admissible
        )


@functools.lru_cache(maxsize=1)
def layouts(bundle: Bundle) -> dict[str, tuple[Layout, ...]]:
    """The layouts of each event: one for every place where its records differ. Raises Entangled."""
    found: dict[str, dict[object, Layout]] = {event: {} for event in bundle.events}
    for region in bundle.regions:
        for epoch in bundle.epochs(region):
            place = bundle.at(region, epoch.day)
            for event in found:
                key = as_it_stands(bundle, place, event)
                if event in place.events and key not in found[event]:
                    engine = engine_of(view_of(bundle, [event], region, epoch.day, {}), epoch.day)
                    found[event][key] = Layout(event, engine)
    return {event: tuple(by_place.values()) for event, by_place in found.items()}


@rule(once=True)
def conditions_can_be_laid_out(c: Checked) -> Iterator[Problem]:
    """No condition needs more than its share of the diagram; the one that does is named."""
    try:
        layouts(c.bundle)
    except Entangled as error:
        element = error.element
        text = "这里的条件牵连太多情形，算不下，请拆成派生情形或改简单"
        path = (WRITTEN_IN[element.kind], element.id) if element.kind in WRITTEN_IN else ("when",)
        yield c.wrong("services", element.service, text, *path) if element.service else Problem("events", 0, text)


def ready(c: Checked) -> Mapping[str, tuple[Layout, ...]]:
    """The layouts, none when a condition cannot be laid out (which is told by its own rule)."""
    try:
        return layouts(c.bundle)
    except Entangled:
        return {}


@rule(once=True)
def services_can_be_reached(c: Checked) -> Iterator[Problem]:
    """There is a person to whom each joined service applies."""
    for event, places in ready(c).items():
        for name in dict.fromkeys(name for place in places for name in place.services):
            roots = [place.root(("service", name, name)) for place in places if name in place.services]
            if all(root is FALSE for root in roots):
                yield c.wrong("services", name, f"在“{event}”里没有人会用到这个事项，请改条件或从这件事里拿掉", "when")


@rule(once=True)
def what_is_required_can_happen(c: Checked) -> Iterator[Problem]:
    """No condition is never true, and what is always true is written without one."""
    verdicts: dict[Key, list[tuple[bool, bool]]] = {}
    for places in ready(c).values():
        for place in places:
            for element in elements(place.engine.view):
                key = element.key
                if element.kind not in WRITTEN_IN:
                    continue
                own = ("service", element.service, element.service)
                if place.root(own) is not FALSE:
                    verdicts.setdefault(key, []).append((place.root(key) is FALSE, place.same(key, own)))
    for (kind, service, identity), found in verdicts.items():
        part = WRITTEN_IN[kind]
        if service not in c.services:
            continue
        name = f"{part} 里的 {identity}"
        if all(never for never, _ in found):
            text = f"{name} 的条件永远不会成立，请改条件或删去"
            yield c.wrong("services", service, text, part, identity, "when")
        elif all(always for _, always in found) and _conditional(c.services[service], part, identity):
            text = f"{name} 的条件总是成立，请删去 when，直接写上"
            yield c.wrong("services", service, text, part, identity, "when")


def _conditional(service: ServiceItem, part: str, identity: str) -> bool:
    """Whether the author wrote a condition there; variants are nothing without one."""
    for number, item in enumerate(getattr(service, part)):
        named = getattr(item, "id", None) or getattr(item, "field", None)
        if identity in (named, str(number)) and part not in ("route_when", "presence_when"):
            return item.when is not None
    return part in ("route_when", "presence_when")


@rule(once=True)
def questions_can_change_something(c: Checked) -> Iterator[Problem]:
    """Every question decides something for somebody, not only in the way its conditions are written."""
    for event, places in ready(c).items():
        chapters = {fact: chapter.id for chapter in c.view.events[event].chapters for fact in chapter.facts}
        decisive: set[str] = set()
        written: set[str] = set()
        for place in places:
            support = 0
            for element in targets(place.engine.view):
                support |= place.root(element.key).support
            engine = place.engine
            decisive |= {fact for fact, mask in engine.fact_masks.items() if mask & support}
            written |= set(engine.fact_masks)
        facts = c.view.facts
        for name, chapter in chapters.items():
            if name in facts and name in written and name not in decisive:
                text = f"问题 {name} 写进了条件，可是怎么答结果都一样，请删去或改条件"
                yield c.missing("events", event, text, "chapters", chapter)


@rule(once=True)
def somebody_is_possible(c: Checked) -> Iterator[Problem]:
    """The impossible combinations of an event leave people over."""
    for event, places in ready(c).items():
        if places and all(place.engine.admissible is FALSE for place in places):
            yield c.wrong("events", event, "impossible 把所有人都排除了，请检查", "impossible")
