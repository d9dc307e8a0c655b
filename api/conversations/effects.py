"""Effects of a turn that conversations carry out themselves: erase, and remember that a person was asked for."""

from __future__ import annotations

from api import tokens
from api.clock import now
from api.conversations import service
from api.conversations.models import HandOff
from api.effects import Asked, Message, effects


@effects.register("erase")
def erase(asked: Asked) -> list[Message]:
    """Everything of this conversation goes, in this transaction."""
    service.erase(asked.session, asked.conversation)
    return []


@effects.register("hand_off")
def hand_off(asked: Asked) -> list[Message]:
    """Note the wish; the words and numbers to call are already in the turn's messages."""
    reason = str(asked.effect.get("reason") or "asked")[:32]
    asked.session.add(HandOff(id=tokens.new_id(), conversation_id=asked.conversation, reason=reason, at=now()))
    return []
