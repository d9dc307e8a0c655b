"""What the answer consists of: one condition for each thing it may hold.

Two lists. `elements` are the parts as their authors wrote them, service by service: they are shown and explained.
`targets` are what counts (design.md section 5 "Outcome"): which services apply and by which route and presence, the
joined material lines with their mode, form and copies, the fields of each service, notices, duties, deadlines and
fees, the persons of each group and party. A question is asked only while a target depends on it. A paper that two
services want is one line, so what decides only the second want is not asked; a field goes to the department that uses
it, so fields count service by service.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.condition import ALWAYS, All, AnyOf, Condition, Leaf, Not, parse
from knowledge.model import Group, Requirement, ServiceItem, Variant
from knowledge.view import View

#: Modes of papers, most demanding first. The most demanding that is wanted stands for a line.
DEMAND = ("surrender", "submit", "show", "form", "keep", "sent_by_other")
#: Modes of papers that a holding may spare.
SPARED = ("submit", "show")
#: Services whose data we collect; the others are done elsewhere.
FILLED = ("submit", "prefile")


@dataclass(frozen=True)
class Element:
    """One thing the answer may hold: its kind (service, route, material, field, notice ..), service and id.

    `condition` is resolved: plain tests of facts. For a target, `service` is empty where no single service has it.
    """

    kind: str
    service: str
    id: str
    condition: Condition

    @property
    def key(self) -> tuple[str, str, str]:
        return self.kind, self.service, self.id


def elements(view: View) -> tuple[Element, ...]:
    """Every part of the services of the view as it was written, in reading order."""
    if "elements" not in view.cache:
        view.cache["elements"] = tuple(_elements(view))
    found: tuple[Element, ...] = view.cache["elements"]
    return found


def _elements(view: View) -> Iterator[Element]:
    for name, service in view.services.items():
        applies = _applies(view, service)
        yield Element("service", name, name, applies)
        for kind, identity, condition in _parts(service):
            yield Element(kind, name, identity, both(applies, view.resolved(condition, name)))


def _applies(view: View, service: ServiceItem) -> Condition:
    """An event joins the service, and the service's own condition holds."""
    uses = [parse(use.when) for event in view.events for use in event.services if use.service == service.id]
    joined = ALWAYS if any(use is ALWAYS for use in uses) else any_of(view.resolved(use, service.id) for use in uses)
    return both(joined, view.resolved(parse(service.when), service.id))


def _parts(service: ServiceItem) -> Iterator[tuple[str, str, Condition]]:
    for kind, variants in (("route", service.route_when), ("presence", service.presence_when)):
        for n, variant in enumerate(variants):
            yield kind, str(n), parse(variant.when)
    for requirement in service.requirements:
        yield "material", requirement.id, parse(requirement.when)
    for use in service.fields:
        yield "field", use.field, parse(use.when)
    for n, fee in enumerate(service.fees):
        yield "fee", str(n), parse(fee.when)
    for kind, statements in (("notice", service.notices), ("duty", service.duties), ("deadline", service.deadlines)):
        for statement in statements:
            yield kind, statement.id, parse(statement.when)


def targets(view: View) -> tuple[Element, ...]:
    """What counts, in reading order."""
    if "targets" not in view.cache:
        view.cache["targets"] = tuple(_targets(view))
    found: tuple[Element, ...] = view.cache["targets"]
    return found


def _targets(view: View) -> Iterator[Element]:
    index = {element.key: element.condition for element in elements(view)}
    wanted: dict[str, list[Condition]] = {}  # group or party -> what repeats for each of its members
    filled: dict[str, Condition] = {}
    for name, service in view.services.items():
        applies = index["service", name, name]
        yield Element("service", name, name, applies)
        routes = dict(_chosen("route", service, service.route_when, service.route, applies, index))
        presences = _chosen("presence", service, service.presence_when, service.presence, applies, index)
        if len(routes) > 1:
            yield from (Element("route", name, route, condition) for route, condition in routes.items())
        yield from (Element("presence", name, p, condition) for p, condition in presences if service.presence_when)
        filled[name] = any_of(condition for route, condition in routes.items() if route in FILLED)
        for element in elements(view):
            if element.service == name and element.kind in ("notice", "duty", "deadline", "fee"):
                yield element
    for (material, subject), conditions in _lines(view, index):
        for part, condition in conditions:
            yield Element("material", "", f"{material}/{subject}/{part}", condition)
            wanted.setdefault(subject, []).append(condition)
    for name, service in view.services.items():
        for use in service.fields:
            shown = both(filled[name], index["field", name, use.field])
            yield Element("shown", name, use.field, shown)
            wanted.setdefault(view.bundle.fields[use.field].per or "", []).append(shown)
    for group in (*view.groups, *view.parties):
        party = group in view.parties
        whole = ALWAYS if party else any_of(wanted.get(group.id, ()))
        takes_part = both(view.resolved(group.condition), whole)
        for n, there in _members(view, group):
            yield Element("party" if party else "member", "", f"{group.id}/{n}", both(takes_part, there))


