"""The material list: one line a paper and person, however many services want it.

A requirement that holds becomes a line with a mode. The result of a sibling service is `produced`; a paper that a
licence or data query may replace is `exempt` when that holding was found for this very subject with authority, and
`exempt_if_verified` for a guest; one whose condition is still open is `possible`. Lines of the same material and
subject are joined; the most demanding mode stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.bundle import Bundle, Place
from knowledge.evaluate import Verdict, World
from knowledge.model import Commitment, Deferral, Requirement, ServiceItem
from knowledge.relevance import Outcome
from knowledge.words import LOCAL, MODE, basis_lines, because_lines

#: Most demanding first; the first of the modes that are wanted stands for the line.
DEMAND = [
    "surrender",
    "submit",
    "show",
    "form",
    "keep",
    "sent_by_other",
    "possible",
    "produced",
    "exempt_if_verified",
    "exempt",
]


@dataclass
class Line:
    """One material of one subject while it is being joined."""

    material: str
    subject: str
    uses: list[tuple[ServiceItem, Requirement, str, Verdict]] = field(default_factory=list)


def material_list(
    bundle: Bundle,
    place: Place,
    outcome: Outcome,
    world: World,
    services: Iterable[str],
    subjects: Mapping[str, str],
    counts: Mapping[str, int],
    holdings: Iterable[Mapping[str, Any]],
) -> list[dict[str, Any]]:
    """Return the lines (docs/contracts.md section 2) of the services that apply or may apply, in service order."""
    held = {(h.get("licence"), h.get("subject")) for h in holdings if h.get("valid", True) and h.get("authorised")}
    lines: dict[tuple[str, str], Line] = {}
    for name in services:
        service = place.services[name]
        for requirement in service.requirements:
            verdict = outcome.of("material", name, requirement.id)
            if verdict.value is False:
                continue
            mode = _mode(requirement, verdict, outcome, held)
            key = (requirement.material, requirement.subject)
            line = lines.setdefault(key, Line(*key))
            line.uses.append((service, requirement, mode, verdict))
    found = []
    for line in lines.values():
        count = max(1, counts.get(line.subject, 1))
        for n in range(1, count + 1):
            found.append(_entry(bundle, place, world, line, subjects, n if count > 1 else 0))
    groups = [entry["group"] for entry in found]
    return [e if groups.count(e["group"]) > 1 else e | {"group": None, "choose": None} for e in found]


def _mode(requirement: Requirement, verdict: Verdict, outcome: Outcome, held: set[tuple[Any, Any]]) -> str:
    if verdict.value is None:
        return "possible"
    if requirement.result_of is not None:
        sibling = outcome.index.get(("service", requirement.result_of, requirement.result_of))
        if sibling is not None and sibling.value is not False:
            return "produced" if sibling.value else "possible"
    if requirement.exempt_by and requirement.mode in ("submit", "show"):
        if any((licence, requirement.subject) in held for licence in requirement.exempt_by):
            return "exempt"
        return "exempt_if_verified"
    return requirement.mode


def _entry(
    bundle: Bundle, place: Place, world: World, line: Line, subjects: Mapping[str, str], number: int
) -> dict[str, Any]:
    material = bundle.materials[line.material]
    mode = min((use[2] for use in line.uses), key=DEMAND.index)
    leading = [use for use in line.uses if use[2] == mode]
    service, requirement = leading[0][:2]
    verified = material.verified and all(r.verified and s.verified for s, r, _, _ in line.uses)
    subject_name = subjects.get(line.subject, line.subject)
    issuer = bundle.departments.get(material.issuer or "")
    grouped = requirement.group if all(r.group == requirement.group for _, r, _, _ in line.uses) else None
    because = dict.fromkeys(text for use in leading for text in because_lines(bundle, place, world, use[3]))
    return {
        "id": f"{line.material}/{line.subject}" + (f"/{number}" if number else ""),
        "material": line.material,
        "name": material.name,
        "subject": line.subject,
        "subject_name": f"{subject_name}{number or ''}",
        "mode": mode,
        "mode_text": MODE[mode],
        "group": f"{service.id}.{grouped}" if grouped else None,
        "choose": requirement.choose if grouped else None,
        "services": list(dict.fromkeys(s.id for s, _, _, _ in line.uses)),
        "uses": [{"service": s.id, "mode": m} for s, _, m, _ in line.uses],
        "form": requirement.form,
        "copies": max(r.copies for _, r, _, _ in line.uses),
        "because": list(because),
        "why": next((r.why for _, r, _, _ in leading if r.why), None),
        "depends_on": sorted({f for use in leading for f in use[3].missing} if mode == "possible" else ()),
        "basis": basis_lines(bundle, dict.fromkeys(b for _, r, _, _ in line.uses for b in r.basis)),
        "exempt_by": [
            bundle.licences[x].name for x in dict.fromkeys(x for _, r, _, _ in line.uses for x in r.exempt_by)
        ],
        "issuer": issuer.name if issuer else material.issuer,
        "options": [o for _, r, _, _ in line.uses for o in _options(r.deferral, r.commitment)],
        "source": requirement.source or service.source,
        "verified": verified,
        "note": None if verified else LOCAL,
    }


def _options(deferral: Deferral | None, commitment: Commitment | None) -> list[dict[str, Any]]:
    """What the applicant may choose instead of handing in now. Never chosen for them."""
    found: list[dict[str, Any]] = []
    if deferral is not None:
        found.append(
            {
                "kind": "deferral",
                "nature": deferral.kind,
                "due": deferral.due,
                "withheld": deferral.withheld,
                "chosen": False,
                "verified": deferral.verified,
            }
        )
    if commitment is not None:
        found.append(
            {
                "kind": "commitment",
                "nature": commitment.nature,
                "template": commitment.template,
                "consequence": commitment.consequence,
                "excluded": commitment.excluded,
                "chosen": False,
                "verified": commitment.verified,
            }
        )
    return found
