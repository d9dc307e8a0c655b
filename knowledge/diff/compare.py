"""What changes between two bundles, and for which citizens: counted over the whole fact space.

For every event and every region with rules of its own, each thing that the answer may hold (a service, its route, a
paper, a field ..) has one look for each citizen in the old bundle and one in the new. Both are functions over the axes
of both bundles in one space (`knowledge.diff.joint_space`); where they differ is counted exactly and described by a few prime
cubes (`knowledge.diff.cover`). What changes no outcome (words, bases, times, fees) is told apart (`knowledge.diff.text`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.bundle import NATION, Bundle
from knowledge.condition import Condition
from knowledge.diff import words
from knowledge.diff.cover import cover
from knowledge.diff.joint_space import JointSpace, Share
from knowledge.diff.text import text_changes
from knowledge.engine.axes import Axis
from knowledge.engine.diagram import FALSE, Node
from knowledge.engine.outcome import any_of, elements, targets
from knowledge.explain.place_words import person
from knowledge.view import View, view_of

#: (kind, service or "", id) of one thing that the answer may hold.
Key = tuple[str, str, str]
#: What it looks like to one citizen: its parts that are there (True) or open (None). Empty: it is not there.
Look = tuple[tuple[str, "bool | None"], ...]
#: Kinds in the order in which they are told.
KINDS = (
    "service",
    "route",
    "presence",
    "material",
    "shown",
    "notice",
    "duty",
    "deadline",
    "fee",
    "party",
    "member",
)
#: Kinds that come and go with their service.
PARTS = ("route", "presence", "shown", "notice", "duty", "deadline", "fee")
#: Cubes that describe the citizens of one change.
CUBES = 3


@dataclass(frozen=True)
class Change:
    """One thing that looks otherwise to some citizens. `follows`: all of it comes from its service's own change."""

    key: Key
    old: Look | None
    new: Look | None
    share: Share
    who: tuple[str, ...]
    whole: bool
    follows: bool


def diff(old: Bundle, new: Bundle, on: date) -> dict[str, Any]:
    """{old, new, on, events, texts}: see `docs/contracts.md` section 2. Of a bundle with itself: nothing changes.

    Raises TooLarge when the conditions of both together need more nodes than the budget of the space.
    """
    names = dict.fromkeys([*new.events, *old.events]) if old.hash != new.hash else {}
    events = [_event(old, new, name, on) for name in names]
    touched = {service for event in events for row in event["changes"] for service in row["services"]}
    return {
        "old": old.hash,
        "new": new.hash,
        "on": on.isoformat(),
        "events": [e for e in events if e["changes"] or e["status"] != "kept" or any(e["facts"].values())],
        "texts": list(text_changes(old, new, touched)) if names else [],
    }


def _event(old: Bundle, new: Bundle, name: str, on: date) -> dict[str, Any]:
    there = [bundle for bundle in (old, new) if name in bundle.events]
    status = "kept" if len(there) == 2 else "added" if there == [new] else "removed"
    found: dict[str, Any] = {"id": name, "name": there[-1].events[name].name, "status": status}
    if status != "kept":
        return found | {"facts": {"added": [], "removed": []}, "changes": []}
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for region in regions(old, new):
        views = view_of(old, [name], region, on, {}), view_of(new, [name], region, on, {})
        for change in changes(*views, on):
            row = words.row(*views, change)
            place = {"code": region, "name": new.regions[region].full_name}
            key = (change.key, row["old"], row["new"], tuple(row["who"]), row["percent"], row["likely_percent"])
            rows.setdefault(key, row | {"regions": []})["regions"].append(place | words.figures(change))
    return found | {"facts": _questions(old, new, name, on), "changes": list(rows.values())}


def regions(old: Bundle, new: Bundle) -> list[str]:
    """The nation and the divisions with rules of their own, as far as both bundles know them, from above."""
    own = {str(overlay.division) for bundle in (old, new) for overlay in bundle.overlays} | {NATION}
    return sorted(code for code in own if code in old.regions and code in new.regions)


def _questions(old: Bundle, new: Bundle, name: str, on: date) -> dict[str, list[dict[str, str]]]:
    """Questions that only one of the bundles can ask."""
    asked = [
        {fact.id: fact.name for _, fact in view_of(bundle, [name], NATION, on, {}).asking_order()}
        for bundle in (old, new)
    ]
    return {
        "added": [{"fact": fact, "name": text} for fact, text in asked[1].items() if fact not in asked[0]],
        "removed": [{"fact": fact, "name": text} for fact, text in asked[0].items() if fact not in asked[1]],
    }


