"""我的办件到哪了: a turn shows the cases of its conversation, or says how to see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from actions.spell import said_date
from api.cases import repository, service, wording
from api.drafts import repository as drafts
from api.effects import Asked, Message, effects


@effects.register("show_cases")
def show_cases(asked: Asked) -> list[Message]:
    """A `progress` message. What came from this very conversation is shown; all else needs signing in."""
    found = [] if asked.resumed else repository.of_conversation(asked.session, asked.conversation)
    cases = [service.summary(asked.house, asked.session, case) for case in found]
    if cases:
        lines = [line for case in cases for line in (f"{case['case_no']}　{case['state_text']}", *_tasks(case))]
        text = "\n".join((wording.MY_CASE, *lines, wording.ELSEWHERE))
        return [{"type": "progress", "text": text, "cases": cases}]
    draft = drafts.open_of(asked.session, asked.conversation)
    lines = [wording.FILLED] if draft is not None and draft.person_ref is not None else []
    text = "\n".join((*lines, wording.SIGN_IN, wording.ELSEWHERE))
    return [{"type": "progress", "text": text, "cases": [], "sign_in": True}]


@effects.erasure
def forget(session: Session, conversation: str) -> None:
    """The case stays with the person; the conversation it came from is forgotten."""
    repository.forget_conversation(session, conversation)


def _tasks(case: dict[str, Any]) -> list[str]:
    lines = []
    for task in case["tasks"]:
        due = wording.DUE_PART.format(due=said_date(date.fromisoformat(task["due"]))) if task["due"] else ""
        lines.append(wording.TASK_LINE.format(name=task["name"], state=task["state_text"], due=due))
    return lines
