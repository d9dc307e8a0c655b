"""Numbers that say who somebody is are taken out of a text before anything else reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from knowledge import identifiers

#: Kind -> what stands in the text instead. The brackets survive NFKC and are no word of anybody's.
PLACEHOLDERS = {
    "id_number": "〔身份证号〕",
    "credit_code": "〔信用代码〕",
    "bank_card": "〔银行卡号〕",
    "phone": "〔电话〕",
    "number": "〔号码〕",
}
#: What people put between the groups of a number: blanks, dots, and hyphens of every length.
_BETWEEN = r"[ .·•_\-‐-―−]{0,3}"
#: Stretches worth a look: 7 or more letters and digits, in groups.
_STRETCH = re.compile(rf"(?:\+{_BETWEEN})?[0-9A-Za-z](?:{_BETWEEN}[0-9A-Za-z]){{6,2000}}", re.ASCII)
_GROUP = re.compile(r"[0-9A-Za-z]+", re.ASCII)
_DIGITS = re.compile(r"\d{10,}[Xx]?", re.ASCII)
_DIGIT_GROUP = re.compile(r"\d+[Xx]?", re.ASCII)
#: A day written in figures is an answer, not part of what identifies.
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d(\D)(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)", re.ASCII)
#: More digits than any date, price or area has; in one piece fewer are enough.
_MANY_DIGITS, _MANY_TOGETHER = 15, 11
_LONGEST = 22


@dataclass(frozen=True)
class Found:
    """One number taken out: its kind, and whether its check digit is right (None when it has none)."""

    kind: str
    valid: bool | None


@dataclass(frozen=True)
class Part:
    """A part of a stretch: from `start` up to `end`, and what it is."""

    start: int
    end: int
    found: Found


#: Groups as (start, end) in a stretch.
Groups = list[tuple[int, int]]


def replace(text: str) -> tuple[str, list[Found]]:
    """`text` with typed placeholders for identity numbers, credit codes, cards and phones, and what was found."""
    found: list[Found] = []

    def told(match: re.Match[str]) -> str:
        stretch, written, at = match.group(), [], 0
        for part in sorted(_parts(stretch), key=lambda one: one.start):
            before = stretch[at : part.start]
            written += ["" if before.startswith("+") else before, PLACEHOLDERS[part.found.kind]]
            found.append(part.found)
            at = part.end
        return "".join(written) + stretch[at:]

    return _STRETCH.sub(told, text), found


def _parts(stretch: str) -> Iterator[Part]:
    """What is to be taken out of a stretch; the surest reading first, what it leaves is read again."""
    waiting: list[Groups] = [[match.span() for match in _GROUP.finditer(stretch)]]
    while waiting:
        groups = waiting.pop()
        for read in READINGS:
            taken = read(stretch, groups) if groups else None
            if taken is not None:
                first, last, found = taken
                if found is not None:
                    yield Part(groups[first][0], groups[last][1], found)
                waiting += [groups[:first], groups[last + 1 :]]
                break
        else:
            yield from (part for group in groups for part in _inside(stretch, group))


#: First and last group, and what they are together; None: nothing to take out.
Taken = tuple[int, int, Found | None]


def _whole(stretch: str, groups: Groups) -> Taken | None:
    kind = _between(stretch, groups, 0, len(groups) - 1)
    return (0, len(groups) - 1, kind) if kind else None


def _single(stretch: str, groups: Groups) -> Taken | None:
    for at, (start, end) in enumerate(groups):
        kind = _kind(stretch[start:end].upper())
        if kind:
            return at, at, kind
    return None


def _day(stretch: str, groups: Groups) -> Taken | None:
    end = groups[-1][1]
    # From the middle on first: of a list of days each half is then read again, and not all but one.
    match = _DAY.search(stretch, groups[len(groups) // 2][0], end) or _DAY.search(stretch, groups[0][0], end)
    if match is None:
        return None
    held = [at for at, (start, end) in enumerate(groups) if match.start() <= start and end <= match.end()]
    return (held[0], held[-1], None) if held else None


def _many_digits(stretch: str, groups: Groups) -> Taken | None:
    """A run of groups of digits that together are too many for anything else."""
    at = 0
    while at < len(groups):
        last, digits = at, 0
        while last < len(groups) and _DIGIT_GROUP.fullmatch(stretch[slice(*groups[last])]):
            digits += groups[last][1] - groups[last][0]
            last += 1
        if digits >= _MANY_DIGITS:
            return at, last - 1, Found("number", None)
        at = last + 1
    return None


def _checked(stretch: str, groups: Groups) -> Taken | None:
    """Several groups that are a number with a check digit."""
    return _several(stretch, groups, ("id_number", "credit_code"))


def _several(stretch: str, groups: Groups, kinds: Collection[str] = tuple(PLACEHOLDERS)) -> Taken | None:
    for first in range(len(groups)):
        longest, size = first, 0
        for last in range(first, len(groups)):
            size += groups[last][1] - groups[last][0]
            if size > _LONGEST:
                break
            longest = last
        for last in range(longest, first, -1):
            kind = _between(stretch, groups, first, last)
            if kind and kind.kind in kinds:
                return first, last, kind
    return None


READINGS: tuple[Callable[[str, Groups], Taken | None], ...] = (_whole, _single, _checked, _day, _many_digits, _several)


def _inside(stretch: str, group: tuple[int, int]) -> Iterator[Part]:
    """Digits written together with letters, and numbers with a digit too many."""
    if sum(sign.isdigit() for sign in stretch[slice(*group)]) >= _MANY_DIGITS:
        yield Part(*group, Found("number", None))
        return
    for match in _DIGITS.finditer(stretch, *group):
        digits = match.group().upper()
        kind = _kind(digits)
        if kind is None and len(digits) >= _MANY_TOGETHER:
            kind = Found("number", None)
        if kind:
            yield Part(*match.span(), kind)


def _between(stretch: str, groups: Groups, first: int, last: int) -> Found | None:
    joined = "".join(stretch[start:end] for start, end in groups[first : last + 1])
    kind = _kind(joined.upper()) if len(joined) <= _LONGEST else None
    # A day and a price may pass for a card, or for a phone, by chance; an identity number may well hold a day.
    chance = kind is not None and kind.kind in ("bank_card", "phone")
    return None if chance and _DAY.search(stretch, groups[first][0], groups[last][1]) else kind


def _kind(number: str) -> Found | None:
    if len(number) == 18 and identifiers.has_id_shape(number):
        return Found("id_number", identifiers.is_id_number(number))
    if identifiers.is_credit_code(number):
        return Found("credit_code", True)
    if identifiers.is_bank_card(number):
        return Found("bank_card", True)
    local = number.removeprefix("00").removeprefix("86") if len(number) in (13, 15) else number
    if identifiers.is_phone(local) or identifiers.is_landline(local):
        return Found("phone", None)
    if len(number) == 18 and identifiers.has_credit_code_shape(number) and not number.isdigit():
        return Found("credit_code", False)
    return None
