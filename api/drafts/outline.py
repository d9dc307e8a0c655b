"""What a confirmation covers: services, papers, fields and values as they stood, so that a change can be told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from actions.changes import changes as list_changes
from api.drafts import form
from api.encryption import Cipher

FIELD_ADDED = "表上多了“{name}”。"
FIELD_REMOVED = "表上少了“{name}”。"
FIELD_CHANGED = "“{name}”改过了。"
SERVICE = ("id", "name", "state", "route", "route_text")
MATERIAL = ("id", "name", "subject_name", "mode", "mode_text")


def outline(guidance: Mapping[str, Any], fields: list[dict[str, Any]]) -> dict[str, Any]:
    """The part of guidance and form that somebody confirms. Who the parties are is each party's own to confirm."""
    represented = form.represented_roles(guidance)
    common = [f for f in fields if not form.is_reserved(f, form.party_of(f, guidance["parties"]), represented)]
    return {
        "services": [{key: s[key] for key in SERVICE} for s in guidance["services"] if s["state"] != "no"],
        "materials": [{key: m.get(key) for key in MATERIAL} for m in guidance["materials"]],
        "parties": [party["id"] for party in guidance["parties"]],
        "fields": {f["key"]: {"name": f["name"], "value": f["value"]} for f in common},
    }


def digest(cipher: Cipher, outlined: Mapping[str, Any]) -> str:
    """A keyed digest of an outline: equal digests, equal content."""
    return cipher.reference(json.dumps(outlined, ensure_ascii=False, sort_keys=True), "confirmation")


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """What has changed between two outlines, in words: `[{kind: added|removed|changed, text}]`. No values."""
    found = list_changes(dict(before), dict(after))
    old, new = before["fields"], after["fields"]
    found += [_change("added", FIELD_ADDED, new[key]) for key in new if key not in old]
    found += [_change("removed", FIELD_REMOVED, old[key]) for key in old if key not in new]
    both = [key for key in new if key in old and new[key]["value"] != old[key]["value"]]
    return found + [_change("changed", FIELD_CHANGED, new[key]) for key in both]


def list_differs(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether the list itself is another one: services, papers or fields, not only what was filled in."""
    return bool(list_changes(dict(before), dict(after))) or before["fields"].keys() != after["fields"].keys()


def _change(kind: str, sentence: str, line: Mapping[str, Any]) -> dict[str, str]:
    return {"kind": kind, "text": sentence.format(name=line["name"])}
