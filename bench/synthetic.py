"""Made-up content to measure with: one entangled event, and a catalogue of many services written as YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from knowledge.bundle import Bundle
from tests.knowledge.chance import Chance
from tests.knowledge.made import made, paper, service
from tests.knowledge.sound import FILES

Raw = dict[str, Any]
#: One event: yes/no facts, of which the first are gates, and what its outcome may hold.
FACTS, GATES, ELEMENTS = 60, 5, 140
#: A catalogue: events, services of an event, and what each service wants.
EVENTS, SERVICES, PAPERS, ASKED = 50, 10, 6, 16
EVENT = "synthetic"


def entangled(seed: int = 20261120) -> Bundle:
    """60 yes/no facts and 140 outcome elements: a service behind each of five gates and one behind none, and papers on
    one to four other facts each, three in ten negated, joined by and or by or; seven papers in ten stand behind a gate.
    Priors are drawn from 10 to 90 %.
    """
    chance = Chance(seed)
    names = [f"f{n:02}" for n in range(FACTS)]
    services = [service(f"s{n}", when={names[n]: True}, requirements=[]) for n in range(GATES)]
    services.append(service("free", requirements=[]))
    for n in range(ELEMENTS - len(services)):
        behind = services[chance.below(GATES)] if chance.percent(70) else services[-1]
        behind["requirements"].append(paper(f"m{n}", when=_condition(names[GATES:], chance)))
    return made(
        facts=[_fact(name, chance) for name in names],
        materials=[{"id": r["id"], "kind": "proof"} for s in services for r in s["requirements"]],
        place_roles=[{"id": "residence", "text": "住在哪里"}],
        regimes=[{"id": "permit", "name": "许可", "source": "测试", "verified": True}],
        services=services,
        events=[
            {
                "id": EVENT,
                "services": [{"service": s["id"]} for s in services],
                "chapters": [
                    {"id": "gates", "title": "大类", "facts": names[:GATES]},
                    {"id": "rest", "title": "其余", "facts": names[GATES:]},
                ],
            }
        ],
    )


def _fact(name: str, chance: Chance) -> Raw:
    percent = chance.between(10, 90)
    return {"id": name, "prior": {True: percent, False: 100 - percent}}


def _condition(names: list[str], chance: Chance) -> Raw:
    leaves = [{name: not chance.percent(30)} for name in chance.some(names, chance.between(1, 4))]
    return {chance.pick(["all", "any"]): leaves}


def catalogue(root: Path) -> Path:
    """Write a catalogue of 500 published services in 50 events below `root`: no persona, nothing to complain of."""
    common = {n: text for n, text in FILES.items() if n.split("/")[0] not in _OWN}
    for name, text in common.items():
        _path(root, name).write_text(text, encoding="utf-8")
    chance = Chance(500)
    for number in range(EVENTS):
        event = f"e{number:02}"
        facts = [_asked(event, n) for n in range(ASKED)]
        services = [_service(event, n, [f["id"] for f in facts], chance) for n in range(SERVICES)]
        _write(root, f"facts/{event}.yml", facts)
        papers = [_material(event, n) for n in range(SERVICES * PAPERS // 2)]
        _write(root, f"materials/{event}.yml", papers + [_result(event, n) for n in range(SERVICES)])
        _write(root, f"fields/{event}.yml", [_field(event, n) for n in range(SERVICES)])
        for one in services:
            _write(root, f"services/{event}/{one['id']}.yml", one)
        _write(root, f"events/{event}.yml", _event(event, services, [f["id"] for f in facts]))
    return root


#: Kinds of records that the catalogue has of its own.
_OWN = ("facts", "materials", "fields", "services", "events", "personas", "overlays", "parameters")
_TOLD = {"source": "测试", "verified": True}
_BASIS = [{"law": "permit_law", "article": "7"}]


def _path(root: Path, name: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _write(root: Path, name: str, content: Any) -> None:
    text = yaml.dump(content, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    _path(root, name).write_text(text, encoding="utf-8")


def _asked(event: str, number: int) -> Raw:
    fact = {"id": f"{event}_f{number}", "name": f"第{number}样情形", "kind": "fact", "question": f"第{number}样是吗？"}
    if number % 4 == 3:
        return fact | {"type": "integer", "min": 1, "max": 1000, "unit": "㎡"} | _TOLD
    options = [{"value": value, "label": f"是{value}", "phrases": [f"第{number}样{value}"]} for value in "甲乙丙"]
    if number % 4 == 2:
        return fact | {"type": "enum", "options": options} | _TOLD
    labels = ((True, "有"), (False, "没有"))
    yes_no = [{"value": v, "label": text, "phrases": [f"{text}第{number}样"]} for v, text in labels]
    return fact | {"type": "bool", "options": yes_no} | _TOLD


def _tests(facts: list[str], chance: Chance, number: int) -> list[Raw]:
    """Tests of so many different facts."""
    return [_test(fact, chance) for fact in chance.some(facts, number)]


def _test(fact: str, chance: Chance) -> Raw:
    number = int(fact.split("_f")[1])
    if number % 4 == 3:
        return {fact: {chance.pick(["at_least", "at_most"]): chance.pick([50, 100, 300])}}
    return {fact: chance.pick("甲乙丙") if number % 4 == 2 else chance.percent(70)}


def _service(event: str, number: int, facts: list[str], chance: Chance) -> Raw:
    name = f"{event}_s{number}"
    gates, details = facts[: ASKED // 2], facts[ASKED // 2 :]
    papers = [f"{event}_m{n}" for n in chance.some(range(SERVICES * PAPERS // 2), PAPERS)]
    return {
        "id": name,
        "name": f"{event}之{number}",
        "code": f"000131{int(event[1:]):02}{number:01}000",
        "department": "market",
        "handler": "区市场监管局",
        "route": "submit",
        "presence": "none",
        "place_role": "business_premises",
        "place": "店在哪里就在哪里",
        "legal_regime": "permit",
        "when": {"all": [_test(gates[(number + step) % len(gates)], chance) for step in (0, 3)]},
        "why": "开店要有证。",
        "how": ["在网上填好", "等人来看"],
        "basis": _BASIS,
        "requirements": [_requirement(paper, details, chance) for paper in papers],
        "fields": [f"{event}_x{n}" for n in sorted({number, chance.below(SERVICES)})],
        "times": [
            {"kind": kind, "days": days, "unit": "working_day", "from": "accepted", "verified": True}
            for kind, days in (("statutory", 20), ("promised", 10))
        ],
        "fees": [{"name": "工本费", "amount": 10, "unit": "元/证", "payer": "店主", "basis": _BASIS, "verified": True}],
        "results": [{"material": f"{event}_permit{number}", "subject": "shop"}],
        "notices": [
            {"id": f"{name}_keep", "text": "证放在店里", "when": _tests(details, chance, 1)[0], "verified": True}
        ],
        "offline": {"channel": "到政务服务中心窗口当面交", "cash": True},
        **_TOLD,
    }


def _requirement(paper: str, facts: list[str], chance: Chance) -> Raw:
    when = {chance.pick(["all", "any"]): _tests(facts, chance, chance.between(2, 3))}
    return {"id": paper, "material": paper, "subject": "shop", "mode": "submit", "when": when, "basis": _BASIS}


def _material(event: str, number: int) -> Raw:
    return {"id": f"{event}_m{number}", "name": f"{event}材料{number}", "kind": "self_made", "issuer": "店主", **_TOLD}


def _result(event: str, number: int) -> Raw:
    about = {"kind": "result", "issuer": "market", "government": True}
    return {"id": f"{event}_permit{number}", "name": f"{event}证{number}", **about, **_TOLD}


def _field(event: str, number: int) -> Raw:
    return {"id": f"{event}_x{number}", "name": f"{event}栏{number}", "type": "text", "purpose": "写在证上", **_TOLD}


def _event(event: str, services: list[Raw], facts: list[str]) -> Raw:
    half = len(facts) // 2
    return {
        "id": event,
        "name": f"第{event}件事",
        "title": f"我要办{event}",
        "audience": "business",
        "lead": "market",
        "lifecycle": "draft",
        "promised_days": 15,
        "services": [{"service": one["id"]} for one in services],
        "chapters": [
            {"id": "first", "title": "一", "facts": facts[:half]},
            {"id": "second", "title": "二", "facts": facts[half:]},
        ],
        "faq": [{"q": "要多久？", "a": "10个工作日。", "class": "流程", "basis": _BASIS, "verified": True}],
        "green_channel": "老人和残疾人优先办。",
        **_TOLD,
    }
