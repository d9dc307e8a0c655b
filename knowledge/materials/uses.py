"""What each service wants of this person: every requirement that holds or may hold, once for each member.

The result of a sibling service is `produced` (`possible` while that service is open), unless the citizen holds it
already: then it is not made again. A paper that is looked at or handed in is spared by a holding (`holdings`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from knowledge.bundle import Bundle
from knowledge.engine.outcome import look_of, part_of
from knowledge.engine.relevance import Outcome
from knowledge.evaluate import Verdict
from knowledge.materials.alternatives import group_keys
from knowledge.materials.holdings import Exemption, Holding, exemption
from knowledge.materials.lines import REPLACEABLE, Line, Use, union
from knowledge.model import Requirement, ServiceItem
from knowledge.timing.schedule import service_due
from knowledge.view import View
from knowledge.words import because_lines


@dataclass(frozen=True)
class Wishes:
    """Reads the wishes of one service after another. `counts`: members of each group of persons, 0: nobody takes part."""

    bundle: Bundle
    view: View
    outcome: Outcome
    on: date
    counts: Mapping[str, int]
    holdings: tuple[Holding, ...]

    def of(self, service: ServiceItem) -> dict[str, Line]:
        """The lines of one service alone, by id."""
        lines: dict[str, Line] = {}
        for requirement in service.requirements:
            verdict = self.outcome.of("material", service.id, requirement.id)
            if verdict.value is False:
                continue
            count = self.counts.get(requirement.subject, 1)
            for index in range(1, count + 1) if count > 1 else (0,) * count:
                use = self._use(service, requirement, index, verdict)
                line = Line(requirement.material, requirement.subject, index, (use,))
                lines = union(lines, {line.id: line})
        return lines

    def settled(self, line: Line) -> Line:
        """The line, certain when one of its open uses surely turns out, though nobody can say which."""
        if line.mode != "possible":
            return line
        for use in line.uses:
            look = part_of(look_of(use.service.id, use.requirement))
            verdict = self.outcome.get(("material", "", f"{line.material}/{line.subject}/{look}"))
            if verdict is not None and verdict.value is True:
                return replace(line, certain=use.would)
        return line

    def _use(self, service: ServiceItem, requirement: Requirement, index: int, verdict: Verdict) -> Use:
        held = self._spared(service, requirement, index)
        spared = Exemption("possible") if verdict.value is None else held
        group = requirement.group
        groups = group_keys(service.id, group, index, self._largest(service, group)) if group is not None else ()
        would = held.mode if held.mode != "possible" else requirement.mode
        because = tuple(because_lines(self.bundle, self.view, self.outcome.world, verdict))
        return Use(
            service,
            requirement,
            index,
            verdict,
            spared.mode,
            groups,
            spared.not_exempt,
            spared.caveat,
            would=would,
            because=because,
        )

    def _largest(self, service: ServiceItem, group: str) -> int:
        """How many persons the papers of a group are for."""
        return max(self.counts.get(r.subject, 1) for r in service.requirements if r.group == group)

    def _spared(self, service: ServiceItem, requirement: Requirement, index: int) -> Exemption:
        made = self._made_by_sibling(requirement)
        licences = requirement.exempt_by if made is None else self._licences_of_result(requirement)
        if not licences or requirement.mode not in REPLACEABLE:
            return Exemption(made or requirement.mode)
        held = exemption(
            requirement if licences == requirement.exempt_by else replace(requirement, exempt_by=licences),
            index,
            self.holdings,
            {name: self.bundle.licences[name].name for name in licences},
            self.on,
            lambda: service_due(self.bundle, self.view, service.id, self.on),
        )
        return held if made is None or held.mode == "exempt" else Exemption(made)

    def _made_by_sibling(self, requirement: Requirement) -> str | None:
        """`produced` or `possible` when a sibling service makes the paper, else None."""
        sibling = requirement.result_of
        verdict = self.outcome.get(("service", sibling, sibling)) if sibling is not None else None
        if verdict is None or verdict.value is False:
            return None
        return "produced" if verdict.value else "possible"

    def _licences_of_result(self, requirement: Requirement) -> tuple[str, ...]:
        """The licences that are the sibling's very result; one that the sibling is about to change is not."""
        results = self.view.services[requirement.result_of or ""].results
        made = {result.licence for result in results if result.material == requirement.material}
        return tuple(licence for licence in requirement.exempt_by if licence in made)
