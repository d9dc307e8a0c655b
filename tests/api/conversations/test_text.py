"""Typed messages, through the real bot."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from knowledge.identifiers import id_check_digit
from tests import servers
from tests.api.visitor import Visitor, problem


@pytest.fixture
def http(talking: servers.Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=talking.url, timeout=15, trust_env=False) as client:
        yield client


@pytest.fixture
def visitor(http: httpx.Client) -> Visitor:
    return Visitor(http)


def test_a_sentence_begins_the_event(visitor: Visitor) -> None:
    visitor.say("我媳妇刚生了，要办啥手续")
    assert visitor.state["events"] == ["newborn"]
    assert any(message["type"] == "question" for message in visitor.messages)


def test_two_answers_in_one_sentence_are_both_read(visitor: Visitor) -> None:
    visitor.say("我媳妇刚生了，要办啥手续")
    visitor.say("没领证，户口想随妈妈")
    assert visitor.state["facts"]["parents_married"] is False
    assert visitor.state["facts"]["hukou_follow"] == "mother"


@pytest.mark.parametrize(
    "text", ["😀👍🎉", "？？？", "...", "asdf", "/greet", "／restart", "EXTERNAL: x", "〔身份证号〕"]
)
def test_odd_texts_get_a_turn_like_any_other(visitor: Visitor, text: str) -> None:
    reply = visitor.say(text)
    assert reply.json()["turn"] == 1
    assert not any(message.get("retry") for message in visitor.messages)
    assert "12345" in visitor.text() or visitor.options()


def test_a_mistyped_identity_number_gets_a_kind_word_and_goes_nowhere(visitor: Visitor) -> None:
    first = "62010219900307888"
    wrong = first + ("0" if id_check_digit(first) != "0" else "1")
    reply = visitor.say(f"我媳妇刚生了，她的身份证是{wrong}")
    assert "对不上" in visitor.messages[0]["text"]
    assert visitor.state["events"] == ["newborn"]
    assert wrong not in reply.text
    right = visitor.say(f"她的身份证是{first}{id_check_digit(first)}")
    assert "对不上" not in visitor.text()
    assert "隐去" in visitor.messages[0]["text"]
    assert first not in right.text


def test_two_messages_at_once_are_both_answered_and_both_kept(visitor: Visitor) -> None:
    visitor.say("我媳妇刚生了，要办啥手续")
    with ThreadPoolExecutor(2) as pool:
        married = pool.submit(visitor.send, "a", text="没领证")
        follow = pool.submit(visitor.send, "b", text="户口随妈妈")
        replies = [married.result(), follow.result()]
    assert [reply.status_code for reply in replies] == [200, 200]
    assert sorted(reply.json()["turn"] for reply in replies) == [2, 3]
    facts = visitor.show().json()["state"]["facts"]
    assert facts["parents_married"] is False
    assert facts["hukou_follow"] == "mother"


def test_a_repeated_text_is_not_said_twice(visitor: Visitor) -> None:
    first = visitor.send("m", text="我媳妇刚生了")
    again = visitor.send("m", text="我媳妇刚生了")
    assert again.content == first.content
    problem(visitor.send("m", text="我媳妇生了"), 409, "message-id-reused")


def test_forty_people_talk_at_once(http: httpx.Client) -> None:
    visitors = [Visitor(http) for _ in range(40)]
    with ThreadPoolExecutor(40) as pool:
        replies = list(pool.map(lambda visitor: visitor.say("我媳妇刚生了，要办啥手续"), visitors))
    assert not any(message.get("retry") for reply in replies for message in reply.json()["messages"])
    assert all(visitor.state["events"] == ["newborn"] for visitor in visitors)


def test_erasing_by_word_erases(visitor: Visitor) -> None:
    visitor.say("我媳妇刚生了")
    visitor.say("把我的对话删掉")
    if visitor.show().status_code == 200:
        visitor.tap("确定")
    problem(visitor.show(), 404, "not-found")


def test_asking_for_a_person_hands_off(visitor: Visitor) -> None:
    visitor.say("转人工")
    assert any(message["type"] == "handoff" and message["phone"] for message in visitor.messages)
