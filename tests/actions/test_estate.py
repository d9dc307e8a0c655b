"""Questions about each of several persons, and answers that cannot all be so, in a real conversation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge.bundle import Bundle
from knowledge.bundle import compile as compile_catalogue
from tests.actions.conversation import Conversation, fact

FACTS = """
- id: heirs
  name: 继承人
  kind: fact
  type: persons
  role: 继承人
  question: 一共几位继承人？
  min: 1
  max: 3
  members:
    - {id: adult, name: 满18岁, type: bool, question: "{name}满18岁了吗？", options: [{value: true, label: 满了}, {value: false, label: 没满}]}
    - {id: share, name: 要不要份额, type: enum, question: "{name}要不要份额？", options: [{value: keep, label: 要}, {value: waive, label: 不要}], unsure: true}
  source: 测试
  verified: true
- id: willed
  name: 有没有遗嘱
  kind: fact
  type: bool
  question: 有遗嘱吗？
  options: [{value: true, label: 有遗嘱}, {value: false, label: 没有遗嘱}]
  source: 测试
  verified: true
"""
SERVICES = """
- id: inheritance
  name: 继承登记
  department: police
  route: guide
  place_role: target_hukou
  legal_regime: household
  requirements:
    - {id: guardian, material: statement, subject: heirs, when: {heirs: {any: {adult: false}}}, mode: form}
    - {id: waiver, material: rules, subject: heirs, when: {heirs: {any: {share: waive}}}, mode: form}
    - {id: will, material: record, subject: heirs, when: {willed: true}, mode: show}
  source: 测试
  verified: true
"""
EVENTS = """
- id: estate
  name: 继承
  title: 家里要办继承
  audience: person
  lead: police
  lifecycle: draft
  subjects: {heirs: 继承人}
  services: [{service: inheritance}]
  chapters: [{id: heirs, title: 继承人, facts: [heirs]}, {id: will, title: 遗嘱, facts: [willed]}]
  impossible:
    - {when: {all: [{willed: true}, {heirs_count: 3}]}, because: 遗嘱只写给一两个人，没有三位。, source: 测试, verified: true}
  source: 测试
  verified: true
"""


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The small catalogue with an inheritance of up to three heirs."""
    folder = tmp_path_factory.mktemp("estate") / "catalogue"
    shutil.copytree(Path(__file__).parent / "catalogue", folder)
    for name, text in {"facts": FACTS, "services": SERVICES, "events": EVENTS}.items():
        (folder / name / "estate.yml").write_text(text, encoding="utf-8")
    return compile_catalogue(folder)


@pytest.fixture
def talk(estate: Bundle) -> Conversation:
    return Conversation(estate).event(("estate", 0.95))


def test_persons_are_asked_one_after_the_other_and_by_name(talk: Conversation) -> None:
    asked = []
    assert talk.asked == "heirs_count"
    talk.tap("2人")
    while talk.asked and talk.asked.startswith("heirs_"):
        question = talk.message("question")["question"]
        asked.append((question["fact"], question["text"]))
        talk.tap("满了" if talk.asked.endswith("adult") else "要")
    assert [fact_id[:7] for fact_id, _ in asked] == ["heirs_1", "heirs_1", "heirs_2", "heirs_2"]
    for fact_id, text in asked:
        assert ("第一位继承人" if "_1_" in fact_id else "第二位继承人") in text


def test_the_form_view_has_the_persons_in_order_and_may_answer_them_together(talk: Conversation) -> None:
    talk.tap("2人")
    open_ = [question["fact"] for question in talk.act("show_list").message("materials")["guidance"]["open"]]
    persons = [fact_id[:7] for fact_id in open_ if fact_id.startswith("heirs_")]
    assert persons == ["heirs_1", "heirs_1", "heirs_2", "heirs_2"]
    answers = {fact_id: True if fact_id.endswith("adult") else "waive" for fact_id in open_ if "heirs" in fact_id}
    talk.do({"act": "form_answers", "facts": [fact(*item) for item in answers.items()], "source": "form"})
    assert answers.items() <= talk.state["facts"].items()
    assert talk.asked == "willed"


def test_answers_that_cannot_all_be_so_are_told_once_with_a_way_to_change_one(talk: Conversation) -> None:
    talk.act("answer", fact("heirs_count", 3)).act("answer", fact("willed", True))
    notice = talk.message("notice")
    assert "遗嘱只写给一两个人，没有三位" in notice["text"]
    assert [option["label"] for option in notice["options"]] == ["我要改一个答案"]
    assert talk.asked, "the conversation goes on"
    talk.act("answer", fact("heirs_1_adult", True))
    assert "notice" not in talk.types, "it is said once"
    assert "您答的有几条合不到一起" in talk.act("show_list").message("materials")["text"]
    talk.tap("我要改一个答案").tap("有没有遗嘱：有遗嘱").tap("没有遗嘱")
    assert "合不到一起" not in talk.act("show_list").message("materials")["text"]


def test_a_mistake_made_again_is_told_again(talk: Conversation) -> None:
    talk.act("answer", fact("heirs_count", 3), fact("willed", True)).act("correct", fact("willed", False))
    assert "notice" in talk.act("correct", fact("willed", True)).types


def test_while_questions_are_open_the_list_says_about_how_many(talk: Conversation) -> None:
    text = talk.act("show_list").message("materials")["text"]
    guidance = talk.message("materials")["guidance"]
    assert 0 < guidance["remaining"] <= len(guidance["open"])
    assert f"大约还有{guidance['remaining']}个问题。" in text
