"""Replies to yes and no. What they mean depends on what is pending."""

from __future__ import annotations

from actions import ask, messages, wording
from actions import state as states
from actions.reading import take
from actions.reply_answers import answer, report
from actions.reply_apply import apply
from actions.reply_events import begin, none_of_them
from actions.talk import Talk


def affirm(talk: Talk) -> None:
    """Yes."""
    kind = talk.pending["kind"]
    if kind == "fact":
        _yes_or_no(talk, True)
    elif kind == "events" and len(talk.pending["events"]) == 1:
        begin(talk, talk.pending["events"])
    elif kind == "merge":
        begin(talk, [*talk.state["events"], talk.pending["event"]], wording.MERGED)
    elif kind == "apply":
        apply(talk)
    elif kind == "start_over":
        talk.state = states.cleared(talk.state)
        ask.ask_event(talk, wording.STARTED_OVER)
    elif kind == "erase":
        talk.state = states.cleared(talk.state)
        talk.effect("erase")
        talk.add(messages.text(wording.ERASED))
    else:
        ask.again(talk)


def deny(talk: Talk) -> None:
    """No."""
    kind = talk.pending["kind"]
    if kind == "fact":
        _yes_or_no(talk, False)
    elif kind == "events":
        none_of_them(talk)
    elif kind == "merge":
        talk.state["pending"] = None
        ask.proceed(talk, lead=(wording.KEPT_EVENT,))
    elif kind == "apply":
        talk.state["pending"] = None
        talk.add(messages.text(wording.APPLY_LATER, wording.PHONE_AT_HAND.format(phone=wording.PHONE)))
    elif kind in ("start_over", "erase"):
        talk.state["pending"] = None
        sentence = wording.NOT_STARTED_OVER if kind == "start_over" else wording.NOT_ERASED
        ask.proceed(talk, lead=(sentence,))
    else:
        ask.again(talk)


def _yes_or_no(talk: Talk, value: bool) -> None:
    """Yes or no to a question: an answer where it has just these two, else the question again with its answers."""
    fact = talk.pending_fact
    record = talk.bundle.facts[fact] if fact else None
    pairs = []
    if record is not None and record.type == "bool":
        pairs = [(record.id, value)]
    elif record is not None and record.type == "set" and not value:
        pairs = [(record.id, o.value) for o in record.options if o.exclusive]
    if not pairs:
        talk.act = {**talk.act, "facts": []}
        answer(talk)
        return
    before = talk.guidance() if talk.state["events"] else None
    talk.state["unclear"] = 0
    report(talk, take(talk, pairs), before)
    ask.proceed(talk)
