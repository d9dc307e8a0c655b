"""Buttons: an id means its act, here and now, and nothing elsewhere."""

from __future__ import annotations

from actions.options import resolve, resolve_all
from tests.actions.conversation import Conversation, fact


def test_every_button_shown_leads_somewhere(listed: Conversation) -> None:
    for label, option_id in listed.shown.items():
        assert resolve(listed.bundle, listed.state, option_id) is not None, label


def test_ids_of_another_conversation_mean_nothing(listed: Conversation) -> None:
    other = Conversation(listed.bundle, salt="salt-2").event(("baby", 0.9))
    assert not set(other.shown.values()) & set(listed.shown.values())
    for option_id in other.shown.values():
        assert resolve(listed.bundle, listed.state, option_id) is None


def test_ids_are_stale_when_the_event_is_gone(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01"))
    option_id = asking.shown["2个"]
    asking.act("start_over").act("affirm")
    assert resolve(asking.bundle, asking.state, option_id) is None


def test_a_confirmation_is_stale_once_it_is_answered(listed: Conversation) -> None:
    listed.act("start_over")
    option_id = listed.shown["确定"]
    listed.act("deny")
    assert resolve(listed.bundle, listed.state, option_id) is None


def test_nonsense_is_none(asking: Conversation) -> None:
    assert resolve(asking.bundle, asking.state, "") is None
    assert resolve(asking.bundle, asking.state, "月球") is None
    assert resolve_all(asking.bundle, asking.state, []) is None


def test_buttons_of_different_questions_do_not_go_together(asking: Conversation) -> None:
    asking.act("answer", fact("born_on", "2026-11-01")).tap("1个")
    asking.tap("随妈妈")
    ids = [asking.shown["随妈妈"], asking.shown["2个"]]
    assert resolve_all(asking.bundle, asking.state, ids) is None
