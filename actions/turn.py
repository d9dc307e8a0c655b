"""One turn of the conversation, as one pure function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from actions import reply_help
from actions import state as states
from actions.acts import handler
from actions.aloud import said_aloud
from actions.talk import Now, Talk, day

if TYPE_CHECKING:
    from knowledge.bundle import Bundle

#: Channels where what is said is also heard.
HEARD = ("hotline", "kiosk")
#: Characters of a message kept for 再说一遍. The list is not kept: it is made again.
LONGEST_LAST = 600


@dataclass(frozen=True)
class Turn:
    """What a turn gives: the new state, the messages to show, and what the API is to do."""

    state: dict[str, Any]
    messages: list[dict[str, Any]]
    effects: list[dict[str, Any]]


def open_conversation(
    bundle: Bundle, *, salt: str, channel: str, region: str, now: Now, places: Mapping[str, str] | None = None
) -> Turn:
    """Begin a conversation: the greeting. `salt`: random, one a conversation. `places`: place role -> region, where it
    is not `region`. Raises LookupError for an unknown region or role.
    """
    places = places or {}
    for code in (region, *places.values()):
        if code not in bundle.regions:
            raise LookupError(code)
    for role in places:
        if role not in bundle.place_roles:
            raise LookupError(role)
    begun = states.new(bundle.hash, salt=salt, channel=channel, region=region, places=places)
    talk = Talk(bundle, begun, {}, day(now))
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
    if talk.state["channel"] in HEARD:
        talk.messages[:] = [{**message, "spoken": said_aloud(message)} for message in talk.messages]
    return Turn(talk.state, talk.messages, talk.effects)
