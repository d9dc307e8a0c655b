"""Replies to answers, corrections, 不知道 and 先不说."""

from __future__ import annotations

from typing import Any

from actions import ask, messages, options, wording
from actions.changes import changes, material_name
from actions.condolence import condolence
from actions.considerate import considerate
from actions.reading import Reading, items, take
from actions.recognition import MOST, told_by
from actions.reply_help import hand_off
from actions.talk import Guidance, Talk
from knowledge.evaluate import is_unknown
from knowledge.facts import FactError

#: Unread answers in a row before a person is called.
PATIENCE = 2
#: Lines of what a correction changed that are put into the text; the envelope has all.
MOST_CHANGES = 12
#: Things that an open answer decides, named in one sentence.
MOST_DECIDED = 3


def answer(talk: Talk) -> None:
    """One or several facts; what cannot be taken is refused kindly and asked again, the rest is kept."""
    before = talk.guidance() if talk.state["events"] else None
    reading = take(talk, items(talk.act))
    if reading.empty:
        _unread(talk)
        return
    if reading.taken:
        talk.state["unclear"] = 0
    report(talk, reading, before)
    lead = refusals(talk, reading)
    if reading.taken and not talk.state["events"]:
        _which_matter(talk, reading, *lead)
    elif reading.taken:
        ask.proceed(talk, lead=lead)
    else:
        ask.again(talk, *lead)


def _which_matter(talk: Talk, reading: Reading, *lead: str) -> None:
    """Facts before it is clear what happened: offer the events that ask about them."""
    offered = talk.pending["events"] if talk.pending["kind"] == "events" else list(talk.bundle.events)
    meant = told_by(talk.bundle, [heard.fact for heard in reading.taken], offered)
    if meant:
        ask.offer(talk, meant[:MOST], *lead)
    else:
        ask.proceed(talk, lead=lead)


def correct(talk: Talk) -> None:
    """An answer is to be changed: take the new one, open the named one again, or ask which."""
    if items(talk.act):
        answer(talk)
        return
    fact = talk.act.get("fact")
    if not isinstance(fact, str) or fact not in talk.state["facts"]:
        _which(talk)
        return
    question = ask.question_of(talk, fact) if talk.state["events"] else None
    if question is None:
        ask.again(talk, wording.CORRECT_IDLE.format(name=talk.name(fact)))
    else:
        ask.ask(talk, question, wording.CORRECT_AGAIN)


def unsure(talk: Talk) -> None:
    """不知道: every case stays on the list, and what the answer decides is said."""
    _leave_open(talk, "unsure", wording.UNSURE_KEPT)


def decline(talk: Talk) -> None:
    """先不说: the same, without asking further."""
    _leave_open(talk, "declined", wording.DECLINE_KEPT)


def _leave_open(talk: Talk, reason: str, kept: str) -> None:
    pairs = [(fact, {"unknown": reason}) for fact, _ in items(talk.act)]
    if not pairs and talk.pending_fact:
        pairs = [(talk.pending_fact, {"unknown": reason})]
    if not pairs:
        ask.again(talk, *(() if talk.pending["kind"] != "none" else (wording.NOTHING_ASKED,)))
        return
    before = talk.guidance() if talk.state["events"] else None
    reading = take(talk, pairs)
    if any(heard.before is not None for heard in reading.changed):
        report(talk, reading, before)
    lead = (kept, decides(talk, pairs[0][0])) if reason == "unsure" else (kept,)
    ask.proceed(talk, lead=lead)


def decides(talk: Talk, fact: str) -> str:
    """One sentence: which services and materials the open answer to `fact` decides."""
    if not talk.state["events"]:
        return ""
    guidance = considerate(talk.guidance())
    names = [s["name"] for s in guidance["services"] if s["state"] == "possible" and fact in s["depends_on"]]
    names += [material_name(m) for m in guidance["materials"] if fact in m["depends_on"]]
    if not names:
        return wording.UNSURE_DECIDES_LATER
    return wording.UNSURE_DECIDES.format(what="、".join(dict.fromkeys(names[:MOST_DECIDED])))


