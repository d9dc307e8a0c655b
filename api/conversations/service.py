"""What happens to a conversation inside one transaction: begin, show, store a turn, erase. Nothing here commits."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from actions.state import places_of
from actions.turn import open_conversation
from api import regions, tokens
from api.bundles import BundleAway
from api.clock import china, now
from api.conversations import repository, wording
from api.conversations.models import Conversation, Turn
from api.conversations.schemas import NewConversation
from api.edge import to_json
from api.effects import Asked, effects
from api.encryption import Cipher
from api.house import House
from knowledge.bundle import Bundle
from knowledge.guidance import guide

#: What a client may see of the state; the salt and the bookkeeping stay here.
PUBLIC = ("events", "facts", "pending", "stage", "region", "places", "bundle")


@dataclass(frozen=True)
class Computed:
    """A turn worked out and not yet stored."""

    act: dict[str, Any]
    state: dict[str, Any]
    messages: list[dict[str, Any]]
    effects: list[dict[str, Any]]
    model: str | None
    at: datetime


def begin(house: House, session: Session, asked: NewConversation) -> dict[str, Any]:
    """A new conversation: `{id, token, messages, state}`. Raises UnknownRegion, UnknownPlaceRole."""
    bundle, moment = house.bundles.current(), now()
    regions.check(bundle, asked.region)
    regions.check_places(bundle, asked.places)
    opened = open_conversation(
        bundle,
        salt=tokens.new_token(),
        channel=asked.channel,
        region=asked.region,
        places=asked.places,
        now=china(moment).isoformat(),
    )
    conversation, token = tokens.new_id(), tokens.new_token()
    session.add(
        Conversation(
            id=conversation,
            token_digest=tokens.digest(token),
            channel=asked.channel,
            region=asked.region,
            version=0,
            state=house.cipher.seal_json(opened.state, _row(conversation, "state")),
            opening=house.cipher.seal_json(opened.messages, _row(conversation, "opening")),
            created_at=moment,
            touched_at=moment,
        )
    )
    return {"id": conversation, "token": token, "messages": opened.messages, "state": public(opened.state)}


def state_of(cipher: Cipher, conversation: Conversation) -> dict[str, Any]:
    """The state of a conversation, opened."""
    state: dict[str, Any] = cipher.open_json(conversation.state, _row(conversation.id, "state"))
    return state


def public(state: dict[str, Any]) -> dict[str, Any]:
    """The part of the state that clients see."""
    return {key: state.get(key) for key in PUBLIC}


def guidance_of(bundle: Bundle, state: dict[str, Any], on: date) -> dict[str, Any] | None:
    """The guidance for the facts of `state`, None while no event is known."""
    events = [event for event in state["events"] if event in bundle.events]
    if not events or state["region"] not in bundle.regions:
        return None
    return guide(
        bundle,
        events=events,
        region=state["region"],
        places=places_of(state, bundle),
        facts=state["facts"],
        holdings=[],
        on=on,
    )


def show(house: House, session: Session, conversation: Conversation) -> dict[str, Any]:
    """Where a conversation stands: state, guidance, and the last reply's messages.

    After a resume code only facts and list: messages may hold a form or a receipt, which need the person's identity.
    """
    state = state_of(house.cipher, conversation)
    last = None if conversation.resumed_at else repository.last_turn(session, conversation.id)
    if conversation.resumed_at:
        messages: list[dict[str, Any]] = [{"type": "text", "text": wording.RESUMED}]
    elif last is None:
        messages = house.cipher.open_json(conversation.opening, _row(conversation.id, "opening"))
    else:
        messages = json.loads(stored_reply(house.cipher, last))["messages"]
    bundle = bundle_for(house, state)
    return {
        "id": conversation.id,
        "channel": conversation.channel,
        "turn": conversation.version,
        "messages": messages,
        "state": public(state),
        "guidance": guidance_of(bundle, state, china(now()).date()),
    }


def bundle_for(house: House, state: dict[str, Any]) -> Bundle:
    """The bundle a conversation began with; today's when that one is gone."""
    try:
        return house.bundles.by_hash(state["bundle"])
    except BundleAway:
        return house.bundles.current()


def store(
    house: House,
    session: Session,
    conversation: Conversation,
    computed: Computed,
    *,
    client_msg_id: str,
    request_digest: str,
    guidance: dict[str, Any] | None,
) -> bytes | None:
    """Store a computed turn and apply its effects; the reply, or None when the conversation has moved on meanwhile.

    `conversation` is as it was read before computing. A turn that erases leaves nothing behind, itself included.
    """
    sealed = house.cipher.seal_json(computed.state, _row(conversation.id, "state"))
    values = {"state": sealed, "touched_at": computed.at, "region": computed.state["region"]}
    if not repository.advance(session, conversation.id, conversation.version, values):
        return None
    messages = list(computed.messages)
    for effect in computed.effects:
        asked = Asked(
            house, session, conversation.id, computed.state, effect, resumed=conversation.resumed_at is not None
        )
        messages += effects.apply(asked)
    number = conversation.version + 1
    reply: dict[str, Any] = {"turn": number, "messages": messages, "state": public(computed.state)}
    if guidance is not None:
        reply["guidance"] = guidance
    body = to_json(reply)
    if any(effect["effect"] == "erase" for effect in computed.effects):
        return body
    turn = tokens.new_id()
    session.add(
        Turn(
            id=turn,
            conversation_id=conversation.id,
            number=number,
            client_msg_id=client_msg_id,
            request_digest=request_digest,
            act=house.cipher.seal_json(computed.act, f"turns/{turn}/act"),
            reply=house.cipher.seal(zlib.compress(body, 1), f"turns/{turn}/reply"),
            model=computed.model,
            bundle=computed.state["bundle"],
            on=china(computed.at).date().isoformat(),
            at=computed.at,
        )
    )
    session.flush()
    return body


def stored_reply(cipher: Cipher, turn: Turn) -> bytes:
    """The reply of a stored turn, byte for byte."""
    return zlib.decompress(cipher.open(turn.reply, f"turns/{turn.id}/reply"))


def erase(session: Session, conversation_id: str) -> None:
    """Remove a conversation and whatever other features hang on it."""
    effects.erase(session, conversation_id)
    repository.delete_conversation(session, conversation_id)


def _row(conversation: str, column: str) -> str:
    return f"conversations/{conversation}/{column}"
