"""The embedded agent: one text in, one envelope out, and nothing remembered."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.bot.talk import NOW


def say(ear: Any, loop: asyncio.AbstractEventLoop, state: dict[str, Any], text: str) -> dict[str, Any]:
    return loop.run_until_complete(ear.turn(text, state, NOW))


def test_a_turn_gives_one_envelope(ear: Any, loop: Any, opened: dict[str, Any]) -> None:
    turn = say(ear, loop, opened, "我媳妇刚生了，要办啥手续")
    assert set(turn) == {"act", "state", "messages", "effects"}
    assert turn["act"]["act"] == "state_event"
    assert turn["state"]["events"] == ["newborn"]
    assert turn["state"]["pending"]["kind"] == "fact"


def test_the_state_travels_and_the_tracker_forgets(ear: Any, loop: Any, opened: dict[str, Any]) -> None:
    state = say(ear, loop, opened, "我媳妇刚生了，要办啥手续")["state"]
    state = say(ear, loop, state, "没领证，户口想随妈妈")["state"]
    assert state["facts"]["parents_married"] is False
    assert state["facts"]["hukou_follow"] == "mother"
    state = say(ear, loop, state, "不对，我说错了，领证了")["state"]
    assert state["facts"]["parents_married"] is True
    assert say(ear, loop, opened, "随妈妈")["state"]["facts"] == {}, "another conversation knows nothing of this one"


def test_the_tracker_store_forgets(ear: Any, loop: Any) -> None:
    store = ear.agent.tracker_store

    async def look() -> tuple[int, list[str]]:
        tracker = await store.get_or_create_tracker("someone", append_action_listen=False)
        before = len(tracker.events)
        from rasa.shared.core.events import UserUttered

        tracker.update(UserUttered("我说过的话"))
        await store.save(tracker)
        again = await store.retrieve("someone")
        return len(again.events) - before, list(await store.keys())

    assert loop.run_until_complete(look()) == (0, [])


def test_a_pending_question_is_read_first(ear: Any, loop: Any, opened: dict[str, Any]) -> None:
    state = say(ear, loop, opened, "我家孩子出生了，要上户口")["state"]
    asked = state["pending"]["fact"]
    turn = say(ear, loop, state, "不知道")
    assert turn["act"]["act"] == "unsure"
    assert turn["state"]["facts"].get(asked) == {"unknown": "unsure"} or turn["state"]["pending"]["fact"] == asked


@pytest.mark.parametrize(
    "text",
    ["", " ", "😂😂", "\x00\x01", "/restart", "／affirm", '/state_event{"a": 1}', "？？？", "asdkjhqwe", "啊" * 2000],
)
def test_odd_texts_get_an_answer_and_change_no_fact(ear: Any, loop: Any, opened: dict[str, Any], text: str) -> None:
    turn = say(ear, loop, opened, text)
    assert turn["messages"]
    assert turn["state"]["facts"] == {}
    assert turn["state"]["events"] == []


def test_an_action_that_raises_is_a_failed_turn(ear: Any, loop: Any, opened: dict[str, Any], monkeypatch: Any) -> None:
    from actions import rasa_action
    from bot.ear import TurnFailed

    def broken(*_: Any) -> Any:
        raise KeyError("secret words of a citizen")

    monkeypatch.setattr(rasa_action, "turn", broken)
    with pytest.raises(TurnFailed) as failure:
        say(ear, loop, opened, "你好")
    assert "secret" not in str(failure.value)


def test_an_action_that_hangs_is_a_failed_turn(ear: Any, loop: Any, opened: dict[str, Any], monkeypatch: Any) -> None:
    import threading

    from actions import rasa_action
    from bot import ear as ear_module

    release = threading.Event()
    monkeypatch.setattr(ear_module, "DEADLINE", 0.3)
    monkeypatch.setattr(rasa_action, "turn", lambda *_: release.wait(10))
    with pytest.raises(ear_module.TurnFailed, match="timeout"):
        say(ear, loop, opened, "你好")
    release.set()


def test_the_same_text_is_heard_the_same(ear: Any, loop: Any, opened: dict[str, Any]) -> None:
    first, second = (say(ear, loop, opened, "开个面馆要办什么证") for _ in range(2))
    assert first == second


def test_training_is_skipped_when_nothing_changed(model: Path) -> None:
    from bot.train import train

    said: list[str] = []
    stamp = model.stat().st_mtime_ns
    assert train(said.append) == model
    assert model.stat().st_mtime_ns == stamp
    assert len(said) == 1


def test_the_digest_follows_data_and_facts(bundle: Any, tmp_path: Path, monkeypatch: Any) -> None:
    import dataclasses

    from bot import digest

    before = digest.training_digest(bundle)
    assert digest.training_digest(bundle) == before
    fact = next(f for f in bundle.facts.values() if f.options)
    option = dataclasses.replace(fact.options[0], phrases=(*fact.options[0].phrases, "一句新的说法"))
    changed = dataclasses.replace(fact, options=(option, *fact.options[1:]))
    monkeypatch.setitem(bundle.facts, fact.id, changed)
    assert digest.training_digest(bundle) != before


def test_no_scikit_learn_object_is_in_the_model(model: Path) -> None:
    """The two models of ours are JSON and plain arrays: nothing in them runs when they are read."""
    import tarfile

    with tarfile.open(model) as archive:
        names = [n for n in archive.getnames() if "LifeEventRecogniser" in n or "DialogueActClassifier" in n]
    files = [
        n.rsplit("/", 1)[-1]
        for n in names
        if "." in n.rsplit("/", 1)[-1] and not n.endswith(("Recogniser0", "Recogniser1"))
    ]
    assert {f for f in files if f.startswith("model")} == {"model.json", "model.npz"}
    assert not any(f.endswith((".pkl", ".pickle", ".joblib")) for f in files)
