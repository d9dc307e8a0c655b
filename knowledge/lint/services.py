"""Services: counters stay open, times fit, one visit is enough (QC-18, 25, 27, 31, 38, and handing over)."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.content.records import Problem
from knowledge.lint.checked import PUBLISHED, Checked
from knowledge.lint.rule import rule
from knowledge.model import ServiceItem, Time

#: Routes on which a citizen goes somewhere in person, when presence is asked for.
IN_PERSON = ("submit", "prefile", "book", "guide")
HANDED_OVER = ("submit", "prefile")
#: Routes with nothing to do at a window: no materials, time or fee of their own.
NOTHING_TO_DO = ("duty", "auto")
#: QC-31: what must be the same at all four levels (四级四同), and the rest of what we hold of the 46 elements.
CONTROLLED = ("name", "code", "basis", "legal_regime")
ELEMENTS = (
    "name",
    "code",
    "department",
    "handler",
    "route",
    "place_role",
    "place",
    "legal_regime",
    "presence",
    "agent",
    "why",
    "how",
    "basis",
    "requirements",
    "fields",
    "times",
    "fees",
    "results",
    "offline",
    "source",
)


@rule("QC-18")
def qc_18_counter_and_cash_stay(c: Checked) -> Iterator[Problem]:
    """In nine fields of daily life there is a counter, and cash is taken (种S4 25)."""
    for key, service in c.services.items():
        field = service.counter_field or c.bundle.departments[service.department].counter_field
        if field is None or service.route in NOTHING_TO_DO:
            continue
        if service.offline is None or not service.offline.channel:
            yield c.missing("services", key, f"{field}类事项要留线下渠道，请写 offline")
        elif not service.offline.cash or not all(fee.cash for fee in service.fees):
            yield c.wrong("services", key, f"{field}类事项要收现金，请改成 cash: true", "offline")


@rule("QC-25")
def qc_25_promised_within_statutory(c: Checked) -> Iterator[Problem]:
    """A promise is no longer than the law allows (甘肃省方案，S4)."""
    for key, service in c.services.items():
        limits = {t.kind: t for t in reversed(service.times)}
        promised, statutory = limits.get("promised"), limits.get("statutory")
        if promised is None or statutory is None:
            continue
        one, other = working_days(promised), working_days(statutory)
        if one is not None and other is not None and one > other:
            text = f"承诺 {one:g} 个工作日，比法定 {other:g} 个还长，请核对"
            yield c.wrong("services", key, text, "times", str(service.times.index(promised)))


def working_days(time: Time) -> float | None:
    """A time in working days where it is stated in them; None when it cannot be compared."""
    if time.unit == "on_the_spot":
        return 0
    return time.days if time.unit == "working_day" else None


@rule("QC-27")
def qc_27_one_visit_is_enough(c: Checked) -> Iterator[Problem]:
    """At most one visit a service and one an event, else the reason is stated (甘肃省方案 附1-2)."""
    for key, service in c.services.items():
        if (service.runs or 0) > 1 and not service.runs_reason:
            yield c.remind("services", key, f"要跑 {service.runs} 次，请想办法减到 1 次，或写明 runs_reason", "runs")
    for key, event in c.events.items():
        joined = [c.view.services[use.service] for use in event.services]
        visited = [service.name for service in joined if visits(service)]
        if len(visited) > 1 and not event.runs_reason:
            text = f"一件事里有 {len(visited)} 个事项要到场，请合成一次，或写明 runs_reason"
            yield c.remind("events", key, text, "services")


def visits(service: ServiceItem) -> int:
    """How often somebody goes to a counter for it; what is stated, else by route and presence."""
    if service.runs is not None:
        return service.runs
    return int(service.presence != "none" and service.route in IN_PERSON)


@rule("QC-31")
def qc_31_elements_are_complete_and_equal(c: Checked) -> Iterator[Problem]:
    """How complete the elements are, and that no division changes the four that must be equal (种S4 2)."""
    for key, event in c.events.items():
        joined = [c.view.services[use.service] for use in event.services]
        lacking = {name: n for name in ELEMENTS if (n := sum(not getattr(s, name) for s in joined))}
        if lacking and c.place is None:
            score = 100 - 100 * sum(lacking.values()) // (len(ELEMENTS) * len(joined))
            worst = "、".join(f"{name} 缺 {n} 项" for name, n in sorted(lacking.items(), key=lambda item: -item[1])[:4])
            yield c.remind("events", key, f"{len(joined)} 个事项的要素齐全 {score}%：{worst}，核实后补上", "services")
    for key, service in c.services.items() if c.place is not None else ():
        national = c.bundle.services[key]
        for name in CONTROLLED:
            local, ours = getattr(service, name), getattr(national, name)
            if local != ours and not service.basis and name != "basis":
                text = f"{name} 与全国不同（{ours} → {local}），四级要一致，请改回或写明依据"
                yield c.remind("services", key, text, name)


@rule("QC-38", once=True)
def qc_38_every_field_is_needed(c: Checked) -> Iterator[Problem]:
    """A field has a purpose and a service that needs it (个人信息保护法6)."""
    used = {use.field for service in c.bundle.services.values() for use in service.fields}
    for region in c.bundle.regions:
        used |= {use.field for service in c.bundle.at(region).services.values() for use in service.fields}
    for key, field in c.of("fields"):
        if key not in used:
            yield c.wrong("fields", key, "没有事项用到这一栏，请删去")
        if not field.purpose.strip():
            yield c.wrong("fields", key, "没有写为什么要填，请写上 purpose", "purpose")


@rule()
def nothing_unverified_is_handed_over(c: Checked) -> Iterator[Problem]:
    """Outside a demonstration only verified services go to a department (design.md 5: Handover)."""
    for key, event in c.events.items():
        if event.lifecycle not in PUBLISHED or (event.demo and event.lifecycle == "published"):
            continue
        for use in event.services:
            service = c.view.services[use.service]
            routes = {service.route, *(variant.route for variant in service.route_when)}
            if routes & set(HANDED_OVER) and not service.verified:
                how = "demo: true" if event.lifecycle != "implemented" else "lifecycle: published"
                text = f"{service.name} 还没有核实，不能真的交件：请先核实，或把这件事标成 {how}"
                yield c.wrong("events", key, text, "services", use.service)
