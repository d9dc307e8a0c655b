"""Small catalogues made by chance: every type of fact, gates, days counted from a date, named conditions, a list of
persons, a figure that nobody has stated, combinations that cannot be. The laws of the engine are shown on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.bundle import NATION, Bundle
from knowledge.engine.relevance import Engine, asking_order
from knowledge.view import View
from tests.knowledge.chance import Chance
from tests.knowledge.made import made

ON = date(2026, 11, 20)
EVENT = "event"
Raw = dict[str, Any]
Write = Callable[[Chance], Raw]


@dataclass(frozen=True)
class Shape:
    """How large a scenario is. `depth`: how deep conditions nest; `impossible`: combinations that cannot be."""

    facts: int = 7
    services: int = 2
    conditions: int = 10
    depth: int = 2
    impossible: int = 0
    figures: bool = False


def scenario(chance: Chance, shape: Shape = Shape(), name: str = EVENT) -> Bundle:
    """A bundle with one event, made by chance."""
    return made(**records(chance, shape, name))


def merged(chance: Chance, shared: bool) -> Bundle:
    """A bundle with the events `one` and `two`; they read the same facts, or have none in common."""
    parts = [records(chance, Shape(facts=5, conditions=6), name) for name in ("one", "two")]
    if shared:
        parts[1]["facts"] = []
        parts[1]["services"] = [s | {"id": f"two_{n}"} for n, s in enumerate(parts[0]["services"])]
        uses = [{"service": s["id"]} for s in parts[1]["services"]]
        parts[1]["events"] = [parts[0]["events"][0] | {"id": "two", "services": uses}]
    return made(**{kind: list({r["id"]: r for part in parts for r in part[kind]}.values()) for kind in parts[0]})


def viewed(bundle: Bundle, *events: str, on: date = ON) -> tuple[View, Engine]:
    """A fresh view of some events (all of them when none is named) and a fresh engine."""
    view = View(bundle, events or tuple(sorted(bundle.events)), NATION, on, {})
    return view, Engine(view, on, asking_order(view))


def records(chance: Chance, shape: Shape, name: str) -> dict[str, list[Raw]]:
    """The raw records of a scenario, by folder."""
    facts, tests = _facts(chance, shape, name)
    named = {"id": f"{name}_named", "kind": "derived", "derive": {"when": _condition(chance, tests, shape.depth)}}
    tests.append(lambda _: {named["id"]: True})
    conditions = [_condition(chance, tests, shape.depth) for _ in range(shape.conditions)]
    services = [_service(chance, f"{name}_s{n}", tests) for n in range(shape.services)]
    for n, condition in enumerate(conditions):
        _add(chance, services[n % len(services)], f"{name}_{n}", condition)
    materials = [{"id": r["material"], "kind": "proof"} for s in services for r in s["requirements"]]
    asked = [fact["id"] for fact in facts if fact["kind"] != "derived"]
    half = (len(asked) + 1) // 2
    event = {
        "id": name,
        "services": [{"service": s["id"]} for s in services],
        "chapters": [
            {"id": "first", "title": "一", "facts": asked[:half]},
            {"id": "second", "title": "二", "facts": asked[half:]},
        ],
        "impossible": [
            {"when": {"all": [_leaf(chance, tests), _leaf(chance, tests)]}, "because": f"第{n}种不可能", **_TOLD}
            for n in range(shape.impossible)
        ],
    }
    return {
        "facts": [*facts, named],
        "services": services,
        "materials": list({m["id"]: m for m in materials}.values()),
        "fields": [{"id": use["field"]} for s in services for use in s["fields"]],
        "parameters": [{"id": f"{name}_figure"}] if shape.figures else [],
        "place_roles": [{"id": "residence", "text": "住在哪里"}],
        "regimes": [{"id": "permit", "name": "许可", **_TOLD}],
        "events": [event],
    }


_TOLD = {"source": "测试", "verified": True}


def _facts(chance: Chance, shape: Shape, name: str) -> tuple[list[Raw], list[Write]]:
    """Facts of every type in turn, and how each may be tested."""
    found: list[Raw] = []
    tests: list[Write] = []
    kinds = ["bool", "enum", "set", "integer", "date", "bool", "persons", "enum", "bool", "set", "integer"]
    for n in range(shape.facts):
        kind = kinds[n % len(kinds)]
        fact: Raw = {"id": f"{name}_f{n}", "kind": "fact", "type": kind, "cost": chance.between(1, 3)}
        made_of, ways = _KINDS[kind](chance, fact["id"])
        found.append(fact | made_of)
        tests += ways
        if kind == "date":
            days = f"{fact['id']}_days"
            found.append({"id": days, "kind": "derived", "type": "integer", "derive": {"days_since": fact["id"]}})
            tests.append(lambda c, days=days: {days: {c.pick(["at_least", "below", "above"]): 30 * c.between(1, 6)}})
        if kind == "integer" and shape.figures:
            tests.append(lambda c, fact=fact: {fact["id"]: {"at_most": {"parameter": f"{name}_figure"}}})
    return found, tests


def _yes_no(chance: Chance, name: str) -> tuple[Raw, list[Write]]:
    return {"prior": {True: chance.between(1, 9), False: chance.between(1, 9)}}, [lambda c: {name: c.percent(70)}]


def _choice(chance: Chance, name: str) -> tuple[Raw, list[Write]]:
    values = ["a", "b", "c", "d"][: chance.between(3, 4)]
    options = [{"value": value, "label": value} for value in values]
    prior = {value: chance.between(1, 9) for value in values}
    return {"options": options, "prior": prior}, [
        lambda c: {name: c.pick(values)},
        lambda c: {name: {"in": c.some(values, 2)}},
    ]


def _set(chance: Chance, name: str) -> tuple[Raw, list[Write]]:
    values = ["p", "q", "r"][: chance.between(2, 3)]
    options = [{"value": value, "label": value} for value in values]
    none = {"value": "none", "label": "都没有", "exclusive": True}
    prior = {value: chance.between(5, 60) for value in values}
    return {"options": [*options, none], "prior": prior}, [lambda c: {name: {"has": c.pick(values)}}]


def _number(chance: Chance, name: str) -> tuple[Raw, list[Write]]:
    prior = [chance.between(1, 100) for _ in range(4)]
    return {"min": 1, "max": 100, "prior": prior}, [
        lambda c: {name: {c.pick(["at_least", "at_most", "above", "below"]): c.pick([20, 40, 60])}},
        lambda c: {name: {"between": [20, c.pick([40, 60])]}},
    ]


def _date(chance: Chance, name: str) -> tuple[Raw, list[Write]]:
    return {"prior": [chance.between(0, 400) for _ in range(3)]}, [
        lambda c: {name: {c.pick(["before", "after"]): f"2026-0{c.between(1, 9)}-15"}}
    ]


def _persons(chance: Chance, name: str) -> tuple[Raw, list[Write]]:
    attribute = {"id": "minor", "name": "未成年", "type": "bool", "question": "{name}未成年吗？"}
    return {"min": 0, "max": 2, "role": "家人", "members": [attribute]}, [
        lambda c: {name: {c.pick(["any", "all"]): {"minor": c.percent(60)}}},
        lambda c: {name: {"count": {"at_least": c.between(1, 2)}}},
        lambda c: {name: {"count": {"where": {"minor": True}, "is": c.between(0, 2)}}},
    ]


_KINDS: Mapping[str, Callable[[Chance, str], tuple[Raw, list[Write]]]] = {
    "bool": _yes_no,
    "enum": _choice,
    "set": _set,
    "integer": _number,
    "date": _date,
    "persons": _persons,
}


def _leaf(chance: Chance, tests: list[Write]) -> Raw:
    leaf = chance.pick(tests)(chance)
    return {"not": leaf} if chance.percent(30) else leaf


def _condition(chance: Chance, tests: list[Write], depth: int) -> Raw:
    if depth == 0 or chance.percent(25):
        return _leaf(chance, tests)
    parts = [_condition(chance, tests, depth - 1) for _ in range(chance.between(2, 3))]
    condition = {chance.pick(["all", "any"]): parts}
    return {"not": condition} if chance.percent(15) else condition


def _service(chance: Chance, name: str, tests: list[Write]) -> Raw:
    """A service behind a gate: one test, one of the first facts as a rule."""
    gate = {} if chance.percent(20) else {"when": _leaf(chance, tests[:4])}
    return {"id": name, "requirements": [], "fields": [], "notices": [], "route_when": [], "presence_when": [], **gate}


def _add(chance: Chance, service: Raw, name: str, condition: Raw) -> None:
    """One more thing that the service holds while `condition` does."""
    kind = chance.below(8)
    if kind == 0 and not service["route_when"]:
        service["route_when"].append({"when": condition, "route": "book"})
    elif kind == 1:
        service["notices"].append({"id": f"n_{name}", "text": "请留意", "when": condition, **_TOLD})
    elif kind == 2:
        service["fields"].append({"field": f"x_{name}", "when": condition})
    elif kind == 3:
        service["presence_when"].append({"when": condition, "presence": "all_parties"})
    else:
        paper = f"m_{chance.pick(['one', 'two'])}" if chance.percent(20) else f"m_{name}"
        look = {"mode": chance.pick(["submit", "submit", "show"]), "copies": chance.pick([0, 0, 1])}
        service["requirements"].append(
            {"id": f"r_{name}", "material": paper, "subject": "applicant", "when": condition, **look}
        )
