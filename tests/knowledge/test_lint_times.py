"""Times, regimes and holidays that cannot be meant are refused with one clear message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.check import check_catalogue

CALENDAR = '{id: "2026", days_off: [%s], work_days: [%s], source: 测试, verified: true}\n'
REGIME = "- {id: permit, name: 许可, source: 测试, verified: true%s}\n"


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("calendar/2026.yml", CALENDAR % ("2026-10-03", ""), "2026-10-03"),  # a Saturday
        ("calendar/2026.yml", CALENDAR % ("2025-10-01", ""), "2025-10-01"),
        ("calendar/2026.yml", CALENDAR % ("2026-02-30", ""), "2026-02-30"),
        ("calendar/2026.yml", CALENDAR % ("", "2026-10-09"), "2026-10-09"),  # a Friday
        ("regimes/r.yml", REGIME % ", starts: noon", "starts 写成了 noon"),
        ("regimes/r.yml", REGIME % ", unit: moon", "unit 写成了 moon"),
        ("regimes/r.yml", REGIME % ", correction: {text: 补, otherwise: lost}", "otherwise 写成了 lost"),
        ("regimes/r.yml", REGIME % ", correction: {text: 补, unit: moon}", "unit 写成了 moon"),
        ("regimes/r.yml", REGIME % ", basis: [{law: no_such_law}]", "no_such_law"),
        ("regimes/r.yml", REGIME % ", stops: [{id: hearing, name: 听证}]", "请写明依据"),
    ],
)
def test_it_is_named_with_its_file(catalogue: Callable[..., Path], file: str, text: str, said: str) -> None:
    _, problems = check_catalogue(catalogue(**{file.replace("/", "__").replace(".yml", "_yml"): text}))
    stopping = [problem for problem in problems if problem.stops]
    assert [problem.file for problem in stopping] == [file]
    assert said in str(stopping[0])


def test_the_holidays_and_regimes_of_a_sound_catalogue_pass(catalogue: Callable[..., Path]) -> None:
    sound = CALENDAR % ("2026-10-01", "2026-10-10")
    _, problems = check_catalogue(catalogue(calendar__2026_yml=sound))
    assert [str(problem) for problem in problems if problem.stops] == []
