"""Plain words that were once heard wrong: each alone, with its reason, and none may slip back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.nlu import cues
from tests.bot.talk import in_talk

Hear = Callable[..., dict[str, Any]]


def facts(act: dict[str, Any]) -> dict[str, Any]:
    return {one["fact"]: one["value"] for one in act["facts"]}


@pytest.mark.parametrize(
    ("asked", "text", "event"),
    [("shop_building", "就我一个人干", "restaurant"), ("shop_building", "我自己干", "restaurant"),
     ("hospital_settled", "她自己去", "newborn"), ("hospital_settled", "一个人", "newborn"),
     ("hospital_settled", "户口没报", "newborn"), ("born_where", "医院", "newborn"),
     ("child_count", "就我一个人", "newborn"), ("seller_count", "我一个人去", "home_transfer")],
)  # fmt: skip
def test_words_that_fit_an_option_by_chance_stay_unread(
    hear: Hear, bundle: Any, asked: str, text: str, event: str
) -> None:
    assert asked not in facts(hear(text, in_talk(bundle, [event], asked=asked)))


@pytest.mark.parametrize("text", ["新开的", "新开一家"])
def test_a_new_shop_is_no_new_conversation(hear: Hear, bundle: Any, text: str) -> None:
    offered = {**in_talk(bundle, []), "pending": {"kind": "events", "events": ["restaurant"]}}
    for state in (None, offered, in_talk(bundle, ["restaurant"])):
        assert hear(text, state)["act"] != "start_over"
    assert facts(hear(text, in_talk(bundle, ["restaurant"], asked="shop_origin"))) == {"shop_origin": "new"}


@pytest.mark.parametrize("text", ["重新开始", "从头来", "新开始一次吧，重来"])
def test_starting_over_is_still_heard(hear: Hear, bundle: Any, text: str) -> None:
    assert hear(text, in_talk(bundle, ["restaurant"]))["act"] == "start_over"


@pytest.mark.parametrize("text", ["25平米", "25个平方"])
@pytest.mark.parametrize("asked", ["shop_building", "own_flue"])
def test_an_area_said_again_is_the_same_fact(hear: Hear, bundle: Any, asked: str, text: str) -> None:
    act = hear(text, in_talk(bundle, ["restaurant"], {"business_area": 25}, asked))
    assert (act["act"], facts(act)) == ("answer", {"business_area": 25})


def test_an_area_answers_its_own_question_alone(hear: Hear, bundle: Any) -> None:
    for known in ({}, {"building_area": 25}):
        act = hear("25个平方", in_talk(bundle, ["restaurant"], known, "business_area"))
        assert facts(act) == {"business_area": 25}


@pytest.mark.parametrize(
    ("asked", "event"),
    [("born_on", "newborn"), ("hukou_here", "newborn"), ("shop_building", "restaurant"),
     ("seller_mortgage", "home_transfer")],
)  # fmt: skip
def test_an_area_is_no_goodbye(hear: Hear, bundle: Any, asked: str, event: str) -> None:
    act = hear("80平", in_talk(bundle, [event], asked=asked))
    assert act["act"] in ("answer", "out_of_scope")
    assert asked not in facts(act)


def test_what_is_said_of_another_question_is_its_fact(hear: Hear, bundle: Any) -> None:
    act = hear("医院直接结了", in_talk(bundle, ["newborn"], asked="hukou_here"))
    assert facts(act) == {"hospital_settled": "settled"}


@pytest.mark.parametrize("text", ["县医院让我去开证明", "结婚证领了", "结婚证拿上了", "在什么有名的医院"])
def test_bare_words_say_nothing_unasked(hear: Hear, bundle: Any, text: str) -> None:
    assert not {"born_where", "certificate_state"} & facts(hear(text, in_talk(bundle, ["newborn"]))).keys()


@pytest.mark.parametrize("text", ["开面馆", "开火锅店", "想开奶茶店"])
def test_opening_a_shop_in_two_words_is_the_event(hear: Hear, text: str) -> None:
    act = hear(text)
    assert act["act"] == "state_event"
    assert [event["id"] for event in act["events"] if event["score"] >= 0.6] == ["restaurant"]


def test_selling_with_a_loan_is_heard_with_its_facts(hear: Hear) -> None:
    act = hear("我房子要卖给别人，房贷还没还完，在兴国")
    assert act["act"] == "state_event"
    assert act["events"][0]["id"] == "home_transfer"
    assert act["events"][0]["score"] >= 0.6
    assert facts(act).items() >= {"transfer_kind": "sale", "seller_mortgage": True}.items()


def test_the_cues_are_narrow() -> None:
    assert cues.MEASURE.search("八十来平")
    assert not cues.MEASURE.search("一路平安")
    assert cues.NEWLY_OPENED.search("新开的")
    assert not cues.NEWLY_OPENED.search("重新开始")


def test_an_answer_that_sounds_like_another_event_stays_an_answer(hear: Hear, bundle: Any) -> None:
    """Moving a household is an event of its own; said of a newborn it answers a question."""
    act = hear("户口想随妈妈", in_talk(bundle, ["newborn"]))
    assert (act["act"], facts(act)) == ("answer", {"hukou_follow": "mother"})
