"""Values of form fields: what counts as right, how it is kept, and what to say when it is not (domain.md 5.4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from api.drafts import wording
from knowledge import identifiers
from knowledge.bundle import Bundle

LONGEST = 500
MOST = 10**9
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?", re.ASCII)
_CLOCK = re.compile(r"[T\s]*(\d{1,2})\s*[:点时]\s*(\d{1,2})?\s*(?::\d{2})?\s*分?", re.ASCII)
_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
#: Passports, permanent residence cards, permits of Hong Kong, Macao and Taiwan residents begin with a letter.
_OTHER_PAPER = re.compile(r"[A-Z][A-Z0-9]{4,17}|\d{8}", re.ASCII)
_PROPERTY_NO = re.compile(r".\(\d{4}\).{2,}不动产权第\d{7}号")


@dataclass(frozen=True)
class Parsed:
    """A value as it is kept, or as it was typed when `error` says what is wrong with it."""

    value: Any
    error: str | None = None
    warning: str | None = None


class Wrong(ValueError):
    """The message is the sentence for the person."""


def parse(bundle: Bundle, field: Mapping[str, Any], raw: Any) -> Parsed:
    """`raw` as a value of `field` (a line of the merged form). Never raises; what is wrong is kept as typed."""
    text = _clean(raw)
    if not text:
        return Parsed(None)
    try:
        return _PARSERS.get(field["type"], _text)(bundle, field, text)
    except Wrong as wrong:
        return Parsed(raw, error=str(wrong))


def _clean(raw: Any) -> str:
    text = "".join(" " if sign.isspace() else sign for sign in str(raw))
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")).strip()


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _text(_: Bundle, field: Mapping[str, Any], text: str) -> Parsed:
    longest = field.get("max_length") or LONGEST
    if len(text) > longest:
        raise Wrong(wording.TOO_LONG.format(name=field["name"], longest=longest, count=len(text)))
    return Parsed(text)


def _id_number(_: Bundle, __: Mapping[str, Any], text: str) -> Parsed:
    number = identifiers.plain(_narrow(text))
    if _OTHER_PAPER.fullmatch(number):
        return Parsed(number, warning=wording.ID_OTHER)
    if len(number) == 15:
        raise Wrong(wording.ID_OLD)
    if len(number) != 18:
        raise Wrong(wording.ID_LENGTH.format(count=len(number)))
    if not identifiers.has_id_shape(number):
        raise Wrong(wording.ID_SHAPE)
    if not identifiers.is_id_number(number):
        raise Wrong(wording.ID_CHECK)
    return Parsed(number)


def _phone(_: Bundle, __: Mapping[str, Any], text: str) -> Parsed:
    number = re.sub(r"\s", "", _narrow(text)).removeprefix("+86")
    mobile = number.replace("-", "")
    if identifiers.is_phone(mobile):
        return Parsed(mobile)
    if identifiers.is_landline(number):
        return Parsed(number)
    raise Wrong(wording.PHONE)


def _day(match: re.Match[str]) -> date:
    try:
        day = date(*(int(part) for part in match.groups()))
    except ValueError:
        raise Wrong(wording.DATE) from None
    if not 1900 <= day.year <= 2100:
        raise Wrong(wording.DATE)
    return day


def _date(_: Bundle, __: Mapping[str, Any], text: str) -> Parsed:
    match = _DATE.fullmatch(_narrow(text))
    if match is None:
        raise Wrong(wording.DATE)
    return Parsed(_day(match).isoformat())


def _datetime(_: Bundle, __: Mapping[str, Any], text: str) -> Parsed:
    narrow = _narrow(text)
    match = _DATE.match(narrow)
    if match is None:
        raise Wrong(wording.DATETIME)
    day, clock = _day(match), _CLOCK.fullmatch(narrow[match.end() :])
    if clock is None:
        raise Wrong(wording.DATETIME)
    try:
        moment = datetime(day.year, day.month, day.day, int(clock[1]), int(clock[2] or 0))  # noqa: DTZ001 - a wall clock
    except ValueError:
        raise Wrong(wording.DATETIME) from None
    return Parsed(moment.isoformat(timespec="minutes"))


def _enum(_: Bundle, field: Mapping[str, Any], text: str) -> Parsed:
    for option in field["options"]:
        if text in (str(option["value"]), option["label"]):
            return Parsed(option["value"])
    labels = "、".join(option["label"] for option in field["options"])
    raise Wrong(wording.CHOICE.format(name=field["name"], labels=labels))


def _integer(_: Bundle, field: Mapping[str, Any], text: str) -> Parsed:
    number = _narrow(text).removesuffix(_narrow(field.get("unit") or "\0")).replace(",", "").strip()
    if number.endswith(".0"):
        number = number[:-2]
    if not (number.isascii() and number.isdigit()) or len(number) > 10 or int(number) > MOST:
        raise Wrong(wording.INTEGER.format(name=field["name"]))
    return Parsed(int(number))


def _money(_: Bundle, field: Mapping[str, Any], text: str) -> Parsed:
    number = _narrow(text).removeprefix("¥").removesuffix("元").replace(",", "").strip()
    if _MONEY.fullmatch(number) is None:
        raise Wrong(wording.MONEY)
    return Parsed(number)


def _credit_code(_: Bundle, __: Mapping[str, Any], text: str) -> Parsed:
    code = identifiers.plain(_narrow(text))
    if len(code) != 18:
        raise Wrong(wording.CREDIT_LENGTH.format(count=len(code)))
    if not identifiers.is_credit_code(code):
        raise Wrong(wording.CREDIT_CHECK)
    return Parsed(code)


def _bank_account(_: Bundle, __: Mapping[str, Any], text: str) -> Parsed:
    number = identifiers.plain(_narrow(text))
    if not (number.isascii() and number.isdigit() and 12 <= len(number) <= 30):
        raise Wrong(wording.BANK_SHAPE)
    # Passbooks and company accounts have no check digit, so a miss is only worth a second look.
    return Parsed(number, warning=None if identifiers.luhn(number) else wording.BANK_CHECK)


def _region(bundle: Bundle, _: Mapping[str, Any], text: str) -> Parsed:
    for region in bundle.regions.values():
        if text in (region.code, region.name, region.full_name):
            return Parsed(region.code)
    code = _narrow(text)
    if len(code) == 6 and code.isascii() and code.isdigit():
        return Parsed(code)
    raise Wrong(wording.REGION)


def _property_no(bundle: Bundle, field: Mapping[str, Any], text: str) -> Parsed:
    number = _narrow(text).replace(" ", "")
    matched = _PROPERTY_NO.fullmatch(number) is not None
    return Parsed(_text(bundle, field, number).value, warning=None if matched else wording.PROPERTY_NO)


_PARSERS: dict[str, Callable[[Bundle, Mapping[str, Any], str], Parsed]] = {
    "id_number": _id_number,
    "phone": _phone,
    "date": _date,
    "datetime": _datetime,
    "enum": _enum,
    "integer": _integer,
    "money": _money,
    "credit_code": _credit_code,
    "bank_account": _bank_account,
    "region": _region,
    "property_no": _property_no,
}
