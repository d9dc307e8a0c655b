"""Numbers with a fixed shape: identity numbers, credit codes, phones, bank cards. Pure checks, nothing is looked up."""

from __future__ import annotations

import re
from datetime import date

#: First two digits of identity numbers (GB/T 2260, provincial level; 81-83 residence permits of Hong Kong, Macao, Taiwan).
PROVINCES = frozenset(
    str(code)
    for code in (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        *range(81, 84),
    )
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ID_SHAPE = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)
_CREDIT_SHAPE = re.compile(rf"[1-9A-HJ-NPQRTUWXY][{_CREDIT_ALPHABET}]\d{{6}}[{_CREDIT_ALPHABET}]{{10}}", re.ASCII)
_MOBILE_SHAPE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE_SHAPE = re.compile(r"0\d{2,3}-?[1-9]\d{6,7}", re.ASCII)
_CARD_SHAPE = re.compile(r"[1-9]\d{15,18}", re.ASCII)


def plain(text: str) -> str:
    """`text` without blanks and hyphens, in capitals: how all functions here want it."""
    return re.sub(r"[\s\-]", "", text).upper()


def has_id_shape(text: str) -> bool:
    """Whether `text` (18 characters) can only be meant as an identity number: province and day of birth exist."""
    return _ID_SHAPE.fullmatch(text) is not None and text[:2] in PROVINCES and birth_date(text) is not None


def id_check_digit(first17: str) -> str:
    """The 18th character of an identity number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    return _ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, _ID_WEIGHTS, strict=False)) % 11]


def is_id_number(text: str) -> bool:
    """Whether `text` is an identity number with the right check digit. That such a person exists is not known."""
    return has_id_shape(text) and id_check_digit(text[:17]) == text[17]


def birth_date(id_number: str) -> date | None:
    """The day of birth an 18-character identity number states, or None when there is no such day since 1850."""
    try:
        born = date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    except ValueError:
        return None
    return born if 1850 <= born.year <= 2100 else None


def is_female(id_number: str) -> bool:
    """Whether the 17th digit is even (female)."""
    return int(id_number[16]) % 2 == 0


def has_credit_code_shape(text: str) -> bool:
    """Whether `text` has the characters of a unified social credit code in their places."""
    return _CREDIT_SHAPE.fullmatch(text) is not None


def is_credit_code(text: str) -> bool:
    """Whether `text` is a unified social credit code with the right check character (GB 32100-2015)."""
    if not has_credit_code_shape(text):
        return False
    total = sum(_CREDIT_ALPHABET.index(sign) * weight for sign, weight in zip(text, _CREDIT_WEIGHTS, strict=False))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31] == text[17]


def is_phone(text: str) -> bool:
    """Whether `text` is a mobile number of the mainland: 11 digits, 13 to 19."""
    return _MOBILE_SHAPE.fullmatch(text) is not None


def is_landline(text: str) -> bool:
    """Whether `text` is a landline with area code: 0931-8888888."""
    return _LANDLINE_SHAPE.fullmatch(text) is not None


def is_bank_card(text: str) -> bool:
    """Whether `text` has 16 to 19 digits with the right check digit (Luhn, ISO/IEC 7812-1)."""
    return _CARD_SHAPE.fullmatch(text) is not None and luhn(text)


def luhn(digits: str) -> bool:
    """Whether a string of digits passes the Luhn check."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def masked(text: str, first: int = 3, last: int = 4) -> str:
    """`text` with everything between its first and last characters as stars; short texts are all stars."""
    if len(text) <= first + last:
        return "*" * len(text)
    return text[:first] + "*" * (len(text) - first - last) + text[-last:]
