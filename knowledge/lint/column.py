"""The public column: stages, entries and lists fit the events."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.rule import name, rule


@name
def column_references(c: Checked) -> Iterator[Problem]:
    """What entries and lists name exists; no entry has the id of an event."""
    for key, entry in c.of("column"):
        if entry.lead is not None and entry.lead not in c.bundle.departments:
            yield c.wrong("column", key, f"牵头部门 {entry.lead} 在 departments/ 里没有，请补上或改正编号", "lead")
        for basis in entry.basis:
            if basis.law not in c.bundle.laws:
                yield c.wrong("column", key, f"提到的 {basis.law} 在 laws/ 里没有，请补上那一条或改正编号", "basis")
        if key in c.bundle.events:
            yield c.wrong("column", key, f"{key} 已经编成一件事了（events/），请删去这个条目")
    for key, listing in c.of("lists"):
        if listing.law is not None and listing.law not in c.bundle.laws:
            yield c.wrong("lists", key, f"提到的 {listing.law} 在 laws/ 里没有，请补上那一条或改正编号", "law")
        for item in listing.items:
            for folder, named in (("events", item.event), ("column", item.entry)):
                if named is not None and named not in getattr(c.bundle, folder):
                    text = f"第{item.no}项提到的 {named} 在 {folder}/ 里没有，请补上那一条或改正编号"
                    yield c.wrong("lists", key, text, "items", str(item.no))


@rule(once=True)
def stages_are_known(c: Checked) -> Iterator[Problem]:
    """An event or entry stands in a stage of its own audience."""
    stages = {(stage.name, stage.audience) for stage in c.bundle.stages.values()}
    if not stages:
        return
    for kind in ("events", "column"):
        for key, record in c.of(kind):
            if (record.stage, record.audience) not in stages:
                known = "、".join(name for name, audience in sorted(stages) if audience == record.audience)
                yield c.wrong(kind, key, f"stage 写成了 {record.stage}，可以写：{known}", "stage")


@rule(once=True)
def lists_are_whole(c: Checked) -> Iterator[Problem]:
    """A list says how many lines it has; those not known yet are said to be missing, never made up."""
    for key, listing in c.of("lists"):
        numbers = [item.no for item in listing.items]
        if len(set(numbers)) < len(numbers) or any(not 1 <= no <= listing.count for no in numbers):
            yield c.wrong("lists", key, f"序号重复，或者不在 1 到 {listing.count} 之间", "items")
        elif len(numbers) < listing.count:
            yield c.remind("lists", key, f"共 {listing.count} 项，还有 {listing.count - len(numbers)} 项的名称没有查到")
        for item in listing.items:
            if item.event is None and item.entry is None:
                yield c.remind(
                    "lists", key, f"第{item.no}项 {item.name} 还认不出来，请在 column/ 里加一个条目", "items"
                )
