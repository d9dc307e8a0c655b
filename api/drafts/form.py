"""The merged form filled: every field with its value, where the value came from, and what is wrong with it. Pure.

Whose identity, which registers and which answers a field may draw on is decided here; what stands in the field then,
and what is locked, in `knowledge.prefill`. A party's own identity is filled from that party's own sign-in only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from api.drafts import values, wording
from knowledge.bundle import Bundle
from knowledge.prefill import Known, Prefilled, prefill

APPLICANT = "applicant"
#: Subjects that may act for a party: `seller_agent`, `seller_guardian`.
ACTING = ("agent", "guardian")


@dataclass(frozen=True)
class Sources:
    """What the form is filled from. `identities`: party id -> attributes of the person who confirmed as that party."""

    facts: Mapping[str, Any]
    typed: Mapping[str, Any] = field(default_factory=dict)
    looked_up: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    claimant: Mapping[str, Any] | None = None
    own_party: str | None = None
    identities: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def fill(bundle: Bundle, guidance: Mapping[str, Any], sources: Sources) -> list[dict[str, Any]]:
    """The fields of `guidance` with `value`, `origin`, `locked`, and `error`, `warning` or `conflict` where there is one."""
    parties = guidance["parties"]
    represented = represented_roles(guidance)
    return [_filled(bundle, line, parties, represented, sources) for line in guidance["fields"]]


def party_of(line: Mapping[str, Any], parties: Iterable[Mapping[str, Any]]) -> str | None:
    """The id of the party a field belongs to, None for what is common to all."""
    index = line["index"] or 1
    return next((p["id"] for p in parties if p["role"] == line["per"] and p["index"] == index), None)


def represented_roles(guidance: Mapping[str, Any]) -> frozenset[str]:
    """Roles for which somebody else may act: the form then asks for an agent or a guardian of that role."""
    subjects = {line["id"].removesuffix("_cert_no") for line in guidance["fields"]}
    roles = {party["role"] for party in guidance["parties"]}
    return frozenset(role for role in roles if any(f"{role}_{acting}" in subjects for acting in ACTING))


def is_reserved(line: Mapping[str, Any], party: str | None, represented: frozenset[str]) -> bool:
    """Whether a field says who a party is, and so comes from that party's own verified identity."""
    return party is not None and line["per"] not in represented and bool(_identity_names(line))


def _identity_names(line: Mapping[str, Any]) -> list[str]:
    return [p.removeprefix("identity.") for p in line["prefill"] if p.startswith("identity.")]


def _filled(
    bundle: Bundle,
    line: Mapping[str, Any],
    parties: list[Mapping[str, Any]],
    represented: frozenset[str],
    sources: Sources,
) -> dict[str, Any]:
    party = party_of(line, parties)
    person = _person_of(bundle, line, party, represented, sources)
    if person is None and is_reserved(line, party, represented):
        waiting = {**line, "required": False, "help": wording.FILLED_AT_CONFIRMATION}
        return {**waiting, "value": None, "origin": None, "locked": True}
    known = _known(bundle, line, parties, party, person, sources)
    return _shown(bundle, line, prefill(bundle, line, known, partial(_right, bundle)))


def _person_of(
    bundle: Bundle, line: Mapping[str, Any], party: str | None, represented: frozenset[str], sources: Sources
) -> Mapping[str, Any] | None:
    """Attributes of the verified person whom the field is about, None when that is not known."""
    if party is None:
        return sources.claimant if bundle.fields[line["id"]].subject == APPLICANT else None
    if not is_reserved(line, party, represented):
        return None
    return sources.identities.get(party) or (sources.claimant if party == sources.own_party else None)


def _known(
    bundle: Bundle,
    line: Mapping[str, Any],
    parties: list[Mapping[str, Any]],
    party: str | None,
    person: Mapping[str, Any] | None,
    sources: Sources,
) -> Known:
    """What this field may draw on."""
    own = party == sources.own_party if party else bundle.fields[line["id"]].subject == APPLICANT
    may_look = own if party else own or not parties or _holds_now(parties, sources.own_party)
    return Known(
        identity=person or {},
        registers=sources.looked_up if may_look else {},
        # What a register holds about a person's things may be about another thing of theirs: it can be changed.
        own=own,
        typed=sources.typed,
        facts=sources.facts,
    )


def _holds_now(parties: list[Mapping[str, Any]], own_party: str | None) -> bool:
    """Registers tell what a person holds now, so only the party listed first, the present holder, is helped by them."""
    return any(p["id"] == own_party and p["role"] == parties[0]["role"] for p in parties)


def _right(bundle: Bundle, line: Mapping[str, Any], raw: Any) -> Any:
    """`raw` as a value of the field; None when it is none or would be wrong there: nothing false is prefilled."""
    parsed = values.parse(bundle, line, raw)
    return None if parsed.error else parsed.value


def _shown(bundle: Bundle, line: Mapping[str, Any], found: Prefilled) -> dict[str, Any]:
    parsed = values.parse(bundle, line, found.value) if found.value is not None else values.Parsed(None)
    if parsed.value is None:
        shown = {**line, "value": None, "origin": None, "locked": False}
    else:
        shown = {**line, "value": parsed.value, "origin": found.origin, "locked": found.locked}
    text = _in_words(bundle, line, parsed)
    shown |= {"text": text} if text else {}
    shown |= {"error": parsed.error} if parsed.error else {}
    warning = wording.CONFLICT if found.conflict else parsed.warning
    shown |= {"warning": warning} if warning else {}
    conflict = [{"origin": told.origin, "value": told.value} for told in found.conflict]
    return shown | ({"conflict": conflict} if conflict else {})


def _in_words(bundle: Bundle, line: Mapping[str, Any], parsed: values.Parsed) -> str | None:
    if parsed.error or parsed.value is None:
        return None
    if line["type"] == "region":
        return bundle.regions[parsed.value].full_name if parsed.value in bundle.regions else None
    return next((o["label"] for o in line["options"] if o["value"] == parsed.value), None)


def missing(fields: Iterable[Mapping[str, Any]]) -> list[str]:
    """Keys of required fields without a value."""
    return [line["key"] for line in fields if line["required"] and line["value"] is None]


def faults(fields: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """`[{field, detail}]` for every field that is missing or wrong."""
    found = []
    for line in fields:
        if line["required"] and line["value"] is None:
            found.append({"field": line["key"], "detail": wording.EMPTY.format(name=line["name"])})
        elif line.get("error"):
            found.append({"field": line["key"], "detail": line["error"]})
    return found


def right_values(fields: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """key -> value of every field that has a right one: what is handed on."""
    return {line["key"]: line["value"] for line in fields if line["value"] is not None and not line.get("error")}
