"""The merged form in a terminal: sign in, fill in what is missing, check, confirm, submit, receipt."""

from __future__ import annotations

import uuid
from typing import Any

from actions.reply_apply import ONE_FORM
from api.cli import wording
from api.cli.case import said_moment
from api.cli.client import Client, Problem
from api.cli.screen import Screen

Draft = dict[str, Any]
Field = dict[str, Any]


def fill_in(client: Client, screen: Screen, draft: Draft) -> str | None:
    """From the opened draft to its case number; None when the person goes back to the conversation. Raises Problem."""
    screen.line(wording.FORM_TITLE)
    shared = "、".join(s["name"] for s in draft["services"] if s["route"] in ONE_FORM)
    screen.line(wording.FORM_FOR.format(services=shared))
    if client.identity is None and not sign_in(client, screen, wording.SIGN_IN):
        return None
    client.claim(draft["id"])
    draft = _own_party(client, screen, client.draft(draft["id"]))
    _prefilled(screen, draft)
    screen.line(wording.FORM_STOP_HINT)
    while True:
        filled = _fill(client, screen, draft, _missing(draft))
        if filled is None:
            return None
        draft = filled
        if _missing(draft):
            names = "、".join(_field_name(f) for f in _missing(draft))
            screen.line(wording.STILL_MISSING.format(names=names))
            continue
        choice = _review(screen, draft)
        if choice == "3":
            screen.line(wording.BACK_TO_TALK)
            return None
        if choice == "1":
            break
        changed = _change(client, screen, draft)
        if changed is None:
            return None
        draft = changed
    client.confirm(draft["id"])
    screen.line(wording.CONFIRMED)
    if not _parties(client, screen, client.draft(draft["id"])):
        return None
    return _submit(client, screen, client.draft(draft["id"]))


def _own_party(client: Client, screen: Screen, draft: Draft) -> Draft:
    """Where several parties sign: ask which one the person is."""
    parties = draft["parties"]
    if len(parties) < 2:
        return draft
    screen.line(wording.PARTY_WHICH)
    for number, party in enumerate(parties, 1):
        screen.line(f"  {number}. {party['name']}")
    while True:
        typed = screen.ask()
        for number, party in enumerate(parties, 1):
            if typed in (str(number), party["name"]):
                return client.fill(draft["id"], draft["version"], {}, party["id"])


def sign_in(client: Client, screen: Screen, heading: str) -> bool:
    """Sign in as a demo person under `heading`; False for going back. Raises Problem."""
    person = _choose_person(client, screen, heading)
    if person is None:
        screen.line(wording.BACK_TO_TALK)
        return False
    signed = client.sign_in(person)
    client.identity = signed["token"]
    screen.line(wording.SIGNED_IN.format(name=signed["person"]["name"]))
    return True


def _choose_person(client: Client, screen: Screen, heading: str) -> str | None:
    """The id of a demo person; None for going back."""
    people = client.people()
    screen.line(heading)
    for number, person in enumerate(people, 1):
        screen.line(f"  {number}. {person['name']}　{person.get('cert_no_masked') or ''}".rstrip())
    while True:
        typed = screen.ask(wording.SIGN_IN_WHO)
        if typed == wording.FORM_STOP:
            return None
        for number, person in enumerate(people, 1):
            if typed in (str(number), person["name"]):
                return str(person["id"])


def _prefilled(screen: Screen, draft: Draft) -> None:
    known = [field for field in draft["fields"] if field.get("value") not in (None, "")]
    if known:
        screen.line(wording.PREFILLED)
    for field in known:
        origin = wording.ORIGINS.get(field.get("origin"), "")
        screen.line(wording.PREFILLED_ITEM.format(name=_field_name(field), value=_said(field), origin=origin))


def _missing(draft: Draft) -> list[Field]:
    """Fields to ask: required ones without a value, and those that were refused."""
    names = set(draft["missing"])
    return [field for field in draft["fields"] if field["key"] in names or field.get("error")]


def _fill(client: Client, screen: Screen, draft: Draft, fields: list[Field]) -> Draft | None:
    """Ask each field and save it at once, again while it is wrong; an empty line passes on. None for going back."""
    for asked in fields:
        field = asked
        while typed := _ask_field(screen, field):
            if typed == wording.FORM_STOP:
                screen.line(wording.BACK_TO_TALK)
                return None
            draft = _save(client, screen, draft, field, typed)
            field = next((f for f in draft["fields"] if f["key"] == asked["key"]), {**asked, "error": None})
            if not field.get("error"):
                break
    return draft