def _chosen(
    kind: str,
    service: ServiceItem,
    variants: tuple[Variant, ...],
    default: str,
    applies: Condition,
    index: dict[tuple[str, str, str], Condition],
) -> Iterator[tuple[str, Condition]]:
    """(route or presence, when it is the one): the first variant that holds, else the default."""
    found: dict[str, list[Condition]] = {}
    earlier: list[Condition] = []
    for n, variant in enumerate(variants):
        holds = index[kind, service.id, str(n)]
        found.setdefault(getattr(variant, kind) or default, []).append(both(holds, *map(Not, earlier)))
        earlier.append(holds)
    found.setdefault(default, []).append(both(applies, *map(Not, earlier)))
    yield from ((value, any_of(conditions)) for value, conditions in found.items())


#: What a line may look like: mode, what may spare it, form, group of alternatives.
Look = tuple[str, tuple[str, ...], str, "str | None"]


def look_of(service: str, requirement: Requirement) -> Look:
    """What a line looks like when this requirement stands for it."""
    exempt = requirement.exempt_by if requirement.mode in SPARED else ()
    return requirement.mode, exempt, requirement.form, f"{service}.{requirement.group}" if requirement.group else None


def part_of(look: Look) -> str:
    """The look as the last part of a target's id."""
    return "-".join(filter(None, (look[0], *look[1], look[2], look[3])))


@dataclass(frozen=True)
class Want:
    """One requirement as it counts in its line: what it looks like, and when."""

    look: Look
    copies: int
    condition: Condition


def _lines(
    view: View, index: dict[tuple[str, str, str], Condition]
) -> Iterator[tuple[tuple[str, str], list[tuple[str, Condition]]]]:
    """Each joined material line: ((material, subject), [(which look or how many copies, when)])."""
    lines: dict[tuple[str, str], list[Want]] = {}
    for name, service in view.services.items():
        for requirement in service.requirements:
            line = lines.setdefault((requirement.material, requirement.subject), [])
            line += _wants(view, service, requirement, index["material", name, requirement.id], index)
    for key, wants in lines.items():
        looks: dict[Look, list[Condition]] = {}
        for want in wants:
            looks.setdefault(want.look, []).append(want.condition)
        found = []
        for look, conditions in looks.items():
            hidden = [want.condition for want in wants if _hides(want, look)]
            found.append((part_of(look), _unless(conditions, hidden)))
        for copies in sorted({want.copies for want in wants if want.copies}):
            found.append((f"copies {copies}", any_of(want.condition for want in wants if want.copies >= copies)))
        yield key, found


def _wants(
    view: View,
    service: ServiceItem,
    requirement: Requirement,
    condition: Condition,
    index: dict[tuple[str, str, str], Condition],
) -> Iterator[Want]:
    sibling = index.get(("service", requirement.result_of or "", requirement.result_of or ""))
    if sibling is not None:
        yield Want(("produced", (), requirement.form, None), 0, both(condition, sibling))
        condition = both(condition, Not(sibling))
    yield Want(look_of(service.id, requirement), requirement.copies, condition)


def _hides(want: Want, look: Look) -> bool:
    """Whether the line looks like `want`, and not like `look`, whatever licences are found."""
    if want.look[1] and want.look[1] != look[1]:
        return False
    mine, other = (DEMAND.index(mode) if mode in DEMAND else len(DEMAND) for mode in (want.look[0], look[0]))
    return mine < other


def _members(view: View, group: Group) -> Iterator[tuple[int, Condition]]:
    """(n, when there is an n-th member)."""
    if not group.count:
        return
    fact = view.facts[group.count]
    if group.map:
        values = [option.value for option in fact.options]
        for n in range(2, max(group.map.values()) + 1):
            yield n, Leaf(fact.id, "in", tuple(v for v in values if group.map.get(v, 0) >= n))
    else:
        yield from ((n, Leaf(fact.id, "at_least", n)) for n in range(2, int(fact.max or MEMBERS) + 1))


#: How many members are told apart when the fact that counts them has no greatest value.
MEMBERS = 20


def both(*conditions: Condition) -> Condition:
    """All of them; `ALWAYS` parts are left out."""
    parts = tuple(c for c in conditions if c is not ALWAYS)
    return ALWAYS if not parts else parts[0] if len(parts) == 1 else All(parts)


def any_of(conditions: Iterable[Condition]) -> Condition:
    """One of them; never when there is none."""
    parts = tuple({id(c): c for c in conditions}.values())
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def _unless(conditions: list[Condition], hidden: list[Condition]) -> Condition:
    return both(any_of(conditions), Not(any_of(hidden))) if hidden else any_of(conditions)
