"""Random life events: gates, and conditions behind them (the method of measuring orders of questions)."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from knowledge.view import View
from tests.knowledge.made import made, service

ON = date(2026, 11, 20)
GATES = 3


def scenario(
    seed: int,
    facts: int,
    services: int,
    chapters: int = 1,
    sets: int = 0,
    impossible: int = 0,
    sensitive: int = 0,
    dear: int = 0,
    waiting: int = 0,
) -> View:
    """An event with that many yes/no facts, of which the first three are gates, and services that rest on them.

    A service needs one to three of the other facts, three in ten negated, joined by and or by or; seven in ten stand
    behind a gate. Priors are drawn from 10 to 90 %. `sets` of the facts have two options and a service for either;
    `impossible` pairs of facts exclude each other; so many facts are `sensitive`, so many
    `dear` (they cost 3), so many are `waiting` for another.
    """
    chance = random.Random(seed)
    names = [f"f{n}" for n in range(facts)]
    records = [_fact(name, chance, n >= facts - sets) for n, name in enumerate(names)]
    for record in chance.sample(records, sensitive):
        record["sensitivity"] = 1
    for record in chance.sample(records, dear):
        record["cost"] = 3
    for record in chance.sample(records, waiting):
        record["after"] = [chance.choice([name for name in names if name != record["id"]])]
    wanted = [service(f"s{n}", when=_condition(names, chance, sets)) for n in range(services)]
    groups: list[list[str]] = [names[part::chapters] for part in range(chapters)]
    event = {
        "id": "event",
        "services": [{"service": record["id"]} for record in wanted],
        "chapters": [{"id": f"c{n}", "title": "问", "facts": group} for n, group in enumerate(groups)],
        "impossible": [
            {
                "when": {"all": [{name: True} for name in chance.sample(names[: facts - sets], 2)]},
                "because": "不会同时有",
                "source": "测试",
                "verified": True,
            }
            for _ in range(impossible)
        ],
    }
    return View(made(facts=records, services=wanted, events=[event]), ["event"], "000000", ON, {})


def _fact(name: str, chance: random.Random, is_set: bool) -> dict[str, Any]:
    percent = chance.randint(10, 90)
    if not is_set:
        return {"id": name, "prior": {"true": percent, "false": 100 - percent}}
    options = [{"value": value, "label": value} for value in ("a", "b")]
    return {"id": name, "type": "set", "options": options, "prior": {"a": percent, "b": 50}}


def _condition(names: list[str], chance: random.Random, sets: int) -> dict[str, Any]:
    leaves: list[dict[str, Any]] = []
    for name in chance.sample(names[GATES:], chance.randint(1, 3)):
        is_set = names.index(name) >= len(names) - sets
        leaf: dict[str, Any] = {name: {"has": chance.choice("ab")} if is_set else True}
        leaves.append({"not": leaf} if chance.random() < 0.3 else leaf)
    condition: dict[str, Any] = {chance.choice(("all", "any")): leaves}
    return {"all": [{chance.choice(names[:GATES]): True}, condition]} if chance.random() < 0.7 else condition
