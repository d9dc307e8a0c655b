"""For the ear: no bracket, no figure, no sign is left, and numbers are said as people say them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from knowledge.bundle import Bundle
from knowledge.guidance import guide
from knowledge.lint.parts import texts
from knowledge.spoken import number, spoken, spoken_question
from knowledge.spoken_guidance import list_said, with_spoken
from knowledge.words import figure

#: What may stand in a spoken form: Chinese, letters of names such as C一, and pauses.
SAID = re.compile(r"[\u4e00-\u9fffA-Za-z，。！？、]*")
ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("打12345问", "打幺二三四五问"),
        ("现在有危险请打110。", "现在有危险请打幺幺零。"),
        ("着火打119，有人受伤打120。", "着火打幺幺九，有人受伤打幺二零。"),
        ("0931-1234567", "零九三幺幺二三四五六七"),
        ("满110天", "满一百一十天"),
        ("孩子2026年3月5日出生", "孩子二零二六年三月五日出生"),
        ("2026-03-05以前", "二零二六年三月五日以前"),
        ("国办发〔2020〕42号", "国办发二零二零年四十二号"),
        ("《户口登记条例》第7条", "户口登记条例第七条"),
        ("面积30㎡", "面积三十平方米"),
        ("90到15个工作日", "九十到十五个工作日"),
        ("3-5天", "三到五天"),
        ("2个孩子", "两个孩子"),
        ("2月2日", "二月二日"),
        ("2/3以上", "三分之二以上"),
        ("50%", "百分之五十"),
        ("1,050,000元", "一百零五万元"),
        ("4.2米", "四点二米"),
        ("乡镇（街道）便民服务中心", "乡镇街道便民服务中心"),
        ("带押过户（不用先还清）", "带押过户，不用先还清"),
        ("身份证；户口本", "身份证，户口本"),
    ],
)
def test_words_for_the_ear(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("0", "零"),
        ("10", "十"),
        ("12", "十二"),
        ("20", "二十"),
        ("105", "一百零五"),
        ("110", "一百一十"),
        ("200", "两百"),
        ("1005", "一千零五"),
        ("1050", "一千零五十"),
        ("2000", "两千"),
        ("10000", "一万"),
        ("20500", "两万零五百"),
        ("100000000", "一亿"),
        ("007", "零零七"),
        ("3.14", "三点一四"),
    ],
)
def test_numbers_as_they_are_said(figure: str, said: str) -> None:
    assert number(figure) == said


def test_a_question_names_its_answers() -> None:
    assert spoken_question("领证了吗？", ["领了", "没领（也能办）"], several=False) == (
        "领证了吗？一，领了。二，没领，也能办。您直接说，或者说第几个。"
    )


def test_everything_in_the_catalogue_can_be_said(shipped: Bundle) -> None:
    wrong = [
        (kind, key, spoken(text))
        for kind in ("facts", "services", "materials", "events", "fields")
        for key, record in shipped.of(kind)
        for _, text in texts(record)
        if not SAID.fullmatch(spoken(text))
    ]
    assert wrong == []


def test_every_question_and_line_of_every_event_has_its_spoken_form(shipped: Bundle) -> None:
    for event in shipped.events:
        said = with_spoken(guide(shipped, [event], "620102", {}, ON))
        lines = [said["question"], *said["open"]]
        lines += [
            line for kind in ("services", "materials", "deadlines", "notices", "duties", "fees") for line in said[kind]
        ]
        for line in lines:
            assert line["spoken"].endswith(("。", "？", "！"))
            assert SAID.fullmatch(line["spoken"]), line["spoken"]
        assert SAID.fullmatch(list_said(said))


def test_what_is_not_verified_says_so(shipped: Bundle) -> None:
    said = with_spoken(guide(shipped, ["newborn"], "620102", {}, ON))
    for line in said["materials"]:
        assert line["verified"] or "没有核实过" in line["spoken"] or "以当地窗口为准" in line["spoken"]


def test_the_author_may_word_a_question_for_the_ear(shipped: Bundle) -> None:
    said = guide(shipped, ["newborn"], "620102", {}, ON)
    said["question"]["spoken"] = "孩子哪天生的"
    assert with_spoken(said)["question"]["spoken"].startswith("孩子哪天生的")


@pytest.mark.parametrize(
    ("value", "written"), [(30, "30"), (4.2, "4.2"), (1_000_000.0, "100万"), (1_005_000, "1005000"), (0.5, "0.5")]
)
def test_figures_are_written_for_people(value: float, written: str) -> None:
    assert figure(value) == written
