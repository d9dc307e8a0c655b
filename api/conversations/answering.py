"""Work out a turn from what was said. No transaction is open here: the bot may take its time."""

from __future__ import annotations

from typing import Any

from actions.options import resolve, resolve_all
from actions.turn import Turn, turn
from api import fact_values
from api.clock import china, now
from api.conversations import wording
from api.conversations.cleaning import LONGEST, clean
from api.conversations.placeholders import Found, replace
from api.conversations.schemas import NewMessage
from api.conversations.service import Computed
from api.errors import Conflict, PayloadTooLarge, Unprocessable
from api.house import House
from knowledge.bundle import Bundle


class StaleOption(Conflict):
    """The button belongs to another conversation, an older catalogue, or a question no longer there."""

    type = "stale-option"
    title = "按钮已经过时"


class EmptyText(Unprocessable):
    type = "empty-text"
    title = "没有文字"
    detail = wording.EMPTY


class TooLong(PayloadTooLarge):
    type = "text-too-long"
    title = "话太长了"
    detail = wording.TOO_LONG


def answer_text(house: House, conversation: str, state: dict[str, Any], text: str) -> Computed:
    """The bot's turn for a typed message. Raises EmptyText, TooLong, BotAway."""
    words, found = readable(text)
    moment = now()
    answered = house.bot.turn(conversation, words, state, china(moment).isoformat(timespec="seconds"))
    return Computed(
        act=answered["act"],
        state=answered["state"],
        messages=[*about_numbers(found), *answered["messages"]],
        effects=answered["effects"],
        model=answered.get("model"),
        at=moment,
    )


def readable(text: str) -> tuple[str, list[Found]]:
    """`text` cleaned and without numbers that identify. Raises EmptyText, TooLong."""
    words = clean(text)
    if not words:
        raise EmptyText()
    if len(words) > LONGEST:
        raise TooLong()
    return replace(words)


def about_numbers(found: list[Found]) -> list[dict[str, Any]]:
    """One kind notice about numbers in the text: the mistyped identity number first."""
    if any(item.kind == "id_number" and not item.valid for item in found):
        return [{"type": "notice", "level": "info", "text": "\n".join(wording.ID_MISTYPED)}]
    if found:
        return [{"type": "notice", "level": "info", "text": "\n".join(wording.NUMBERS_HIDDEN)}]
    return []


def answer_choice(bundle: Bundle, state: dict[str, Any], message: NewMessage) -> Computed:
    """The turn for buttons and form answers, without the bot. Raises StaleOption, FactOutside, Unprocessable."""
    if message.option_id is not None:
        act = resolve(bundle, state, message.option_id)
        if act is None:
            raise StaleOption(wording.STALE_OPTION, messages=pending_again(bundle, state))
    elif message.option_ids is not None:
        act = resolve_all(bundle, state, message.option_ids)
        if act is None and all(resolve(bundle, state, option) for option in message.option_ids):
            raise Unprocessable(wording.SEVERAL_QUESTIONS)
        if act is None:
            raise StaleOption(wording.STALE_OPTION, messages=pending_again(bundle, state))
    else:
        act = _form_answers(bundle, state, message.answers or {})
    moment = now()
    return _computed(act, turn(bundle, state, act, china(moment)), moment)


def _form_answers(bundle: Bundle, state: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    if not answers:
        raise Unprocessable(wording.ONE_WAY)
    facts = fact_values.parse(bundle, answers)
    if not state["events"]:
        raise Conflict(wording.ANSWERS_NEED_EVENT)
    items = [{"fact": fact, "value": value} for fact, value in facts.items()]
    return {"act": "form_answers", "facts": items, "source": "form"}


def pending_again(bundle: Bundle, state: dict[str, Any]) -> list[dict[str, Any]]:
    """What the person was last asked, with its buttons, as it would be asked now. The state is not changed."""
    act = {"act": "repeat" if state["pending"] or state["events"] else "greeting", "source": "option"}
    return turn(bundle, state, act, china(now())).messages


def without_bot(bundle: Bundle, state: dict[str, Any]) -> list[dict[str, Any]]:
    """The reply to a typed message while the bot is away: what still works, and the buttons again."""
    away = {"type": "notice", "level": "warning", "text": "\n".join(wording.BOT_AWAY), "retry": True}
    return [away, *pending_again(bundle, state)]


def _computed(act: dict[str, Any], result: Turn, moment: Any) -> Computed:
    return Computed(act, result.state, result.messages, result.effects, None, moment)
