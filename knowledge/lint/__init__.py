"""Lint: the quality rules QC-01 ... QC-38 and our own, one small function each, told in Chinese with file and line.

`linted` runs them all, in four stages (`rule`). A rule says `wrong` (an error), `missing` (an error once the record is
published, a warning in a draft) or `remind` (a warning).
"""

from __future__ import annotations

from typing import Any

from knowledge.bundle import Bundle
from knowledge.content.records import Problem
from knowledge.lint import (
    answers,
    cancelled,
    column,
    decision,
    events,
    examples,
    forms,
    glossary,
    law,
    materials,
    pairs,
    questions,
    references,
    services,
    structure,
    times,
    words,
)
from knowledge.lint.checked import Checked, Sources
from knowledge.lint.rule import ANSWERS, NAMES, RULES, STRUCTURE, Rule

#: Named so that importing them, which is what registers their rules, is plainly meant.
MODULES = (
    glossary,
    references,
    structure,
    times,
    forms,
    words,
    law,
    materials,
    services,
    events,
    questions,
    decision,
    pairs,
    examples,
    column,
    cancelled,
    answers,
)


def linted(bundle: Bundle, sources: Sources, on: str | None = None) -> list[Problem]:
    """Every problem of the catalogue, in the order of files and lines. `on`: the day of publication (ISO text)."""
    national = Checked(bundle, sources, on=on)
    for rules in (NAMES, STRUCTURE):
        if found := run(rules, [national]):
            return found
    local = divisions(bundle, sources, on)
    for rules in (NAMES, STRUCTURE):
        if found := run(rules, local):
            return found
    everywhere = run(RULES, [national])
    known = {(problem.text, problem.rule) for problem in everywhere}
    # What is wrong with the national record is not told again for every division that changes another part of it.
    own = [problem for problem in run(RULES, local) if (problem.text, problem.rule) not in known]
    found = sorted([*everywhere, *own])
    return found if any(problem.stops for problem in found) else sorted([*found, *run(ANSWERS, [national])])


def divisions(bundle: Bundle, sources: Sources, on: str | None = None) -> list[Checked]:
    """The records that divisions change, once for each way in which they stand somewhere at some time."""
    found: dict[Any, Checked] = {}
    for region in bundle.regions:
        for epoch in bundle.epochs(region):
            place = bundle.at(region, epoch.day)
            if place.changed:
                as_it_stands = frozenset((key, id(o)) for key, overlays in place.changed.items() for o in overlays)
                found.setdefault((as_it_stands, frozenset(place.services)), Checked(bundle, sources, place, on))
    return list(found.values())


def run(rules: list[Rule], views: list[Checked]) -> list[Problem]:
    """What the rules say of the views, each problem once, in the order of files and lines."""
    return sorted({problem for view in views for rule in rules for problem in rule(view)})


__all__ = ["Checked", "Sources", "divisions", "linted", "run"]
