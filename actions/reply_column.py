"""The reply to a life event that is recognised but not encoded: what is known, and whom to ask, never a guess."""

from __future__ import annotations

from actions import ask, messages, wording
from actions.talk import Talk


def entry(talk: Talk, key: str) -> None:
    """Explain the column entry `key` as far as known, with the nearest office and the telephone; then go on."""
    record = talk.bundle.column[key]
    lead = talk.bundle.departments.get(record.lead or "")
    office = talk.office_name()
    lines = (
        wording.RECOGNISED.format(title=record.title),
        *record.text,
        wording.ENTRY_JOINS.format(joins="、".join(record.joins)) if record.joins else "",
        "" if record.verified else wording.UNVERIFIED_ENTRY,
        wording.ENTRY_NOT_ENCODED,
        wording.ENTRY_OFFICE.format(office=office) if office else wording.ENTRY_WINDOW,
        wording.ENTRY_LEAD.format(lead=lead.name) if lead else "",
        wording.ENTRY_PHONE.format(phone=record.phone or wording.PHONE),
    )
    talk.state["unclear"] = 0
    if talk.pending["kind"] in ("events", "merge"):
        talk.state["pending"] = None
    talk.add(messages.handoff(*lines, phone=record.phone or wording.PHONE))
    if talk.state["events"]:
        ask.again(talk)
