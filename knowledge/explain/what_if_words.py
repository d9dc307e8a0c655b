"""What another answer would change, in words. No logic that decides anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.words import MODE, PRESENCE, ROUTE

OTHER = "别的"
NONE = "都没有"
WITH, WITHOUT = "有“{label}”", "没有“{label}”"
STATE = {"yes": "定了", "possible": "待定"}
#: (kind, comes or goes) -> sentence.
COMES = {
    "service": "多办一件：{name}{how}",
    "material": "多带一样：{name}（{how}）",
    "field": "多填一格：{name}",
    "notice": "多一条提醒：{name}",
    "duty": "多一条要做到的：{name}",
    "deadline": "多一个期限：{name}",
    "fee": "多一项费用：{name}",
}
GOES = {
    "service": "不用办：{name}",
    "material": "不用带：{name}",
    "field": "不用填：{name}",
    "notice": "少一条提醒：{name}",
    "duty": "少一条要做到的：{name}",
    "deadline": "少一个期限：{name}",
    "fee": "少一项费用：{name}",
}
MAY_COME = "（也可能不用，还要看别的）"
CHANGES = "{name}：{parts}"
FROM_TO = "{before} → {after}"
COPIES = "复印{n}份"
REQUIRED = {True: "必填", False: "可以不填"}
FORM = {"original": "原件", "paper": "纸质", "electronic": "电子版", "either": "纸质、电子版都行"}
#: What counts of a line -> its values in words.
NAMED: Mapping[str, Mapping[Any, str]] = {
    "mode": MODE,
    "route": ROUTE,
    "presence": PRESENCE,
    "state": STATE,
    "form": FORM,
    "required": REQUIRED,
}
IF = "要是答{answers}："
SAME = "清单不变。"
IMPOSSIBLE = "和您别的回答对不上，一般不会有。"
THEN_ASKED = "还要再问：{names}。"
NOW = "{name}：您答的是“{text}”。"
NOW_OPEN = "{name}：还没有答。"
NO_MATTER = "这一项怎么答，清单都一样。"


def owned(whose: str, name: str) -> str:
    """妈妈的居民身份证; the owner is not said twice."""
    return name if not whose or name.startswith(whose) else f"{whose}的{name}"


def change(line: Mapping[str, Any]) -> str:
    """One change as a sentence."""
    kind, name = line["kind"], line["name"]
    if line["effect"] == "appears":
        look = line["after"]
        how = MODE[look["mode"]] if kind == "material" else ""
        open_now = MAY_COME if look.get("state") == "possible" else ""
        return COMES[kind].format(name=name, how=how) + open_now
    if line["effect"] == "disappears":
        return GOES[kind].format(name=name)
    before, after = line["before"], line["after"]
    parts = [
        FROM_TO.format(before=_look(key, before[key]), after=_look(key, after[key]))
        for key in after
        if before[key] != after[key]
    ]
    return CHANGES.format(name=name, parts="，".join(parts))


def _look(key: str, value: Any) -> str:
    named = NAMED.get(key, {})
    return COPIES.format(n=value) if key == "copies" else named.get(value, str(value))


def group(
    answers: Sequence[Mapping[str, Any]],
    changes: Sequence[Mapping[str, Any]],
    asks: Sequence[Mapping[str, Any]],
    contradiction: bool,
) -> str:
    """One group of answers, a line for each thing that changes."""
    told = [IF.format(answers="、".join(quoted(answer["text"]) for answer in answers))]
    if contradiction:
        return told[0] + IMPOSSIBLE
    if not changes and not asks:
        return told[0] + SAME
    told += dict.fromkeys(f"  · {line['text']}" for line in changes if not line["follows"])
    if asks:
        told.append("  · " + THEN_ASKED.format(names="、".join(quoted(q["name"]) for q in asks)))
    return "\n".join(told)


def quoted(text: str) -> str:
    """“text”, once."""
    return text if "“" in text else f"“{text}”"


def fact(name: str, answer: Mapping[str, Any] | None, groups: Sequence[Mapping[str, Any]]) -> str:
    """Everything about one fact."""
    first = NOW.format(name=name, text=answer["text"]) if answer is not None else NOW_OPEN.format(name=name)
    if all(not g["changes"] and not g["asks"] and not g["contradiction"] for g in groups):
        return f"{first}\n{NO_MATTER}"
    return "\n".join([first, *(g["text"] for g in groups)])
