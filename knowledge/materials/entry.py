"""The lines of the material list as they are told (docs/contracts.md section 2)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from knowledge.bundle import Bundle
from knowledge.engine.recall import keep
from knowledge.evaluate import World
from knowledge.materials import words
from knowledge.materials.alternatives import Before, Choice
from knowledge.materials.lines import FORMS, FREE, Line, Use
from knowledge.materials.options import options_of
from knowledge.materials.surrender import Conflict, conflict_of
from knowledge.model import Period
from knowledge.timing.calendar import add_period
from knowledge.view import View
from knowledge.words import LOCAL, MODE, basis_lines


@dataclass(frozen=True)
class Entries:
    """Tells every line; `lines` and `groups` as `alternatives.settled` gives them."""

    bundle: Bundle
    view: View
    world: World
    subjects: Mapping[str, str]
    lines: Mapping[str, Line]
    groups: Mapping[str, Choice]
    before: Before
    choices: Mapping[str, str]
    credit: str

    def all(self) -> list[dict[str, Any]]:
        """The lines in the order of the services; those of one group change places so that the easiest is first."""
        choices = {name: choice for name, line in self.lines.items() if (choice := self._choice(line)) is not None}
        names = list(self.lines)
        alone: set[str] = set()
        for choice in {choice.id: choice for choice in choices.values()}.values():
            mine = [name for name in names if name in choices and choices[name].id == choice.id]
            places = [names.index(name) for name in mine]
            for place, name in zip(places, sorted(mine, key=choice.members.index), strict=True):
                names[place] = name
            alone |= set(mine) if len(mine) == 1 else set()
        told: dict[Hashable, dict[str, Any]] = self.view.cache.setdefault("entries", {})
        return [self._told(told, self.lines[name], choices.get(name), name in alone) for name in names]

    def _told(
        self, told: dict[Hashable, dict[str, Any]], line: Line, choice: Choice | None, alone: bool
    ) -> dict[str, Any]:
        """The line as it was told before to somebody for whom everything about it is the same."""
        conflict = conflict_of(line, self.before)
        if self.choices or any(use.requirement.issued_within for use in line.uses):
            return self._entry(line, choice, alone, conflict)
        uses = tuple((*use.key, use.mode, use.would, use.groups, use.not_exempt, use.caveat) for use in line.uses)
        missing = tuple(use.verdict.missing for use in line.uses)
        offered = tuple(key for use in line.uses for key in use.groups if key in self.groups)
        said = tuple(use.because for use in line.uses)
        key = (line.id, line.certain, uses, missing, said, choice, alone, offered, conflict, self.credit)
        known = told.get(key)
        return known if known is not None else keep(told, key, self._entry(line, choice, alone, conflict))

    def _choice(self, line: Line) -> Choice | None:
        """The choice under which a line is told; None when a service wants it outright."""
        offered = [[self.groups[key] for key in use.groups if key in self.groups] for use in line.needed]
        if not all(offered):
            return None
        return min((self._first_alike(c) for found in offered for c in found), key=lambda choice: choice.id)

    def _first_alike(self, choice: Choice) -> Choice:
        """Several services that offer the same papers offer one choice."""
        alike = (
            other
            for other in self.groups.values()
            if set(other.members) == set(choice.members)
            and (other.choose, other.satisfied_by) == (choice.choose, choice.satisfied_by)
        )
        return min(alike, key=lambda other: other.id)

    def _entry(
        self,
        line: Line,
        choice: Choice | None,
        alone: bool,
        conflict: Conflict | None,
    ) -> dict[str, Any]:
        material = self.bundle.materials[line.material]
        issuer = self.bundle.departments.get(material.issuer or "")
        use, needed = line.leading[0], line.needed
        verified = material.verified and all(u.requirement.verified and u.service.verified for u in line.uses)
        because = (text for u in line.leading for text in u.because)
        licences = dict.fromkeys(x for u in needed for x in u.requirement.exempt_by)
        fresh = self._freshest(line)
        satisfied_by = list(choice.satisfied_by) if choice is not None else []
        covers = self._covers(line)
        return {
            "id": line.id,
            "material": line.material,
            "name": material.name,
            "subject": line.subject,
            "subject_name": self._subject_name(line),
            "mode": line.mode,
            "mode_text": MODE[line.mode],
            "group": choice.id if choice is not None and not alone else None,
            "choose": choice.choose if choice is not None and not alone else None,
            "satisfied_by": satisfied_by,
            "services": list(dict.fromkeys(u.service.id for u in needed)),
            "uses": [self._use(u) for u in line.uses],
            "form": min((u.requirement.form for u in line.leading), key=_strictness),
            "copies": max((copies for _, copies in _copies(needed)), default=0),
            "copies_by": [self._copies_by(u, copies) for u, copies in _copies(needed)],
            "because": list(dict.fromkeys(because)),
            "why": next((u.requirement.why for u in line.leading if u.requirement.why), None),
            "may_become": line.may_become,
            "depends_on": sorted({fact for u in line.open_uses for fact in u.verdict.missing}),
            "basis": basis_lines(self.bundle, dict.fromkeys(b for u in needed for b in u.requirement.basis)),
            "exempt_by": [self.bundle.licences[x].name for x in licences],
            "not_exempt": _joined(u.not_exempt for u in needed if u.mode == line.mode),
            "issued_within": asdict(fresh) if fresh is not None else None,
            "covers": covers,
            "conflict": asdict(conflict) if conflict is not None else None,
            "remarks": self._remarks(line, fresh, covers, conflict.text if conflict else None, satisfied_by)
            + self._instead(line, choice, alone),
            "issuer": issuer.name if issuer else material.issuer,
            "options": options_of(self.bundle, line, self.choices, self.credit),
            "source": use.requirement.source or use.service.source,
            "verified": verified,
            "note": None if verified else LOCAL,
        }

    def _subject_name(self, line: Line) -> str:
        return f"{self.subjects.get(line.subject, line.subject)}{line.index or ''}"

    def _use(self, use: Use) -> dict[str, Any]:
        groups = [key for key in use.groups if key in self.groups]
        return {
            "service": use.service.id,
            "requirement": use.requirement.id,
            "mode": use.mode,
            "groups": groups,
            "covered": use.covered,
        }

    def _copies_by(self, use: Use, copies: int) -> dict[str, Any]:
        department = self.bundle.departments[use.service.department]
        return {"service": use.service.id, "department": department.name, "copies": copies}

    def _covers(self, line: Line) -> list[dict[str, Any]]:
        """The papers that this one stands in for, with the services that asked for them."""
        users: dict[str, list[str]] = {}
        for use in line.uses:
            if use.covered is not None:
                users.setdefault(use.covered, []).append(use.service.id)
        names = {name: self.bundle.materials[name].name for name in (*users, line.material)}
        return [
            {
                "material": name,
                "name": names[name],
                "services": list(dict.fromkeys(services)),
                "text": words.COVERED.format(covered=names[name], covering=names[line.material]),
            }
            for name, services in users.items()
        ]

    def _freshest(self, line: Line) -> Period | None:
        """The shortest age that a service allows the paper."""
        asked = [u.requirement.issued_within for u in line.needed if u.mode not in FREE]
        periods = [period for period in asked if period is not None]
        on = self.world.on
        return min(periods, key=lambda p: (add_period(on, p.amount, p.unit), p.unit, p.amount), default=None)

    def _remarks(
        self,
        line: Line,
        fresh: Period | None,
        covers: list[dict[str, Any]],
        conflict: str | None,
        satisfied_by: list[str],
    ) -> list[str]:
        """Everything else that the citizen has to know about the line, a sentence each."""
        told = [u.not_exempt for u in line.needed if u.mode == line.mode]
        told += [u.caveat for u in line.needed if u.mode == line.mode]
        told.append(words.FRESH.format(period=words.period(fresh)) if fresh is not None else None)
        told += [c["text"] for c in covers]
        told.append(conflict)
        if line.may_become is not None:
            told.append(words.MAY_BECOME.format(mode=MODE[line.may_become]))
        if line.mode == "not_needed":
            told.append(words.SATISFIED.format(names="、".join(self._name(name) for name in satisfied_by)))
        return list(dict.fromkeys(text for text in told if text))

    def _instead(self, line: Line, choice: Choice | None, alone: bool) -> list[str]:
        """What would do as well, when the line stands apart from the others of its choice."""
        if choice is None or not alone or choice.satisfied:
            return []
        names = "、".join(self._name(name) for name in choice.members if name != line.id and name in self.lines)
        return [words.INSTEAD.format(names=names, choose=choice.choose)] if names else []

    def _name(self, line_id: str) -> str:
        line = self.lines[line_id]
        return f"{self._subject_name(line)}的{self.bundle.materials[line.material].name}"


def _strictness(form: str) -> int:
    return FORMS.index(form) if form in FORMS else len(FORMS)


def _copies(uses: tuple[Use, ...]) -> Iterator[tuple[Use, int]]:
    """Who asks for copies, and how many; nobody does unless the catalogue says so (QC-16)."""
    return ((use, use.requirement.copies) for use in uses if use.requirement.copies and use.mode not in FREE)


def _joined(texts: Iterable[str | None]) -> str | None:
    return "；".join(dict.fromkeys(text for text in texts if text)) or None
