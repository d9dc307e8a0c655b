"""容缺 and 告知承诺: what the applicant may choose instead of the ordinary route. Default off; never chosen for them.

Deferral has three kinds: promised by the applicant; all before the licence is collected; the sibling's result at
pre-review, which nobody promises. Commitment has two natures: it replaces a proof, or is the permit procedure itself.

The credit gate stands before what rests on a promise and touches nothing else (国办发〔2020〕42号; corrections.md):
`ok` the options may be chosen; `listed` (on a statutory list of serious bad faith) they are not offered; `unknown`
(a guest, or the list cannot be reached) they are named, cannot be chosen yet, and the ordinary route stands.
A sibling's result is nobody's promise and passes the gate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.bundle import Bundle
from knowledge.materials import words
from knowledge.materials.lines import Line, Use
from knowledge.model import Commitment, Deferral
from knowledge.words import basis_lines

CREDIT = ("ok", "listed", "unknown")
#: Modes in which something has to be handed in, so that putting it off or promising instead helps.
HANDED_IN = ("submit", "show", "surrender", "form", "exempt_if_verified")


class UnknownCredit(ValueError):
    """The credit gate is none of ok, listed, unknown."""


def options_of(bundle: Bundle, line: Line, choices: Mapping[str, str], credit: str) -> list[dict[str, Any]]:
    """The options of a line, each with what it means and whether it is chosen. Raises UnknownCredit.

    `choices`: {line id or "service.requirement": "deferral" | "commitment"}. A choice that is not offered, or not
    open to this person, changes nothing: the ordinary route stands.
    """
    if credit not in CREDIT:
        raise UnknownCredit(credit)
    return [option for use in line.uses for option in _offered(bundle, line, use, choices, credit)]


def _offered(bundle: Bundle, line: Line, use: Use, choices: Mapping[str, str], credit: str) -> Iterator[dict[str, Any]]:
    name = f"{use.service.id}.{use.requirement.id}"
    chosen = choices.get(name, choices.get(line.id))
    deferral, commitment = use.requirement.deferral, use.requirement.commitment
    if deferral is not None and deferral.kind == "sibling_result":
        if use.definite and use.mode == "produced":
            yield _deferral(use, deferral, _option(bundle, use, deferral, chosen, "ok"))
    elif deferral is not None and use.definite and use.mode in HANDED_IN and credit != "listed":
        yield _deferral(use, deferral, _option(bundle, use, deferral, chosen, credit))
    if commitment is not None and use.definite and use.mode in HANDED_IN and credit != "listed":
        yield _commitment(commitment, _option(bundle, use, commitment, chosen, credit))


def _option(bundle: Bundle, use: Use, record: Deferral | Commitment, chosen: str | None, credit: str) -> dict[str, Any]:
    """What both kinds say: whose option it is, whether one may choose it now and has, what refusing means."""
    kind = "deferral" if isinstance(record, Deferral) else "commitment"
    available = credit == "ok"
    return {
        "id": f"{use.service.id}.{use.requirement.id}",
        "kind": kind,
        "service": use.service.id,
        "requirement": use.requirement.id,
        "available": available,
        "reason": None if available else words.NOT_CHECKED,
        "refusing": words.REFUSING,
        "chosen": available and chosen == kind,
        "basis": basis_lines(bundle, record.basis),
        "verified": record.verified,
    }


def _deferral(use: Use, deferral: Deferral, option: dict[str, Any]) -> dict[str, Any]:
    """`due_event`: what ends the delay, collecting the licence or the sibling service; None: the stated day `due`."""
    due = deferral.due or words.DUE_LOCAL
    return option | {
        "nature": deferral.kind,
        "promise": deferral.kind != "sibling_result",
        "agreed_by": deferral.agreed_by,
        "due": deferral.due,
        "due_event": {"before_licence": "collected", "sibling_result": use.requirement.result_of}.get(deferral.kind),
        "withheld": deferral.withheld,
        "consequence": deferral.consequence,
        "text": _said(option) + words.DEFERRED[deferral.kind].format(due=due),
    }


def _commitment(commitment: Commitment, option: dict[str, Any]) -> dict[str, Any]:
    return option | {
        "nature": commitment.nature,
        "template": commitment.template,
        "consequence": commitment.consequence,
        "excluded": commitment.excluded,
        "verify": commitment.verify,
        "text": _said(option) + words.PROMISED[commitment.nature],
    }


def _said(option: dict[str, Any]) -> str:
    return words.CHOSEN if option["chosen"] else words.MAY_CHOOSE


def credit_notice(credit: str) -> str | None:
    """What a listed person is told once: what is closed, what is not, and where to object. None for others."""
    return f"{words.LISTED}{words.CREDIT_SOURCE}" if credit == "listed" else None
