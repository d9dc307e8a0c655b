"""What must hold before an application is taken, each with its own problem that says what to do."""

from __future__ import annotations

from typing import Any

from api.applications import wording
from api.drafts import outline
from api.drafts import service as drafts
from api.drafts.reading import DraftForm
from api.encryption import Cipher
from api.errors import Conflict
from api.parties import service as parties


class NotConfirmed(Conflict):
    """`parties` tells who has not."""

    type = "not-confirmed"
    title = "还没有都确认"
    detail = wording.NOT_CONFIRMED


class ListChanged(Conflict):
    """`changes` tells what differs from what was confirmed."""

    type = "list-changed"
    title = "清单变了"
    detail = wording.LIST_CHANGED


class NothingToSubmit(Conflict):
    """`not_submitted` tells how each is done instead."""

    type = "nothing-to-submit"
    title = "没有可以在这里提交的"
    detail = wording.NOTHING_TO_SUBMIT


def submitted_services(current: DraftForm) -> list[dict[str, Any]]:
    """The services that become tasks: those that apply and are handed in here."""
    return [s for s in current.guidance["services"] if s["state"] == "yes" and s["route"] == "submit"]


def not_submitted(guidance: dict[str, Any]) -> list[dict[str, Any]]:
    """What stays on the citizen's list, and how to do it."""
    return [
        {"id": s["id"], "name": s["name"], "route_text": s["route_text"], "how": s["how"]}
        for s in guidance["services"]
        if s["state"] != "no" and not (s["state"] == "yes" and s["route"] == "submit")
    ]


def ready(cipher: Cipher, current: DraftForm, version: int) -> None:
    """Raises DraftSubmitted, DraftChanged, NothingToSubmit, Incomplete, ListChanged, NotConfirmed; the first that fits."""
    if current.draft.case_no:
        raise drafts.DraftSubmitted(case_no=current.draft.case_no)
    if current.draft.version != version:
        raise drafts.DraftChanged(version=current.draft.version)
    if not submitted_services(current):
        raise NothingToSubmit(not_submitted=not_submitted(current.guidance))
    changes = list_changes(cipher, current)
    if changes:
        raise ListChanged(changes=changes)
    drafts.check_complete(current)
    if not current.confirmed:
        missing = "、".join(one.name for one in current.standings if not one.confirmed)
        told = wording.WAITING_FOR.format(who=missing)
        raise NotConfirmed(told, parties=[one.shown(with_link=False) for one in current.standings])


def list_changes(cipher: Cipher, current: DraftForm) -> list[dict[str, str]]:
    """How today's list differs from the one that somebody confirmed; empty when only the filling in differs."""
    for name in current.names:
        row = current.rows.get(name)
        before = parties.outline_of(cipher, row) if row else None
        if before is not None and outline.list_differs(before, current.outline):
            return outline.differences(before, current.outline)
    return []
