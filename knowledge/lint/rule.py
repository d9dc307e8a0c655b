"""The register of rules: one small function each, named by its rule.

A structure rule says that references and conditions hold; the other rules are only run on a catalogue that has
passed all of those, because meaning needs references that hold.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace

from knowledge.lint.checked import Checked
from knowledge.records import Problem

Rule = Callable[[Checked], Iterator[Problem]]
STRUCTURE: list[Rule] = []
RULES: list[Rule] = []


def structure(function: Rule) -> Rule:
    """Register a structure rule."""
    STRUCTURE.append(function)
    return function


def rule(code: str = "", *, once: bool = False) -> Callable[[Rule], Rule]:
    """Register a rule; its problems carry `code`. `once`: only with the national records, not for each division."""

    def register(function: Rule) -> Rule:
        @functools.wraps(function)
        def coded(checked: Checked) -> Iterator[Problem]:
            if once and checked.place is not None:
                return
            yield from (replace(problem, rule=code) for problem in function(checked))

        RULES.append(coded)
        return coded

    return register
