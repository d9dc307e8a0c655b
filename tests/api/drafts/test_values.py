"""Values of form fields: right ones are kept in one way of writing, wrong ones as typed, with a sentence."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.drafts.values import _PARSERS, parse
from knowledge import identifiers
from knowledge.bundle import Bundle


def line(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, "name": "这一项", "options": [], **more}


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("id_number", " 11010519491231002x ", "11010519491231002X"),
        ("id_number", "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        ("id_number", "110105 19491231 002X", "11010519491231002X"),
        ("phone", "+86 139 1234 5678", "13912345678"),
        ("phone", "139-1234-5678", "13912345678"),
        ("phone", "0931-8888888", "0931-8888888"),
        ("date", "2026年3月5日", "2026-03-05"),
        ("date", "2026/3/5", "2026-03-05"),
        ("datetime", "2026-11-01T08:30", "2026-11-01T08:30"),
        ("datetime", "2026年11月1日 8点30分", "2026-11-01T08:30"),
        ("integer", "80㎡", 80),
        ("integer", 80, 80),
        ("money", "￥1,200.50元", "1200.50"),
        ("credit_code", "91350100m000100y43", "91350100M000100Y43"),
        ("bank_account", "6228 4804 0256 4890 018", "6228480402564890018"),
        ("property_no", "甘（2020）兰州市不动产权第0001234号", "甘(2020)兰州市不动产权第0001234号"),
        ("region", "兴国县", "360732"),
        ("text", "  小宝\u200b\n ", "小宝"),
    ],
)
def test_right_values_are_kept_in_one_way_of_writing(bundle: Bundle, kind: str, typed: Any, kept: Any) -> None:
    parsed = parse(bundle, line(kind, unit="㎡"), typed)
    assert (parsed.value, parsed.error, parsed.warning) == (kept, None, None)


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("id_number", "110105194912310021", "最后一位"),
        ("id_number", "11010519491231", "18位"),
        ("id_number", "110105491231002", "15位"),
        ("id_number", "110105194913310021", "出生日期"),
        ("id_number", "000000000000000000", "地区"),
        ("phone", "12345", "11位"),
        ("date", "2026-02-30", "真有"),
        ("date", "明天", "2026-01-31"),
        ("datetime", "2026-11-01", "钟点"),
        ("datetime", "2026-11-01 25:00", "钟点"),
        ("integer", "八十", "整数"),
        ("integer", "-3", "整数"),
        ("integer", "9" * 400, "整数"),
        ("money", "一千", "金额"),
        ("credit_code", "91350100M000100Y44", "对不上"),
        ("credit_code", "9135", "18位"),
        ("bank_account", "62284804", "12到30位"),
        ("region", "不知道哪里", "6位"),
        ("text", "长" * 21, "最多20个字"),
    ],
)
def test_wrong_values_are_kept_as_typed_with_a_sentence(bundle: Bundle, kind: str, typed: str, says: str) -> None:
    parsed = parse(bundle, line(kind, max_length=20 if kind == "text" else None), typed)
    assert parsed.value == typed
    assert parsed.error is not None
    assert says in parsed.error
    assert all(len(part) <= 35 for part in parsed.error.replace("。", "，").split("，"))


def test_a_choice_is_taken_by_value_or_by_label(bundle: Bundle) -> None:
    sex = line("enum", options=[{"value": "male", "label": "男"}, {"value": "female", "label": "女"}])
    assert parse(bundle, sex, "女").value == "female"
    assert parse(bundle, sex, "male").value == "male"
    assert "男、女" in (parse(bundle, sex, "不知道").error or "")


def test_a_card_without_check_digit_and_a_passport_only_give_a_warning(bundle: Bundle) -> None:
    card = parse(bundle, line("bank_account"), "6228480402564890019")
    assert card.error is None
    assert "校验" in (card.warning or "")
    passport = parse(bundle, line("id_number"), "e12345678")
    assert (passport.value, passport.error) == ("E12345678", None)
    assert "护照" in (passport.warning or "")
    old = parse(bundle, line("property_no"), "兰房权证城关字第123号")
    assert old.error is None
    assert old.warning


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_in_an_identity_number_never_passes(place: int, step: int) -> None:
    right = "110105194912310021"[:17] + identifiers.id_check_digit("11010519491231002")
    digits = list(right)
    digits[place] = str((int(digits[place]) + step) % 10)
    assert not identifiers.is_id_number("".join(digits))


@given(st.sampled_from(sorted([*_PARSERS, "text", "address"])), st.text(max_size=60))
def test_any_text_for_any_kind_gives_an_answer(kind: str, typed: str) -> None:
    nowhere: Any = SimpleNamespace(regions={})
    parsed = parse(nowhere, line(kind), typed)
    assert parsed.value is not None or not parsed.error
    if parsed.error is None and parsed.value is not None:
        again = parse(nowhere, line(kind), parsed.value)
        assert (again.value, again.error) == (parsed.value, None), "a kept value is right when it is read again"
