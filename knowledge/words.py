"""The words of the trade in Chinese: routes, presences, modes, reasons. No logic that decides anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from knowledge.bundle import Bundle
from knowledge.condition import Bound, Leaf
from knowledge.evaluate import Verdict, World
from knowledge.facts import say
from knowledge.model import Basis, Time
from knowledge.view import View

ROUTE = {
    "submit": "在这里交件",
    "prefile": "网上填好，再到场核对",
    "jump": "到专门的网站办",
    "book": "约好时间去窗口办",
    "guide": "按指引到窗口办",
    "by_other": "由别的单位办好给您",
    "auto": "免申请，自动办",
    "duty": "您要做到的，不用申请",
}
PRESENCE = {
    "none": "不用到场",
    "one": "一人到场",
    "all_parties": "各方都要到场或刷脸",
    "all_in_person": "各方都要本人到场",
    "child": "孩子要到场",
}
MODE = {
    "submit": "提交",
    "show": "核验原件后退还",
    "surrender": "收存原件",
    "keep": "自备备查，不用交",
    "form": "签字即可",
    "sent_by_other": "由出具单位送来，不用您交",
    "produced": "办理中产生，不用准备",
    "exempt": "免提交，已查到",
    "exempt_if_verified": "登录核验后可免；去窗口请带上",
    "possible": "待定",
    "not_needed": "不用交，有别的就够了",
}
TEN_THOUSAND = 10_000
LOCAL = "以当地窗口为准"
UNIT = {"working_day": "个工作日", "natural_day": "天", "month": "个月", "year": "年", "hour": "小时"}
TIME = {"statutory": "法定", "promised": "承诺", "typical": "一般"}


def basis_lines(bundle: Bundle, bases: Iterable[Basis]) -> list[dict[str, Any]]:
    """Each basis as {law, article, text}: 《户口登记条例》第7条."""
    lines = []
    for basis in bases:
        law = bundle.laws[basis.law]
        name = f"《{law.short or law.name}》"
        article = f"第{basis.article}条" if basis.article and basis.article[0].isdigit() else (basis.article or "")
        note = f"（{basis.note}）" if basis.note else ""
        lines.append(
            {
                "law": law.id,
                "article": basis.article,
                "text": f"{name}{article}{note}",
                "verified": basis.verified and law.verified,
            }
        )
    return lines


def leaf_line(bundle: Bundle, view: View, world: World, leaf: Leaf) -> str:
    """Why a leaf decided, in the person's own answers: 户口随谁：随妈妈."""
    said = world.said.get(id(leaf))
    if said is None:
        said = world.said[id(leaf)] = _leaf_line(bundle, view, world, leaf)
    return said


def _leaf_line(bundle: Bundle, view: View, world: World, leaf: Leaf) -> str:
    source = view.facts[leaf.fact].source_fact
    value = world.facts.get(source)
    if isinstance(leaf.value, Bound):
        return f"{view.parameters[leaf.value.parameter].name}：{LOCAL}"
    if value is None:
        return f"要看“{view.facts[source].name}”"
    said = say(bundle, source, value)
    if isinstance(value, dict):
        return f"{view.facts[source].name}：{said}，两种情况都先列着"
    return f"{view.facts[source].name}：{said}" + (f"（{leaf.phrase}）" if leaf.phrase else "")


def because_lines(bundle: Bundle, view: View, world: World, verdict: Verdict) -> list[str]:
    """The reasons of a verdict, each once, in order; that something rare is absent is no reason for a yes."""
    told = (leaf for leaf in verdict.because if not (verdict.value and _absent(world, leaf)))
    return list(dict.fromkeys(leaf_line(bundle, view, world, leaf) for leaf in told))


def _absent(world: World, leaf: Leaf) -> bool:
    value = world.facts.get(leaf.fact)
    return leaf.operator == "has" and isinstance(value, list) and leaf.value not in value


def figure(value: float) -> str:
    """A number as it is written for people: 30, 4.2, 100万; never in powers of ten."""
    if value >= TEN_THOUSAND and value % TEN_THOUSAND == 0:
        return f"{int(value) // TEN_THOUSAND}万"
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"


def time_line(time: Time) -> str:
    """法定 10 个工作日（从受理起）; an unstated length says where to ask."""
    kind = TIME.get(time.kind, time.kind)
    if time.unit == "on_the_spot":
        return f"{kind}：当场办"
    if time.days is None:
        return time.text or f"{kind}：{LOCAL}"
    excluded = f"，不含{'、'.join(time.excludes)}" if time.excludes else ""
    return f"{kind}：{time.days:g}{UNIT.get(time.unit, time.unit)}{excluded}"