def report(talk: Talk, reading: Reading, before: Guidance | None) -> None:
    """Read back what was heard in free text, and tell what corrections did to the list."""
    sorry = condolence(talk, reading)
    if sorry:
        talk.add(messages.text(*sorry))
    if reading.fresh and talk.by_text:
        heard = "；".join(_item(talk, h.fact, h.value) for h in reading.fresh)
        talk.add(messages.text(wording.HEARD.format(facts=heard)))
    if reading.same and not reading.taken and not reading.refused:
        lines = [
            wording.SAME_ANSWER.format(name=talk.name(h.fact), value=talk.value(h.fact, h.value)) for h in reading.same
        ]
        talk.add(messages.status(*lines, wording.LIST_UNCHANGED, changes=[]))
    if reading.changed:
        _corrected(talk, reading, before)


def _corrected(talk: Talk, reading: Reading, before: Guidance | None) -> None:
    lines = [
        (wording.FILLED_IN if is_unknown(h.before) else wording.CORRECTED).format(
            name=talk.name(h.fact), old=talk.value(h.fact, h.before), new=talk.value(h.fact, h.value)
        )
        for h in reading.changed
    ]
    if before is None or not talk.state["events"]:
        talk.add(messages.status(*lines, wording.LIST_FIRST, changes=[]))
        return
    found = changes(considerate(before), considerate(talk.guidance()))
    if not found:
        talk.add(messages.status(*lines, wording.LIST_UNCHANGED, changes=[]))
        return
    shown = [f"· {change['text']}" for change in found[:MOST_CHANGES]]
    more = [wording.CHANGE_MORE.format(count=len(found) - MOST_CHANGES)] if len(found) > MOST_CHANGES else []
    talk.add(messages.status(*lines, wording.LIST_CHANGED, *shown, *more, changes=found))


def refusals(talk: Talk, reading: Reading) -> tuple[str, ...]:
    """For each refused answer: which one, and what may be said."""
    return tuple(line for error in reading.refused for line in refusal(talk, error))


def refusal(talk: Talk, error: FactError) -> tuple[str, ...]:
    labels = [label for _, label in options.values(talk.bundle, talk.state, error.fact)]
    first = wording.ANSWER_REFUSED.format(name=talk.name(error.fact))
    if labels:
        return first, wording.ANSWER_ALLOWED.format(allowed="、".join(labels))
    return tuple(line for line in (first, ask.manner(talk, error.fact)) if line)


def _item(talk: Talk, fact: str, value: Any) -> str:
    return wording.HEARD_ITEM.format(name=talk.name(fact), value=talk.value(fact, value))


def _unread(talk: Talk) -> None:
    """An answer in which nothing was found."""
    if talk.pending["kind"] == "none" and not talk.state["events"]:
        ask.ask_event(talk, wording.EVENT_UNHEARD)
        return
    talk.state["unclear"] += 1
    if talk.state["unclear"] > PATIENCE:
        hand_off(talk, "unclear", wording.HANDOFF_UNCLEAR)
        return
    # The answers stand under the question that is put again.
    ask.again(talk, wording.ANSWER_UNREAD)


def _which(talk: Talk) -> None:
    """Ask which answer to change."""
    given = [fact for fact in talk.state["answered"] if fact in talk.state["facts"]]
    if not given:
        ask.again(talk, wording.CORRECT_NOTHING)
        return
    buttons = [
        options.option(
            talk.bundle,
            talk.state,
            options.reopen(fact),
            wording.CORRECT_ITEM.format(name=talk.name(fact), value=talk.value(fact, talk.state["facts"][fact])),
        )
        for fact in given
    ]
    talk.add(messages.text(wording.CORRECT_WHICH, *messages.numbered(buttons), options=buttons))
