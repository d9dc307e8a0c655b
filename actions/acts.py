"""What is done for each act. One line an act; a new act is a new line."""

from __future__ import annotations

from collections.abc import Callable

from actions import reply_answers, reply_apply, reply_browse, reply_confirm, reply_events, reply_help, reply_repair
from actions.reading import items
from actions.talk import Talk

Handler = Callable[[Talk], None]

HANDLERS: dict[str, Handler] = {
    "state_event": reply_events.state_event,
    "choose_event": reply_events.choose_event,
    "choose_region": reply_events.choose_region,
    "browse": reply_browse.browse,
    "answer": reply_events.answer,
    "form_answers": reply_answers.answer,
    "correct": reply_answers.correct,
    "unsure": reply_answers.unsure,
    "decline": reply_answers.decline,
    "why": reply_repair.why,
    "repeat": reply_repair.repeat,
    "skip": reply_repair.skip,
    "go_back": reply_repair.go_back,
    "show_list": reply_repair.show_list,
    "start_over": reply_repair.start_over,
    "stop": reply_repair.stop,
    "erase": reply_repair.erase,
    "affirm": reply_confirm.affirm,
    "deny": reply_confirm.deny,
    "apply": reply_apply.apply,
    "track_progress": reply_help.track_progress,
    "complaint": reply_help.complaint,
    "human_agent": reply_help.human_agent,
    "emergency": reply_help.emergency,
    "faq_general": reply_help.faq_general,
    "out_of_scope": reply_help.out_of_scope,
    "greeting": reply_help.greeting,
    "thanks": reply_help.thanks,
    "goodbye": reply_help.goodbye,
    "chitchat": reply_help.chitchat,
}


def handler(talk: Talk) -> Handler:
    """The handler for the act of `talk`; an unknown act is out of scope, a place named by itself chooses the region."""
    name = talk.act.get("act")
    facts = [fact for fact, _ in items(talk.act)]
    if facts == [reply_events.REGION] and not talk.act.get("events") and reply_events.REGION not in talk.bundle.facts:
        return reply_events.choose_region
    return HANDLERS.get(name, reply_help.out_of_scope) if isinstance(name, str) else reply_help.out_of_scope
