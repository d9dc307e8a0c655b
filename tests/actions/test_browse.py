"""Reaching every event by buttons alone: when the bot is away, and for those who rather tap."""

from __future__ import annotations

from knowledge.bundle import Bundle
from tests.actions.conversation import Conversation

ALL = "看全部能办的"


def test_every_event_and_entry_is_three_taps_away(shipped: Bundle) -> None:
    reached: list[str] = []
    stages = Conversation(shipped).tap(ALL).labels
    assert len(stages) == 16
    for stage in stages:
        titles = Conversation(shipped).tap(ALL).tap(stage).labels
        assert titles[-1] == ALL
        reached += titles[:-1]
    titles_of = [record.title for record in (*shipped.events.values(), *shipped.column.values())]
    assert sorted(reached) == sorted(titles_of)


def test_a_tapped_event_begins(shipped: Bundle) -> None:
    talk = Conversation(shipped).tap(ALL).tap("出行").tap("驾照到期、丢了、满分了怎么办")
    assert talk.state["events"] == ["driving_licence"]
    assert talk.asked


def test_an_unknown_stage_shows_all_of_them(shipped: Bundle) -> None:
    talk = Conversation(shipped).act("browse", stage="moon")
    assert len(talk.labels) == 16


def test_few_events_need_no_list(talk: Conversation) -> None:
    assert ALL not in talk.labels
