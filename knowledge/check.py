"""Checking the catalogue: references, conditions and the quality rules that need no engine.

Each rule is one small function that yields problems; its name and QC number say which. `python -m knowledge.check`
prints them; nothing with an error can become a bundle.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from knowledge.bundle import WARNING, Bundle, pack
from knowledge.condition import Bound, ConditionError, Leaf, leaves, parse
from knowledge.load import read_catalogue
from knowledge.model import (
    AGENTS,
    FACT_KINDS,
    FACT_TYPES,
    FIELD_TYPES,
    KINDS,
    MODES,
    PRESENCES,
    ROUTES,
    Basis,
    Fact,
    RawCondition,
    ServiceItem,
)
from knowledge.overlay import OverlayError
from knowledge.persona import disagreements
from knowledge.records import LINE, CatalogueError, Problem, Reader
from knowledge.relevance import elements

Rule = Callable[["Checked"], Iterator[Problem]]
STRUCTURE: list[Rule] = []
RULES: list[Rule] = []
CATALOGUE = Path(__file__).parent / "catalogue"

#: QC-01: names that let anybody ask for anything.
CATCH_ALL = re.compile(r"其他.*材料|有关材料|相关材料|相关证明|其它.*资料|等材料$|规定的其他|需要的其他|窗口要求的")
#: QC-12: cancelled papers and approvals.
CANCELLED = re.compile(r"准生证|计划生育证明|报到证|GSP认证|公共场所卫生许可|流动人口婚育证明")
#: QC-19: an appointment or online step made compulsory.
FORCED_ONLINE = re.compile(r"须先(在网上|线上).*(预约|提交|申报)|必须.*(预约|网上)")
#: QC-02: words that decide nothing.
VAGUE = re.compile(r"原则上|视情况|酌情|按规定|可能需要|有关部门|相关手续")


def rule(function: Rule) -> Rule:
    RULES.append(function)
    return function


def structure(function: Rule) -> Rule:
    STRUCTURE.append(function)
    return function


class Checked:
    """A bundle under check, with the file and line of each record."""

    def __init__(self, bundle: Bundle, places: dict[tuple[str, str], tuple[str, int]]) -> None:
        self.bundle = bundle
        self.places = places

    def problem(self, kind: str, key: str, text: str, name: str = "") -> Problem:
        file, line = self.places.get((kind, key), (kind, 0))
        return Problem(file, line, f"{key}：{text}", name)

    def conditions(self) -> Iterator[tuple[str, str, RawCondition | None]]:
        """(kind, record id, condition) for every condition written anywhere."""
        for key, service in self.bundle.services.items():
            yield "services", key, service.when
            for parts in (
                service.requirements,
                service.fields,
                service.route_when,
                service.presence_when,
                service.deadlines,
                service.fees,
                service.notices,
                service.duties,
            ):
                yield from (("services", key, part.when) for part in parts)
        for key, event in self.bundle.events.items():
            yield from (("events", key, use.when) for use in event.services)
            yield from (("events", key, group.when) for group in (*event.groups, *event.parties))
        for key, fact in self.bundle.facts.items():
            if fact.derive and "when" in fact.derive:
                yield "facts", key, fact.derive["when"]


def check_catalogue(root: Path = CATALOGUE) -> tuple[Bundle | None, list[Problem]]:
    """Return the compiled bundle (None when it cannot be made) and every problem found below `root`."""
    found, problems = read_catalogue(root)
    places: dict[tuple[str, str], tuple[str, int]] = {}
    usable: dict[str, list[tuple[dict[str, object], str]]] = {}
    for kind, records in found.items():
        usable[kind] = []
        for raw, file in records:
            key = str(raw.get("id") or raw.get("code") or "")
            line = int(raw.get(LINE, 0))
            if kind != "overlays" and not key:
                problems.append(Problem(file, line, "这条记录没有 id"))
                continue
            if kind != "overlays" and (kind, key) in places:
                other = places[kind, key]
                problems.append(Problem(file, line, f"{key} 已经写过了（{other[0]}:{other[1]}），编号不能重复"))
                continue
            reader = Reader(file)
            if kind == "overlays" or reader.read(KINDS[kind], raw, key) is not None:
                usable[kind].append((raw, file))
            problems += reader.problems
            places[kind, key] = (file, line)
    if problems:
        return None, sorted(problems)
    try:
        bundle = Bundle(pack(usable))
        for region in bundle.regions:
            bundle.at(region)
    except CatalogueError as error:
        return None, error.problems
    except (OverlayError, KeyError) as error:
        return None, [Problem("overlays", 0, f"覆盖项有误：{error}")]
    checked = Checked(bundle, places)
    # Rules on meaning need references and conditions that hold.
    found_problems = [p for r in STRUCTURE for p in r(checked)]
    return bundle, sorted(found_problems or [p for r in RULES for p in r(checked)])


@structure
def known_words(c: Checked) -> Iterator[Problem]:
    """Routes, presences, modes and types come from the glossary."""
    for key, fact in c.bundle.facts.items():
        if fact.type not in FACT_TYPES or fact.kind not in FACT_KINDS:
            yield c.problem("facts", key, f"type 应为 {FACT_TYPES}，kind 应为 {FACT_KINDS}")
        if fact.type in ("enum", "set") and not fact.options:
            yield c.problem("facts", key, "没有写 options")
        if fact.kind != "derived" and not fact.question:
            yield c.problem("facts", key, "没有写 question")
    for key, field in c.bundle.fields.items():
        if field.type not in FIELD_TYPES:
            yield c.problem("fields", key, f"type 应为 {FIELD_TYPES}")
    for key, service in c.bundle.services.items():
        if service.route not in ROUTES or any(v.route not in (None, *ROUTES) for v in service.route_when):
            yield c.problem("services", key, f"route 应为 {ROUTES}")
        if service.presence not in PRESENCES or service.agent not in AGENTS:
            yield c.problem("services", key, f"presence 应为 {PRESENCES}，agent 应为 {AGENTS}")
        for requirement in service.requirements:
            if requirement.mode not in MODES:
                yield c.problem("services", key, f"{requirement.id} 的 mode 应为 {MODES}")


@structure
def known_references(c: Checked) -> Iterator[Problem]:
    """Every id that is named exists."""
    b = c.bundle

    def missing(kind: str, key: str, folder: str, names: Iterator[str] | list[str]) -> Iterator[Problem]:
        for name in names:
            if name not in getattr(b, folder):
                yield c.problem(kind, key, f"提到的 {name} 在 {folder}/ 里没有")

    for kind in ("services", "facts"):
        for key, record in b.of(kind):
            yield from missing(kind, key, "laws", [x.law for x in _bases(record)])
    for key, material in b.materials.items():
        yield from missing("materials", key, "licences", list(material.covered_by))
    for key, service in b.services.items():
        yield from missing("services", key, "departments", [service.department])
        yield from missing("services", key, "materials", [r.material for r in service.requirements])
        yield from missing("services", key, "materials", [r.material for r in service.results])
        yield from missing("services", key, "licences", [x for r in service.requirements for x in r.exempt_by])
        yield from missing("services", key, "fields", [f.field for f in service.fields])
        siblings = [*service.after, *(r.result_of for r in service.requirements if r.result_of)]
        yield from missing("services", key, "services", siblings)
        yield from missing("services", key, "facts", [d.starts for d in service.deadlines if d.starts])
        ids = [r.id for r in service.requirements]
        for name in sorted({i for i in ids if ids.count(i) > 1}):
            yield c.problem("services", key, f"材料要求 {name} 写了两次")
    for key, event in b.events.items():
        yield from missing("events", key, "departments", [event.lead])
        yield from missing("events", key, "services", [u.service for u in event.services])
        yield from missing("events", key, "facts", [f for ch in event.chapters for f in ch.facts])
        counts = [g.count for g in [*event.groups, *event.parties] if g.count]
        yield from missing("events", key, "facts", counts)
    for key, persona in b.personas.items():
        yield from missing("personas", key, "facts", list(persona.facts))
        yield from missing("personas", key, "events", [persona.event])
        yield from missing("personas", key, "regions", [persona.region])
    for key, region in b.regions.items():
        yield from missing("regions", key, "regions", [region.parent] if region.parent else [])
        yield from missing("regions", key, "departments", list(region.handlers))


def _bases(record: ServiceItem | Fact) -> Iterator[Basis]:
    yield from record.basis
    if isinstance(record, ServiceItem):
        for parts in (
            record.requirements,
            record.times,
            record.deadlines,
            record.fees,
            record.notices,
            record.duties,
        ):
            yield from (basis for part in parts for basis in part.basis)


@structure
def sound_conditions(c: Checked) -> Iterator[Problem]:
    """Conditions parse, name known facts and compare them with values of their domain."""
    for kind, key, raw in c.conditions():
        try:
            condition = parse(raw)
        except ConditionError as error:
            yield c.problem(kind, key, f"条件写法有误：{error}")
            continue
        for leaf in leaves(condition):
            yield from _sound_leaf(c, kind, key, leaf)
    for key, fact in c.bundle.facts.items():
        if fact.kind == "derived" and (not fact.derive or not set(fact.derive) <= {"when", "days_since"}):
            yield c.problem("facts", key, "derived 要写 derive: {when: 条件} 或 {days_since: 日期情形}")


def _sound_leaf(c: Checked, kind: str, key: str, leaf: Leaf) -> Iterator[Problem]:
    fact = c.bundle.facts.get(leaf.fact)
    if fact is None:
        yield c.problem(kind, key, f"条件里的 {leaf.fact} 在 facts/ 里没有，是不是写错了")
        return
    if isinstance(leaf.value, Bound):
        if leaf.value.parameter not in c.bundle.parameters:
            yield c.problem(kind, key, f"条件里的 {leaf.value.parameter} 在 parameters/ 里没有")
        return
    if (leaf.operator == "has") != (fact.type == "set"):
        yield c.problem(
            kind, key, f"{leaf.fact} 是 {fact.type}，{'多选要用 has' if fact.type == 'set' else '不能用 has'}"
        )
        return
    for value in leaf.value if leaf.operator == "in" else (leaf.value,):
        if fact.type in ("enum", "set") and value not in [o.value for o in fact.options]:
            allowed = "、".join(str(o.value) for o in fact.options)
            yield c.problem(kind, key, f"{leaf.fact} 没有 {value!r} 这个取值，可以是：{allowed}")
        if fact.type == "bool" and not isinstance(value, bool):
            yield c.problem(kind, key, f"{leaf.fact} 是真假，取值应为 true 或 false，不是 {value!r}")
        if fact.type in ("integer", "money") and (isinstance(value, bool) or not isinstance(value, (int, float))):
            yield c.problem(kind, key, f"{leaf.fact} 是数值，不能和 {value!r} 比较")


@rule
def qc_28_every_question_is_used(c: Checked) -> Iterator[Problem]:
    """A question that decides nothing is not asked; a fact that decides is asked somewhere."""
    for key, event in c.bundle.events.items():
        used = deciding_facts(c.bundle, key)
        asked = {f for chapter in event.chapters for f in chapter.facts}
        for name in sorted(asked - used):
            yield c.problem("events", key, f"问题 {name} 不改变任何结果，请删去或写上它决定什么", "QC-28")
        for name in sorted(used - asked):
            yield c.problem("events", key, f"条件里用到 {name}，却没有放进任何一章来问", "QC-28")


def deciding_facts(bundle: Bundle, event_id: str) -> set[str]:
    """Facts that occur in any condition of the event, derived ones replaced by what they come from."""
    names = {g.count for g in [*bundle.events[event_id].groups, *bundle.events[event_id].parties] if g.count}
    for region in bundle.regions:
        for element in elements(bundle.at(region), event_id):
            names |= element.facts
    return names


@rule
def personas_get_their_answer(c: Checked) -> Iterator[Problem]:
    """The example persons beside the rules get what their author expects."""
    for key, persona in c.bundle.personas.items():
        for text in disagreements(c.bundle, persona):
            yield c.problem("personas", key, text)


@rule
def qc_24_no_cycles(c: Checked) -> Iterator[Problem]:
    """Services do not wait for each other in a circle (QC-05, QC-24)."""
    graph = {
        key: {*s.after, *(r.result_of for r in s.requirements if r.result_of)} for key, s in c.bundle.services.items()
    }
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " → ".join(error.args[1])
        yield c.problem("services", error.args[1][0], f"事项互相等待，成了圈：{circle}", "QC-24")


@rule
def qc_01_no_catch_all(c: Checked) -> Iterator[Problem]:
    for key, material in c.bundle.materials.items():
        if CATCH_ALL.search(material.name):
            yield c.problem("materials", key, f"“{material.name}”是兜底材料，请逐一写明", "QC-01")


@rule
def qc_12_nothing_cancelled(c: Checked) -> Iterator[Problem]:
    for kind in ("materials", "services"):
        for key, record in c.bundle.of(kind):
            if CANCELLED.search(record.name):
                yield c.problem(kind, key, f"“{record.name}”已经取消，不能再要", "QC-12")


@rule
def qc_02_plain_words(c: Checked) -> Iterator[Problem]:
    for key, service in c.bundle.services.items():
        texts = [*service.how, service.why or "", *(n.text for n in (*service.notices, *service.duties))]
        for text in texts:
            if VAGUE.search(text):
                yield c.problem("services", key, f"“{text[:24]}…”里有说不准的词，请写明由什么决定", WARNING)


@rule
def qc_19_never_forced_online(c: Checked) -> Iterator[Problem]:
    for key, service in c.bundle.services.items():
        texts = [*service.how, service.offline.channel if service.offline else "", *(n.text for n in service.notices)]
        if any(FORCED_ONLINE.search(text) for text in texts):
            yield c.problem("services", key, "不能把网上预约或提交写成窗口办理的前提", "QC-19")


@rule
def qc_26_fees_have_a_basis(c: Checked) -> Iterator[Problem]:
    for key, service in c.bundle.services.items():
        for fee in service.fees:
            if fee.amount and not (fee.basis and fee.payer):
                yield c.problem("services", key, f"收费“{fee.name}”没有写依据和由谁交", "QC-26")


@rule
def qc_38_every_field_is_used(c: Checked) -> Iterator[Problem]:
    used = {f.field for s in c.bundle.services.values() for f in s.fields}
    for key in sorted(set(c.bundle.fields) - used):
        yield c.problem("fields", key, "没有事项用到这一栏，请删去", WARNING)


def main() -> int:
    bundle, problems = check_catalogue(Path(sys.argv[1]) if len(sys.argv) > 1 else CATALOGUE)
    for problem in problems:
        print(problem)
    errors = [p for p in problems if p.rule != WARNING]
    print(f"{len(errors)} 处要改，{len(problems) - len(errors)} 处提醒" + (f"；知识包 {bundle.hash}" if bundle else ""))
    return 1 if errors or bundle is None else 0


if __name__ == "__main__":
    sys.exit(main())
