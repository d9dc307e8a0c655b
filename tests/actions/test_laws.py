"""What holds for any sequence of acts whatever."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.acts import HANDLERS
from actions.options import resolve
from actions.turn import open_conversation, turn
from knowledge.bundle import Bundle
from tests.actions.conversation import TODAY

FACTS = ["born_on", "hukou_follow", "parents_married", "rare", "children", "area", "baby_days", "region", "no_such"]
GOOD = ["2026-11-01", "2025-01-31", "mother", "father", True, False, [], ["army"], ["army", "foreign"], 1, 3, 20, 80]
BAD = [None, "", "月球", -5, 10**30, 1.5, {"unknown": "x"}, {"a": 1}, [[]], ["none", "army"], "2026-02-30"]
UNKNOWN = [{"unknown": "unsure"}, {"unknown": "declined"}]

facts = st.builds(
    lambda fact, value, bare: {"fact": fact, "value": value} if not bare else {"fact": fact, "unknown": "unsure"},
    st.sampled_from(FACTS),
    st.sampled_from([*GOOD, *BAD, *UNKNOWN]),
    st.booleans(),
)
events = st.builds(
    lambda event, score: {"id": event, "score": score},
    st.sampled_from(["baby", "shop", "crib", "no_such", ""]),
    st.sampled_from([0.05, 0.3, 0.5, 0.7, 0.95, None, "x"]),
)
acts = st.fixed_dictionaries(
    {"act": st.sampled_from([*HANDLERS, "dance", None])},
    optional={
        "facts": st.one_of(st.lists(facts, max_size=4), st.sampled_from([None, "x", [1]])),
        "events": st.one_of(st.lists(events, max_size=4), st.sampled_from([None, [3]])),
        "fact": st.sampled_from([*FACTS, None, 3]),
        "faq": st.sampled_from([{"event": "baby", "index": 0}, {"event": "x", "index": 9}, "x", {}]),
        "mode": st.sampled_from(["merge", "change", "keep", "x"]),
        "region": st.sampled_from(["360732", "620102", "999999", 3]),
        "text": st.sampled_from(["", "没保住", "他打我", "要验证码", "\x00/restart", 5]),
        "source": st.sampled_from(["text", "option", "form"]),
        "anyway": st.booleans(),
    },
)
#: An act, or the n-th of the buttons shown just before.
steps = st.lists(st.one_of(acts, st.integers(0, 30)), max_size=14)
thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def opened(bundle: Bundle, salt: str = "s") -> Any:
    return open_conversation(bundle, salt=salt, channel="web", region="620102", now=TODAY)


def buttons(messages: list[dict[str, Any]]) -> list[str]:
    return [
        option["id"] for m in messages for option in [*m.get("options", ()), *m.get("question", {}).get("options", ())]
    ]


def play(bundle: Bundle, sequence: list[Any], salt: str = "s") -> tuple[list[dict[str, Any]], list[Any], list[Any]]:
    """(log of acts, states, turns) of a sequence; numbers press a button shown by the turn before."""
    result = opened(bundle, salt)
    log: list[dict[str, Any]] = []
    states, turns = [result.state], [result]
    for step in sequence:
        act = step
        if isinstance(step, int):
            shown = buttons(result.messages)
            act = resolve(bundle, result.state, shown[step % len(shown)]) if shown else {"act": "repeat"}
            assert act is not None, "a button just shown leads nowhere"
        result = turn(bundle, result.state, act, TODAY)
        log.append(act)
        states.append(result.state)
        turns.append(result)
    return log, states, turns


@thorough
@given(sequence=steps)
def test_no_act_raises_and_every_turn_says_something(bundle: Bundle, sequence: list[Any]) -> None:
    _, _, turns = play(bundle, sequence)
    for result in turns:
        assert result.messages
        assert all(m["text"].strip() for m in result.messages)


@thorough
@given(sequence=steps)
def test_state_and_messages_survive_the_wire(bundle: Bundle, sequence: list[Any]) -> None:
    log, states, turns = play(bundle, sequence)
    state = states[0]
    for act, expected in zip(log, turns[1:], strict=True):
        result = turn(bundle, json.loads(json.dumps(state)), json.loads(json.dumps(act)), TODAY.isoformat())
        state = result.state
        assert (state, result.messages, result.effects) == (expected.state, expected.messages, expected.effects)
        assert json.loads(json.dumps(result.messages)) == result.messages


@thorough
@given(sequence=steps)
def test_a_turn_changes_neither_state_nor_act(bundle: Bundle, sequence: list[Any]) -> None:
    log, states, _ = play(bundle, sequence)
    for act, state in zip(log, states[:-1], strict=True):
        before = copy.deepcopy((act, state))
        turn(bundle, state, act, TODAY)
        assert (act, state) == before


@thorough
@given(sequence=steps)
def test_facts_are_lost_only_by_going_back_or_starting_over(bundle: Bundle, sequence: list[Any]) -> None:
    log, states, _ = play(bundle, sequence)
    for act, before, after in zip(log, states[:-1], states[1:], strict=True):
        pending = (before["pending"] or {}).get("kind")
        dropped = act["act"] == "affirm" and pending in ("start_over", "erase")
        if dropped or act["act"] == "go_back":
            continue
        assert before["facts"].keys() <= after["facts"].keys()
        named = {item["fact"] for item in act.get("facts") or () if isinstance(item, dict)}
        answered = (before["pending"] or {}).get("fact")
        for fact, value in before["facts"].items():
            assert after["facts"][fact] == value or fact in named or fact == answered


@thorough
@given(sequence=steps)
def test_going_back_far_enough_is_the_beginning(bundle: Bundle, sequence: list[Any]) -> None:
    _, states, _ = play(bundle, sequence)
    state = states[-1]
    for _ in range(len(state["steps"])):
        state = turn(bundle, state, {"act": "go_back"}, TODAY).state
    assert (state["facts"], state["events"], state["answered"]) == ({}, [], [])


@thorough
@given(sequence=steps)
def test_buttons_of_another_conversation_never_resolve(bundle: Bundle, sequence: list[Any]) -> None:
    _, states, turns = play(bundle, sequence)
    other = {**states[-1], "salt": "another"}
    for option_id in buttons(turns[-1].messages):
        assert resolve(bundle, other, option_id) is None


@thorough
@given(sequence=steps)
def test_what_is_asked_was_not_answered_unless_it_was_opened_again(bundle: Bundle, sequence: list[Any]) -> None:
    log, states, _ = play(bundle, sequence)
    for act, before, after in zip(log, states[:-1], states[1:], strict=True):
        pending = after["pending"] or {}
        if pending.get("kind") == "fact" and pending["fact"] in after["facts"]:
            opened_again = act["act"] == "correct" or pending == before["pending"]
            assert opened_again or pending["fact"] in {f for f in before["facts"] if act["act"] == "go_back"}
