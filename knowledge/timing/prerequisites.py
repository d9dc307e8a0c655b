"""What waits for what: the needs of each service, and when each can be finished.

A service waits for the services it names (`after`) and for those whose results it needs (`result_of`); where one of
several papers will do, it waits only until enough of them are there. One sweep in the order of finishing answers it
(Knuth, A generalization of Dijkstra's algorithm, 1977): with one step a service it yields the levels, with the stated
times the critical path.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Protocol

from knowledge.model import Requirement, ServiceItem

#: (service, requirement id) -> whether it applies; None: open. An open one is waited for.
Applies = Callable[[str, str], "bool | None"]


class HasServices(Protocol):
    """A Place, or a View that takes each service from the place where it counts."""

    @property
    def services(self) -> Mapping[str, ServiceItem]:
        """Service id -> service."""


class CircularServices(ValueError):
    """Services wait for one another in a circle; `services` are their ids in order."""

    def __init__(self, services: list[str], names: Iterable[str]) -> None:
        self.services = services
        super().__init__(f"事项互相等待，成了圈：{' → '.join(names)}。请检查 after 和 result_of。")


@dataclass(frozen=True)
class Need:
    """A service waits until `choose` of these are finished."""

    services: tuple[str, ...]
    choose: int = 1


@dataclass(frozen=True)
class Finish:
    """When a service ends at the earliest (in the measure of its lengths), and which one it waited for longest."""

    end: int
    waited_for: str | None


def needs(place: HasServices, services: Iterable[str], applies: Applies | None = None) -> dict[str, tuple[Need, ...]]:
    """What each service waits for among `services`. Requirements that do not apply are waited for by nobody."""
    names = list(services)
    return {name: tuple(_needs(place.services[name], set(names), applies)) for name in names}


def _needs(service: ServiceItem, names: set[str], applies: Applies | None) -> Iterable[Need]:
    for name in service.after:
        if name in names:
            yield Need((name,))
    siblings = {need.id: need.result_of for need in service.requirements if need.result_of in names}
    if not siblings:
        return
    groups: dict[str, list[Requirement]] = {}
    for requirement in service.requirements:
        if applies is not None and applies(service.id, requirement.id) is False:
            continue
        if requirement.group is not None:
            groups.setdefault(requirement.group, []).append(requirement)
        elif (sibling := siblings.get(requirement.id)) is not None:
            yield Need((sibling,))
    for group in groups.values():
        waited = tuple(dict.fromkeys(s for need in group if (s := siblings.get(need.id)) is not None))
        # Papers that no sibling makes can be brought at once; a group may have fewer papers left than it wants.
        at_hand = sum(need.id not in siblings for need in group)
        choose = min(group[0].choose - at_hand, len(waited))
        if choose > 0:
            yield Need(waited, choose)


def finishes(needed: Mapping[str, tuple[Need, ...]], length: Mapping[str, int]) -> dict[str, Finish]:
    """The earliest end of each service, everything that can run in parallel doing so, in order of finishing.

    Lengths are not negative. Raises CircularServices with ids for names.
    """
    position = {name: n for n, name in enumerate(needed)}
    users: dict[str, list[tuple[str, int]]] = {name: [] for name in needed}
    for name, wants in needed.items():
        for n, need in enumerate(wants):
            for waited in need.services:
                users[waited].append((name, n))
    lacking = {name: [need.choose for need in wants] for name, wants in needed.items()}
    unmet = {name: len(wants) for name, wants in needed.items()}
    running: list[tuple[int, int, str, str | None]] = [
        (length[name], position[name], name, None) for name in needed if not unmet[name]
    ]
    heapify(running)
    ended: dict[str, Finish] = {}
    while running:
        end, _, name, waited_for = heappop(running)
        ended[name] = Finish(end, waited_for)
        for user, n in users[name]:
            lacking[user][n] -= 1
            if lacking[user][n] == 0:
                unmet[user] -= 1
                if unmet[user] == 0:
                    # Ends come in order, so the service that meets the last need is the one waited for longest.
                    heappush(running, (end + length[user], position[user], user, name))
    if len(ended) < len(needed):
        circle = _circle(needed, ended)
        raise CircularServices(circle, circle)
    return ended


def _circle(needed: Mapping[str, tuple[Need, ...]], ended: Mapping[str, Finish]) -> list[str]:
    path = [next(name for name in needed if name not in ended)]
    while path[-1] not in path[:-1]:
        unmet = next(w for w in needed[path[-1]] if sum(name in ended for name in w.services) < w.choose)
        path.append(next(name for name in unmet.services if name not in ended))
    return path[path.index(path[-1]) :]
