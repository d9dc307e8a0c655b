"""The services of the list in words: by route, each with who, where, how long, how much, how and why; then the order."""

from __future__ import annotations

from typing import Any

from actions import list_wording as words
from actions.list_statements import Reasons, basis, because, mark
from knowledge.model import ROUTES

Guidance = dict[str, Any]
Service = dict[str, Any]


def services(guidance: Guidance) -> list[str]:
    """Heading, services under their routes, and their order; what is only possible is named while questions are open."""
    lines = [words.SERVICES]
    number = 0
    needed = [s for s in guidance["services"] if s["state"] != "no"]
    reasons = Reasons(needed)
    asking = guidance["status"] == "asking"
    for state in ("yes", "possible"):
        for route in ROUTES:
            group = [s for s in needed if s["state"] == state and s["route"] == route]
            if group:
                heading = group[0]["route_text"]
                lines.append(f"【{heading if state == 'yes' else words.POSSIBLY.format(route=heading)}】")
            for service in group:
                number += 1
                named = asking and state == "possible"
                said = [_named(service, guidance)] if named else _told(service, guidance, reasons)
                lines += [f"{number}. {said[0]}", *(f"   {line}" for line in said[1:])]
    order = _order(guidance)
    span = overall(guidance)
    return [*lines, *order, *([f"· {span}" if order else span] if span else []), *_corrections(guidance)]


def _named(service: Service, guidance: Guidance) -> str:
    names = {q["fact"]: q["name"] for q in guidance["open"]} | {a["fact"]: a["name"] for a in guidance["answered"]}
    decisive = "、".join(names[fact] for fact in service["depends_on"] if fact in names)
    return str(service["name"]) + (words.DEPENDS.format(facts=decisive) if decisive else "")


def _told(service: Service, guidance: Guidance, reasons: Reasons) -> list[str]:
    place, jump = service["place"]["text"], service["jump"]
    where = "；".join(filter(None, (place, jump and jump["name"]))) or words.UNVERIFIED
    if service["offices"]:
        where = words.WHERE_ELSEWHERE.format(text=where, region=service["place"]["region"])
    # 谁办, 去哪里, 多久, 费用, 怎么办: what a person asks about every service, in this order.
    lines = [
        words.WHO.format(text=service["handler"]),
        words.WHERE.format(text=where),
        words.PRESENCE.format(text=service["presence_text"]) if service["route"] not in words.NO_PRESENCE else "",
        *_time_and_fee(service, guidance),
        *_steps(service["how"]),
        words.REASON_SERVICE.format(text=service["why"]) if service["why"] else "",
        because(reasons.told(service)),
        basis(service["basis"]),
        *layers(service),
    ]
    return [service["name"], *filter(None, lines)]


def layers(service: Service) -> list[str]:
    """Which divisions have rules of their own for this service, and on what basis."""
    lines = []
    for layer in service["layers"]:
        cited = "、".join(line["text"] for line in layer["basis"])
        sentence = words.LAYER_BASIS if cited else words.LAYER
        lines.append(sentence.format(name=layer["name"], basis=cited) + mark(layer))
    return list(dict.fromkeys(lines))


