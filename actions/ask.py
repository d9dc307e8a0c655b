"""What comes next: the next question, or the list when nothing is left to ask."""

from __future__ import annotations

from typing import Any

from actions import messages, options, wording
from actions.considerate import considerate
from actions.spell import contradiction, spell
from actions.talk import Guidance, Talk
from knowledge.words import figure

Question = dict[str, Any]
#: Event titles offered as examples in the greeting.
EXAMPLES = 3
#: What stands among the things said once while the answers cannot all be so.
CONTRADICTION = "contradiction"


def proceed(talk: Talk, *, lead: tuple[str, ...] = ()) -> None:
    """Ask the next question, or show the list; with no event yet, ask what happened. `lead` is said first."""
    if not talk.state["events"]:
        ask_event(talk, *(lead or (wording.WHAT_HAPPENED,)))
        return
    guidance = talk.guidance()
    warn(talk, guidance)
    question = next_question(talk, guidance)
    if question is None:
        if lead:
            talk.add(messages.text(*lead))
        show(talk, wording.LIST_COMPLETE)
    else:
        ask(talk, question, *lead)


def warn(talk: Talk, guidance: Guidance) -> None:
    """Say at once, and once, what must be known before the list is complete.

    These are `early` notices that hold, and that the answers cannot all be so, again after they could.
    """
    _reconsider(talk, contradiction(guidance))
    for line in guidance["notices"]:
        if line["early"] and line["state"] == "yes" and line["id"] not in talk.state["said"]:
            talk.state["said"].append(line["id"])
            basis = "、".join(b["text"] for b in line["basis"])
            said = wording.BASIS.format(basis=basis) if basis else ""
            talk.add(messages.notice(line["text"], said, level="warning"))


def _reconsider(talk: Talk, lines: list[str]) -> None:
    """Offer to change an answer when they cannot all be so, as `lines` say."""
    said = talk.state["said"]
    if lines and CONTRADICTION not in said:
        said.append(CONTRADICTION)
        change = options.option(talk.bundle, talk.state, {"act": "correct"}, wording.CORRECT_ONE)
        talk.add(messages.notice(*lines, level="warning", options=[change]))
    elif not lines and CONTRADICTION in said:
        said.remove(CONTRADICTION)


def next_question(talk: Talk, guidance: Guidance) -> Question | None:
    """The question to ask now: the engine's choice, with those put off at the end."""
    open_questions: list[Question] = [q for q in (guidance["question"], *guidance["open"]) if q]
    for question in open_questions:
        if question["fact"] not in talk.state["skipped"]:
            return question
    return open_questions[0] if open_questions else None


def question_of(talk: Talk, fact: str) -> Question | None:
    """The question for `fact` as it would be asked now, answered or not; None when its answer decides nothing."""
    facts = {f: v for f, v in talk.state["facts"].items() if f != fact}
    found = _open_question(talk.guidance(facts=facts), fact)
    if found is None and talk.guidance()["contradiction"]:
        # The other answers settle this one, but they cannot all be so: it may be the one to change.
        found = _open_question(talk.guidance(facts={}), fact)
    return found


def _open_question(guidance: Guidance, fact: str) -> Question | None:
    return next((q for q in (guidance["question"], *guidance["open"]) if q and q["fact"] == fact), None)


def ask(talk: Talk, question: Question, *lead: str) -> None:
    """Send `question` with its buttons and make it the pending one."""
    fact = question["fact"]
    state, bundle = talk.state, talk.bundle
    state["pending"] = {"kind": "fact", "fact": fact}
    state["stage"] = "asking" if state["stage"] in ("idle", "asking", "listed") else state["stage"]
    if fact not in state["asked"]:
        state["asked"].append(fact)
    answers = [
        {**options.option(bundle, state, options.answer(fact, value), label), "value": value}
        for value, label in options.values(bundle, state, fact)
    ]
    for made, given in zip(answers, question["options"], strict=False):
        made.update({**given, "value": given["value"]})
    asked = {**question, "options": answers}
    talk.add(
        messages.question(
            *lead,
            question["text"],
            *messages.numbered(answers),
            question.get("help") or "",
            manner(talk, fact),
            asked=asked,
            options=beside(talk, question),
        )
    )


def manner(talk: Talk, fact: str) -> str:
    """One line on how to answer, where the options do not say it themselves."""
    record = talk.bundle.facts[fact]
    unit = record.unit or ("元" if record.type == "money" else "")
    if record.type == "set":
        return wording.SET_HINT
    if options.values(talk.bundle, talk.state, fact):
        return ""
    if record.type == "date":
        return wording.TYPE_DATE
    if record.type in ("integer", "money") and record.min is not None and record.max is not None:
        return wording.TYPE_RANGE.format(
            low=figure(record.min), high=figure(record.max), unit=wording.TYPE_UNIT.format(unit=unit) if unit else ""
        )
    if record.type in ("integer", "money"):
        return wording.TYPE_INTEGER.format(unit=wording.TYPE_UNIT.format(unit=unit) if unit else "")
    return wording.TYPE_TEXT if record.type == "text" else ""


