"""References: every id that is named exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.parts import bases
from knowledge.lint.rule import name as names_rule


@names_rule
def known_references(c: Checked) -> Iterator[Problem]:
    """Every id that is named exists."""
    b = c.view

    def missing(kind: str, key: str, folder: str, names: Iterable[str | None], *path: str) -> Iterator[Problem]:
        known: Mapping[str, Any] = getattr(b, folder, None) or getattr(c.bundle, folder)
        for name in names:
            if name is not None and name not in known:
                yield c.wrong(kind, key, f"提到的 {name} 在 {folder}/ 里没有，请补上那一条或改正编号", *path)

    for kind in ("services", "facts", "events", "parameters"):
        for key, record in c.of(kind):
            for path, basis in bases(record):
                yield from missing(kind, key, "laws", [basis.law], *path, "basis")
    for key, fact in c.facts.items():
        yield from missing("facts", key, "facts", fact.after, "after")
    for key, material in c.of("materials"):
        yield from missing("materials", key, "licences", material.covered_by, "covered_by")
        yield from missing("materials", key, "materials", material.covers, "covers")
    for key, service in c.services.items():
        yield from missing("services", key, "departments", [service.department], "department")
        yield from missing("services", key, "services", service.after, "after")
        yield from missing("services", key, "materials", [r.material for r in service.results], "results")
        yield from missing("services", key, "licences", [r.licence for r in service.results], "results")
        for use in service.fields:
            yield from missing("services", key, "fields", [use.field], "fields", use.field)
        for deadline in service.deadlines:
            yield from missing("services", key, "facts", [deadline.starts], "deadlines", deadline.id, "from")
        for need in service.requirements:
            here = ("requirements", need.id)
            yield from missing("services", key, "materials", [need.material], *here, "material")
            yield from missing("services", key, "licences", need.exempt_by, *here, "exempt_by")
            yield from missing("services", key, "services", [need.result_of], *here, "result_of")
        for part in ("requirements", "deadlines", "notices", "duties"):
            names = [item.id for item in getattr(service, part)]
            for name in sorted({n for n in names if names.count(n) > 1}):
                yield c.wrong("services", key, f"{part} 里的 {name} 写了两次，请改掉一个编号", part, name)
    for key, event in c.events.items():
        yield from missing("events", key, "departments", [event.lead], "lead")
        for joined in event.services:
            yield from missing("events", key, "services", [joined.service], "services", joined.service)
        for chapter in event.chapters:
            yield from missing("events", key, "facts", chapter.facts, "chapters", chapter.id, "facts")
        for group in (*event.groups, *event.parties):
            part = "groups" if group in event.groups else "parties"
            yield from missing("events", key, "facts", [group.count], part, group.id, "count")
        for policy in event.policies:
            yield from missing("events", key, "laws", [policy.law], "policies", policy.name, "law")
    for key, persona in c.of("personas"):
        yield from missing("personas", key, "events", [persona.event], "event")
        yield from missing("personas", key, "regions", [persona.region], "region")
        for name in persona.facts:
            yield from missing("personas", key, "facts", [name], "facts", name)
    for key, region in c.of("regions"):
        yield from missing("regions", key, "regions", [region.parent], "parent")
        yield from missing("regions", key, "departments", region.handlers, "handlers")