def _time_and_fee(service: Service, guidance: Guidance) -> list[str]:
    """多久 and 费用 as far as known; then, once, what of them and of the rest is 以当地窗口为准."""
    fees = [f for f in guidance["fees"] if f["service"] == service["id"]]
    # A time that itself only says "ask the window" is not known.
    times = [t for t in service["times"] if words.UNVERIFIED not in t["text"]]
    told = {
        words.TIME_NAME: (words.TIME, times, [said_time(t) for t in times]),
        words.FEE_NAME: (words.FEE, fees, [said_fee(f) for f in fees]),
    }
    said = {name: label.format(text="；".join(dict.fromkeys(all_))) for name, (label, _, all_) in told.items() if all_}
    # Where nobody applies, nobody waits or pays unless the catalogue says so.
    missing = [name for name in told if name not in said and service["route"] not in words.NO_PRESENCE]
    doubtful = [
        name
        for name in said
        if words.UNVERIFIED not in said[name] and not all(line["verified"] for line in told[name][1])
    ]
    open_parts = "、".join([*(name for name in told if name in missing or name in doubtful), *service["local"]])
    if not service["verified"]:
        return [
            *said.values(),
            (words.UNVERIFIED_PARTS if open_parts else words.UNVERIFIED_LINE).format(text=open_parts),
        ]
    if open_parts in doubtful:
        said[open_parts] += f"（{words.UNVERIFIED}）"
        return list(said.values())
    # After 不收费 a bare 费用：以当地窗口为准 would contradict it.
    sentence = words.UNCHECKED if doubtful else words.DECIDED_LATER
    return [*said.values(), sentence.format(text=open_parts) if open_parts else ""]


def said_time(line: dict[str, Any]) -> str:
    """法定10个工作日."""
    kind, colon, span = line["text"].partition("：")
    return f"{kind}{span}" if colon else kind


def said_fee(line: dict[str, Any]) -> str:
    """How much, who pays, what may be left off; of what costs nothing only 不收费."""
    text = line["text"].rstrip("。")
    if line["amount"] == 0:
        # After a semicolon stands what is charged beside it.
        return text if "；" in text else words.FREE
    payer = words.PAYER.format(text=line["payer"]) if line["payer"] else ""
    return "，".join(filter(None, (text, payer, *line["reductions"], "" if line["cash"] else words.NO_CASH)))


def _steps(how: list[str]) -> list[str]:
    return [(words.HOW_ON if number else words.HOW).format(text=step) for number, step in enumerate(how)]


def _order(guidance: Guidance) -> list[str]:
    """What comes first and what after it, one line a level; what happens by itself is not waited for."""
    names = {s["id"]: s["name"] for s in guidance["services"] if s["state"] == "yes" and s["route"] != "auto"}
    levels = [[names[s] for s in step["services"] if s in names] for step in guidance["steps"]]
    levels = [level for level in levels if level]
    if len(levels) < 2:
        return []
    ordinals = (words.FIRST, *(words.NEXT for _ in levels[2:]), words.LAST)
    together = words.TOGETHER if any(len(level) > 1 for level in levels) else ""
    return [
        f"【{words.ORDER}{together}】",
        *(f"· {o}：{'、'.join(level)}" for o, level in zip(ordinals, levels, strict=True)),
    ]


def overall(guidance: Guidance) -> str:
    """How long everything takes at most, what goes together counted once; empty where that cannot be said.

    Only of a whole list on which somebody applies for something: before, the figure would grow with every answer.
    """
    needed = [s for s in guidance["services"] if s["state"] != "no"]
    applied = any(s["state"] == "yes" and s["route"] not in words.NO_PRESENCE for s in needed)
    if guidance["status"] == "asking" or not applied:
        return ""
    left_out = words.OVERALL_OPEN if any(s["state"] == "possible" for s in needed) else ""
    return words.OVERALL.format(text=guidance["schedule"]["text_min"]) + left_out


def corrections(guidance: Guidance) -> list[str]:
    """How each body of law goes about papers that are missing, once, with the services that follow it."""
    names: dict[str, list[str]] = {}
    told: dict[str, str] = {}
    for service in guidance["services"]:
        regime = service["regime"]
        if service["state"] != "yes" or service["route"] in words.NO_PRESENCE or not (regime and regime["correction"]):
            continue
        names.setdefault(regime["id"], []).append(service["name"])
        told[regime["id"]] = regime["correction"] + mark({**regime, "text": regime["correction"]})
    return [words.CORRECTION_OF.format(services="、".join(names[one]), text=text) for one, text in told.items()]


def _corrections(guidance: Guidance) -> list[str]:
    lines = corrections(guidance) if guidance["status"] == "complete" else []
    return [f"【{words.CORRECTION}】", *(f"· {line}" for line in lines)] if lines else []
