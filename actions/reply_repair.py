"""Replies that turn the conversation: why, back, repeat, skip, the list now, start over, stop, erase."""

from __future__ import annotations

from actions import ask, messages, options, wording
from actions import state as states
from actions.reading import take
from actions.reply_answers import decides
from actions.reply_why import explained, line_named
from actions.talk import Talk
from knowledge.words import basis_lines


def why(talk: Talk) -> None:
    """Why a line that is named stands as it does; else why this is asked and on what basis. Then the question again."""
    line = line_named(talk) if talk.act.get("fact") is None else None
    if line is not None:
        ask.again(talk, *explained(talk, line))
        return
    fact = talk.act.get("fact")
    fact = fact if fact in talk.bundle.facts else talk.pending_fact
    if fact is None:
        ask.again(talk, wording.WHY_LIST if talk.pending["kind"] == "apply" else wording.NOTHING_ASKED)
        return
    record = talk.place.facts[fact]
    said = "、".join(line["text"] for line in basis_lines(talk.bundle, record.basis))
    ask.again(
        talk,
        wording.WHY.format(why=record.why or wording.WHY_UNKNOWN),
        wording.BASIS.format(basis=said) if said else "",
    )


def repeat(talk: Talk) -> None:
    """The last message again: the pending question, the list, or the words themselves."""
    if talk.pending["kind"] == "apply":
        ask.show(talk, wording.LIST_COMPLETE)
    elif talk.pending["kind"] != "none":
        ask.again(talk)
    elif talk.state["events"]:
        ask.proceed(talk)
    else:
        talk.add(messages.text(*(talk.state["last"] or [wording.NO_LAST])))


def skip(talk: Talk) -> None:
    """Put the question off; put off twice it is left open."""
    fact = talk.pending_fact
    if fact is None or not talk.state["events"]:
        ask.again(talk, wording.NOTHING_ASKED)
    elif fact in talk.state["skipped"]:
        take(talk, [(fact, {"unknown": "declined"})])
        ask.proceed(talk, lead=(wording.SKIPPED_TWICE,))
    else:
        talk.state["skipped"].append(fact)
        following = ask.next_question(talk, talk.guidance())
        last = following is not None and following["fact"] == fact
        ask.proceed(talk, lead=(wording.SKIPPED_LAST,) if last else (wording.SKIPPED, decides(talk, fact)))


def go_back(talk: Talk) -> None:
    """Take back the last step and ask its question again."""
    step = states.undo(talk.state)
    if step is None:
        ask.again(talk, wording.NOTHING_BEFORE)
        return
    talk.state.update(pending=None, unclear=0)
    if talk.state["stage"] not in ("applying", "submitted"):
        talk.state["stage"] = "asking" if talk.state["events"] else "idle"
    if "events" in step:
        ask.proceed(talk, lead=(wording.WENT_BACK_EVENT,))
        return
    fact = next(iter(step["facts"]))
    if not talk.state["events"]:
        ask.ask_event(talk, wording.WENT_BACK.format(name=talk.name(fact)))
    elif step["facts"][fact] is not None:
        value = talk.value(fact, step["facts"][fact])
        ask.proceed(talk, lead=(wording.WENT_BACK_CORRECTION.format(name=talk.name(fact), value=value),))
    else:
        question = ask.question_of(talk, fact)
        lead = wording.WENT_BACK.format(name=talk.name(fact))
        if question is None:
            ask.proceed(talk, lead=(lead,))
        else:
            ask.ask(talk, question, lead)


def show_list(talk: Talk) -> None:
    """The list now; what is not answered yet is marked, and the question stands."""
    if not talk.state["events"]:
        ask.ask_event(talk, wording.LIST_NEEDS_EVENT)
        return
    asking = ask.next_question(talk, talk.guidance()) is not None
    ask.show(talk, wording.LIST_NOW if asking else wording.LIST_COMPLETE)
    if asking:
        ask.again(talk)


def start_over(talk: Talk) -> None:
    """Ask once before anything said is dropped."""
    if talk.state["events"] or talk.state["facts"]:
        ask.confirm(talk, "start_over")
    else:
        ask.ask_event(talk, wording.STARTED_OVER)


def stop(talk: Talk) -> None:
    """Stop asking; what was said stays until it is erased."""
    talk.state["pending"] = None
    buttons = [({"act": "repeat"}, wording.GO_ON), ({"act": "erase"}, wording.ERASE)]
    made = [options.option(talk.bundle, talk.state, act, label, "quiet") for act, label in buttons]
    phone = wording.PHONE_AT_HAND.format(phone=wording.PHONE)
    talk.add(messages.text(wording.STOPPED, phone, options=made))


def erase(talk: Talk) -> None:
    """Ask once before the conversation is deleted."""
    ask.confirm(talk, "erase")
