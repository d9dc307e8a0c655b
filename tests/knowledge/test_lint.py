"""Every rule: content that is sound, and one change after which the rule speaks and points to the line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.bundle import compile as compile_catalogue
from knowledge.check import check_catalogue
from knowledge.content.records import CatalogueError, Problem
from knowledge.lint.rule import ANSWERS, RULES

from .conftest import write
from .lint_cases import CASES as QC_CASES
from .lint_cases import Case
from .lint_own_cases import OWN_CASES
from .sound import FILES

CASES = [*QC_CASES, *OWN_CASES]
ON = "2026-11-20"
#: No content of this size breaks these: `test_lint_answers` does.
BROKEN_ELSEWHERE = {rule.__name__ for rule in ANSWERS} - {"personas_get_their_answer"} | {"conditions_can_be_laid_out"}
Checked = Callable[[dict[str, str]], list[Problem]]


@pytest.fixture
def problems(tmp_path: Path) -> Checked:
    """What lint says of these files."""
    return lambda files: check_catalogue(write(tmp_path, files), ON)[1]


def changed(case: Case) -> dict[str, str]:
    files = dict(FILES)
    for file, old, new in ((case.file, case.old, case.new), *([case.also] if case.also else [])):
        assert files[file].count(old) >= 1, f"{old!r} is not in {file}"
        files[file] = files[file].replace(old, new, 1)
    return files


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_sound_content_has_neither_errors_nor_warnings(problems: Checked) -> None:
    assert problems(FILES) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.says}")
def test_a_rule_speaks_of_what_breaks_it_and_points_to_the_line(
    problems: Checked, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stage, rules in (("RULES", RULES), ("ANSWERS", ANSWERS)):
        monkeypatch.setattr(f"knowledge.lint.{stage}", [rule for rule in rules if rule.__name__ == case.rule])
    files = changed(case)
    file, part = case.spot
    found = problems(files)
    assert (file, line_of(files[file], part), case.stops) in {(p.file, p.line, p.stops) for p in found}, found
    assert any(case.says in problem.text for problem in found), found
    code = case.rule[:5].upper().replace("_", "-") if case.rule.startswith("qc_") else ""
    assert {problem.rule for problem in found} == {code}


def test_every_rule_has_content_that_breaks_it() -> None:
    rules = {rule.__name__ for rule in (*RULES, *ANSWERS)}
    assert rules - BROKEN_ELSEWHERE == {case.rule for case in CASES}


@pytest.mark.parametrize("number", range(1, 39))
def test_every_quality_rule_is_a_function_named_by_it(number: int) -> None:
    assert [rule for rule in (*RULES, *ANSWERS) if rule.__name__.startswith(f"qc_{number:02}_")]


def test_no_bundle_is_built_while_a_rule_says_stop(tmp_path: Path) -> None:
    stopping = next(case for case in CASES if case.stops)
    with pytest.raises(CatalogueError, match="QC-01"):
        compile_catalogue(write(tmp_path, changed(stopping)))


def test_a_bundle_is_built_with_warnings(tmp_path: Path) -> None:
    reminding = next(case for case in CASES if not case.stops)
    assert compile_catalogue(write(tmp_path, changed(reminding))).events


def test_what_is_missing_in_a_draft_is_a_warning(problems: Checked) -> None:
    files = FILES | {"events/e.yml": FILES["events/e.yml"].replace("lifecycle: published", "lifecycle: draft")}
    case = next(case for case in CASES if case.rule == "qc_04_retained_proofs_are_described")
    files[case.file] = files[case.file].replace(case.old, case.new, 1)
    found = problems(files)
    assert [p for p in found if p.rule == "QC-04"]
    assert not [p for p in found if p.stops]


def test_a_coming_law_may_be_announced_with_its_year(problems: Checked) -> None:
    notice = "{id: keep_it, text: 证放在店里，来检查时看, verified: true}"
    coming = "{id: coming, text: TEXT, basis: [{law: coming_law}], verified: true}"
    found = {}
    for text in ("2030年起有新规定", "有新规定"):
        changed_file = FILES["services/health.yml"].replace(notice, coming.replace("TEXT", text))
        found[text] = [p.rule for p in problems(FILES | {"services/health.yml": changed_file})]
    assert found == {"2030年起有新规定": [], "有新规定": ["QC-30"]}


def test_what_begins_later_rests_on_the_law_of_its_day(problems: Checked) -> None:
    overlay = "- {service: health_check, BEGINS set: {why: 新办法。}, basis: [{law: coming_law}], source: 测试, verified: true}\n"
    found = {}
    for begins in ('from: "2030-01-01",', 'from: "2029-01-01",', ""):
        files = FILES | {"overlays/000000/health.yml": overlay.replace("BEGINS", begins)}
        found[begins] = {problem.rule for problem in problems(files) if problem.stops}
    assert list(found.values()) == [set(), {"QC-30"}, {"QC-30"}]


def test_what_is_wrong_in_an_overlay_points_to_the_overlay(problems: Checked) -> None:
    overlay = "- service: health_check\n  set:\n    why: 您不符合条件。\n  source: 测试\n  verified: true\n"
    found = problems(FILES | {"overlays/620102/health.yml": overlay})
    assert [(p.file, p.line, p.rule) for p in found] == [("overlays/620102/health.yml", 3, "QC-36")]


def test_what_is_wrong_nationally_is_not_told_again_for_a_division(problems: Checked) -> None:
    files = FILES | {
        "services/health.yml": FILES["services/health.yml"].replace("why: 做吃的要体检。", "why: 您不符合条件。")
    }
    overlay = "- {service: health_check, set: {place: 别处}, source: 测试, verified: true}\n"
    assert len(problems(files | {"overlays/620102/health.yml": overlay})) == 1


def test_a_problem_reads_as_file_line_what_and_rule() -> None:
    error = Problem("services/a.yml", 7, "写错了，请改", "QC-01")
    assert str(error) == "services/a.yml:7  写错了，请改（QC-01）"
    assert str(replace(error, severity="warning")) == "services/a.yml:7  提醒 写错了，请改（QC-01）"


def test_a_condition_on_the_option_none_of_them_is_named(problems: Checked) -> None:
    fire = FILES["services/fire.yml"].replace("has: gas", "has: none")
    assert any(
        "存成空的" in problem.text and problem.stops for problem in problems(FILES | {"services/fire.yml": fire})
    )
