"""The register of rules: one small function each, named by its rule.

Four stages, each run only when the one before found no error: names (words are known, references lead somewhere),
structure (conditions and times can be read), meaning (what the records say), answers (what the engine makes of them
for the example persons).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked

Rule = Callable[[Checked], Iterator[Problem]]
NAMES: list[Rule] = []
STRUCTURE: list[Rule] = []
RULES: list[Rule] = []
ANSWERS: list[Rule] = []


def name(function: Rule) -> Rule:
    """Register a rule on words and references."""
    NAMES.append(function)
    return function


def structure(function: Rule) -> Rule:
    """Register a structure rule."""
    STRUCTURE.append(function)
    return function


def answer_rule(code: str = "") -> Callable[[Rule], Rule]:
    """Register a rule on the engine's answers; its problems carry `code`."""
    return _registered(code, ANSWERS, once=True)


def rule(code: str = "", *, once: bool = False) -> Callable[[Rule], Rule]:
    """Register a rule; its problems carry `code`. `once`: only with the national records, not for each division."""
    return _registered(code, RULES, once=once)


def _registered(code: str, rules: list[Rule], *, once: bool) -> Callable[[Rule], Rule]:

    def register(function: Rule) -> Rule:
        @functools.wraps(function)
        def coded(checked: Checked) -> Iterator[Problem]:
            if once and checked.place is not None:
                return
            yield from (replace(problem, rule=code) for problem in function(checked))

        rules.append(coded)
        return coded

    return register
