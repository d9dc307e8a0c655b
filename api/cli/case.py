"""The progress of a case in a terminal, and corrections that departments ask for."""

from __future__ import annotations

from typing import Any

from api.cli import wording
from api.cli.client import Client
from api.cli.screen import Screen


def follow(client: Client, screen: Screen, case_no: str) -> None:
    """Show how far the case is, as often as wanted; answer corrections. Raises Problem."""
    while True:
        case = client.case(case_no)
        show(screen, case)
        _corrections(client, screen, case)
        while (typed := screen.ask(wording.LOOK_AGAIN)) not in ("1", "2"):
            pass
        if typed == "2":
            return


def show(screen: Screen, case: dict[str, Any]) -> None:
    """Tasks with their state and due day, then what has happened so far."""
    state = case.get("state_text") or case["state"]
    screen.line(wording.PROGRESS.format(case_no=case["case_no"], state=state))
    happened: dict[str | None, list[dict[str, Any]]] = {}
    for event in case["timeline"]:
        happened.setdefault(event.get("task"), []).append(event)
    for task in case["tasks"]:
        due = wording.PROGRESS_DUE.format(due=task["due"]) if task.get("due") else ""
        department = task["department"]
        name = department["name"] if isinstance(department, dict) else department
        line = wording.PROGRESS_TASK.format(name=task["name"], department=name, state=task["state_text"], due=due)
        screen.line(line)
        for event in happened.pop(task["id"], []):
            screen.line(wording.PROGRESS_EVENT.format(at=event["at"], text=event["text"]))
    for event in (e for events in happened.values() for e in events):
        screen.line(wording.PROGRESS_EVENT.format(at=event["at"], text=event["text"]))


def _corrections(client: Client, screen: Screen, case: dict[str, Any]) -> None:
    for task in case["tasks"]:
        wanted = task.get("correction")
        if not wanted:
            continue
        screen.line(wording.CORRECTION.format(text=wanted["text"]))
        typed = screen.ask(wording.CORRECTION_VALUE.format(name=wanted["name"]))
        if typed:
            client.correct(case["case_no"], task["id"], {wanted["field"]: typed})
            screen.line(wording.CORRECTION_SENT)
