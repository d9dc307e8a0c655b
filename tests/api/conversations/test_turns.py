"""Turns: each is stored once, whoever races; a repeat gets the same bytes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.api.visitor import Visitor, problem


@pytest.fixture
def visitor(client: httpx.Client) -> Visitor:
    return Visitor(client)


def begin_newborn(visitor: Visitor) -> None:
    visitor.tap(next(label for label in visitor.options() if "出生" in label or "孩子" in label))
    assert visitor.state["events"] == ["newborn"]


def test_a_button_leads_to_the_first_question(visitor: Visitor) -> None:
    begin_newborn(visitor)
    assert any(message["type"] == "question" for message in visitor.messages)
    shown = visitor.show().json()
    assert shown["turn"] == 1
    assert shown["messages"] == visitor.messages
    assert shown["guidance"]["status"] == "asking"


def test_a_repeat_returns_the_stored_reply_byte_for_byte(visitor: Visitor) -> None:
    option = next(iter(visitor.options().values()))
    first = visitor.send("m1", option_id=option)
    second = visitor.send("m1", option_id=option)
    assert second.status_code == 200
    assert second.content == first.content
    assert visitor.show().json()["turn"] == 1


def test_the_same_id_with_another_body_is_refused(visitor: Visitor) -> None:
    options = list(visitor.options().values())
    visitor.send("m1", option_id=options[0])
    problem(visitor.send("m1", option_id=options[1]), 409, "message-id-reused")
    problem(visitor.send("m1", text="好"), 409, "message-id-reused")
    assert visitor.show().json()["turn"] == 1


def test_the_same_message_sent_ten_times_at_once_is_one_turn(visitor: Visitor) -> None:
    option = next(iter(visitor.options().values()))
    with ThreadPoolExecutor(10) as pool:
        replies = list(pool.map(lambda _: visitor.send("m1", option_id=option), range(10)))
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    assert visitor.show().json()["turn"] == 1


def test_twelve_answers_at_once_are_all_kept(visitor: Visitor) -> None:
    begin_newborn(visitor)
    answers = [{"hukou_follow": "mother"}, {"born_on": "2026-11-01"}, {"child_count": "one"}] * 4
    with ThreadPoolExecutor(12) as pool:
        replies = list(pool.map(lambda given: visitor.send(answers=given), answers))
    assert [reply.status_code for reply in replies] == [200] * 12
    assert sorted(reply.json()["turn"] for reply in replies) == list(range(2, 14))
    facts = visitor.show().json()["state"]["facts"]
    assert facts["hukou_follow"] == "mother"
    assert facts["born_on"] == "2026-11-01"
    assert facts["child_count"] == "one"


def test_form_answers_come_with_the_guidance(visitor: Visitor) -> None:
    begin_newborn(visitor)
    reply = visitor.send(answers={"hukou_follow": "mother", "parents_married": {"unknown": "unsure"}}).json()
    shown = reply.get("guidance") or next(m["guidance"] for m in reply["messages"] if "guidance" in m)
    assert {"hukou_follow", "parents_married"} <= {answer["fact"] for answer in shown["answered"]}


def test_two_conversations_do_not_know_each_other(client: httpx.Client, visitor: Visitor) -> None:
    other = Visitor(client)
    begin_newborn(visitor)
    assert other.show().json()["state"]["events"] == []


def test_erasing_leaves_nothing(visitor: Visitor) -> None:
    begin_newborn(visitor)
    assert visitor.http.delete(visitor.path, headers=visitor.headers).status_code == 204
    problem(visitor.show(), 404, "not-found")
    problem(visitor.send(text="在吗"), 404, "not-found")
    problem(visitor.http.delete(visitor.path, headers=visitor.headers), 404, "not-found")


def test_forty_messages_at_once_in_one_conversation_are_all_kept(visitor: Visitor) -> None:
    begin_newborn(visitor)
    with ThreadPoolExecutor(40) as pool:
        replies = list(pool.map(lambda n: visitor.send(answers={"born_on": f"2026-10-{n % 28 + 1:02}"}), range(40)))
    assert [reply.status_code for reply in replies] == [200] * 40
    assert sorted(reply.json()["turn"] for reply in replies) == list(range(2, 42))
