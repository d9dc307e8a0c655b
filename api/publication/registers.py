"""Three lists that are published beside the guides: 告知承诺, 容缺办理, and the proofs that are kept 保留证明."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from api.publication import wording
from api.publication.workbook import heading, put
from knowledge.bundle import Bundle
from knowledge.model import Requirement, ServiceItem
from knowledge.words import basis_lines

WIDTH = 24
Line = tuple[str, ...]


def registers(bundle: Bundle) -> Workbook:
    """A workbook of three sheets. A line that nobody has verified says so."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    book.remove(first)
    for title, names, lines in (
        (wording.COMMITMENTS, wording.COMMITMENT_COLUMNS, commitments(bundle)),
        (wording.DEFERRALS, wording.DEFERRAL_COLUMNS, deferrals(bundle)),
        (wording.RETAINED, wording.RETAINED_COLUMNS, retained(bundle)),
    ):
        sheet = book.create_sheet(title)
        heading(sheet, list(names), [WIDTH] * len(names))
        for number, line in enumerate(lines, 2):
            for place, text in enumerate(line, 1):
                put(sheet, number, place, text)
    return book


def commitments(bundle: Bundle) -> Iterator[Line]:
    """What a promise may stand for, or where it is the procedure itself (国办发〔2020〕42号)."""
    for service, need in _needs(bundle):
        if (promise := need.commitment) is not None:
            yield (
                *_service(bundle, service),
                bundle.materials[need.material].name,
                wording.NATURES[promise.nature],
                promise.template or wording.UNKNOWN_VALUE,
                promise.consequence or wording.UNKNOWN_VALUE,
                promise.excluded or wording.UNKNOWN_VALUE,
                promise.verify or wording.UNKNOWN_VALUE,
                _basis(bundle, promise.basis or need.basis),
                _truth(promise.verified),
            )


def deferrals(bundle: Bundle) -> Iterator[Line]:
    """Which papers may follow later, until when, and what is withheld meanwhile."""
    for service, need in _needs(bundle):
        if (later := need.deferral) is not None:
            yield (
                *_service(bundle, service),
                bundle.materials[need.material].name,
                wording.KINDS[later.kind],
                later.due or wording.UNKNOWN_VALUE,
                later.withheld or wording.UNKNOWN_VALUE,
                later.consequence or wording.UNKNOWN_VALUE,
                _basis(bundle, later.basis or need.basis),
                _truth(later.verified),
            )


def retained(bundle: Bundle) -> Iterator[Line]:
    """The proofs that citizens still bring: with a legal basis, who issues them and how one gets them (QC-04)."""
    for service, need in _needs(bundle):
        material = bundle.materials[need.material]
        if material.kind == "proof" and need.mode in ("submit", "show", "surrender") and need.result_of is None:
            issuer = bundle.departments.get(material.issuer or "")
            yield (
                *_service(bundle, service),
                material.name,
                issuer.name if issuer else material.issuer or wording.UNKNOWN_VALUE,
                "、".join(material.proves),
                material.guide or wording.UNKNOWN_VALUE,
                _basis(bundle, need.basis),
                need.reason or material.reason or need.why or "",
                _truth(need.verified and material.verified),
            )


def _needs(bundle: Bundle) -> Iterator[tuple[ServiceItem, Requirement]]:
    joined = dict.fromkeys(use.service for event in bundle.events.values() for use in event.services)
    for key in joined:
        for need in bundle.services[key].requirements:
            yield bundle.services[key], need


def _service(bundle: Bundle, service: ServiceItem) -> Line:
    events = (e.name for e in bundle.events.values() if any(use.service == service.id for use in e.services))
    return "、".join(events), service.name, bundle.departments[service.department].name


def _basis(bundle: Bundle, bases: tuple[object, ...]) -> str:
    lines = basis_lines(bundle, bases)  # type: ignore[arg-type]
    return "；".join(line["text"] for line in lines) or wording.UNKNOWN_VALUE


def _truth(verified: bool) -> str:
    return wording.YES if verified else wording.NO
