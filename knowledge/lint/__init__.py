"""Lint: the quality rules QC-01 ... QC-38 and our own, one small function each, told in Chinese with file and line.

`linted` runs them all. `structure` comes first: the rest needs references and conditions that hold. A rule says
`wrong` (an error), `missing` (an error once the record is published, a warning in a draft) or `remind` (a warning).
"""

from __future__ import annotations

from knowledge.bundle import Bundle
from knowledge.lint import (
    answers,
    decision,
    events,
    examples,
    law,
    materials,
    questions,
    services,
    structure,
    times,
    words,
)
from knowledge.lint.checked import Checked, Sources
from knowledge.lint.rule import RULES, STRUCTURE, Rule
from knowledge.records import Problem

#: Named so that importing them, which is what registers their rules, is plainly meant.
MODULES = (structure, times, words, law, materials, services, events, questions, decision, examples, answers)


def linted(bundle: Bundle, sources: Sources, on: str | None = None) -> list[Problem]:
    """Every problem of the catalogue, in the order of files and lines. `on`: the day of publication (ISO text)."""
    national = Checked(bundle, sources, on=on)
    if found := _run(STRUCTURE, [national]):
        return found
    local = [
        Checked(bundle, sources, place, on)
        for region in bundle.regions
        for epoch in bundle.epochs(region)
        if (place := bundle.at(region, epoch.day)).changed
    ]
    if found := _run(STRUCTURE, local):
        return found
    everywhere = _run(RULES, [national])
    known = {(problem.text, problem.rule) for problem in everywhere}
    # What is wrong with the national record is not told again for every division that changes another part of it.
    own = [problem for problem in _run(RULES, local) if (problem.text, problem.rule) not in known]
    return sorted([*everywhere, *own])


def _run(rules: list[Rule], views: list[Checked]) -> list[Problem]:
    return sorted({problem for view in views for rule in rules for problem in rule(view)})


__all__ = ["Checked", "Sources", "linted"]
