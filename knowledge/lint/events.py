"""Events: the guide is complete, one department leads, those who need it are helped first (QC-05, 23, 24, 25, 37)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.rule import rule
from knowledge.lint.services import NOTHING_TO_DO, working_days
from knowledge.model import LifeEvent, ServiceItem


@rule("QC-05")
def qc_05_no_paper_needs_itself(c: Checked) -> Iterator[Problem]:
    """To obtain a paper nobody needs, by whatever way round, that same paper of the same person (种S1 三7)."""
    for key, event in c.events.items():
        graph: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for use in event.services:
            service = c.view.services[use.service]
            needed = {(need.material, need.subject) for need in service.requirements if need.mode != "keep"}
            for result in service.results:
                if result.subject is not None:
                    graph.setdefault((result.material, result.subject), set()).update(needed)
        try:
            tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle = " → ".join("/".join(node) for node in error.args[1])
            yield c.wrong("events", key, f"循环证明：{circle}，请去掉其中一样", "services")


@rule("QC-23")
def qc_23_the_guide_has_all_its_parts(c: Checked) -> Iterator[Problem]:
    """Basis, conditions, materials, flow, time, fee, phone, questions and policy (甘肃省方案 三(三)、附1-3).

    Conditions, materials and flow may rightly be empty; the other parts may say that they are not known.
    """
    for key, event in c.events.items():
        for name, value in (("faq（常见问答）", event.faq), ("policies（相关政策）", event.policies)):
            if not value:
                yield c.missing("events", key, f"办事指南缺 {name}，请补上")
    for key, service in c.services.items():
        if service.route in NOTHING_TO_DO:
            continue
        lacking = [name for name, value in _guide_parts(service) if not value]
        if lacking:
            yield c.missing("services", key, f"办事指南缺 {'、'.join(lacking)}；不知道的写明以当地窗口为准")
        if not service.basis:
            yield c.remind("services", key, "没有写法律依据，核到以前写以当地窗口为准")
    for key, region in c.of("regions"):
        if region.level == "county" and not any(office.phone for office in region.offices):
            yield c.missing("regions", key, "没有窗口电话，请在 offices 里写上，没有的写 12345")


def _guide_parts(service: ServiceItem) -> tuple[tuple[str, object], ...]:
    return (
        ("how（怎么办）", service.how),
        ("times（多久）", service.times),
        ("fees（多少钱，不收费写 amount: 0）", service.fees),
        ("offline（窗口和电话）", service.offline),
    )


@rule("QC-24")
def qc_24_one_department_leads(c: Checked) -> Iterator[Problem]:
    """The leading department takes part, and there are at least two, unless it says `single` (兴国县方案).

    That services form no circle is a matter of structure: `services_do_not_wait_in_a_circle`.
    """
    for key, event in c.events.items():
        departments = {c.view.services[use.service].department for use in event.services}
        if event.lead not in departments:
            yield c.wrong("events", key, f"牵头部门 {event.lead} 没有事项在里面，请换成办其中一项的部门", "lead")
        if len(departments) < 2 and not event.single:
            yield c.missing("events", key, "只有一个部门的事项；确实只有一个，请写 single: true", "services")


@rule("QC-25")
def qc_25_the_whole_fits_its_parts(c: Checked) -> Iterator[Problem]:
    """The promise for the whole is no shorter than the longest chain and no longer than the sum (甘肃省方案，S4)."""
    for key, event in c.events.items():
        if event.promised_days is None:
            continue
        lengths = {use.service: _length(c.view.services[use.service]) for use in event.services}
        if any(length is None for length in lengths.values()):
            unknown = "、".join(name for name, length in lengths.items() if length is None)
            yield c.remind("events", key, f"有事项的时限没有天数，一件事的承诺没法核对：{unknown}", "promised_days")
            continue
        days = {name: length or 0 for name, length in lengths.items()}
        longest, total = _longest_chain(c, event, days), sum(days.values())
        if event.promised_days < longest:
            text = f"承诺 {event.promised_days} 天，前后相接的事项至少要 {longest:g} 天，请改长"
            yield c.wrong("events", key, text, "promised_days")
        elif event.promised_days > total:
            text = f"承诺 {event.promised_days} 天，一项一项办也只要 {total:g} 天，请改短"
            yield c.wrong("events", key, text, "promised_days")


def _length(service: ServiceItem) -> float | None:
    times = {time.kind: time for time in reversed(service.times)}
    time = times.get("promised") or times.get("statutory")
    return working_days(time) if time is not None else None


def _longest_chain(c: Checked, event: LifeEvent, days: Mapping[str, float]) -> float:
    graph = {u.service: {a for a in c.view.services[u.service].after if a in days} for u in event.services}
    ends: dict[str, float] = {}
    for name in TopologicalSorter(graph).static_order():
        ends[name] = days[name] + max((ends[before] for before in graph[name]), default=0)
    return max(ends.values(), default=0)


@rule("QC-37")
def qc_37_those_who_need_it_are_helped_first(c: Checked) -> Iterator[Problem]:
    """Every guide says who is helped first and how: the old, the disabled (种S4 32)."""
    for key, event in c.events.items():
        if not event.green_channel:
            yield c.remind("events", key, "没有写绿色通道（老人、残疾人怎么优先办），请写 green_channel")
