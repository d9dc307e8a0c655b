"""The Rasa agent, embedded: one text in, one act or one whole turn out."""

from __future__ import annotations

import asyncio
import hashlib
import uuid
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

import bot.quiet
from actions.rasa_action import ENVELOPE
from bot.actions_in_process import InProcessActions
from bot.nlu.arbiter import ACT
from bot.patches import apply_patches
from bot.tracker_store import ForgettingTrackerStore

#: Seconds for a whole turn; the API gives up after eight.
DEADLINE = 5.0


class TurnFailed(RuntimeError):
    """The turn gave no envelope. The message names the kind of failure and never what was said."""


class Ear:
    """A loaded model with its actions in-process and a tracker store that forgets."""

    def __init__(self, model: Path) -> None:
        bot.quiet.hush()
        apply_patches()
        self.actions = InProcessActions()
        self.agent = Agent.load(
            str(model), tracker_store=ForgettingTrackerStore(), action_endpoint=self.actions, fingerprint=model.stem
        )
        self.model = hashlib.sha256(model.read_bytes()).hexdigest()[:16]

    async def hear(self, text: str, state: dict[str, Any] | None = None, now: str | None = None) -> dict[str, Any]:
        """Return the act of `text` in `state`; nothing is answered."""
        message = UserMessage(text, sender_id=uuid.uuid4().hex, metadata={"state": state or {}, "now": now})
        parsed = await self.agent.processor.parse_message(message)
        act: dict[str, Any] = parsed[ACT]
        return act

    async def turn(self, text: str, state: dict[str, Any], now: str) -> dict[str, Any]:
        """Return `{act, state, messages, effects}`. Raises TurnFailed when the turn failed or took too long."""
        sender = uuid.uuid4().hex
        channel = CollectingOutputChannel()
        message = UserMessage(text, channel, sender, metadata={"state": state, "now": now})
        try:
            await asyncio.wait_for(self.agent.handle_message(message), DEADLINE)
        except asyncio.TimeoutError:
            raise TurnFailed("timeout") from None
        finally:
            failure = self.actions.failures.pop(sender, None)
        if failure is not None:
            raise TurnFailed(type(failure).__name__)
        envelopes = [m["custom"][ENVELOPE] for m in channel.messages if ENVELOPE in (m.get("custom") or {})]
        if len(envelopes) != 1:
            raise TurnFailed(f"{len(envelopes)} envelopes")
        envelope: dict[str, Any] = envelopes[0]
        return envelope
