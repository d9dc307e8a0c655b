"""What another answer would change: which lines come, go or change, and what would then be asked.

The answers of a fact that leave every root of the diagram the same are one group, told once; only the first of a group is
worked out in full. Other answers stay as they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.engine.axes import OTHER, place_on
from knowledge.engine.diagram import FALSE, Node, Restriction
from knowledge.engine.questions import samples
from knowledge.engine.relevance import Engine
from knowledge.evaluate import is_unknown
from knowledge.explain import what_if_words as words
from knowledge.explain.citizen import Citizen, Guidance
from knowledge.explain.place_words import bands
from knowledge.facts import say
from knowledge.model import Fact

#: (kind, service or "", id) of a line of the answer.
LineKey = tuple[str, str, str]


@dataclass(frozen=True)
class Answer:
    """A value that a fact may have, what it is called, and whether it is what the person answered."""

    value: Any
    text: str
    given: bool


def what_if(citizen: Citizen, fact: str) -> dict[str, Any]:
    """What each other answer to `fact` would change.

    {fact, name, answer: {value, text}|null, groups: [{answers: [{value, text}], contradiction, changes: [{kind, service,
    id, name, effect: appears|disappears|changes, before, after, follows, text}], asks: [{fact, name}], text}], text}. Groups with
    equal effect are one; answers that change nothing have no changes. `contradiction`: the catalogue calls the answer
    impossible beside the others. Raises KeyError for a fact that no question of the events asks.
    """
    return _what_if(citizen, citizen.guided(citizen.facts), fact)


def what_if_all(citizen: Citizen) -> list[dict[str, Any]]:
    """`what_if` of every fact that a condition tests, in the order in which the questions stand."""
    now, engine = citizen.guided(citizen.facts), citizen.engine
    asked = (fact.id for _, fact in engine.view.asking_order())
    return [_what_if(citizen, now, fact) for fact in asked if fact in engine.levels]


def what_would_change(citizen: Citizen, line: str) -> list[dict[str, Any]]:
    """The single answers that would change one line (a service id, or the id of a material line).

    As `what_if_all`, with nothing but the changes of that line, and no fact or group that leaves it as it is.
    """
    found = []
    for told in what_if_all(citizen):
        groups = []
        for group in told["groups"]:
            changes = [c for c in group["changes"] if c["id"] == line and c["kind"] in ("service", "material")]
            if changes:
                groups.append(group | {"changes": changes, "text": words.group(group["answers"], changes, [], False)})
        if groups:
            found.append(told | {"groups": groups, "text": words.fact(told["name"], told["answer"], groups)})
    return found


def _what_if(citizen: Citizen, now: Guidance, fact_id: str) -> dict[str, Any]:
    engine = citizen.engine
    fact = {fact.id: fact for _, fact in engine.view.asking_order()}[fact_id]
    groups: dict[tuple[Any, ...], list[Answer]] = {}
    mine = engine.known(citizen.facts, citizen.on)
    levels = engine.levels.get(fact.id, ())
    base = {level: place for level, place in mine.items() if level not in levels}
    roots = _tested(engine, fact.id)
    contradicts = Restriction(engine.diagram, mine)(engine.admissible) is FALSE
    impossible: set[tuple[Any, ...]] = set()
    for answer in answers(engine, fact, citizen.facts.get(fact.id), citizen.on):
        if answer.given:
            continue
        starts = engine.starts(citizen.on)
        place = {level: place_on(engine.axes[level], answer.value, starts[level]) for level in levels}
        restriction = Restriction(engine.diagram, {**base, **place})
        wrong = not contradicts and restriction(engine.admissible) is FALSE
        effect = (wrong, restriction(engine.admissible), *(restriction(root) for root in roots))
        groups.setdefault(effect, []).append(answer)
        if wrong:
            impossible.add(effect)
    told = [_group(citizen, now, fact, found, effect in impossible) for effect, found in groups.items()]
    answer_now = citizen.facts.get(fact.id)
    said = None if answer_now is None else {"value": answer_now, "text": say(citizen.bundle, fact.id, answer_now)}
    merged = _merged(told)
    return {
        "fact": fact.id,
        "name": fact.name,
        "answer": said,
        "groups": merged,
        "text": words.fact(fact.name, said, merged),
    }


def _tested(engine: Engine, fact: str) -> Sequence[Node]:
    """The roots that depend on a fact, each once."""
    mask = engine.fact_masks.get(fact, 0)
    return tuple(dict.fromkeys(root for root in engine.roots.values() if root.support & mask))


def _group(citizen: Citizen, now: Guidance, fact: Fact, found: list[Answer], contradiction: bool) -> dict[str, Any]:
    after = citizen.guided({**citizen.facts, fact.id: found[0].value})
    changes = differences(now, after)
    open_now = {q["fact"] for q in now["open"]}
    asks = [
        {"fact": q["fact"], "name": q["name"]}
        for q in after["open"]
        if q["fact"] not in open_now and q["fact"] != fact.id
    ]
    given = [{"value": answer.value, "text": answer.text} for answer in found]
    return {"answers": given, "contradiction": contradiction, "changes": changes, "asks": asks}


def _merged(groups: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Groups that look alike to the citizen as one, each with its words."""
    found: list[dict[str, Any]] = []
    for group in groups:
        effect = (group["contradiction"], group["changes"], group["asks"])
        same = next((g for g in found if (g["contradiction"], g["changes"], g["asks"]) == effect), None)
        if same is None:
            found.append(dict(group))
        else:
            same["answers"] = same["answers"] + group["answers"]
    for group in found:
        group["text"] = words.group(group["answers"], group["changes"], group["asks"], group["contradiction"])
    return found


