"""One turn, from request to stored reply: read, compute with no transaction open, write by compare-and-set.

When the conversation has moved on meanwhile, the turn is computed again on the newer state, until its time is up.
"""

from __future__ import annotations

import json
import random
import threading
import time

from sqlalchemy.exc import IntegrityError

from api.clock import china
from api.conversations import answering, repository, service, wording
from api.conversations.models import Conversation
from api.conversations.schemas import NewMessage
from api.edge import to_json
from api.errors import BotAway, Conflict, Unavailable
from api.house import House

#: A turn that keeps losing against others gives up after this many seconds; the client repeats it.
PATIENCE = 4.0
#: Messages of one conversation that meet in this process go one after another instead of computing in vain. Only a
#: courtesy: nobody waits longer than `COURTESY` seconds, and what keeps turns apart is the compare-and-set.
COURTESY = 1.0
_ORDER = tuple(threading.Lock() for _ in range(1024))


class RepeatedId(Conflict):
    type = "message-id-reused"
    title = "消息编号重复"
    detail = wording.REPEATED_ID


class Busy(Unavailable):
    type = "conversation-busy"
    detail = wording.BUSY


def take_turn(house: House, conversation_id: str, token: str | None, message: NewMessage) -> bytes:
    """The reply to `message` as JSON bytes; a message already answered gets the same bytes again.

    Raises NotFound, RepeatedId, Busy, TooManyRequests and the problems of `answering`.
    """
    digest = house.cipher.reference(json.dumps(message.said(), sort_keys=True), "message")
    order = _ORDER[hash(conversation_id) % len(_ORDER)]
    first = order.acquire(timeout=COURTESY)
    try:
        return _until_stored(house, conversation_id, token, message, digest)
    finally:
        if first:
            order.release()


def _until_stored(house: House, conversation_id: str, token: str | None, message: NewMessage, digest: str) -> bytes:
    give_up = time.monotonic() + PATIENCE
    while True:
        with house.database.reading() as session:
            conversation = repository.authorised(session, conversation_id, token)
            stored = repository.turn_of(session, conversation_id, message.client_msg_id)
            if stored is not None:
                if stored.request_digest != digest:
                    raise RepeatedId()
                return service.stored_reply(house.cipher, stored)
        reply = _attempt(house, conversation, message, digest)
        if reply is not None:
            return reply
        if time.monotonic() > give_up:
            raise Busy(retry_after=1)
        time.sleep(random.uniform(0.001, 0.02))  # to fall out of step with a rival


def _attempt(house: House, conversation: Conversation, message: NewMessage, digest: str) -> bytes | None:
    """The stored reply, or None when another turn came first."""
    state = service.state_of(house.cipher, conversation)
    bundle = service.bundle_for(house, state)
    if message.text is None:
        computed = answering.answer_choice(bundle, state, message)
    else:
        try:
            computed = answering.answer_text(house, conversation.id, state, message.text)
        except BotAway:
            # Not stored: nothing was understood, so the same message may be sent again and be read then.
            messages = answering.without_bot(bundle, state)
            reply = {"turn": conversation.version, "messages": messages, "state": service.public(state)}
            return to_json(reply)
    guidance = None
    if not any("guidance" in shown for shown in computed.messages):
        guidance = service.guidance_of(bundle, computed.state, china(computed.at).date())
    try:
        with house.database.writing() as session:
            return service.store(
                house,
                session,
                conversation,
                computed,
                client_msg_id=message.client_msg_id,
                request_digest=digest,
                guidance=guidance,
            )
    except IntegrityError:
        return None  # the same message, sent twice at once: the other one is stored
