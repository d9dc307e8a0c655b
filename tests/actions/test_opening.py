"""Being greeted, saying what happened, choosing between events."""

from __future__ import annotations

import copy

import pytest

from actions.turn import open_conversation
from knowledge.bundle import Bundle
from tests.actions.conversation import TODAY, Conversation, fact


def test_greeting_says_who_what_and_whom_to_call(talk: Conversation) -> None:
    assert "导办" in talk.text
    assert "12345" in talk.text
    assert len(talk.labels) == 3


def test_greeting_in_midway_asks_the_question_again(asking: Conversation) -> None:
    asked = asking.asked
    assert asking.act("greeting").asked == asked


def test_unknown_region_is_refused_at_the_door(bundle: Bundle) -> None:
    with pytest.raises(LookupError):
        open_conversation(bundle, salt="s", channel="web", region="999999", now=TODAY)


def test_clear_event_is_taken_with_its_opening_place_and_first_question(talk: Conversation) -> None:
    talk.event(("baby", 0.9), ("shop", 0.05))
    assert talk.state["events"] == ["baby"]
    assert "孩子的户口、医保，能一起列清。" in talk.text
    assert "按兰州市城关区给您列，不在这里请说。" in talk.text
    assert talk.asked == "born_on"


def test_no_congratulation_unless_the_catalogue_says_so(talk: Conversation) -> None:
    assert "恭喜" not in talk.event(("baby", 0.9), text="生了").text


def test_facts_in_the_same_sentence_are_kept_and_read_back(talk: Conversation) -> None:
    talk.event(("baby", 0.9), facts=(fact("parents_married", False), fact("hukou_follow", "mother")))
    assert talk.state["facts"] == {"parents_married": False, "hukou_follow": "mother"}
    assert "领结婚证——没领" in talk.text
    assert "户口随谁——随妈妈" in talk.text


def test_unsure_offers_at_most_three_and_none_of_them(talk: Conversation) -> None:
    talk.event(("shop", 0.4), ("crib", 0.35), ("baby", 0.2), facts=(fact("area", 20),))
    assert talk.types == ["events"]
    assert talk.labels == ["我要开店", "想开母婴店", "家里添了孩子", "都不是"]
    assert talk.state["events"] == []
    talk.tap("我要开店")
    assert talk.state["events"] == ["shop"]
    assert talk.state["facts"] == {"area": 20}, "what was said beside the event is kept"


def test_close_scores_are_asked_even_when_the_best_is_high(talk: Conversation) -> None:
    assert talk.event(("shop", 0.62), ("crib", 0.55)).types == ["events"]


def test_between_two_both_can_be_taken(talk: Conversation) -> None:
    talk.event(("baby", 0.5), ("shop", 0.45)).tap("两件都要办")
    assert talk.state["events"] == ["baby", "shop"]


def test_unheard_twice_then_a_person(talk: Conversation) -> None:
    assert talk.event().types == ["events"]
    assert talk.event(("shop", 0.05)).types == ["events"]
    talk.event()
    assert talk.types == ["handoff"]
    assert talk.message("handoff")["phone"] == "12345"
    assert talk.effects == [{"effect": "hand_off", "reason": "unclear"}]


def test_none_of_them_asks_for_other_words_then_calls_a_person(talk: Conversation) -> None:
    talk.event(("shop", 0.4), ("crib", 0.35)).tap("都不是")
    assert "换个说法" in talk.text
    talk.event(("shop", 0.4), ("crib", 0.35))
    assert talk.types == ["handoff"]


def test_the_only_candidate_can_be_affirmed(talk: Conversation) -> None:
    talk.event(("shop", 0.4)).act("affirm")
    assert talk.state["events"] == ["shop"]


@pytest.mark.parametrize(
    ("button", "events"),
    [("两件一起办", ["baby", "shop"]), ("换成“我要开店”", ["shop"]), ("先办完眼前的", ["baby"])],
)
def test_second_event_is_merged_changed_or_put_off(listed: Conversation, button: str, events: list[str]) -> None:
    known = dict(listed.state["facts"])
    listed.event(("shop", 0.9), facts=(fact("area", 20),))
    assert listed.state["events"] == ["baby"], "nothing happens unasked"
    listed.tap(button)
    assert listed.state["events"] == events
    assert listed.state["facts"] == {**known, "area": 20}


def test_yes_merges_and_no_keeps(asking: Conversation) -> None:
    assert asking.event(("shop", 0.9)).act("affirm").state["events"] == ["baby", "shop"]
    assert asking.event(("crib", 0.9)).act("deny").state["events"] == ["baby", "shop"]


def test_the_same_event_again_counts_what_is_said_beside_it(asking: Conversation) -> None:
    asking.event(("baby", 0.9), facts=(fact("born_on", "2026-11-01"),))
    assert asking.state["facts"] == {"born_on": "2026-11-01"}
    assert asking.asked == "children"


def test_another_place_can_be_chosen(asking: Conversation) -> None:
    asking.tap("我在别的地方").tap("赣州市兴国县")
    assert asking.state["region"] == "360732"
    assert "改按赣州市兴国县给您列" in asking.text
    assert asking.asked == "born_on"


def test_a_place_said_in_words_is_taken(asking: Conversation) -> None:
    assert asking.act("answer", fact("region", "360732")).state["region"] == "360732"
    assert "这个地方的办法我这里还没有" in asking.act("answer", fact("region", "999999")).text
    assert asking.state["region"] == "360732"


def test_condolence_is_said_once(talk: Conversation) -> None:
    talk.event(("baby", 0.9), text="孩子生下来没保住")
    assert talk.text.count("请节哀") == 1
    assert "恭喜" not in talk.text
    assert "请节哀" not in talk.act("go_back").event(("baby", 0.9), text="孩子没保住").text


def test_an_answer_that_tells_of_a_death_brings_the_condolence(bundle: Bundle) -> None:
    from dataclasses import replace

    army, foreign, none = bundle.facts["rare"].options
    gone = replace(army, label="孩子没能留住")
    facts = {**bundle.facts, "rare": replace(bundle.facts["rare"], options=(gone, foreign, none))}
    grieving = copy.copy(bundle)
    grieving.facts = facts
    talk = Conversation(grieving).event(("baby", 0.9))
    talk.act("answer", fact("rare", ["army"]), source="option")
    assert talk.text.startswith("请节哀")
    assert "请节哀" not in talk.act("correct", fact("rare", [])).act("answer", fact("rare", ["army"])).text


def test_answer_before_any_event_is_kept(talk: Conversation) -> None:
    talk.act("answer", fact("parents_married", False))
    assert talk.state["facts"] == {"parents_married": False}
    assert "您要办的是这一件吗" in talk.text
    assert talk.act("affirm").state["events"] == ["baby"]
    assert talk.state["facts"] == {"parents_married": False}


def test_facts_that_only_one_offered_event_is_about_say_which(talk: Conversation) -> None:
    talk.event(("baby", 0.4), ("shop", 0.35))
    assert talk.state["events"] == []
    talk.act("answer", fact("area", 25))
    assert talk.state["events"] == ["shop"]
    assert "我听到的" in talk.text


def test_what_is_said_beside_an_unclear_event_may_make_it_clear(talk: Conversation) -> None:
    talk.act("state_event", fact("area", 25), events=[{"id": "shop", "score": 0.4}, {"id": "baby", "score": 0.35}])
    assert talk.state["events"] == ["shop"]
    assert "本来记的" not in talk.text
