"""`daoban guide --why` and `--what-if`."""

from __future__ import annotations

import json
from collections.abc import Callable

Daoban = Callable[..., tuple[int, str, str]]
CHILD = ("guide", "newborn", "born_where=abroad", "hukou_follow=mother", "--on", "2026-11-20")


def test_why_answers_for_a_service_that_is_not_needed(daoban: Daoban) -> None:
    code, out, _ = daoban(*CHILD, "--why", "birth_certificate")
    assert code == 0
    assert out.splitlines()[:2] == ["出生医学证明（第一次办）：照您说的，这一项不用办。", "为什么不用："]
    assert "出生地点：国外或港澳台" in out
    assert "换成下面的答案，这一条会变：" in out.splitlines()
    assert "  · 出生地点，答“本省的医院”" in out


def test_why_answers_for_a_paper_as_json(daoban: Daoban) -> None:
    code, out, _ = daoban(*CHILD, "--why", "foreign_birth_certificate/child", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["kind"], told["uses"][0]["service"]) == ("material", "birth_hukou")


def test_what_if_says_what_another_answer_changes(daoban: Daoban) -> None:
    code, out, _ = daoban(*CHILD, "--what-if", "born_where")
    assert code == 0
    assert out.startswith("出生地点：您答的是“国外或港澳台”。\n要是答“本省的医院”")
    assert "多办一件：出生医学证明（第一次办）" in out


def test_both_may_be_asked_at_once(daoban: Daoban) -> None:
    code, out, _ = daoban(*CHILD, "--why", "birth_hukou", "--what-if", "hukou_follow")
    assert code == 0
    assert out.startswith("出生户口登记：")
    assert "户口随谁：您答的是“随妈妈”。" in out


def test_an_unknown_line_or_fact_names_those_that_are_known(daoban: Daoban) -> None:
    code, _, err = daoban(*CHILD, "--why", "nothing")
    assert code == 2
    assert "没有“nothing”这一条，可以写：birth_certificate、" in err
    code, _, err = daoban(*CHILD, "--what-if", "nothing")
    assert code == 2
    assert "没有“nothing”这个情形，可以写：" in err
