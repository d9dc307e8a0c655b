"""The pieces of the material list: a use (one service wants one paper of one person) and a line (all uses of a paper).

A line's mode is the most demanding of its uses'. Joining lines does not depend on the order of the services.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.evaluate import Verdict
from knowledge.model import Requirement, ServiceItem

#: Most demanding first; the first of the modes that are wanted stands for the line. A guest brings what is only spared
#: after verification, so that state goes before all in which nothing is brought.
DEMAND = (
    "surrender",
    "submit",
    "show",
    "form",
    "exempt_if_verified",
    "keep",
    "sent_by_other",
    "possible",
    "produced",
    "exempt",
    "not_needed",
)
#: Easiest first: how alternatives are offered. What costs nothing comes first, then a signature, then papers.
EASE = (
    "produced",
    "exempt",
    "sent_by_other",
    "exempt_if_verified",
    "form",
    "keep",
    "show",
    "submit",
    "surrender",
    "possible",
    "not_needed",
)
#: Modes in which the citizen brings nothing.
FREE = ("produced", "exempt", "sent_by_other", "not_needed")
#: Modes of a paper that is looked at or handed in, which a found licence may replace.
REPLACEABLE = ("submit", "show")
#: The strictest form that somebody wants stands.
FORMS = ("original", "paper", "electronic", "either")


@dataclass(frozen=True)
class Use:
    """One service's wish for one paper. `mode` is what it means for the citizen now.

    `index`: member of a group of persons, from 1; 0 when there is one. `groups`: keys of the alternatives it belongs to.
    `because`: what decided it, in words. `would`: what an open use would mean if it held. `not_exempt`: why a holding does not spare the paper. `caveat`: what to know although it does. `covered`: the
    material the service asked for, when this line's paper stands in for it.
    """

    service: ServiceItem
    requirement: Requirement
    index: int
    verdict: Verdict
    mode: str
    groups: tuple[str, ...] = ()
    not_exempt: str | None = None
    caveat: str | None = None
    covered: str | None = None
    would: str = "possible"
    because: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """Names the use among those of its line."""
        return self.service.id, self.requirement.id, self.covered or ""

    @property
    def definite(self) -> bool:
        return self.verdict.value is True


@dataclass(frozen=True)
class Line:
    """One material of one subject (and member) with every use of it.

    `certain`: the mode that stands whichever of the open uses turns out, because one of them surely does.
    """

    material: str
    subject: str
    index: int
    uses: tuple[Use, ...]
    certain: str | None = None

    @cached_property
    def id(self) -> str:
        return f"{self.material}/{self.subject}" + (f"/{self.index}" if self.index else "")

    @cached_property
    def mode(self) -> str:
        """The most demanding mode that is certain; `possible` when nothing is brought unless an open use turns out."""
        settled = [use.mode for use in self.uses if use.mode != "possible"]
        if not settled:
            return self.certain or "possible"
        mode = min(settled, key=DEMAND.index)
        return "possible" if mode in FREE and any(_exceeds(use, mode) for use in self.uses) else mode

    @cached_property
    def may_become(self) -> str | None:
        """A more demanding mode that an open use may bring, beside the mode that is certain."""
        if self.mode == "possible":
            return None
        more = [use.would for use in self.uses if _exceeds(use, self.mode)]
        return min(more, key=DEMAND.index, default=None)

    @cached_property
    def open_uses(self) -> tuple[Use, ...]:
        """The uses on whose open facts the mode still hangs."""
        return tuple(
            u for u in self.uses if u.mode == "possible" and (self.mode == "possible" or _exceeds(u, self.mode))
        )

    @cached_property
    def needed(self) -> tuple[Use, ...]:
        """The uses that still want the paper; all of them when none does."""
        return tuple(use for use in self.uses if use.mode != "not_needed") or self.uses

    @cached_property
    def leading(self) -> tuple[Use, ...]:
        """The uses whose mode stands for the line."""
        leading = tuple(use for use in self.uses if use.mode == self.mode)
        return leading or tuple(use for use in self.uses if use.would == self.mode)

    def with_uses(self, uses: Iterable[Use]) -> Line:
        """The line with `uses` joined to its own, each once."""
        joined = {use.key: use for use in self.uses}
        for use in uses:
            joined.setdefault(use.key, use)
        return replace(self, uses=tuple(joined.values()))


def _exceeds(use: Use, mode: str) -> bool:
    """Whether an open use would demand more than `mode`."""
    return use.mode == "possible" and DEMAND.index(use.would) < DEMAND.index(mode)


def union(first: Mapping[str, Line], second: Mapping[str, Line]) -> dict[str, Line]:
    """Every line of both, by id; the same paper of the same person is one line with the uses of both.

    Commutative, associative and idempotent up to the order of lines and uses.
    """
    joined = dict(first)
    for name, line in second.items():
        joined[name] = joined[name].with_uses(line.uses) if name in joined else line
    return joined


def prerequisites(services: Iterable[ServiceItem], lines: Mapping[str, Line]) -> dict[str, frozenset[str]]:
    """For each service, those of `services` that come before it, directly or through others.

    A service comes after those it names (`after`) and those whose result it needs with no alternative.
    """
    steps = {service.id: set(service.after) for service in services}
    for line in lines.values():
        for use in line.uses:
            if use.mode in ("produced", "exempt") and not use.groups and use.requirement.result_of is not None:
                steps[use.service.id].add(use.requirement.result_of)
    return {name: _reached(name, steps) for name in steps}


def _reached(name: str, steps: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for step in steps[waiting.pop()]:
            if step in steps and step not in found:
                found.add(step)
                waiting.append(step)
    return frozenset(found)
