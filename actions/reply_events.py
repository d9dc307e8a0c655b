"""Replies when somebody says what happened, chooses an event, or says where they are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions import ask, messages, options, reply_answers, wording
from actions.condolence import condolence
from actions.reading import items, take
from actions.recognition import Recognition, named, recognise, told_by
from actions.reply_answers import refusals, report
from actions.reply_column import entry
from actions.reply_help import hand_off
from actions.talk import Talk

#: How often one may be misunderstood before a person is called.
PATIENCE = 2
REGION = "region"


def state_event(talk: Talk) -> None:
    """What happened: take it when clear, ask between at most three when not, call a person after two failures."""
    found = recognise(talk.bundle, talk.act)
    if found.event is None and not talk.state["events"]:
        # Only one of those that came near is about what was said beside it.
        meant = _meant(talk, list(found.candidates))
        found = Recognition(event=meant) if meant else found
    if found.event is not None:
        if found.event in talk.bundle.column:
            entry(talk, found.event)
        elif not talk.state["events"]:
            begin(talk, [found.event])
        elif found.event in talk.state["events"]:
            _same_event(talk)
        else:
            _keep_facts(talk)
            ask.offer_merge(talk, found.event)
        return
    if any(event in talk.state["events"] for event in found.candidates):
        _same_event(talk)
        return
    kept = _keep_facts(talk)
    if not _patient(talk):
        return
    lead = (wording.FACTS_KEPT_FOR_LATER,) if kept else ()
    if found.candidates:
        ask.offer(talk, list(found.candidates), *lead)
    elif talk.state["events"]:
        ask.again(talk, *lead, wording.EVENT_UNHEARD)
    else:
        ask.ask_event(talk, *lead, wording.EVENT_UNHEARD)


def answer(talk: Talk) -> None:
    """Facts; while it is asked which event is meant, those that only one of them is about say which."""
    offered = talk.pending["events"] if talk.pending["kind"] == "events" and not talk.state["events"] else []
    meant = _meant(talk, offered)
    if meant:
        begin(talk, [meant])
    else:
        reply_answers.answer(talk)


def _meant(talk: Talk, among: list[str]) -> str | None:
    """The one event of `among` that asks about the facts of this act; None for none or several."""
    told = told_by(talk.bundle, [fact for fact, _ in items(talk.act)], among)
    return told[0] if len(told) == 1 else None


def choose_event(talk: Talk) -> None:
    """A button: one event or two; beside present ones merged, instead of them, or not now."""
    chosen = named(talk.bundle, talk.act)
    mode = talk.act.get("mode")
    fresh = [event for event in chosen if event not in talk.state["events"]]
    if mode == "keep" or not chosen:
        talk.state["pending"] = None
        ask.proceed(talk, lead=(wording.KEPT_EVENT,) if talk.state["events"] else ())
    elif chosen[0] in talk.bundle.column:
        entry(talk, chosen[0])
    elif not fresh:
        _same_event(talk)
    elif not talk.state["events"]:
        begin(talk, chosen)
    elif mode == "merge":
        begin(talk, [*talk.state["events"], *fresh], wording.MERGED)
    elif mode == "change":
        begin(talk, fresh, wording.CHANGED_EVENT.format(title=talk.title(fresh[0])))
    else:
        ask.offer_merge(talk, fresh[0])


def begin(talk: Talk, events: list[str], *lead: str) -> None:
    """Take up `events`: what they are, for which place, what was heard beside, and the first question."""
    before = list(talk.state["events"])
    fresh = [event for event in events if event not in before]
    talk.state.update(events=events, unclear=0, pending=None, stage="asking")
    reading = take(talk, items(talk.act), events_before=before)
    talk.add(
        messages.text(
            *condolence(talk, reading),
            *lead,
            *(line for event in fresh for line in _opening(talk, event)),
            wording.REGION_READ_BACK.format(region=talk.region_name()),
            *(
                wording.PLACE_READ_BACK.format(role=role, region=region)
                for role, region in talk.places_elsewhere(fresh)
            ),
            options=[options.option(talk.bundle, talk.state, {"act": "choose_region"}, wording.REGION_OTHER, "quiet")],
        )
    )
    # What was kept before the event was clear is read back now.
    report(talk, replace(reading, fresh=(*reading.fresh, *reading.same), same=()), None)
    ask.proceed(talk, lead=refusals(talk, reading))


def choose_region(talk: Talk) -> None:
    """A place was named, or buttons for the places are wanted."""
    code = talk.act.get("region")
    if not isinstance(code, str):
        code = next((raw for fact, raw in items(talk.act) if fact == REGION), None)
    if code is None:
        talk.add(messages.text(wording.REGION_ASK, options=_region_buttons(talk)))
    elif code not in options.regions(talk.bundle):
        phone = wording.PHONE_AT_HAND.format(phone=wording.PHONE)
        talk.add(messages.text(wording.REGION_UNKNOWN, phone, options=_region_buttons(talk)))
    elif code == talk.state["region"]:
        ask.again(talk, wording.REGION_SAME.format(region=talk.region_name()))
    else:
        talk.state["region"] = code
        ask.again(talk, wording.REGION_SET.format(region=talk.region_name()))


def none_of_them(talk: Talk) -> None:
    """都不是: ask for other words, then call a person."""
    talk.state["pending"] = None
    if _patient(talk):
        ask.ask_event(talk, wording.SAY_IT_OTHERWISE)


def _patient(talk: Talk) -> bool:
    """Count a failure; at the one too many call a person and return False."""
    talk.state["unclear"] += 1
    if talk.state["unclear"] <= PATIENCE:
        return True
    hand_off(talk, "unclear", wording.HANDOFF_UNCLEAR)
    return False


def _same_event(talk: Talk) -> None:
    """The present event was named again: what was said beside it counts."""
    talk.state["unclear"] = 0
    before = talk.guidance()
    reading = take(talk, items(talk.act))
    report(talk, reading, before)
    if talk.pending["kind"] in ("events", "merge"):
        talk.state["pending"] = None
    if reading.taken:
        ask.proceed(talk, lead=refusals(talk, reading))
    else:
        ask.again(talk, *refusals(talk, reading))


def _keep_facts(talk: Talk) -> bool:
    return bool(take(talk, items(talk.act)).taken)


def _opening(talk: Talk, event: str) -> list[str]:
    record = talk.place.events[event]
    return [wording.RECOGNISED.format(title=record.title), *([record.opening] if record.opening else [])]


def _region_buttons(talk: Talk) -> list[dict[str, Any]]:
    return [
        options.option(talk.bundle, talk.state, {"act": "choose_region", "region": code}, talk.region_name(code))
        for code in options.regions(talk.bundle)
    ]
