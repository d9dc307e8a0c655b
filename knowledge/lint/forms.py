"""Fields that can be filled in: from sources that exist, by members that exist, once in each service."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.rule import structure


@structure
def fields_are_filled_from_known_sources(c: Checked) -> Iterator[Problem]:
    """`prefill` names an attribute of the identity, a part of a licence or data query, or a fact."""
    for key, field in c.of("fields"):
        for source in field.prefill:
            if not _known(c, source):
                text = f"prefill 里的 {source} 不认识，可以写 identity.某项、lookup.数据查询.某项 或 fact.情形"
                yield c.wrong("fields", key, text, "prefill")


def _known(c: Checked, source: str) -> bool:
    kind, _, rest = source.partition(".")
    name, _, part = rest.partition(".")
    if kind == "identity":
        return bool(name) and not part
    if kind == "lookup":
        return name in c.bundle.licences and bool(part)
    fact = c.bundle.facts.get(name) if kind == "fact" else None
    if fact is None:
        return False
    return part in [attribute.id for attribute in fact.members] if part else fact.type != "persons"


@structure
def fields_repeat_for_known_members(c: Checked) -> Iterator[Problem]:
    """A field with `per` stands only in events that have that group or party."""
    for key, event in c.events.items():
        there = {group.id for group in (*event.groups, *event.parties)}
        for used in event.services:
            for use in c.view.services[used.service].fields:
                per = c.bundle.fields[use.field].per
                if per is not None and per not in there:
                    text = f"{used.service} 的栏目 {use.field} 按 {per} 逐个填，这件事里却没有 {per}，请在 groups 或 parties 里补上"
                    yield c.wrong("events", key, text, "services")


@structure
def fields_stand_once_in_a_service(c: Checked) -> Iterator[Problem]:
    """Twice the same field would be one blank with two conditions."""
    for key, service in c.services.items():
        for field, count in Counter(use.field for use in service.fields).items():
            if count > 1:
                yield c.wrong("services", key, f"栏目 {field} 写了 {count} 次，请合成一条，条件用 any", "fields", field)