def _ask_field(screen: Screen, field: Field) -> str:
    if field.get("error"):
        screen.line(wording.FIELD_ERROR.format(error=field["error"]))
    if field.get("help"):
        screen.line(wording.FIELD_HELP.format(help=field["help"]))
    if field.get("purpose"):
        screen.line(wording.FIELD_PURPOSE.format(purpose=field["purpose"]))
    if field.get("example"):
        screen.line(wording.FIELD_EXAMPLE.format(example=field["example"]))
    for number, option in enumerate(field.get("options") or (), 1):
        screen.line(f"  {number}. {option['label']}")
    mark = wording.FIELD_REQUIRED if field.get("required") else ""
    return screen.ask(wording.FIELD.format(name=_field_name(field), mark=mark))


def _save(client: Client, screen: Screen, draft: Draft, field: Field, typed: str) -> Draft:
    value: Any = typed
    for number, option in enumerate(field.get("options") or (), 1):
        if typed in (str(number), option["label"]):
            value = option["value"]
    try:
        return client.fill(draft["id"], draft["version"], {field["key"]: value})
    except Problem as problem:
        screen.line(wording.FIELD_ERROR.format(error=problem.detail))
        return client.draft(draft["id"])


def _review(screen: Screen, draft: Draft) -> str:
    screen.line(wording.REVIEW)
    for number, field in enumerate(draft["fields"], 1):
        screen.line(f"  {number}. {_field_name(field)}：{_said(field)}")
        if field.get("warning"):
            screen.line(wording.FIELD_ERROR.format(error=field["warning"]))
    screen.line(wording.CONFIRM)
    return _one_of(screen, wording.CONFIRM_SHORT, "123")


def _change(client: Client, screen: Screen, draft: Draft) -> Draft | None:
    typed = screen.ask(wording.CHANGE_WHICH)
    for number, field in enumerate(draft["fields"], 1):
        if typed in (str(number), _field_name(field)):
            if field["locked"]:
                screen.line(wording.LOCKED)
                return draft
            return _fill(client, screen, draft, [field])
    screen.line(wording.NO_SUCH_FIELD)
    return draft


def _parties(client: Client, screen: Screen, draft: Draft) -> bool:
    """Let the other parties confirm, each as somebody else; False while one has not."""
    for party in draft["parties"]:
        if party["status"] == "confirmed" or not party.get("link"):
            continue
        name = party["name"]
        screen.line(wording.PARTY_WAITING.format(name=name, link=client.page(party["link"])))
        screen.line(wording.PARTY_NOW.format(name=name))
        if _one_of(screen, wording.YOU, "12") == "2":
            screen.line(wording.BACK_TO_TALK)
            return False
        person = _choose_person(client, screen, wording.SIGN_IN)
        if person is None:
            return False
        client.confirm_party(party["link"], client.sign_in(person)["token"])
        screen.line(wording.PARTY_CONFIRMED.format(name=name))
    return True


def _submit(client: Client, screen: Screen, draft: Draft) -> str | None:
    screen.line(wording.SUBMIT)
    if _one_of(screen, wording.YOU, "12") == "2":
        screen.line(wording.BACK_TO_TALK)
        return None
    done = client.apply(draft["id"], draft["version"], str(uuid.uuid4()))
    receipt = done["receipt"]
    screen.line(wording.SUBMITTED.format(case_no=done["case_no"]))
    screen.line(wording.RECEIPT_AT.format(at=said_moment(receipt["submitted_at"])))
    for service in receipt["services"]:
        screen.line(wording.RECEIPT_TASK.format(name=service["name"], department=_name(service["department"])))
    if receipt["not_submitted"]:
        screen.line(wording.RECEIPT_NOT)
    for service in receipt["not_submitted"]:
        screen.line(wording.RECEIPT_NOT_ITEM.format(name=service["name"], route=service["route_text"]))
    screen.line(receipt["note"])
    return str(done["case_no"])


def _one_of(screen: Screen, prompt: str, allowed: str) -> str:
    while True:
        typed = screen.ask(prompt)
        if typed and typed in allowed:
            return typed


def _field_name(field: Field) -> str:
    return str(field["name"])


def _said(field: Field) -> str:
    value = field.get("value")
    if value in (None, ""):
        return "—"
    return str(field.get("text") or value)


def _name(department: Any) -> str:
    return str(department["name"]) if isinstance(department, dict) else str(department)