def beside(talk: Talk, question: Question) -> list[dict[str, Any]]:
    """The quiet buttons beside a question: 不知道, 先不说, 为什么问这个, 先看清单."""
    fact = question["fact"]
    acts = [(options.unknown(fact, "unsure"), wording.DONT_KNOW)] if question.get("unsure") else []
    if question.get("decline"):
        acts.append((options.unknown(fact, "declined"), wording.RATHER_NOT))
    acts += [(options.why(fact), wording.WHY_ASK), ({"act": "show_list"}, wording.SHOW_LIST)]
    return [options.option(talk.bundle, talk.state, act, label, "quiet") for act, label in acts]


def ask_event(talk: Talk, *lead: str) -> None:
    """Ask what happened, with a few events as buttons."""
    talk.state["pending"] = None
    talk.add(messages.events(*lead, wording.SAY_WHAT_HAPPENED, options=examples(talk)))


def examples(talk: Talk) -> list[dict[str, Any]]:
    """Buttons for a few events of the bundle, and one for all of them where there are more."""
    few = [options.option(talk.bundle, talk.state, options.choose([e]), talk.title(e)) for e in featured(talk)]
    if len(talk.bundle.events) > EXAMPLES:
        few.append(options.option(talk.bundle, talk.state, options.browse(), wording.ALL_EVENTS, "quiet"))
    return few


def featured(talk: Talk) -> list[str]:
    """A few events to name as examples: those that say so, the others after them, drafts last."""
    events = talk.bundle.events
    return sorted(events, key=lambda e: (events[e].lifecycle == "draft", not events[e].featured))[:EXAMPLES]


def show(talk: Talk, lead: str) -> None:
    """Send the whole list with what can be done next."""
    guidance = talk.guidance()
    complete = next_question(talk, guidance) is None
    if complete:
        talk.state["pending"] = {"kind": "apply"}
        if talk.state["stage"] in ("idle", "asking"):
            talk.state["stage"] = "listed"
    talk.add(messages.materials(f"{lead}\n\n{spell(guidance)}", considerate(guidance), after_list(talk)))


def after_list(talk: Talk) -> list[dict[str, Any]]:
    acts: list[tuple[options.Act, str, str | None]] = [
        ({"act": "apply"}, wording.APPLY, "primary"),
        ({"act": "correct"}, wording.CORRECT_ONE, None),
        ({"act": "human_agent"}, wording.ASK_PERSON, "quiet"),
    ]
    return [options.option(talk.bundle, talk.state, act, label, style) for act, label, style in acts]


def again(talk: Talk, *lead: str) -> None:
    """After something in between: put the pending question again, or the next thing to do."""
    pending = talk.pending
    if pending["kind"] == "fact" and talk.state["events"]:
        question = question_of(talk, pending["fact"])
        if question is not None:
            ask(talk, question, *lead)
            return
    if pending["kind"] == "apply":
        talk.add(messages.text(*lead, wording.APPLY_PROMPT, options=after_list(talk)))
    elif pending["kind"] in ("start_over", "erase"):
        confirm(talk, pending["kind"], *lead)
    elif pending["kind"] == "events":
        offer(talk, pending["events"], *lead)
    elif pending["kind"] == "merge":
        offer_merge(talk, pending["event"], *lead)
    else:
        proceed(talk, lead=lead)


def confirm(talk: Talk, kind: str, *lead: str) -> None:
    """Ask once before starting over or erasing."""
    talk.state["pending"] = pending = {"kind": kind}
    sentence = wording.START_OVER_ASK if kind == "start_over" else wording.ERASE_ASK
    buttons = [(options.about(pending, "affirm"), wording.YES), (options.about(pending, "deny"), wording.NO)]
    made = [options.option(talk.bundle, talk.state, act, label) for act, label in buttons]
    talk.add(messages.text(*lead, sentence, *messages.numbered(made), options=made))


def offer(talk: Talk, events: list[str], *lead: str) -> None:
    """Ask which of at most three events is meant."""
    talk.state["pending"] = pending = {"kind": "events", "events": events}
    buttons = [(options.choose([e]), talk.title(e)) for e in events]
    if len(events) == 2 and all(event in talk.bundle.events for event in events):
        buttons.append((options.choose(events), wording.BOTH_EVENTS))
    alone = len(events) == 1
    buttons.append((options.about(pending, "deny"), wording.NOT_THIS if alone else wording.NONE_OF_THEM))
    made = [options.option(talk.bundle, talk.state, act, label) for act, label in buttons]
    talk.add(messages.events(*lead, wording.THIS_EVENT if alone else wording.WHICH_EVENT, options=made))


def offer_merge(talk: Talk, event: str, *lead: str) -> None:
    """A second event was named: together, instead, or not now."""
    talk.state["pending"] = {"kind": "merge", "event": event}
    current = "、".join(talk.event_name(e) for e in talk.state["events"])
    buttons = [
        (options.choose([event], "merge"), wording.MERGE),
        (options.choose([event], "change"), wording.CHANGE.format(title=talk.title(event))),
        (options.choose([event], "keep"), wording.KEEP),
    ]
    made = [options.option(talk.bundle, talk.state, act, label) for act, label in buttons]
    said = wording.SECOND_EVENT.format(new=talk.event_name(event), current=current)
    talk.add(messages.events(*lead, said, wording.SECOND_EVENT_ASK, options=made))
