"""Alternatives 任选: of the papers in one group of one service, any `choose` will do.

What the citizen has anyway satisfies the group: a paper found by a holding, one that a service before this one produces,
one that another service wants outright. The members that are then left over are not needed. Nothing is chosen for the
citizen otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from knowledge.materials.lines import EASE, FREE, Line, Use

#: Modes in which a paper that one service wants outright is there for another as well.
AT_HAND = ("submit", "show", "exempt_if_verified")
#: Before: service -> services that come before it.
Before = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Choice:
    """One group of one service (and member): line ids easiest first, how many of them, and which already satisfy it.

    `satisfied_by` holds at most `choose` ids; the group is satisfied when it holds that many.
    """

    id: str
    choose: int
    members: tuple[str, ...]
    satisfied_by: tuple[str, ...] = ()

    @property
    def satisfied(self) -> bool:
        return len(self.satisfied_by) == self.choose


def group_keys(service: str, group: str | None, index: int, members: int) -> tuple[str, ...]:
    """The groups that a use belongs to: alternatives for one child are not alternatives for the other.

    `members`: how many persons the group's papers are for; a paper of nobody in particular stands for each of them.
    """
    if group is None:
        return ()
    if index:
        return (f"{service}.{group}/{index}",)
    return tuple(f"{service}.{group}/{n}" for n in range(1, members + 1)) if members > 1 else (f"{service}.{group}",)


def choices_of(lines: Mapping[str, Line]) -> dict[str, Choice]:
    """The groups that leave a choice: more members than are to be chosen. By key.

    One name is one slot in every service: where a service lists a single paper under the name of a choice that another
    service offers with that paper, it takes part in that choice and does not want the paper outright.
    """
    ranks: dict[str, dict[str, list[tuple[int, int]]]] = {}
    choose: dict[str, int] = {}
    for name, line in lines.items():
        for use in line.uses:
            for key in use.groups:
                ranks.setdefault(key, {}).setdefault(name, []).append(_rank(use))
                choose[key] = max(choose.get(key, 1), use.requirement.choose)
    offered = {
        key: Choice(key, choose[key], tuple(sorted(members, key=lambda name: (min(members[name]), name))))
        for key, members in ranks.items()
        if len(members) > choose[key]
    }
    joining = {key: _slot(key, members, offered) for key, members in ranks.items() if key not in offered}
    return offered | {key: replace(choice, id=key) for key, choice in joining.items() if choice is not None}


def _slot(key: str, members: Iterable[str], offered: Mapping[str, Choice]) -> Choice | None:
    """The choice of the same name in another service that has all of `members`; the widest, then the first by id."""
    name = key.split(".", 1)[1]
    same = [c for c in offered.values() if c.id.split(".", 1)[1] == name and set(members) <= set(c.members)]
    return min(same, key=lambda choice: (-len(choice.members), choice.id), default=None)


def _rank(use: Use) -> tuple[int, int]:
    """How easy it is, then where the author wrote it."""
    return EASE.index(use.mode), [r.id for r in use.service.requirements].index(use.requirement.id)


def outright(line: Line, choices: Mapping[str, Choice]) -> tuple[Use, ...]:
    """The uses that want this paper for certain, whatever is chosen."""
    return tuple(
        use
        for use in line.uses
        if use.definite and use.mode != "not_needed" and not any(key in choices for key in use.groups)
    )


def settled(lines: Mapping[str, Line], before: Before) -> tuple[dict[str, Line], dict[str, Choice]]:
    """Lines with the uses that are not needed marked so, and every choice with what satisfies it."""
    choices = choices_of(lines)
    certain = {name: outright(line, choices) for name, line in lines.items()}
    for key, choice in choices.items():
        there = [m for m in choice.members if _at_hand(lines[m], key, certain[m], before)]
        choices[key] = replace(choice, satisfied_by=tuple(there[: choice.choose]))
    found = dict(lines)
    for name, line in lines.items():
        over = [_left_over(name, use, choices) for use in line.uses]
        if any(over):
            marked = zip(line.uses, over, strict=True)
            uses = tuple(replace(use, mode="not_needed") if left else use for use, left in marked)
            found[name] = replace(line, uses=uses)
    return found, choices


def _at_hand(line: Line, key: str, certain: tuple[Use, ...], before: Before) -> bool:
    """Whether the citizen has this member of the group `key` without choosing it."""
    for use in line.uses:
        if key not in use.groups or not use.definite:
            continue
        if use.mode in ("exempt", "sent_by_other"):
            return True
        # A result is waited for only when its service comes first anyway.
        if use.mode == "produced" and use.requirement.result_of in before.get(use.service.id, ()):
            return True
        if any(_leaves_it(other) for other in certain):
            return True
    return False


def _leaves_it(use: Use) -> bool:
    """Whether a paper wanted outright by this use is still there for another service."""
    return use.mode in AT_HAND or (use.mode == "surrender" and use.requirement.takes is not None)


def _left_over(name: str, use: Use, choices: Mapping[str, Choice]) -> bool:
    mine = [choices[key] for key in use.groups if key in choices]
    if not mine or use.mode in FREE:
        return False
    return all(choice.satisfied and name not in choice.satisfied_by for choice in mine)
