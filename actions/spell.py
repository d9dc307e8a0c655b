"""The whole list (一次性告知) as plain text, for a terminal, a printer or a screen reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from actions import list_wording as words
from actions.changes import material_name
from actions.considerate import considerate
from knowledge.model import ROUTES

Guidance = dict[str, Any]


def spell(guidance: Guidance) -> str:
    """`guidance` in words, one thought a line. While questions are open, what is only possible is merely named."""
    guidance = considerate(guidance)
    events = "、".join(event["name"] for event in guidance["events"])
    title = words.TITLE.format(events=events, region=guidance["region"]["name"], date=said_date(guidance["on"]))
    sections = (
        _services(guidance),
        _materials(guidance),
        _deadlines(guidance),
        _statements(words.NOTICES, _told(guidance, "notices")),
        _statements(words.DUTIES, _told(guidance, "duties")),
        _open(guidance),
        _offices(guidance),
    )
    numbered = [
        [words.NUMBERED.format(number=number, heading=heading), *lines]
        for number, (heading, *lines) in zip(words.NUMBERS, filter(None, sections), strict=False)
    ]
    return "\n\n".join("\n".join(lines) for lines in ([title], *numbered, _closing(guidance)))


def said_date(iso: str | date) -> str:
    """2026年11月20日."""
    on = date.fromisoformat(str(iso)[:10])
    return f"{on.year}年{on.month}月{on.day}日"


def _services(guidance: Guidance) -> list[str]:
    lines = [words.SERVICES]
    number = 0
    needed = [s for s in guidance["services"] if s["state"] != "no"]
    asking = guidance["status"] == "asking"
    for state in ("yes", "possible"):
        for route in ROUTES:
            group = [s for s in needed if s["state"] == state and s["route"] == route]
            if group:
                heading = group[0]["route_text"]
                lines.append(f"【{heading if state == 'yes' else words.POSSIBLY.format(route=heading)}】")
            for service in group:
                number += 1
                brief = asking and state == "possible"
                lines += _brief_service(number, service, guidance) if brief else _service(number, service, guidance)
    return [*lines, *_order(guidance)]


def _service(number: int, service: dict[str, Any], guidance: Guidance) -> list[str]:
    fees = [f for f in guidance["fees"] if f["service"] == service["id"]]
    place, jump = service["place"]["text"], service["jump"]
    where = "；".join(filter(None, (place, jump and jump["name"])))
    remarks = [words.DECIDED_LATER.format(text="、".join(service["local"]))] if service["local"] else []
    # 谁办, 去哪里, 多久, 费用, 怎么办: what a person asks about every service, in this order.
    lines = [
        words.WHO.format(text=service["handler"]),
        words.WHERE.format(text=where or words.UNVERIFIED),
        words.PRESENCE.format(text=service["presence_text"]) if service["route"] not in words.NO_PRESENCE else "",
        words.TIME.format(text="；".join(_marked(t) for t in service["times"]) or words.UNVERIFIED),
        words.FEE.format(text="；".join(_fee(f) for f in fees) or words.UNVERIFIED),
        *(words.HOW.format(text=step) for step in service["how"]),
        words.REASON_SERVICE.format(text=service["why"]) if service["why"] else "",
        _because(service),
        _basis(service["basis"]),
        *remarks,
        "" if service["verified"] else words.UNVERIFIED_LINE,
    ]
    return [f"{number}. {service['name']}", *(f"   {line}" for line in lines if line)]


def _brief_service(number: int, service: dict[str, Any], guidance: Guidance) -> list[str]:
    names = {q["fact"]: q["name"] for q in guidance["open"]} | {a["fact"]: a["name"] for a in guidance["answered"]}
    decisive = "、".join(names[fact] for fact in service["depends_on"] if fact in names)
    return [f"{number}. {service['name']}" + (words.DEPENDS.format(facts=decisive) if decisive else "")]


def _materials(guidance: Guidance) -> list[str]:
    lines = [words.MATERIALS]
    names = {s["id"]: s["name"] for s in guidance["services"]}
    asking = guidance["status"] == "asking"
    for heading, modes in words.MATERIAL_GROUPS:
        group = [m for m in guidance["materials"] if m["mode"] in modes]
        if group:
            lines.append(f"【{heading}】")
        # Alternatives of one requirement stand together under how many of them are needed.
        grouped = Counter(m["group"] for m in group if m["group"])
        for alternatives, members in _together(group):
            if grouped[alternatives] > 1:
                lines.append(words.CHOOSE.format(count=members[0]["choose"]))
            for material in members:
                brief = asking and material["mode"] == "possible"
                lines += [f"· {material_name(material)}"] if brief else _material(material, names)
    return lines if guidance["materials"] else [*lines, words.NO_MATERIALS]


def _together(group: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for material in group:
        found.setdefault(material["group"] or "", []).append(material)
    return list(found.items())


def _material(material: dict[str, Any], names: dict[str, str]) -> list[str]:
    form = words.FORMS[material["form"]] if material["mode"] in words.BROUGHT else ""
    form = "" if form in material["mode_text"] else form
    copies = words.COPIES.format(count=material["copies"]) if material["copies"] else ""
    mode = "，".join(filter(None, (material["mode_text"], form, copies)))
    used = "、".join(names.get(s, s) for s in material["services"])
    lines = [
        words.REASON.format(text=material["why"]) if material["why"] else "",
        _because(material),
        words.USED_FOR.format(text=used) if used else "",
        _basis(material["basis"]),
        *(_choice(option) for option in material["options"]),
        "" if material["verified"] else words.UNVERIFIED_LINE,
    ]
    return [f"· {material_name(material)}：{mode}", *(f"   {line}" for line in lines if line)]


def _choice(option: dict[str, Any]) -> str:
    deferral = option["kind"] == "deferral"
    said = option["due"] if deferral else option["consequence"] or option["excluded"]
    sentence = words.DEFERRAL if deferral else words.COMMITMENT
    return sentence.format(text=said or words.UNVERIFIED) + _mark({**option, "text": said})


def _deadlines(guidance: Guidance) -> list[str]:
    lines = []
    for deadline in _told(guidance, "deadlines"):
        due = f"，{words.DUE.format(date=said_date(deadline['due']))}" if deadline.get("due") else ""
        lines.append(f"· {_maybe(deadline)}{deadline['text']}{due}{_mark(deadline)}")
        lines += [f"   {line}" for line in (_basis(deadline["basis"]),) if line]
    return [words.OWN_DEADLINES, *lines] if lines else []


def _statements(heading: str, statements: list[dict[str, Any]]) -> list[str]:
    lines = []
    for statement in statements:
        lines.append(f"· {_maybe(statement)}{statement['text']}{_mark(statement)}")
        lines += [f"   {line}" for line in (_basis(statement["basis"]),) if line]
    return [heading, *lines] if lines else []


def _told(guidance: Guidance, kind: str) -> list[dict[str, Any]]:
    """While questions are open only what is certain; at the end also what one of the open cases brings."""
    lines: list[dict[str, Any]] = guidance[kind]
    return [line for line in lines if line["state"] == "yes" or guidance["status"] == "complete"]


def _open(guidance: Guidance) -> list[str]:
    questions = {q["fact"]: q["text"] for q in (guidance["question"], *guidance["open"]) if q}
    return [words.OPEN, *(f"· {text}" for text in questions.values())] if questions else []


def _offices(guidance: Guidance) -> list[str]:
    lines = []
    for office in guidance["offices"]:
        parts = (office["name"], office.get("address"), _phone(office), _hours(office))
        lines.append("· " + "，".join(filter(None, parts)))
    return [words.OFFICES, *lines] if lines else []


def _closing(guidance: Guidance) -> list[str]:
    return [words.CLOSING, words.CLOSING_PHONE, words.CLOSING_WINDOW, words.DEMO if guidance.get("demo") else ""]


def _order(guidance: Guidance) -> list[str]:
    names = {s["id"]: s["name"] for s in guidance["services"] if s["state"] == "yes"}
    levels = ["、".join(names[s] for s in step["services"] if s in names) for step in guidance["steps"]]
    levels = [level for level in levels if level]
    return [words.ORDER.format(order=words.ORDER_THEN.join(levels))] if len(levels) > 1 else []


def _fee(fee: dict[str, Any]) -> str:
    parts = [fee["text"], words.PAYER.format(text=fee["payer"]) if fee["payer"] else "", *fee["reductions"]]
    return "，".join(filter(None, (*parts, "" if fee["cash"] else words.NO_CASH))) + _mark(fee)


def _because(line: dict[str, Any]) -> str:
    return words.BECAUSE.format(text="；".join(line["because"])) if line.get("because") else ""


def _basis(bases: Iterable[dict[str, Any]]) -> str:
    said = "、".join(b["text"] for b in bases)
    return words.BASIS.format(text=said) if said else ""


def _marked(line: dict[str, Any]) -> str:
    return f"{line['text']}{_mark(line)}"


def _maybe(line: dict[str, Any]) -> str:
    """Before a line that holds only in one of the open cases: 待定（要看“…”）."""
    if line["state"] == "yes":
        return ""
    return words.MAYBE.format(text="；".join(line["because"])) if line["because"] else words.MAYBE_PLAIN


def _mark(line: dict[str, Any]) -> str:
    if line.get("verified", True) or words.UNVERIFIED in str(line.get("text")):
        return ""
    return f"（{words.UNVERIFIED}）"


def _phone(office: dict[str, Any]) -> str:
    return words.PHONE.format(phone=office["phone"]) if office.get("phone") else ""


def _hours(office: dict[str, Any]) -> str:
    return words.HOURS.format(hours=office["hours"]) if office.get("hours") else ""
