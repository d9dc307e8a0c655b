"""Laws of the material list: on made-up requirement sets, and on every persona that is shipped."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.bundle import Bundle
from knowledge.facts import parse_value
from knowledge.guidance import guide
from knowledge.materials.alternatives import choices_of, settled
from knowledge.materials.coverage import COVERABLE, covered, covered_by
from knowledge.materials.holdings import read_holdings
from knowledge.materials.lines import Line, prerequisites, union
from knowledge.materials.uses import Wishes
from tests.events import EVENTS
from tests.knowledge.material_cases import (
    BRINGS,
    HOLDINGS,
    ON,
    VERDICTS,
    Case,
    Verdicts,
    bundle_of,
    cases,
    held,
)

MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plain(lines: list[dict[str, Any]]) -> dict[str, Any]:
    """Lines without what follows from the order in which services are read: order and the first of several reasons."""

    def sort(value: Any) -> Any:
        if isinstance(value, (list, tuple)):
            return sorted((sort(v) for v in value), key=repr)
        return {k: sort(v) for k, v in value.items()} if isinstance(value, dict) else value

    dropped = {"why", "source", "not_exempt", "conflict"}
    return {line["id"]: sort({k: v for k, v in line.items() if k not in dropped}) for line in lines}


@MANY
@given(case=cases(), seed=st.integers(0, 10**6))
def test_the_order_of_the_services_changes_nothing_but_the_order(case: Case, seed: int) -> None:
    order = [s["id"] for s in case.services]
    random.Random(seed).shuffle(order)
    assert plain(strip_remarks(case.lines(order=order))) == plain(strip_remarks(case.lines()))


def strip_remarks(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in line.items() if k != "remarks"} for line in lines]


@MANY
@given(case=cases())
def test_a_service_named_twice_wants_nothing_twice(case: Case) -> None:
    order = [s["id"] for s in case.services]
    assert case.lines(order=[*order, *order]) == case.lines(order=order)


def wished(case: Case) -> list[dict[str, Line]]:
    """The lines of each service alone, before anything is settled."""
    bundle = bundle_of(case.services, case.covers)
    index = {("service", s["id"], s["id"]): VERDICTS[s["says"]] for s in case.services}
    index |= {("material", s["id"], r["id"]): VERDICTS[r["says"]] for s in case.services for r in s["requirements"]}
    outcome: Any = Verdicts(index)
    wishes = Wishes(bundle, bundle.at("000000"), outcome, ON, case.counts, read_holdings(case.holdings))
    return [wishes.of(bundle.services[s["id"]]) for s in case.services if s["says"] != "no"]


def keys(lines: dict[str, Line]) -> dict[str, set[Any]]:
    return {name: {(use.key, use.mode) for use in line.uses} for name, line in lines.items()}


@MANY
@given(case=cases())
def test_union_is_commutative_associative_and_idempotent(case: Case) -> None:
    a, b, c = [*wished(case), {}, {}, {}][:3]
    assert keys(union(a, b)) == keys(union(b, a))
    assert keys(union(union(a, b), c)) == keys(union(a, union(b, c)))
    assert keys(union(a, a)) == keys(a)


@MANY
@given(case=cases())
def test_no_wish_is_lost(case: Case) -> None:
    wanted = Counter(
        (s["id"], r["id"])
        for s in case.services
        for r in s["requirements"]
        if s["says"] != "no" and r["says"] != "no"
        for _ in range(case.counts.get(r["subject"], 1))
    )
    assert Counter((u["service"], u["requirement"]) for line in case.lines() for u in line["uses"]) == wanted


@MANY
@given(case=cases(), holding=HOLDINGS)
def test_a_holding_never_adds_anything_to_bring(case: Case, holding: dict[str, Any]) -> None:
    before, after = case.lines(), case.lines(holdings=(*case.holdings, holding))
    assert {line["id"] for line in after} <= {line["id"] for line in before}
    assert brought(after) <= brought(before)


def brought(lines: list[dict[str, Any]]) -> set[str]:
    return {line["id"] for line in lines if line["mode"] in BRINGS}


@MANY
@given(case=cases())
def test_a_satisfied_choice_is_satisfied_exactly_and_wants_nothing_more(case: Case) -> None:
    lines: dict[str, Line] = {}
    for own in wished(case):
        lines = union(lines, own)
    records = {use.service.id: use.service for line in lines.values() for use in line.uses}
    found, choices = settled(lines, prerequisites(records.values(), lines))
    assert set(choices) == set(choices_of(lines))
    for key, choice in choices.items():
        mine = {name: [u for u in found[name].uses if u.groups == (key,)] for name in choice.members}
        assert len(choice.satisfied_by) <= choice.choose < len(choice.members)
        left = [u.mode for name, uses in mine.items() if name not in choice.satisfied_by for u in uses]
        assert choice.satisfied or "not_needed" not in left
        assert not choice.satisfied or set(left) <= {"not_needed", "produced", "exempt", "sent_by_other"}
        assert all(u.mode != "not_needed" for name in choice.satisfied_by for u in mine[name])


@MANY
@given(case=cases())
def test_never_both_a_covering_paper_and_what_it_covers(case: Case) -> None:
    lines: dict[str, Line] = {}
    for own in wished(case):
        lines = union(lines, own)
    records = {use.service.id: use.service for line in lines.values() for use in line.uses}
    materials = bundle_of(case.services, case.covers).materials
    kept = covered(lines, materials, prerequisites(records.values(), lines)).values()
    for upper, lower in combinations([*kept, *reversed([*kept])], 2):
        if (upper.subject, upper.index) != (lower.subject, lower.index):
            continue
        if lower.material in covered_by(materials, upper.material) and upper.mode in ("submit", "show", "exempt"):
            certain = any(use.definite and not use.groups for use in upper.uses)
            assert not (certain and all(use.mode in COVERABLE for use in lower.uses))


# The shipped events


@pytest.mark.parametrize("event", EVENTS)
def test_every_persona_brings_no_more_when_a_licence_is_found(shipped: Bundle, event: str) -> None:
    for persona in (p for p in shipped.personas.values() if p.event == event):
        guest, found = (answered(shipped, persona, everything) for everything in (False, True))
        assert {line["id"] for line in found} <= {line["id"] for line in guest}, persona.id
        assert brought(found) <= brought(guest), persona.id


def answered(bundle: Bundle, persona: Any, everything: bool) -> list[dict[str, Any]]:
    """The list of a persona as a guest, or with every licence of everybody found."""
    facts = {f: parse_value(bundle, f, v) for f, v in persona.facts.items()}
    needs = [r for use in bundle.events[persona.event].services for r in bundle.services[use.service].requirements]
    licences, subjects = {x for r in needs for x in r.exempt_by}, {r.subject for r in needs}
    holdings = [held(x, s, index=n) for x in sorted(licences) for s in sorted(subjects) for n in (1, 2, 3)]
    on = date.fromisoformat(persona.on)
    lines: list[dict[str, Any]] = guide(
        bundle, [persona.event], persona.region, facts, on, holdings if everything else ()
    )["materials"]
    return lines


def test_the_shared_birth_certificate_makes_no_conflict_because_only_a_part_is_kept(shipped: Bundle) -> None:
    for persona in (p for p in shipped.personas.values() if p.event == "newborn"):
        conflicts = {line["material"] for line in answered(shipped, persona, False) if line["conflict"]}
        assert "birth_certificate" not in conflicts, persona.id
