"""Bad input gets a clear answer, and nothing is lost: each item, and the test that holds it.

Empty, blank and invisible messages     conversations/test_bad_input.py::test_nothing_to_read_is_said_and_changes_nothing
100,000 characters                      conversations/test_bad_input.py::test_100000_characters_are_refused_before_they_are_read
Emoji, commands, with the real bot      bad_input/test_every_item.py::test_commands_and_signs_are_words_like_any_other
Control characters, real bot            bad_input/test_every_item.py::test_control_characters_do_not_hide_words
Unknown region: conversation            conversations/test_bad_input.py::test_an_unknown_region_is_named_with_those_known
Unknown region: guidance                guidance/test_guidance.py::test_what_we_do_not_know_is_named
Fact outside its domain: guidance       guidance/test_guidance.py::test_a_fact_outside_its_domain_is_named_with_its_values
Fact outside its domain: form           conversations/test_bad_input.py::test_answers_outside_the_domain_name_fact_and_values
Wrong check digit in chat               conversations/test_text.py::test_a_mistyped_identity_number_gets_a_kind_word_and_goes_nowhere
Wrong check digit in the form           drafts/test_drafts.py::test_a_wrong_value_is_kept_and_shown_with_its_error
Repeated client_msg_id, same body       conversations/test_turns.py::test_a_repeat_returns_the_stored_reply_byte_for_byte
Repeated client_msg_id, other body      conversations/test_turns.py::test_the_same_id_with_another_body_is_refused
Two messages at once, typed             conversations/test_text.py::test_two_messages_at_once_are_both_answered_and_both_kept
Many messages at once                   conversations/test_turns.py::test_forty_messages_at_once_in_one_conversation_are_all_kept
Stale option id                         bad_input/test_every_item.py::test_a_button_of_a_question_no_longer_asked_is_stale
Foreign option id                       bad_input/test_parties_and_races.py::test_options_do_not_cross_conversations
Wrong or missing token: conversation    conversations/test_bad_input.py::test_a_wrong_token_answers_like_a_wrong_conversation
Wrong or missing token: draft           drafts/test_drafts.py::test_foreign_and_missing_answer_alike
Wrong or missing token: party link      bad_input/test_parties_and_races.py::test_a_link_is_no_token_and_a_token_no_link
Wrong or missing token: case            cases/test_cases.py::test_wrong_and_foreign_answer_alike
Bot stopped (SIGSTOP), then back        conversations/test_without_bot.py::test_a_bot_that_hangs
Bot killed (SIGKILL), then back         conversations/test_without_bot.py::test_a_bot_that_dies
Database away ten seconds: turns        test_database.py::test_ten_seconds_of_trouble_lose_nothing
Database away ten seconds: submission   bad_input/test_submission_without_database.py::test_a_turn_and_a_submission_are_refused_in_time_and_kept_once_when_repeated
Killed during submission, repeated      applications/test_crash.py::test_killed_at_any_moment_and_repeated_it_is_one_case
Anything else, anywhere                 bad_input/test_any_body.py::test_strange_values_in_every_place_of_every_body
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests import servers
from tests.api.unhurried import LIMITS
from tests.api.visitor import Visitor, problem

#: What Rasa, a shell or a careless program would take for a command.
COMMANDS = [
    "/restart",
    "/session_start",
    "/back",
    "/start_over",
    "／restart",
    "／session_start",
    " \u200b/restart",
    "//restart",
    '/answer{"hukou_follow": "father"}',
    '/inform{"events": []}',
    "EXTERNAL: restart",
    "EXTERNAL:/session_start",
    "ＥＸＴＥＲＮＡＬ：restart",
    "external: session_start",
    "😀👍🎉",
    "👨‍👩‍👧‍👦",
    "❤️",
    "{{state}} ${7*7} %s",
    "'; drop table conversations; --",
    "<img src=x onerror=alert(1)>",
]
CONTROLS = "\x00\x07\x1b\u200b\u202e\ufeff\x7f"


@pytest.fixture(scope="module")
def http(serve: Callable[..., servers.Server], bot: servers.Server) -> Iterator[httpx.Client]:
    server = serve(BOT_URL=bot.url, BOT_DEADLINE="5", **LIMITS)
    with httpx.Client(base_url=server.url, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture
def visitor(http: httpx.Client) -> Visitor:
    visitor = Visitor(http)
    visitor.say("我媳妇刚生了，要办啥手续")
    visitor.say("户口想随妈妈")
    assert visitor.state["facts"]["hukou_follow"] == "mother"
    return visitor


def test_commands_and_signs_are_words_like_any_other(visitor: Visitor) -> None:
    """A turn each, through the real bot; none restarts, forgets, or puts a fact in."""
    before, turn = visitor.state, visitor.show().json()["turn"]
    for number, text in enumerate(COMMANDS, 1):
        reply = visitor.say(text)
        assert reply.json()["turn"] == turn + number, f"{text!r} was not heard"
        assert not any(message.get("retry") for message in visitor.messages), text
        assert "<img" not in visitor.text()
        assert visitor.state["events"] == before["events"], text
        assert visitor.state["facts"] == before["facts"], text


def test_control_characters_do_not_hide_words(visitor: Visitor) -> None:
    reply = visitor.say(CONTROLS.join("没领证"))
    assert visitor.state["facts"].get("parents_married") is False
    assert "\\u0000" not in reply.text
    assert "\\u001b" not in reply.text


#: Pieces of the longest texts that readers of days, sums, counts and places could stumble over.
PIECES = [
    "我",
    "不",
    "没领证",
    "1 ",
    "1",
    "一",
    "二〇二六年十一月一日",
    "2026年11月1日",
    "11月1日或",
    "三百二十万零五千",
    "9" * 40 + "万",
    "兰州市城关区",
    "不是不",
    "孩子妈妈",
    "a",
    "😀",
    "，",
    "？",
    "〔",
    "〔身份证号〕",
    "昨天前天大前天",
    "\U00020000",
    "ﷺ",
]


@pytest.mark.slow
def test_the_longest_texts_do_not_keep_the_bot_from_others(visitor: Visitor) -> None:
    """A text that took the bot too long would silence it for everybody."""
    slow = []
    for piece in PIECES:
        text = (piece * 2000)[:2000]
        started = time.monotonic()
        answer = visitor.send(text=text)
        seconds = round(time.monotonic() - started, 2)
        retried = answer.status_code == 200 and any(message.get("retry") for message in visitor.messages)
        if answer.status_code not in (200, 413) or retried or seconds > 2.5:
            slow.append((piece[:10], answer.status_code, retried, seconds))
    assert slow == []


def test_a_button_of_a_question_no_longer_asked_is_stale(http: httpx.Client) -> None:
    """A confirmation that was asked and is over cannot be tapped later; the question now asked comes with the refusal."""
    visitor = Visitor(http)
    visitor.say("我媳妇刚生了，要办啥手续")
    visitor.say("把我的对话删掉")
    yes = visitor.options()["确定"]
    visitor.say("户口想随妈妈")
    before = visitor.show().json()
    document = problem(visitor.send(option_id=yes), 409, "stale-option")
    assert any(message["type"] == "question" for message in document["messages"])
    assert visitor.show().json() == before


def test_after_a_reload_the_client_has_all_it_needs(visitor: Visitor) -> None:
    """The same messages with the same buttons, which still work."""
    shown = visitor.show().json()
    assert shown["messages"] == visitor.messages
    assert shown["state"] == visitor.state
    assert {"id", "channel", "turn", "guidance"} <= shown.keys()
    assert shown["guidance"]["question"]
    visitor.messages = shown["messages"]
    label = next(label for label in visitor.options())
    visitor.tap(label)
    assert visitor.show().json()["turn"] == shown["turn"] + 1


def test_the_table_names_tests_that_exist() -> None:
    folder = Path(__file__).resolve().parent.parent
    lines = [line.split()[-1] for line in (__doc__ or "").splitlines() if "::" in line]
    assert len(lines) > 20
    for named in lines:
        file, _, test = named.partition("::")
        assert f"def {test}(" in (folder / file).read_text(encoding="utf-8"), named
