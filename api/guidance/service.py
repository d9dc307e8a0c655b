"""One stateless guidance: nothing is stored, the same request gives the same answer on every channel."""

from __future__ import annotations

from typing import Any

from api import fact_values, regions
from api.clock import today
from api.errors import Unprocessable
from api.guidance.schemas import GuidanceRequest
from knowledge.bundle import Bundle
from knowledge.explain.citizen import Citizen
from knowledge.explain.explanation import UnknownLine as NoSuchLine
from knowledge.explain.explanation import explain_lines
from knowledge.explain.what_if import what_if
from knowledge.guidance import guide
from knowledge.materials.holdings import HoldingError, read_holdings
from knowledge.proof.prove import proof_of
from knowledge.spoken_guidance import with_spoken


class UnknownEvent(Unprocessable):
    type = "unknown-event"
    title = "没有这件事"
    detail = "没有叫“{event}”的一件事。现在能办的有：{known}。请改好再发。"


class UnknownLicence(Unprocessable):
    type = "unknown-licence"
    title = "没有这种证照"
    detail = "没有叫“{licence}”的证照或数据。请改好再发。"


class HoldingMisfit(Unprocessable):
    type = "holding-misfit"
    title = "有一条持有情况填得不对"
    detail = "第{number}条持有情况的“{field}”填得不对：{wanted}。请改好再发。"


#: What a field of a holding has to be, where its shape alone does not say it.
WANTED = {
    "index": "要写第几位，从1数起",
    "issued_on": "日期请写成 2026-01-31 的样子",
    "valid_until": "日期请写成 2026-01-31 的样子",
}


class UnknownLine(Unprocessable):
    type = "unknown-line"
    title = "没有这一条"
    detail = "没有“{line}”这一条，说不出为什么。请写清单上有的事项或材料。"


class UnknownFact(Unprocessable):
    type = "unknown-fact"
    title = "没有这个情形"
    detail = "这件事不问“{fact}”，换个答案也就无从说起。请改好再发。"


def guidance(bundle: Bundle, request: GuidanceRequest) -> dict[str, Any]:
    """The Guidance. Raises UnknownEvent, UnknownRegion, UnknownPlaceRole, FactOutside, UnknownLicence, HoldingMisfit,
    UnknownLine, UnknownFact.

    Each names what to change. Whether the applicant's credit was looked up is never taken from a client: it stays
    `unknown`, so that what rests on a promise is named and cannot be chosen yet.
    """
    for event in request.events:
        check_event(bundle, event)
    regions.check(bundle, request.region)
    regions.check_places(bundle, request.places)
    facts = fact_values.parse(bundle, request.facts)
    holdings = held(bundle, request)
    on = request.on or today()
    found = guide(
        bundle,
        events=list(request.events),
        region=request.region,
        facts=facts,
        holdings=holdings,
        places=request.places,
        choices=request.choices,
        on=on,
    )
    if request.proof:
        found["proof"] = proof_of(bundle, request.events, request.region, facts, on, request.places)
    if request.spoken:
        found = with_spoken(found)
    if request.explain or request.what_if:
        citizen = Citizen(
            bundle, tuple(request.events), request.region, facts, on, holdings, request.places, request.choices
        )
        found |= explained(citizen, request)
    return found


def held(bundle: Bundle, request: GuidanceRequest) -> tuple[dict[str, Any], ...]:
    """The holdings of a request as `guide` takes them. Raises UnknownLicence, HoldingMisfit."""
    holdings = tuple(holding.model_dump() for holding in request.holdings)
    for number, holding in enumerate(holdings):
        if holding["licence"] not in bundle.licences:
            raise UnknownLicence(UnknownLicence.detail.format(licence=holding["licence"]), licence=holding["licence"])
        try:
            read_holdings([holding])
        except HoldingError as error:
            wanted = WANTED[error.field]
            raise HoldingMisfit(
                HoldingMisfit.detail.format(number=number + 1, field=error.field, wanted=wanted),
                errors=[{"field": f"holdings.{number}.{error.field}", "detail": f"{wanted}。"}],
            ) from None
    return holdings


def explained(citizen: Citizen, request: GuidanceRequest) -> dict[str, Any]:
    """`explained` and `what_if` of an answer, as far as they are asked for. Raises UnknownLine, UnknownFact."""
    found: dict[str, Any] = {}
    if request.explain:
        try:
            found["explained"] = list(explain_lines(citizen, request.explain))
        except NoSuchLine as error:
            raise UnknownLine(
                UnknownLine.detail.format(line=error.line), line=error.line, allowed=error.lines
            ) from None
    if request.what_if:
        asked = [fact.id for _, fact in citizen.view.asking_order()]
        if request.what_if not in asked:
            raise UnknownFact(UnknownFact.detail.format(fact=request.what_if), fact=request.what_if, allowed=asked)
        found["what_if"] = what_if(citizen, request.what_if)
    return found


def check_event(bundle: Bundle, event: str) -> None:
    """Raises UnknownEvent naming the event and those known."""
    if event in bundle.events:
        return
    allowed = [{"id": e.id, "name": e.name} for e in bundle.events.values()]
    shown = "、".join(f"{e.name}（{e.id}）" for e in bundle.events.values())
    raise UnknownEvent(
        UnknownEvent.detail.format(event=event, known=shown),
        event=event,
        allowed=allowed,
        errors=[{"field": "events", "detail": "没有这件事。"}],
    )
