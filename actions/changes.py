"""What a correction does to the list: two guidances compared, line by line, in words."""

from __future__ import annotations

from typing import Any

from actions import wording
from actions.talk import Guidance

Change = dict[str, str]


def changes(before: Guidance, after: Guidance) -> list[Change]:
    """What was added, removed and changed among services and materials, as `{kind, text}`, services first."""
    return [*_services(before, after), *_materials(before, after)]


def _services(before: Guidance, after: Guidance) -> list[Change]:
    old = {s["id"]: s for s in before["services"] if s["state"] != "no"}
    new = {s["id"]: s for s in after["services"] if s["state"] != "no"}
    found: list[Change] = []
    for id_, service in new.items():
        name, route = service["name"], service["route_text"]
        if id_ not in old:
            found.append(_change("added", wording.CHANGE_SERVICE_ADDED, name=name, route=route))
        elif service["state"] != old[id_]["state"]:
            sure = service["state"] == "yes"
            sentence = wording.CHANGE_SERVICE_SURE if sure else wording.CHANGE_SERVICE_POSSIBLE
            found.append(_change("changed", sentence, name=name, route=route))
        elif service["route"] != old[id_]["route"]:
            was = old[id_]["route_text"]
            found.append(_change("changed", wording.CHANGE_ROUTE, name=name, old=was, new=route))
    gone = [s for id_, s in old.items() if id_ not in new]
    return found + [_change("removed", wording.CHANGE_SERVICE_REMOVED, name=s["name"]) for s in gone]


def _materials(before: Guidance, after: Guidance) -> list[Change]:
    old = {m["id"]: m for m in before["materials"]}
    new = {m["id"]: m for m in after["materials"]}
    found: list[Change] = []
    for id_, material in new.items():
        name, mode = material_name(material), material["mode_text"]
        if id_ not in old:
            found.append(_change("added", wording.CHANGE_MATERIAL_ADDED, name=name, mode=mode))
        elif material["mode"] != old[id_]["mode"]:
            was = old[id_]["mode_text"]
            found.append(_change("changed", wording.CHANGE_MATERIAL_MODE, name=name, old=was, new=mode))
    gone = [m for id_, m in old.items() if id_ not in new]
    return found + [_change("removed", wording.CHANGE_MATERIAL_REMOVED, name=material_name(m)) for m in gone]


def material_name(material: dict[str, Any]) -> str:
    """妈妈的居民身份证; without an owner where the name is enough."""
    subject = material.get("subject_name")
    name = str(material["name"])
    return f"{subject}的{name}" if subject and not name.startswith(str(subject)) else name


def _change(kind: str, sentence: str, **words: str) -> Change:
    return {"kind": kind, "text": sentence.format(**words)}
