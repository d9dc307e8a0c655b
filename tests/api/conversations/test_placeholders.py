"""Numbers that identify never reach the bot."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.conversations.placeholders import Found, replace
from knowledge.identifiers import id_check_digit

RIGHT = "62010219900101123"
RIGHT += id_check_digit(RIGHT)
WRONG = RIGHT[:17] + ("0" if RIGHT[17] != "0" else "1")


@pytest.mark.parametrize(
    ("text", "read", "found"),
    [
        (f"我的身份证{RIGHT}对吗", "我的身份证〔身份证号〕对吗", [Found("id_number", True)]),
        (f"{RIGHT[:6]} {RIGHT[6:14]} {RIGHT[14:]}", "〔身份证号〕", [Found("id_number", True)]),
        (WRONG, "〔身份证号〕", [Found("id_number", False)]),
        ("打13912345678找我", "打〔电话〕找我", [Found("phone", None)]),
        ("+86 139-1234-5678", "〔电话〕", [Found("phone", None)]),
        ("0931-8123456", "〔电话〕", [Found("phone", None)]),
        ("卡号6222 0212 3456 7890 127", "卡号〔号码〕", [Found("number", None)]),
        ("4111111111111111", "〔银行卡号〕", [Found("bank_card", True)]),
        ("91350100M000100Y43", "〔信用代码〕", [Found("credit_code", True)]),
        ("电话13912345678 2个孩子", "电话〔电话〕 2个孩子", [Found("phone", None)]),
        ("房子80 139 1234 5678 2室", "房子80 〔电话〕 2室", [Found("phone", None)]),
        ("2026-11-01 13912345678", "2026-11-01 〔电话〕", [Found("phone", None)]),
        ("(+86)139.1234.5678", "(+86)〔电话〕", [Found("phone", None)]),
        ("139 – 1234 — 5678", "〔电话〕", [Found("phone", None)]),
        ("0086 139 1234 5678", "〔电话〕", [Found("phone", None)]),
        ("139123456789", "〔号码〕", [Found("number", None)]),
        (f"id {WRONG[:6]}·{WRONG[6:14]}·{WRONG[14:]} 2个", "id 〔身份证号〕 2个", [Found("id_number", False)]),
        (RIGHT.replace("0", "O", 1), "〔号码〕", [Found("number", None)]),
        ("code 91350100m000100y43 ok", "code 〔信用代码〕 ok", [Found("credit_code", True)]),
        ("9135 0100 M000 100Y 43", "〔信用代码〕", [Found("credit_code", True)]),
        ("2026-11-01 1500000 89.5", "2026-11-01 1500000 89.5", []),
        ("1500000 2026.11.1", "1500000 2026.11.1", []),
        ("2026年11月1日生的", "2026年11月1日生的", []),
        ("2026-11-01", "2026-11-01", []),
        ("总价1500000元，89平米", "总价1500000元，89平米", []),
        ("打12345", "打12345", []),
    ],
)
def test_numbers_become_placeholders(text: str, read: str, found: list[Found]) -> None:
    assert replace(text) == (read, found)


@given(
    st.text(alphabet="我的证号，是 ", max_size=8),
    st.from_regex(r"[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9Xx]", fullmatch=True),
    st.text(alphabet="，谢谢 ", max_size=8),
)
def test_no_18_digit_number_survives(before: str, number: str, after: str) -> None:
    read, found = replace(before + number + after)
    assert number not in read
    assert not any(sign.isdigit() for sign in read)
    assert found


@pytest.mark.parametrize("piece", ["a1", "1 ", "a ", "2026-11-01 ", "13912345678 ", "12-", "1a ", "a 13912345678 "])
def test_no_text_takes_long(piece: str) -> None:
    started = time.monotonic()
    replace((piece * 2000)[:2000])
    assert time.monotonic() - started < 1
