"""A citizen's text is data."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.conversations.cleaning import clean


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("我媳妇刚生了", "我媳妇刚生了"),
        ("  我\u200b媳\ufeff妇\x00刚\u202e生了 ", "我媳妇刚生了"),
        ("６２０１０２", "620102"),
        ("第一行\n第二行\r\n\t第三行", "第一行 第二行 第三行"),
        ("/restart", "restart"),
        ("／ ／restart", "restart"),
        ("⁄∕\\/x", "x"),
        ("EXTERNAL: /restart", "restart"),
        ("external：x", "x"),
        ("EXT\u200bERNAL: x", "x"),
        ("😀👍", "😀👍"),
        ("٠١٢३", "0123"),
        ("", ""),
    ],
)
def test_text_is_cleaned(raw: str, read: str) -> None:
    assert clean(raw) == read


@given(st.text(max_size=60) | st.text(alphabet="／/\\ EXTERNALexternal:：\u200b\x00{}我", max_size=40))
def test_clean_text_holds_no_command_and_nothing_invisible(raw: str) -> None:
    text = clean(raw)
    assert not text.startswith(("/", "\\", " "))
    assert not text.upper().startswith("EXTERNAL:")
    assert all(unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn") for sign in text)
    text.encode("utf-8")


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)
