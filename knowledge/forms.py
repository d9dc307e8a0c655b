"""One form from many: every field once, with the services that use it; each service's projection of it.

A field is asked when some service that is filled here wants it, once for each member of its group. It is required when
a service certainly requires it, and `possible` while an open fact still decides whether anybody wants it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from knowledge.bundle import Bundle
from knowledge.engine.outcome import FILLED
from knowledge.evaluate import Verdict
from knowledge.model import Field
from knowledge.timing.prerequisites import HasServices


class Verdicts(Protocol):
    """Whether each part of a service holds for this person."""

    def of(self, kind: str, service: str, identity: str) -> Verdict:
        """The verdict of one part."""


def field_key(field_id: str, index: int) -> str:
    """The key of a value: `child_name`, or `child_name[2]` for the second member of its group."""
    return f"{field_id}[{index}]" if index else field_id


def merged_form(
    bundle: Bundle,
    place: HasServices,
    outcome: Verdicts,
    services: Iterable[Mapping[str, Any]],
    names: Mapping[str, str],
    counts: Mapping[str, int],
) -> list[dict[str, Any]]:
    """Return the fields of the services that are filled here, in order of first use.

    `services` are the lines of the guidance that apply; `names` and `counts` describe subjects, groups and parties.
    """
    users: dict[str, list[str]] = {}
    required: dict[str, bool] = {}
    certain: dict[str, bool] = {}
    for line in services:
        if line["state"] != "yes" or line["route"] not in FILLED:
            continue
        for use in place.services[line["id"]].fields:
            verdict = outcome.of("field", line["id"], use.field)
            if verdict.value is False:
                continue
            if line["id"] not in users.setdefault(use.field, []):
                users[use.field].append(line["id"])
            required[use.field] = required.get(use.field, False) or (use.required and verdict.value is True)
            certain[use.field] = certain.get(use.field, False) or verdict.value is True
    return [
        _entry(bundle.fields[f], index, users[f], required[f], names) | {"state": "yes" if certain[f] else "possible"}
        for f in users
        for index in _indices(bundle.fields[f], counts)
    ]


def _indices(field: Field, counts: Mapping[str, int]) -> range | tuple[int]:
    """The members that fill in the field: 0 for a single one; none where nobody of the group takes part."""
    count = counts.get(field.per, 1) if field.per else 1
    return (0,) if count == 1 else range(1, count + 1)


def _entry(field: Field, index: int, services: list[str], required: bool, names: Mapping[str, str]) -> dict[str, Any]:
    owner = field.per or field.subject
    section = field.section or (names.get(owner, owner) if owner else "申请人")
    return {
        "key": field_key(field.id, index),
        "id": field.id,
        "name": field.name,
        "type": field.type,
        "per": field.per,
        "index": index,
        "services": services,
        "required": required,
        "purpose": field.purpose,
        "sensitivity": field.sensitivity,
        "prefill": list(field.prefill),
        "options": [{"value": o.value, "label": o.label} for o in field.options],
        "help": field.help,
        "example": field.example,
        "unit": field.unit,
        "max_length": field.max_length,
        "section": f"{section}{index or ''}",
        "verified": field.verified,
    }


def project(fields: Iterable[Mapping[str, Any]], values: Mapping[str, Any], service: str) -> dict[str, Any]:
    """What one service may see: the values of its own fields, and nothing else (个人信息保护法 6)."""
    return {f["key"]: values[f["key"]] for f in fields if service in f["services"] and f["key"] in values}
