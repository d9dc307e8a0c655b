"""Replies to everything beside the matter: a person, complaint, emergency, other questions, courtesies."""

from __future__ import annotations

from typing import Any

from actions import ask, messages, options, tone, wording
from actions.condolence import SAID
from actions.talk import Talk
from knowledge.words import basis_lines

#: The stage of the column that follows a death.
AFTER_DEATH = "after_death"
#: Questions often asked that are offered when none was matched.
MOST_FAQ = 4


def greeting(talk: Talk) -> None:
    """Who we are and what to say; in mid-way only a word, then the question again."""
    if talk.state["events"]:
        ask.again(talk, wording.GREETING_AGAIN)
    else:
        welcome(talk)


def welcome(talk: Talk) -> None:
    """The first message of a conversation."""
    buttons = ask.examples(talk)
    phone = wording.PHONE_AT_HAND.format(phone=wording.PHONE)
    lines = (wording.GREETING, wording.SAY_WHAT_HAPPENED, phone, *messages.numbered(buttons))
    talk.add(messages.text(*lines, options=buttons))


def thanks(talk: Talk) -> None:
    _and_on(talk, wording.THANKS)


def chitchat(talk: Talk) -> None:
    _and_on(talk, wording.CHITCHAT)


def goodbye(talk: Talk) -> None:
    talk.add(messages.text(wording.GOODBYE, wording.GOODBYE_PHONE.format(phone=wording.PHONE)))


def human_agent(talk: Talk) -> None:
    hand_off(talk, "asked", wording.HANDOFF)


def hand_off(talk: Talk, reason: str, sentence: str) -> None:
    """Call a person. `reason`: asked, unclear or complaint."""
    talk.state["unclear"] = 0
    talk.effect("hand_off", reason=reason)
    phone = wording.HANDOFF_PHONE.format(phone=wording.PHONE)
    talk.add(messages.handoff(sentence, phone, phone=wording.PHONE, options=_go_on(talk, wording.GO_ON_MYSELF)))


def complaint(talk: Talk) -> None:
    """Every way to complain; no persuasion, no number that nobody gave."""
    talk.effect("hand_off", reason="complaint")
    if tone.grieving(talk.text()) and not talk.state["events"]:
        _console(talk)
        return
    fraud = (wording.FRAUD,) if tone.fraudulent(talk.text()) else ()
    lines = (*wording.COMPLAINT, *fraud)
    talk.add(messages.handoff(*lines, phone=wording.PHONE, options=_go_on(talk, wording.GO_ON)))


def _console(talk: Talk) -> None:
    """A person in grief is offered what follows a death and whom to ask, and no other business."""
    stage = talk.bundle.stages.get(AFTER_DEATH)
    ours = [event.id for event in talk.place.events.values() if stage and event.stage == stage.name]
    if ours:
        ask.offer(talk, ours, wording.CONDOLENCE, wording.CONDOLENCE_PERSON.format(phone=wording.PHONE))
        talk.state["said"].append(SAID)
        return
    talk.state["pending"] = None
    talk.add(messages.handoff(wording.CONDOLENCE_ELSEWHERE.format(phone=wording.PHONE), phone=wording.PHONE))


def emergency(talk: Talk) -> None:
    """The number to call, and nothing else."""
    lines = wording.EMERGENCY_VIOLENCE if tone.violent(talk.text()) else wording.EMERGENCY
    talk.add(messages.notice(*lines, level="emergency"))


def track_progress(talk: Talk) -> None:
    """The API looks the cases up and adds them."""
    talk.effect("show_cases")
    phone = wording.CASES_BY_PHONE.format(phone=wording.PHONE)
    talk.add(messages.text(wording.CASES, phone, options=_go_on(talk, wording.GO_ON)))


def out_of_scope(talk: Talk) -> None:
    """What we can do and whom to ask instead; then the pending question again."""
    if tone.grieving(talk.text()) and not talk.state["events"]:
        _console(talk)
        return
    fraud = (wording.FRAUD,) if tone.fraudulent(talk.text()) else ()
    elsewhere = wording.ELSEWHERE.format(phone=wording.PHONE)
    if talk.state["events"]:
        ask.again(talk, *(fraud or (wording.OUT_OF_SCOPE,)), elsewhere)
        return
    if talk.pending["kind"] == "events" and not fraud:
        ask.again(talk, wording.OUT_OF_SCOPE)
        return
    can = wording.CAN_DO_EVENTS.format(events="、".join(talk.event_name(event) for event in ask.featured(talk)))
    talk.state["pending"] = None
    lines = (*(fraud or (wording.OUT_OF_SCOPE,)), wording.CAN_DO, can, elsewhere)
    talk.add(messages.text(*lines, options=ask.examples(talk)))


def faq_general(talk: Talk) -> None:
    """An answer from the event's questions, its basis, and the pending question again."""
    faq = _faq(talk)
    if faq is None:
        _faq_choices(talk)
        return
    said = "、".join(line["text"] for line in basis_lines(talk.bundle, faq.basis))
    lines = (
        faq.a,
        wording.BASIS.format(basis=said) if said else "",
        "" if faq.verified else wording.UNVERIFIED_LINE,
        wording.PHONE_AT_HAND.format(phone=wording.PHONE),
    )
    talk.add(messages.text(*lines))
    if talk.state["events"]:
        ask.again(talk)


def _faq(talk: Talk) -> Any:
    named = talk.act.get("faq")
    if not isinstance(named, dict):
        return None
    event = talk.place.events.get(str(named.get("event")))
    index = named.get("index")
    if event is None or not isinstance(index, int) or not 0 <= index < len(event.faq):
        return None
    return event.faq[index]


def _faq_choices(talk: Talk) -> None:
    unknown = wording.FAQ_NOT_FOUND.format(phone=wording.PHONE)
    events = talk.place.events
    buttons = [
        options.option(
            talk.bundle, talk.state, {"act": "faq_general", "faq": {"event": event, "index": index}}, faq.q, "quiet"
        )
        for event in talk.state["events"]
        for index, faq in enumerate(events[event].faq)
    ][:MOST_FAQ]
    if buttons:
        talk.add(messages.text(unknown, wording.FAQ_OTHERS, *messages.numbered(buttons), options=buttons))
        ask.again(talk)
    else:
        ask.again(talk, unknown)


def _and_on(talk: Talk, sentence: str) -> None:
    if talk.state["events"] or talk.state["pending"]:
        ask.again(talk, sentence)
    else:
        talk.add(messages.text(sentence, wording.SAY_WHAT_HAPPENED, options=ask.examples(talk)))


def _go_on(talk: Talk, label: str) -> list[dict[str, Any]]:
    return [options.option(talk.bundle, talk.state, {"act": "repeat"}, label, "quiet")]
