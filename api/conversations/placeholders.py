"""Numbers that say who somebody is are taken out of a text before anything else reads it."""

from __future__ import annotations

import re
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
#: Stretches worth a look: 7 or more letters, digits and single separators that begin and end with one of the former.
_STRETCH = re.compile(r"(?<![0-9A-Za-z])\+?[0-9A-Za-z](?:[ \-]?[0-9A-Za-z]){6,2000}(?![0-9A-Za-z])", re.ASCII)
_EMBEDDED = re.compile(r"\d(?:[ \-]?\d){9,}[ \-]?[Xx]?", re.ASCII)
_MANY_DIGITS = 15


@dataclass(frozen=True)
class Found:
    """One number taken out: its kind, and whether its check digit is right (None when it has none)."""

    kind: str
    valid: bool | None


def replace(text: str) -> tuple[str, list[Found]]:
    """`text` with typed placeholders for identity numbers, credit codes, cards and phones, and what was found."""
    found: list[Found] = []

    def whole(match: re.Match[str]) -> str:
        kind = _kind(identifiers.plain(match.group().removeprefix("+86").removeprefix("+")))
        if kind is None:
            return _EMBEDDED.sub(digits, match.group())
        found.append(kind)
        return PLACEHOLDERS[kind.kind]

    def digits(match: re.Match[str]) -> str:
        kind = _kind(identifiers.plain(match.group()))
        if kind is None:
            return match.group()
        found.append(kind)
        return PLACEHOLDERS[kind.kind]

    return _STRETCH.sub(whole, text), found


def _kind(number: str) -> Found | None:
    if len(number) == 18 and identifiers.has_id_shape(number):
        return Found("id_number", identifiers.is_id_number(number))
    if identifiers.is_credit_code(number):
        return Found("credit_code", True)
    if identifiers.is_bank_card(number):
        return Found("bank_card", True)
    local = number.removeprefix("86") if len(number) == 13 else number
    if identifiers.is_phone(local) or identifiers.is_landline(local):
        return Found("phone", None)
    if len(number) == 18 and identifiers.has_credit_code_shape(number) and not number.isdigit():
        return Found("credit_code", False)
    if sum(sign.isdigit() for sign in number) >= _MANY_DIGITS:
        return Found("number", None)
    return None
