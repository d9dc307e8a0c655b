"""办件编号: `YJS-{division6}-{yyyymmdd}-{seq6}-{check1}` (domain.md 5.3).

The check digit is ISO 7064 MOD 11,10 (GB/T 17710) over the 20 digits before it: it finds every single wrong digit.
"""

from __future__ import annotations

import re
from datetime import date

SHAPE = re.compile(r"YJS-(\d{6})-(\d{8})-(\d{6})-(\d)", re.ASCII)
MOST = 999_999


class NumbersUsedUp(OverflowError):
    """More cases in one division on one day than six digits can number."""


def case_number(division: str, day: date, sequence: int) -> str:
    """The number of a case. Raises NumbersUsedUp."""
    if not 1 <= sequence <= MOST:
        raise NumbersUsedUp(division)
    digits = f"{division}{day:%Y%m%d}{sequence:06d}"
    return f"YJS-{division}-{day:%Y%m%d}-{sequence:06d}-{check_digit(digits)}"


def check_digit(digits: str) -> str:
    """The check digit of a string of digits."""
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def is_case_number(text: str) -> bool:
    """Whether `text` has the shape of a case number and the right check digit."""
    match = SHAPE.fullmatch(text)
    return match is not None and check_digit("".join(match.groups()[:3])) == match[4]
