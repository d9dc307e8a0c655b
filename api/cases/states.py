"""States of tasks, which follow which, and how a case summarises them. Pure.

Correction comes before acceptance, so that it stops no clock (corrections.md, Procedure).
"""

from __future__ import annotations

from collections.abc import Iterable

#: The state a department's report leads to.
REPORTED = {
    "received": "received",
    "correction": "correction",
    "accepted": "accepted",
    "refused": "not_accepted",
    "working": "working",
    "decided": "decided",
}
NEXT: dict[str, frozenset[str]] = {
    "waiting": frozenset({"submitted", "withdrawn"}),
    "submitted": frozenset({"received", "accepted", "not_accepted", "decided", "withdrawn"}),
    "received": frozenset({"correction", "accepted", "not_accepted", "decided", "withdrawn"}),
    "correction": frozenset({"received", "accepted", "not_accepted", "withdrawn"}),
    "accepted": frozenset({"working", "decided", "withdrawn"}),
    "working": frozenset({"decided", "withdrawn"}),
    "decided": frozenset(),
    "not_accepted": frozenset(),
    "withdrawn": frozenset(),
}
FINISHED = ("decided", "not_accepted", "withdrawn")


class IllegalStep(ValueError):
    """A report that cannot follow: a correction after acceptance, a decision before anything."""


def after_report(state: str, stage: str) -> str:
    """The state of a task in `state` after a report of `stage`. Raises IllegalStep."""
    following = REPORTED.get(stage)
    if following is None or following not in NEXT[state]:
        raise IllegalStep(f"{state} -> {stage}")
    return following


def summary(states: Iterable[str]) -> str:
    """The state of a case: what the citizen must do first, else how far the slowest part is."""
    found = set(states)
    if "correction" in found:
        return "correction"
    going = found - set(FINISHED)
    if not going:
        return "withdrawn" if found == {"withdrawn"} else "decided" if found == {"decided"} else "closed"
    if found & {"accepted", "working", "decided"}:
        return "working"
    return "received" if "received" in found else "submitted"
