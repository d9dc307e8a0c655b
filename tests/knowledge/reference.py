"""What a condition means, read off its YAML for a person who has answered everything. Nothing of the engine is used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from knowledge.bundle import Bundle

_TESTS = {
    "is": lambda value, bound: value == bound,
    "in": lambda value, bound: value in bound,
    "has": lambda value, bound: bound in value,
    "at_least": lambda value, bound: value >= bound,
    "at_most": lambda value, bound: value <= bound,
    "above": lambda value, bound: value > bound,
    "below": lambda value, bound: value < bound,
    "after": lambda value, bound: value > bound,
    "before": lambda value, bound: value < bound,
    "between": lambda value, bound: bound[0] <= value <= bound[1],
}


def true_of(raw: Any, person: Mapping[str, Any], bundle: Bundle, on: date) -> bool:
    """Whether a raw condition holds."""
    if raw is None:
        return True
    ((key, test),) = raw.items()
    if key == "all":
        return all(true_of(part, person, bundle, on) for part in test)
    if key == "any":
        return any(true_of(part, person, bundle, on) for part in test)
    if key == "not":
        return not true_of(test, person, bundle, on)
    if bundle.facts[key].type == "persons":
        return _of_list(key, test, person, bundle, on)
    if not isinstance(test, dict):
        test = {"is": test}
    return all(_TESTS[operator](_value(key, person, bundle, on), bound) for operator, bound in test.items())


def _value(name: str, person: Mapping[str, Any], bundle: Bundle, on: date) -> Any:
    derive = bundle.facts[name].derive or {}
    if "when" in derive:
        return true_of(derive["when"], person, bundle, on)
    if "days_since" in derive:
        return (on - date.fromisoformat(person[derive["days_since"]])).days
    return person[name]


def _of_list(name: str, test: Mapping[str, Any], person: Mapping[str, Any], bundle: Bundle, on: date) -> bool:
    attributes = [attribute.id for attribute in bundle.facts[name].members]
    people = [{a: person[f"{name}_{n}_{a}"] for a in attributes} for n in range(1, person[f"{name}_count"] + 1)]

    def such(one: Mapping[str, Any], where: Any) -> bool:
        return all(one[key] == value for key, value in (where or {}).items())

    ((kind, body),) = test.items()
    if kind in ("any", "all"):
        return (any if kind == "any" else all)(such(one, body) for one in people)
    compared = {operator: bound for operator, bound in body.items() if operator != "where"}
    number = sum(such(one, body.get("where")) for one in people)
    return all(_TESTS[operator](number, bound) for operator, bound in compared.items())
