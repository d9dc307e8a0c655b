"""The whole list (一次性告知) as plain text, for a terminal, a printer or a screen reader."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions import list_wording as words
from actions.considerate import considerate
from actions.list_materials import materials
from actions.list_services import services
from actions.list_statements import basis, mark, maybe

Guidance = dict[str, Any]


def spell(guidance: Guidance) -> str:
    """`guidance` in words, one thought a line. While questions are open, what is only possible is merely named."""
    guidance = considerate(guidance)
    events = "、".join(event["name"] for event in guidance["events"])
    title = words.TITLE.format(events=events, region=guidance["region"]["name"], date=said_date(guidance["on"]))
    sections = (
        services(guidance),
        materials(guidance),
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
    return "\n\n".join("\n".join(lines) for lines in ([title, *contradiction(guidance)], *numbered, _closing(guidance)))


def said_date(iso: str | date) -> str:
    """2026年11月20日."""
    on = date.fromisoformat(str(iso)[:10])
    return f"{on.year}年{on.month}月{on.day}日"


def contradiction(guidance: Guidance) -> list[str]:
    """That the answers cannot all be so, and what to do; empty when they can."""
    told = guidance["contradiction"]
    return [words.CONTRADICTION.format(text=told.rstrip("。")), words.CONTRADICTION_DO] if told else []


def _deadlines(guidance: Guidance) -> list[str]:
    lines = []
    for deadline in _told(guidance, "deadlines"):
        due = f"，{words.DUE.format(date=said_date(deadline['due']))}" if deadline.get("due") else ""
        remark = f"（{deadline['remark']}）" if deadline.get("remark") else ""
        lines.append(f"· {maybe(deadline)}{deadline['text']}{due}{remark}{mark(deadline)}")
        lines += [f"   {line}" for line in (basis(deadline["basis"]),) if line]
    return [words.OWN_DEADLINES, *lines] if lines else []


def _statements(heading: str, statements: list[dict[str, Any]]) -> list[str]:
    lines = []
    for statement in statements:
        lines.append(f"· {maybe(statement)}{statement['text']}{mark(statement)}")
        lines += [f"   {line}" for line in (basis(statement["basis"]),) if line]
    return [heading, *lines] if lines else []


def _told(guidance: Guidance, kind: str) -> list[dict[str, Any]]:
    """While questions are open only what is certain; at the end also what one of the open cases brings."""
    lines: list[dict[str, Any]] = guidance[kind]
    return [line for line in lines if line["state"] == "yes" or guidance["status"] == "complete"]


def _open(guidance: Guidance) -> list[str]:
    questions = {q["fact"]: q["text"] for q in (guidance["question"], *guidance["open"]) if q}
    remaining = [words.REMAINING.format(count=guidance["remaining"])] if guidance["remaining"] else []
    return [words.OPEN, *remaining, *(f"· {text}" for text in questions.values())] if questions else []


def _offices(guidance: Guidance) -> list[str]:
    offices = guidance["offices"]
    phones = {office.get("phone") for office in offices}
    alike = len(offices) > 1 and len(phones) == 1
    lines = []
    for office in offices:
        windows = words.WINDOWS.format(names="、".join(office["windows"])) if office.get("windows") else ""
        parts = (office["name"] + windows, office.get("address"), "" if alike else _phone(office), _hours(office))
        lines.append("· " + "，".join(filter(None, parts)))
    lines += [f"· {words.PHONE_OF_ALL.format(phone=phone)}" for phone in phones if phone and alike]
    lines += [line for region, places in elsewhere(guidance).items() for line in _away(region, places)]
    return [words.OFFICES, *lines] if lines else []


def elsewhere(guidance: Guidance) -> dict[str, list[dict[str, Any]]]:
    """Region -> the services on the list that are done there, for regions other than the one of the list."""
    found: dict[str, list[dict[str, Any]]] = {}
    for service in guidance["services"]:
        if service["state"] != "no" and service["offices"]:
            found.setdefault(service["place"]["region"], []).append(service)
    return found


def nearest(services: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The windows of the place itself where services are done, else the nearest one above it."""
    offices: list[dict[str, Any]] = services[0]["offices"]
    return [o for o in offices if o["region"] == services[0]["place"]["region"]] or offices[:1]


def _away(region: str, services: list[dict[str, Any]]) -> list[str]:
    names = "、".join(service["name"] for service in services)
    offices = [(o["name"], o.get("address"), _phone(o), _hours(o)) for o in nearest(services)]
    return [
        words.OFFICES_ELSEWHERE.format(region=region, services=names),
        *("· " + "，".join(filter(None, parts)) for parts in offices),
    ]


def _closing(guidance: Guidance) -> list[str]:
    return [words.CLOSING, words.CLOSING_PHONE, words.CLOSING_WINDOW, words.DEMO if guidance.get("demo") else ""]


def _phone(office: dict[str, Any]) -> str:
    return words.PHONE.format(phone=office["phone"]) if office.get("phone") else ""


def _hours(office: dict[str, Any]) -> str:
    return words.HOURS.format(hours=office["hours"]) if office.get("hours") else ""
