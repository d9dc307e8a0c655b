"""What the hotline agent reads out and the kiosk says."""

from __future__ import annotations

import re

import pytest

from actions.turn import open_conversation, turn
from knowledge.bundle import Bundle
from tests.actions.conversation import TODAY

WRITTEN = re.compile(r"[\d（）《》()]")


@pytest.mark.parametrize("channel", ["hotline", "kiosk"])
def test_every_message_of_a_voice_channel_can_be_said(bundle: Bundle, channel: str) -> None:
    begun = open_conversation(bundle, salt="s", channel=channel, region="620102", now=TODAY)
    told = turn(bundle, begun.state, {"act": "state_event", "events": [{"id": "baby", "score": 0.9}]}, TODAY)
    shown = turn(bundle, told.state, {"act": "show_list"}, TODAY)
    for message in (*begun.messages, *told.messages, *shown.messages):
        assert message["spoken"]
        assert not WRITTEN.search(message["spoken"]), message["spoken"]


def test_the_web_reads_and_does_not_speak(bundle: Bundle) -> None:
    begun = open_conversation(bundle, salt="s", channel="web", region="620102", now=TODAY)
    assert all("spoken" not in message for message in begun.messages)