def things(view: View) -> dict[Key, dict[str, Condition]]:
    """Every thing that the answer may hold, with the condition of each of its looks."""
    found: dict[Key, dict[str, list[Condition]]] = {}
    for element in targets(view):
        key, part = _thing(view, element.key)
        found.setdefault(key, {}).setdefault(part, []).append(element.condition)
    applies = {element.id: element.condition for element in elements(view) if element.kind == "service"}
    for name, service in view.services.items():
        found.setdefault(("route", name, ""), {service.route: [applies[name]]})
        found.setdefault(("presence", name, ""), {service.presence: [applies[name]]})
    order = {name: n for n, name in enumerate(view.services)}
    keys = sorted(found, key=lambda key: (KINDS.index(key[0]), order.get(key[1], 0)))
    return {key: {part: any_of(conditions) for part, conditions in found[key].items()} for key in keys}


def _thing(view: View, key: Key) -> tuple[Key, str]:
    """(the thing that a target belongs to, which look of it the target is)."""
    kind, service, identity = key
    if kind == "material":
        material, subject, part = identity.split("/", 2)
        return (kind, service, f"{material}/{subject}"), words.material_part(part)
    if kind in ("route", "presence"):
        return (kind, service, ""), identity
    if kind == "fee":  # by name, so that one put before another changes nothing
        fees = [fee.name for fee in view.services[service].fees]
        name = fees[int(identity)]
        return (kind, service, f"{name}/{fees[: int(identity)].count(name)}"), ""
    return key, ""


def changes(old: View, new: View, on: date) -> list[Change]:
    """What looks otherwise to somebody, in reading order. Raises TooLarge."""
    before, after = things(old), things(new)
    conditions = [[c for parts in side.values() for c in parts.values()] for side in (before, after)]
    space = JointSpace(old, new, conditions, on)
    rank = _rank(space.axes)
    order = space.order
    found: list[Change] = []
    moved: dict[str, Node] = {}  # service -> for whom the service itself comes, goes, opens or closes
    keys = sorted({**after, **before}, key=lambda key: KINDS.index(key[0]))
    for key in keys:
        roots_before = {part: space.old(c) for part, c in before.get(key, {}).items()}
        roots_after = {part: space.new(c) for part, c in after.get(key, {}).items()}
        for look_before, look_after, root in _differences(space, roots_before, roots_after):
            kind, service, _ = key
            if kind == "service":
                moved[service] = space.diagram.disjoin(moved.get(service, FALSE), root)
            stays = space.diagram.negate(moved.get(service, FALSE))
            follows = kind in PARTS and space.diagram.conjoin(root, stays) is FALSE
            cubes = cover(space.diagram, root, space.admissible, rank, CUBES)
            found.append(
                Change(
                    key,
                    look_before if key in before else None,
                    look_after if key in after else None,
                    space.share(root),
                    tuple(person(space.axes, space.facts, cube, order, on) for cube in cubes.cubes),
                    cubes.whole,
                    follows,
                )
            )
    return found


def _differences(
    space: JointSpace, before: Mapping[str, Node], after: Mapping[str, Node]
) -> Iterator[tuple[Look, Look, Node]]:
    """(old look, new look, for whom) wherever they differ."""
    if before == after:
        return
    later = list(_looks(space, after))
    for look, root in _looks(space, before):
        for other, there in later:
            if look != other:
                both = space.diagram.conjoin(root, there)
                if both is not FALSE:
                    yield look, other, both


def _looks(space: JointSpace, parts: Mapping[str, Node]) -> Iterable[tuple[Look, Node]]:
    """Every look that somebody sees, with who sees it; each person sees exactly one."""
    diagram = space.diagram
    cells: dict[Look, Node] = {(): space.admissible}
    for part, root in sorted(parts.items()):
        surely, maybe = space.surely(root), space.maybe(root)
        states = (
            (((part, True),), surely),
            (((part, None),), diagram.conjoin(maybe, diagram.negate(surely))),
            ((), diagram.negate(maybe)),
        )
        cut = ((look + state, diagram.conjoin(where, here)) for look, where in cells.items() for state, here in states)
        cells = {look: where for look, where in cut if where is not FALSE}
    return cells.items()


def _rank(axes: Iterable[Axis]) -> Any:
    """What a description does without first: that something rare is absent, then what is asked late."""
    members = [axis.member is not None for axis in axes]

    def rank(level: int, value: int) -> tuple[int, ...]:
        return (0 if members[level] and not value else 1, -level)

    return rank
