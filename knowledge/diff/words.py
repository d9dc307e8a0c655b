"""A change in words: what, how it was, how it is now, who is concerned, how many. No logic that decides anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from knowledge.materials.lines import FORMS
from knowledge.model import Deadline, Statement
from knowledge.view import View
from knowledge.words import MODE, PRESENCE, ROUTE

if TYPE_CHECKING:
    from knowledge.diff.compare import Change, Look

KIND = {
    "service": "事项",
    "route": "怎么办",
    "presence": "谁到场",
    "material": "材料",
    "shown": "填的项",
    "notice": "提醒",
    "duty": "要做到的",
    "deadline": "您的期限",
    "fee": "费用",
    "party": "当事人",
    "member": "人数",
}
#: kind -> (there, not there).
PRESENT = {
    "service": ("要办", "不用办"),
    "shown": ("要填", "不用填"),
    "notice": ("会提醒", "不提醒"),
    "duty": ("要做到", "没有这一条"),
    "deadline": ("有这个期限", "没有这个期限"),
    "fee": ("列出", "不列"),
    "party": ("参加", "不参加"),
    "member": ("算上", "不算"),
}
ABSENT = "没有这一项"
NOT_HERE = "不用"
OPEN = "{text}（待定，以当地窗口为准）"
FORM = {"original": "", "paper": "，纸质", "electronic": "，电子版", "either": "，纸质或电子版都行"}
MORE = "还有别的情形"
SHORT = 30
#: How the part of a material line begins that says how many copies.
COPIES = "copies "


def row(old: View, new: View, change: Change) -> dict[str, Any]:
    """The change as it is told; `services` are those it belongs to."""
    kind, service, identity = change.key
    percent, likely = change.share.percent()
    return {
        "kind": kind,
        "service": service or None,
        "id": identity,
        "what": f"{KIND[kind]}：{_name(new if change.new is not None else old, kind, service, identity)}",
        "old": _look(old, kind, change.old),
        "new": _look(new, kind, change.new),
        "who": [*change.who, *(() if change.whole else (MORE,))],
        "whole": change.whole,
        "percent": percent / 10,
        "likely_percent": likely / 10,
        "follows": change.follows,
        "services": [service] if service else _wanted_by(old, new, kind, identity),
    }


def figures(change: Change) -> dict[str, int]:
    """How many combinations of answers of how many, and how many in a million by their likelihood."""
    share = change.share
    return {
        "count": share.count,
        "total": share.total,
        "per_million": 1_000_000 * share.weight // share.whole if share.whole else 0,
    }


def _wanted_by(old: View, new: View, kind: str, identity: str) -> list[str]:
    if kind != "material":
        return []
    wanted = (
        service.id
        for view in (old, new)
        for service in view.services.values()
        for need in service.requirements
        if f"{need.material}/{need.subject}" == identity
    )
    return list(dict.fromkeys(wanted))


def _name(view: View, kind: str, service: str, identity: str) -> str:
    own = f"{view.services[service].name}" if service else ""
    if kind == "material":
        material, subject = identity.split("/")
        whose, name = _subject(view, subject), view.bundle.materials[material].name
        return name if name.startswith(whose) else f"{whose}的{name}"
    if kind == "shown":
        return f"{view.bundle.fields[identity].name}（{own}）"
    if kind in ("party", "member"):
        group, number = identity.split("/")
        return f"第{number}位{_subject(view, group)}"
    if kind == "fee":
        return f"{identity.split('/')[0]}（{own}）"
    if kind in ("notice", "duty", "deadline"):
        record = view.services[service]
        said: dict[str, tuple[Statement | Deadline, ...]] = {
            "notice": record.notices,
            "duty": record.duties,
            "deadline": record.deadlines,
        }
        text = next((one.text for one in said[kind] if one.id == identity), identity)
        return f"{shortened(text)}（{own}）"
    return own


def _subject(view: View, subject: str) -> str:
    named = {key: text for event in view.events for key, text in (event.subjects or {}).items()}
    named |= {group.id: group.name for group in (*view.groups, *view.parties)}
    return named.get(subject, subject)


def shortened(text: str, most: int = SHORT) -> str:
    """`text`, cut where it is longer than `most` characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def material_part(target: str) -> str:
    """A look of a material line without the name of its group: that a choice is called otherwise changes nothing."""
    pieces = [piece for piece in target.split("-") if "." not in piece]
    return "-".join([*pieces, "choice"] if len(pieces) < len(target.split("-")) else pieces)


def _look(view: View, kind: str, look: Look | None) -> str:
    if look is None:
        return ABSENT
    if not look:
        return PRESENT[kind][1] if kind in PRESENT else NOT_HERE
    ordered = sorted(look, key=lambda one: (one[0].startswith(COPIES), one[0]))
    told = [(_part(view, kind, part), state) for part, state in ordered]
    return "；".join(text if state else OPEN.format(text=text) for text, state in told)


def _part(view: View, kind: str, part: str) -> str:
    if kind == "route":
        return ROUTE.get(part, part)
    if kind == "presence":
        return PRESENCE.get(part, part)
    if kind != "material":
        return PRESENT[kind][0]
    if part.startswith(COPIES):
        return f"复印{part.removeprefix(COPIES)}份"
    mode, *rest = part.split("-")
    form = next((FORM[piece] for piece in rest if piece in FORMS), "")
    licences = [view.bundle.licences[piece].name for piece in rest if piece in view.bundle.licences]
    exempt = f"，查到{'或'.join(licences)}可免" if licences else ""
    choice = "，几样里选" if "choice" in rest else ""
    return f"{MODE.get(mode, mode)}{form}{exempt}{choice}"
