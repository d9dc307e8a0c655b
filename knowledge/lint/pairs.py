"""Two papers side by side: what may not be wanted together, asked of the decision diagram (QC-06, 22)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.decision import Layout, ready
from knowledge.lint.law import ASKED_FOR
from knowledge.lint.rule import rule
from knowledge.model import Requirement, ServiceItem


@rule("QC-06", once=True)
def qc_06_nothing_is_proved_twice(c: Checked) -> Iterator[Problem]:
    """Two papers that prove the same of the same person are alternatives, or never wanted together (种S1 三7)."""
    told: set[tuple[str, str, str, str]] = set()
    for places in ready(c).values():
        for place in places:
            for (first, need), (second, also) in _pairs(place):
                one, other = c.bundle.materials[need.material], c.bundle.materials[also.material]
                mark = (first, need.id, second, also.id)
                proved = set(one.proves) & set(other.proves)
                if not proved or one is other or need.result_of or also.result_of or mark in told:
                    continue
                if _alternatives(place, need, other.id) or _alternatives(place, also, one.id):
                    continue
                if place.together(("material", first, need.id), ("material", second, also.id)):
                    told.add(mark)
                    text = f"{need.id} 和 {second} 的 {also.id} 都证明“{'、'.join(sorted(proved))}”，请写成一组任选"
                    yield c.missing("services", first, text, "requirements", need.id)


def _alternatives(place: Layout, need: Requirement, material: str) -> bool:
    """Whether that other paper of the same person may stand for this one; a group is one slot in every service."""
    return need.group is not None and any(
        (other.group, other.material, other.subject) == (need.group, material, need.subject)
        for service in place.services.values()
        for other in service.requirements
    )


@rule(once=True)
def forms_of_one_paper_agree(c: Checked) -> Iterator[Problem]:
    """One service does not want one paper of one person in two contradictory forms at once."""
    told: set[tuple[str, str, str]] = set()
    for places in ready(c).values():
        for place in places:
            for (service, need), (other, also) in _pairs(place):
                mark = (service, need.id, also.id)
                same = need.material == also.material and service == other and need.group == also.group
                agree = (need.form, need.mode) == (also.form, also.mode) or "either" in (need.form, also.form)
                if not same or agree or mark in told:
                    continue
                if place.together(("material", service, need.id), ("material", service, also.id)):
                    told.add(mark)
                    text = (
                        f"{need.id} 和 {also.id} 要的是同一样材料，形式却不同（{_form(need)}；{_form(also)}），请统一"
                    )
                    yield c.wrong("services", service, text, "requirements", also.id)


def _form(need: Requirement) -> str:
    return f"{need.mode}、{need.form}"


def _pairs(place: Layout) -> Iterator[tuple[tuple[str, Requirement], tuple[str, Requirement]]]:
    """Pairs of requirements of the same person that ask a citizen to bring something."""
    asked = [
        (name, need)
        for name, service in place.services.items()
        for need in service.requirements
        if need.mode in ASKED_FOR
    ]
    for n, one in enumerate(asked):
        for other in asked[n + 1 :]:
            if one[1].subject == other[1].subject:
                yield one, other


@rule("QC-22", once=True)
def qc_22_what_a_sibling_makes_is_not_asked_for(c: Checked) -> Iterator[Problem]:
    """A paper that another service of the event ends with comes from there (兴国县方案 三4、5)."""
    told: set[tuple[str, str]] = set()
    for places in ready(c).values():
        for place in places:
            for maker, name, need in _made_by_siblings(place):
                if (name, need.id) in told or need.result_of or need.mode not in ASKED_FOR:
                    continue
                if _comes_first(place.services, name, maker):
                    continue
                if place.together(("material", name, need.id), ("service", maker, maker)):
                    told.add((name, need.id))
                    text = f"同一件事里 {maker} 会办出 {need.material}，请写 result_of: {maker}，不向群众要"
                    yield c.wrong("services", name, text, "requirements", need.id)


def _made_by_siblings(place: Layout) -> Iterator[tuple[str, str, Requirement]]:
    """(maker, service, requirement) where the maker ends with the very paper that the service wants."""
    for maker, service in place.services.items():
        made = {(result.material, result.subject) for result in service.results}
        for name, other in place.services.items():
            if name != maker:
                yield from ((maker, name, n) for n in other.requirements if (n.material, n.subject) in made)


def _comes_first(services: Mapping[str, ServiceItem], one: str, other: str) -> bool:
    """Whether service `one` is a prerequisite of `other`: its paper cannot come from there."""
    waiting, seen = [other], {other}
    while waiting:
        service = services.get(waiting.pop())
        for name in service.after if service is not None else ():
            if name == one:
                return True
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return False
