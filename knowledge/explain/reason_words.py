"""Reasons in words. No logic that decides anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.model import Fact
from knowledge.words import LOCAL

#: What a number or a day is compared with.
TEST = {
    "at_least": "满{value}",
    "at_most": "不超过{value}",
    "above": "超过{value}",
    "below": "不到{value}",
    "before": "早于{value}",
    "after": "晚于{value}",
}
COUNTED = "，到这一天{days}天"
STANDARD = "（看是不是{test}{named}）"
NAMED = "，标准是“{name}”"
HELP = "怎么弄清：{help}"
DECIDES = "要看“{name}”：{outcomes}"
OUTCOME = {
    "yes": "{answers}，就要",
    "no": "{answers}，就不用",
    "possible": "{answers}，还要看别的",
}
ANY_ANSWER = "怎么答都还要看别的"
FIGURE = "要看“{name}”，" + LOCAL
ASK_OFFICE = "：问{office}（{phone}）"
ASK_ANYONE = "：打12345问"
MANY_ANSWERS = 4


def open_question(fact: Fact, then: Mapping[str, Sequence[str]]) -> str:
    """What an open question decides, and how to find out."""
    kinds = [kind for kind in OUTCOME if kind in then]
    told = [OUTCOME[kind].format(answers=_answers(then[kind])) for kind in kinds]
    outcomes = ANY_ANSWER if kinds == ["possible"] else "；".join(told)
    text = DECIDES.format(name=fact.name, outcomes=outcomes)
    return f"{text}。{HELP.format(help=fact.help)}" if fact.help else f"{text}。"


def _answers(texts: Sequence[str]) -> str:
    shown = "、".join(text if "“" in text else f"“{text}”" for text in texts[:MANY_ANSWERS])
    return shown if len(texts) <= MANY_ANSWERS else f"{shown}等{len(texts)}种"


def ask_office(figure: str, office: str | None, phone: str | None) -> str:
    """Where a figure that the catalogue does not know can be asked for."""
    where = ASK_OFFICE.format(office=office, phone=phone) if office and phone else ASK_ANYONE
    return FIGURE.format(name=figure) + where
