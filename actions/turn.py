"""One turn of the conversation, as one pure function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actions import reply_help
from actions import state as states
from actions.acts import handler
from actions.talk import Now, Talk, day

if TYPE_CHECKING:
    from knowledge.bundle import Bundle

#: Characters of a message kept for 再说一遍. The list is not kept: it is made again.
LONGEST_LAST = 600


@dataclass(frozen=True)
class Turn:
    """What a turn gives: the new state, the messages to show, and what the API is to do."""

    state: dict[str, Any]
    messages: list[dict[str, Any]]
    effects: list[dict[str, Any]]


def open_conversation(bundle: Bundle, *, salt: str, channel: str, region: str, now: Now) -> Turn:
    """Begin a conversation: the greeting. `salt`: random, one a conversation. Raises LookupError for an unknown region."""
    if region not in bundle.regions:
        raise LookupError(region)
    talk = Talk(bundle, states.new(bundle.hash, salt=salt, channel=channel, region=region), {}, day(now))
    reply_help.welcome(talk)
    return _finished(talk)


def turn(bundle: Bundle, state: dict[str, Any], act: dict[str, Any], now: Now) -> Turn:
    """Answer `act` (docs/contracts.md section 3) in `state`; neither is changed. `now`: datetime, date or ISO text.

    The same arguments give the same turn in every process. An act that is not understood is answered, never raised.
    """
    talk = Talk(bundle, state, act, day(now))
    handler(talk)(talk)
    return _finished(talk)


def _finished(talk: Talk) -> Turn:
    said = [m["text"][:LONGEST_LAST] for m in talk.messages if m["type"] != "materials"]
    if said:
        talk.state["last"] = said
    return Turn(talk.state, talk.messages, talk.effects)
