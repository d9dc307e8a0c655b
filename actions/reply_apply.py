"""Reply to 帮我办: open the prefilled form, or say what is still to be answered first."""

from __future__ import annotations

from typing import Any

from actions import ask, messages, options, wording
from actions.considerate import considerate
from actions.talk import Guidance, Talk

#: Routes whose services share the one form; only those of the first are handed in here.
ONE_FORM = ("submit", "prefile")
HANDED_IN = "submit"
#: Routes of services that nobody goes anywhere for.
BY_ITSELF = ("auto", "duty")
#: Open questions named before an early form.
MOST_NAMED = 5


def apply(talk: Talk) -> None:
    """Open the form when something is certain to be handed in here. `anyway` in the act: although questions are open."""
    if not talk.state["events"]:
        ask.ask_event(talk, wording.LIST_NEEDS_EVENT)
        return
    guidance = talk.guidance()
    certain, possible = _handed_in(guidance, "yes"), _handed_in(guidance, "possible")
    asking = ask.next_question(talk, guidance) is not None
    if certain and (talk.act.get("anyway") or not asking):
        talk.state.update(stage="applying", pending=None)
        talk.effect("open_draft")
        talk.add(messages.text(wording.APPLY_OPENED))
    elif asking and (certain or possible):
        _still_open(talk, guidance, anyway=bool(certain))
    else:
        _nothing(talk, possible, asking)


def _handed_in(guidance: Guidance, state: str) -> list[str]:
    """Names of the services that are handed in here and apply for certain, or possibly."""
    return [s["name"] for s in guidance["services"] if s["state"] == state and s["route"] == HANDED_IN]


def _still_open(talk: Talk, guidance: Guidance, *, anyway: bool) -> None:
    names = list(dict.fromkeys(q["name"] for q in guidance["open"]))
    shown = "、".join(names[:MOST_NAMED]) + (wording.AND_MORE if len(names) > MOST_NAMED else "")
    still = wording.APPLY_STILL_OPEN.format(count=len(names), names=shown)
    button: list[dict[str, Any]] = []
    if anyway:
        act = {"act": "apply", "anyway": True}
        button = [options.option(talk.bundle, talk.state, act, wording.APPLY_ANYWAY)]
    talk.add(messages.text(still, wording.APPLY_BETTER, options=button))
    ask.again(talk)


def _nothing(talk: Talk, possible: list[str], asking: bool) -> None:
    """Nothing can be handed in here, or it is not certain yet: what to begin with instead, and whom to ask."""
    lines = [wording.APPLY_UNDECIDED.format(names="、".join(possible))] if possible else _elsewhere(talk)
    lines.append(wording.PHONE_AT_HAND.format(phone=wording.PHONE))
    if asking:
        ask.again(talk, *lines)
    else:
        acts: list[tuple[options.Act, str, str | None]] = [
            ({"act": "correct"}, wording.CORRECT_ONE, None),
            ({"act": "human_agent"}, wording.ASK_PERSON, "quiet"),
        ]
        beside = [options.option(talk.bundle, talk.state, act, label, style) for act, label, style in acts]
        talk.add(messages.text(*lines, options=beside))


def _elsewhere(talk: Talk) -> list[str]:
    """That nothing is handed in here, and what one begins with instead, by the way it is done."""
    guidance = considerate(talk.guidance())
    by_id = {s["id"]: s for s in guidance["services"] if s["state"] == "yes" and s["route"] not in BY_ITSELF}
    steps = ([by_id[name] for name in step["services"] if name in by_id] for step in guidance["steps"])
    by_way: dict[str, list[str]] = {}
    for service in next((step for step in steps if step), []):
        by_way.setdefault(service["route_text"], []).append(service["name"])
    begin = [wording.APPLY_BEGIN.format(names="、".join(names), way=way) for way, names in by_way.items()]
    return [wording.APPLY_NOTHING, *begin]