def answers(engine: Engine, fact: Fact, given: Any, on: date) -> list[Answer]:
    """The answers that can matter: one for each option or band; for a set, `given` with one option more or less."""
    known = given is not None and not is_unknown(given)
    levels = engine.levels.get(fact.id, ())
    if not levels:
        return []
    if fact.type == "set":
        return _sets(engine, fact, given if known else None)
    axis, starts = engine.axes[levels[0]], engine.starts(on)[levels[0]]
    mine = place_on(axis, given, starts) if known else None
    if starts is None:
        values = axis.values
        texts = [words.OTHER if value == OTHER else say(engine.view.bundle, fact.id, value) for value in values]
        return [Answer(value, text, n == mine) for n, (value, text) in enumerate(zip(values, texts, strict=True))]
    found = []
    for value in samples(engine, fact, on):
        place = bisect_right(starts, date.fromisoformat(value).toordinal() if isinstance(value, str) else value)
        marked = [n == place for n in range(len(axis.values))]
        found.append(Answer(value, bands(axis, fact, marked, on), place == mine))
    return found


def _sets(engine: Engine, fact: Fact, given: list[Any] | None) -> list[Answer]:
    tested = {engine.axes[level].member for level in engine.levels[fact.id]}
    labels = [(option.value, option.label) for option in fact.options if option.value in tested]
    if given is None:
        alone = [Answer([value], words.WITH.format(label=label), False) for value, label in labels]
        return [Answer([], words.NONE, False), *alone]
    found = []
    for value, label in labels:
        there = value in given
        chosen = [o.value for o in fact.options if (o.value in given) != (o.value == value)]
        found.append(Answer(chosen, (words.WITHOUT if there else words.WITH).format(label=label), False))
    return found


def lines(guidance: Guidance) -> dict[LineKey, tuple[str, dict[str, Any]]]:
    """Every line of an answer: key -> (name, what counts of it). What does not apply is no line."""
    found: dict[LineKey, tuple[str, dict[str, Any]]] = {}
    for line in guidance["services"]:
        if line["state"] != "no":
            look = {key: line[key] for key in ("state", "route", "presence")}
            found["service", line["id"], line["id"]] = line["name"], look
    for line in guidance["materials"]:
        name = words.owned(line["subject_name"], line["name"])
        found["material", "", line["id"]] = name, {key: line[key] for key in ("mode", "form", "copies")}
    for line in guidance["fields"]:
        found["field", "", line["key"]] = line["name"], {"required": line["required"], "state": line["state"]}
    for kind, folder in (("notice", "notices"), ("duty", "duties"), ("deadline", "deadlines")):
        for line in guidance[folder]:
            found[kind, line["service"], line["id"]] = line["text"], {"state": line["state"]}
    for line in guidance["fees"]:
        found["fee", line["service"], line["name"]] = line["text"], {"state": line["state"]}
    return found


def differences(before: Guidance, after: Guidance) -> list[dict[str, Any]]:
    """What comes, goes or changes from one answer to another, in reading order.

    `follows`: it is part of a service that itself comes or goes.
    """
    old, new = lines(before), lines(after)
    moved = {key[2] for key in old.keys() ^ new.keys() if key[0] == "service"}
    found = []
    for key in dict.fromkeys([*new, *old]):
        was, will = old.get(key), new.get(key)
        look_before, look_after = was[1] if was else None, will[1] if will else None
        if look_before == look_after:
            continue
        name = (will or was or ("", {}))[0]
        change = {
            "kind": key[0],
            "service": key[1] or None,
            "id": key[2],
            "name": name,
            "effect": "appears" if was is None else "disappears" if will is None else "changes",
            "before": look_before,
            "after": look_after,
            "follows": key[0] != "service" and key[1] in moved,
        }
        found.append(change | {"text": words.change(change)})
    return found
