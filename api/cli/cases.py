"""我的办件到哪了, in a terminal: sign in when needed, choose a case, follow it."""

from __future__ import annotations

from api.cli import wording
from api.cli.case import follow
from api.cli.client import Client
from api.cli.form import sign_in
from api.cli.screen import Screen


def my_cases(client: Client, screen: Screen) -> str:
    """Show the person's cases. Returns what was typed to go on with in the conversation. Raises Problem."""
    if client.identity is None:
        typed = screen.ask(wording.CASES_SIGN_IN)
        if typed != "1":
            return "" if typed == "2" else typed
        if not sign_in(client, screen, wording.CASES_WHO):
            return ""
    cases = client.cases()
    if not cases:
        screen.line(wording.NO_CASES)
        return ""
    if len(cases) == 1:
        return follow(client, screen, cases[0]["case_no"])
    for number, case in enumerate(cases, 1):
        screen.line(wording.CASE_LINE.format(number=number, case_no=case["case_no"], state=case["state_text"]))
    typed = screen.ask(wording.CASES_WHICH)
    for number, case in enumerate(cases, 1):
        if typed in (str(number), case["case_no"]):
            return follow(client, screen, case["case_no"])
    return typed
