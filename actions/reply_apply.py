"""Reply to 帮我办: open the prefilled form, or say what is still to be answered first."""

from __future__ import annotations

from actions import ask, messages, options, wording
from actions.talk import Talk

#: Routes whose services can be handed over or prefilled from one form.
ONE_FORM = ("submit", "prefile")
#: Open questions named before an early form.
MOST_NAMED = 5


def apply(talk: Talk) -> None:
    """Open the form; while questions are open say so and let the person choose. `anyway` in the act: now."""
    if not talk.state["events"]:
        ask.ask_event(talk, wording.LIST_NEEDS_EVENT)
        return
    guidance = talk.guidance()
    question = ask.next_question(talk, guidance)
    if not any(s["state"] != "no" and s["route"] in ONE_FORM for s in guidance["services"]):
        elsewhere = wording.PHONE_AT_HAND.format(phone=wording.PHONE)
        if question is None:
            talk.add(messages.text(wording.APPLY_NOTHING, elsewhere))
        else:
            ask.again(talk, wording.APPLY_NOTHING, elsewhere)
    elif question is not None and not talk.act.get("anyway"):
        names = list(dict.fromkeys(q["name"] for q in guidance["open"]))
        shown = "、".join(names[:MOST_NAMED]) + (wording.AND_MORE if len(names) > MOST_NAMED else "")
        anyway = options.option(talk.bundle, talk.state, {"act": "apply", "anyway": True}, wording.APPLY_ANYWAY)
        still = wording.APPLY_STILL_OPEN.format(count=len(names), names=shown)
        talk.add(messages.text(still, wording.APPLY_BETTER, options=[anyway]))
        ask.again(talk)
    else:
        talk.state.update(stage="applying", pending=None)
        talk.effect("open_draft")
        talk.add(messages.text(wording.APPLY_OPENED))
