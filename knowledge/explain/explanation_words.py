"""Explanations in words: one thought a line, answer first. No logic that decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.explain.what_if_words import owned
from knowledge.words import LOCAL, MODE
from knowledge.words import figure as written

__all__ = ["absent", "missing", "owned", "paper", "service", "use"]

STATE = {"yes": "要办", "no": "照您说的，这一项不用办", "possible": "待定"}
ASKED = {"yes": "为什么要：", "no": "为什么不用：", "possible": "为什么待定：", "spared": "为什么免："}
ALWAYS = "办这件事的都要。"
TOGETHER = "这几样合起来就定了："
ITEM = "  · {text}"
BASIS = "依据：{basis}"
UNCHECKED = "（没有核实到条文，" + LOCAL + "）"
SOURCE = "出处：{source}"
CHANGED = "{name}另有规定。"
CHANGED_BASIS = "{name}另有规定：{basis}"
ROUTE = "怎么办：{text}"
PRESENCE = "谁到场：{text}"
FOR_SERVICE = "“{name}”要用{why}"
WHY = "：{why}"
PRODUCED = "办“{name}”时会产生，不用您准备。"
MADE_HERE = "办理中产生，不用您准备。"
SENT = "由出具单位送来，不用您交。"
EXEMPT = "已查到{licences}，免交。"
EXEMPT_IF = "登录、本人授权后查到{licences}就免；去窗口请带上。"
NOT_EXEMPT = "为什么不免：{reason}"
TAKEN = {"surrender": "原件要收存，电子证照代替不了。", "form": "这一样要您签字。"}
NO_LICENCE = "没有能代替它的电子证照或数据。"
COVERS = "也顶了“{name}”。"
SATISFIED = "已有“{names}”，这一样不用交。"
ABSENT = "照您说的，清单上没有这一样。"
NO_SERVICE = "“{name}”照您说的不用办"
NO_NEED = "“{name}”这次不要它"
NOBODY = "“{name}”这次没有这样的人"
COVERED = "“{name}”要的，已由“{covering}”顶了。"
ELSEWHERE = "“{name}”要的，分开列着：{lines}。"
NOT_SO_MANY = "“{name}”这次没有那么多人。"
NOT_ON_LIST = "“{name}”这次不用它。"
FIGURE = "这里的标准：{name}{value}{note}"
STATED = "{value}{unit}"
NOT_STATED = "没有查到，" + LOCAL


def service(told: Mapping[str, Any]) -> str:
    """A service: what, why, how, basis, source."""
    lines = [f"{told['name']}：{STATE[told['state']]}。", *reason(told["reason"], told["state"])]
    if told["state"] != "no":
        lines.append(ROUTE.format(text=told["route"]["because"] or told["route"]["text"]))
        lines.append(PRESENCE.format(text=told["presence"]["because"] or told["presence"]["text"]))
        if told["why"]:
            lines.append(told["why"])
    return "\n".join([*lines, *_sources(told)])


def reason(told: Mapping[str, Any], asked: str) -> list[str]:
    """A reason as lines, the question first. For a yes, that something rare is absent is not told."""
    shown = [one for one in told["because"] if told["value"] != "yes" or not _absent_option(one)]
    if told["value"] == "possible":
        items = [one["text"] for one in (*told["open"], *told["figures"])]
    else:
        items = [one["text"] for one in shown]
    items = list(dict.fromkeys(items))
    lines = [ASKED[asked]] if items else [ASKED[asked] + ALWAYS] if told["value"] == "yes" else []
    if told["by"] == "answers" and len(items) > 1:
        lines.append(TOGETHER)
    lines += [ITEM.format(text=text) for text in items]
    figures = {one["figure"]["parameter"]: one["figure"] for one in shown if one["figure"] is not None}
    return lines + [ITEM.format(text=_figure(figure)) for figure in figures.values()]


def _absent_option(one: Mapping[str, Any]) -> bool:
    return isinstance(one["value"], list) and one["holds"] is False


def _figure(figure: Mapping[str, Any]) -> str:
    if figure["value"] is None:
        return FIGURE.format(name=figure["name"], value=f"{NOT_STATED}", note="")
    number = written(figure["value"])
    basis = "，".join(line["text"] for line in figure["basis"]) or figure["source"] or ""
    note = (f"（{basis}）" if basis else "") + ("" if figure["verified"] else f"，{LOCAL}")
    return FIGURE.format(name=figure["name"], value=STATED.format(value=number, unit=figure["unit"] or ""), note=note)


def paper(told: Mapping[str, Any]) -> str:
    """A paper on the list: what becomes of it, then why each service wants it."""
    lines = [f"{told['name']}：{MODE[told['state']]}。", ASKED[told["asks"]]]
    if told["satisfied_by"] and told["state"] == "not_needed":
        lines.append(ITEM.format(text=SATISFIED.format(names="、".join(told["satisfied_by"]))))
    return "\n".join([*lines, *(one["text"] for one in told["uses"])])


def use(told: Mapping[str, Any]) -> str:
    """Why one service wants a paper, and why it is spared or not."""
    why = WHY.format(why=told["why"].rstrip("。")) if told["why"] else ""
    lines = [ITEM.format(text=FOR_SERVICE.format(name=told["name"], why=why) + "。")]
    held = reason(told["reason"], told["reason"]["value"])
    lines += [f"  {line}" for line in held if line != ASKED["yes"] + ALWAYS]
    lines += [f"    {text}" for text in _spared(told)]
    if told["covers"]:
        lines.append(f"    {COVERS.format(name=told['covers'])}")
    return "\n".join([*lines, *(f"    {line}" for line in _sources(told))])


def _spared(told: Mapping[str, Any]) -> Iterable[str]:
    """Why nothing has to be brought, or why it is not spared."""
    licences = "或".join(told["licences"])
    if told["mode"] == "produced":
        yield PRODUCED.format(name=told["produced_by"]["name"]) if told["produced_by"] else MADE_HERE
    elif told["mode"] == "sent_by_other":
        yield SENT
    elif told["mode"] == "exempt":
        yield EXEMPT.format(licences=licences)
    elif told["mode"] == "exempt_if_verified":
        yield EXEMPT_IF.format(licences=licences)
    if told["not_exempt"]:
        yield NOT_EXEMPT.format(reason=told["not_exempt"])
    elif told["mode"] in ("surrender", "submit", "show", "form"):
        yield NOT_EXEMPT.format(reason=told["itself"] or TAKEN.get(told["mode"], NO_LICENCE))


def absent(told: Mapping[str, Any]) -> str:
    """A paper that is not on the list, the best reason first."""
    lines = [f"{told['name']}：{ABSENT}", ASKED["no"]]
    return "\n".join([*lines, *dict.fromkeys(one["text"] for one in told["absent"])])


def missing(told: Mapping[str, Any]) -> str:
    """Why one service does not want a paper."""
    name = told["name"]
    if told["kind"] == "covered":
        return ITEM.format(text=COVERED.format(name=name, covering=told["covered_by"]))
    if told["kind"] == "merged":
        return ITEM.format(text=NOT_ON_LIST.format(name=name))
    if told["kind"] == "number":
        lines = "、".join(told["lines"])
        return ITEM.format(text=ELSEWHERE.format(name=name, lines=lines) if lines else NOT_SO_MANY.format(name=name))
    said = {"service": NO_SERVICE, "requirement": NO_NEED, "group": NOBODY}[told["kind"]].format(name=name)
    because = "；".join(dict.fromkeys(one["text"] for one in told["because"]["because"]))
    return ITEM.format(text=f"{said}：{because}。" if because else f"{said}。")


def _sources(told: Mapping[str, Any]) -> Iterable[str]:
    if told["basis"]:
        texts = [line["text"] + ("" if line["verified"] else UNCHECKED) for line in told["basis"]]
        yield BASIS.format(basis="、".join(texts))
    if told["source"]:
        yield SOURCE.format(source=told["source"]) + ("" if told["verified"] else f"（{LOCAL}）")
    for layer in told["changed"]:
        basis = "、".join(line["text"] for line in layer["basis"]) or layer["source"]
        yield CHANGED_BASIS.format(name=layer["name"], basis=basis) if basis else CHANGED.format(name=layer["name"])
