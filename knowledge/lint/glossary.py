"""The glossary: ids, and the words that stand for routes, modes, kinds and types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.parts import asked_of
from knowledge.lint.rule import name
from knowledge.materials.lines import FORMS
from knowledge.model import (
    AGENTS,
    COMMITMENTS,
    COUNTER_FIELDS,
    DEFERRALS,
    FACT_KINDS,
    FACT_TYPES,
    FIELD_TYPES,
    KINDS,
    LIFECYCLES,
    MATERIAL_KINDS,
    MODES,
    OFFICES,
    PRESENCES,
    ROUTES,
)

#: Folders whose ids are codes of others.
CODED = ("regions", "calendar")
#: What a persona may expect: one thing of each service or material, or that these ids are there.
EXPECTED_OF_EACH: dict[str, tuple[type, ...]] = {"services": (str, dict), "materials": (str,)}
EXPECTED_LISTS = ("notices", "duties", "deadlines", "asked", "not_asked")
SNAKE = re.compile(r"[a-z][a-z0-9_]*")


@name
def ids_are_plain_words(c: Checked) -> Iterator[Problem]:
    """Ids are `snake_case` English, so that they can stand in conditions, paths and addresses."""
    for kind in KINDS:
        if kind not in CODED:
            for key, _ in c.of(kind):
                if not SNAKE.fullmatch(str(key)):
                    yield c.wrong(kind, str(key), "编号只用小写英文、数字和下划线，如 birth_hukou", "id")


@name
def known_words(c: Checked) -> Iterator[Problem]:
    """Routes, presences, modes and types come from the glossary."""

    def word(kind: str, key: str, value: str | None, allowed: Iterable[str], *path: str) -> Iterator[Problem]:
        if value is not None and value not in allowed:
            yield c.wrong(kind, key, f"{path[-1]} 写成了 {value}，可以写：{'、'.join(allowed)}", *path)

    for key, fact in c.facts.items():
        yield from word("facts", key, fact.type, FACT_TYPES, "type")
        yield from word("facts", key, fact.kind, FACT_KINDS, "kind")
        if fact.type in ("enum", "set") and not fact.options:
            yield c.wrong("facts", key, "没有写 options，请把能选的都写上")
        if fact.kind != "derived" and not fact.question:
            yield c.wrong("facts", key, "没有写 question，请写上怎么问")
    for key, field in c.of("fields"):
        yield from word("fields", key, field.type, FIELD_TYPES, "type")
    for key, material in c.of("materials"):
        yield from word("materials", key, material.kind, MATERIAL_KINDS, "kind")
    for key, department in c.of("departments"):
        yield from word("departments", key, department.counter_field, COUNTER_FIELDS, "counter_field")
    for key, region in c.of("regions"):
        for n, office in enumerate(region.offices):
            yield from word("regions", key, office.kind, OFFICES, "offices", str(n), "kind")
    for key, event in c.events.items():
        yield from word("events", key, event.lifecycle, LIFECYCLES, "lifecycle")
    for key, service in c.services.items():
        yield from word("services", key, service.route, ROUTES, "route")
        yield from word("services", key, service.presence, PRESENCES, "presence")
        yield from word("services", key, service.agent, AGENTS, "agent")
        yield from word("services", key, service.counter_field, COUNTER_FIELDS, "counter_field")
        for n, variant in enumerate(service.route_when):
            yield from word("services", key, variant.route, ROUTES, "route_when", str(n), "route")
        for n, variant in enumerate(service.presence_when):
            yield from word("services", key, variant.presence, PRESENCES, "presence_when", str(n), "presence")
        for need in service.requirements:
            here = ("requirements", need.id)
            yield from word("services", key, need.mode, MODES, *here, "mode")
            yield from word("services", key, need.form, FORMS, *here, "form")
            if need.deferral is not None:
                yield from word("services", key, need.deferral.kind, DEFERRALS, *here, "deferral", "kind")
            if need.commitment is not None:
                yield from word("services", key, need.commitment.nature, COMMITMENTS, *here, "commitment", "nature")


@name
def values_are_plain(c: Checked) -> Iterator[Problem]:
    """An option has a plain value, and an example person a day."""
    for key, fact in c.facts.items():
        for path, asked in asked_of(fact):
            for option in asked.options:
                if not isinstance(option.value, (bool, int, str)) or option.value == "":
                    yield c.wrong("facts", key, f"选项“{option.label}”的 value 请写一个词或数", *path, "options")
    for key, persona in c.of("personas"):
        try:
            date.fromisoformat(persona.on)
        except ValueError:
            yield c.wrong("personas", key, f"on 写成了 {persona.on}，请写日期，如 2026-11-20", "on")


@name
def expectations_can_be_read(c: Checked) -> Iterator[Problem]:
    """What a persona expects: services with what is said of each, materials with their modes, lists of ids."""
    for key, persona in c.of("personas"):
        for part, expected in persona.expect.items():
            here = ("expect", part)
            if part not in (*EXPECTED_LISTS, *EXPECTED_OF_EACH):
                known = "、".join((*EXPECTED_OF_EACH, *EXPECTED_LISTS))
                yield c.wrong("personas", key, f"expect 里没有 {part} 这一项，可以写：{known}", *here)
            elif part in EXPECTED_LISTS and not _is_list(expected):
                yield c.wrong("personas", key, f"expect 的 {part} 要写成编号的列表", *here)
            elif part in EXPECTED_OF_EACH and not _is_mapping(expected, EXPECTED_OF_EACH[part]):
                yield c.wrong("personas", key, f"expect 的 {part} 每一项要写成“编号: 应有的结果”", *here)


def _is_list(expected: object) -> bool:
    return isinstance(expected, list) and all(isinstance(item, str) for item in expected)


def _is_mapping(expected: object, of_each: tuple[type, ...]) -> bool:
    return isinstance(expected, dict) and all(isinstance(item, of_each) for item in expected.values())
