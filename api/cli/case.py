"""The progress of a case in a terminal, and corrections that departments ask for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from actions.spell import said_date
from api.cli import wording
from api.cli.client import Client, Problem
from api.cli.screen import Screen

Case = dict[str, Any]


def follow(client: Client, screen: Screen, case_no: str) -> str:
    """Show how far the case is, as often as wanted; answer corrections.

    Returns what was typed to go on with in the conversation, empty for merely going back. Raises Problem.
    """
    while True:
        case = client.case(case_no)
        show(screen, case)
        _corrections(client, screen, case)
        typed = screen.ask(wording.LOOK_AGAIN)
        if typed != "1":
            return "" if typed in ("", "2") else typed


def show(screen: Screen, case: Case) -> None:
    """Tasks with their state and due day, then what has happened so far."""
    state = case.get("state_text") or case["state"]
    screen.line(wording.PROGRESS.format(case_no=case["case_no"], state=state))
    if case.get("demo"):
        screen.line(str(case.get("note") or wording.DEMO))
    happened: dict[str | None, list[dict[str, Any]]] = {}
    for event in case["timeline"]:
        happened.setdefault(event.get("task"), []).append(event)
    for event in happened.pop(None, []):
        _event(screen, event)
    for task in case["tasks"]:
        due = wording.PROGRESS_DUE.format(due=said_date(date.fromisoformat(task["due"]))) if task.get("due") else ""
        department = task["department"]
        name = department["name"] if isinstance(department, dict) else department
        line = wording.PROGRESS_TASK.format(name=task["name"], department=name, state=task["state_text"], due=due)
        screen.line(line)
        for event in happened.pop(task["id"], []):
            _event(screen, event)
    for event in (e for events in happened.values() for e in events):
        _event(screen, event)


def said_moment(iso: str) -> str:
    """2026年11月20日 13:05."""
    at = datetime.fromisoformat(iso)
    return f"{said_date(at.date())} {at:%H:%M}"


def _event(screen: Screen, event: dict[str, Any]) -> None:
    screen.line(wording.PROGRESS_EVENT.format(at=said_moment(event["at"]), text=event["text"]))


def _corrections(client: Client, screen: Screen, case: Case) -> None:
    """Each correction asked for: until it is taken, or passed over by an empty line."""
    for task in case["tasks"]:
        wanted = task.get("correction")
        if not wanted:
            continue
        screen.line(wording.CORRECTION.format(name=task["name"], text=wanted["text"]))
        while typed := screen.ask(wording.CORRECTION_VALUE.format(name=wanted["name"])):
            try:
                client.correct(case["case_no"], task["id"], {wanted["field"]: typed})
            except Problem as problem:
                screen.line(problem.detail)
                continue
            screen.line(wording.CORRECTION_SENT)
            break
        else:
            screen.line(wording.CORRECTION_LATER)
