"""Rules on the engine's answers speak when an answer is tampered with, and are silent when it is not."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from knowledge.bundle import Bundle
from knowledge.bundle import compile as compile_catalogue
from knowledge.lint import Checked, Sources, run
from knowledge.lint.answers import Answer, answers, everything
from knowledge.lint.decision import layouts
from knowledge.lint.rule import ANSWERS, RULES

from .conftest import write
from .sound import FILES

Tamper = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The sound catalogue, whose permit covers the paper report."""
    covering = FILES["materials/m.yml"].replace(
        "name: 经营许可证, kind: result,", "name: 经营许可证, kind: result, covers: [slip],"
    )
    return compile_catalogue(write(tmp_path_factory.mktemp("sound"), FILES | {"materials/m.yml": covering}))


def line(guidance: dict[str, Any], name: str) -> dict[str, Any]:
    return next(material for material in guidance["materials"] if material["id"] == name)


def asks(name: str, mode: str) -> Tamper:
    def tamper(guidance: dict[str, Any]) -> None:
        found = line(guidance, name)
        found["mode"] = mode
        found["uses"] = [{**use, "mode": mode} for use in found["uses"]]

    return tamper


def asks_for_both(guidance: dict[str, Any]) -> None:
    asks("permit/shop", "show")(guidance)
    guidance["materials"].append({**line(guidance, "permit/shop"), "id": "slip/shop", "material": "slip"})


def says(part: str, text: str) -> Tamper:
    return lambda guidance: guidance[part][0].update(because=[text])


TAMPERED: dict[str, Tamper] = {
    "qc_09_covered_papers_are_dropped": asks_for_both,
    "qc_16_a_guidance_asks_for_nothing_of_its_own": lambda g: line(g, "letter/applicant").update(material="slip"),
    "qc_20_what_was_found_is_not_asked_for_on_paper": asks("id_card/applicant", "show"),
    "qc_21_nothing_is_asked_for_twice": lambda g: g["materials"].append(g["materials"][0]),
    "qc_22_a_siblings_result_is_produced": asks("permit/shop", "submit"),
    "qc_35_figures_come_from_the_catalogue": says("services", "约 777 天办好"),
    "qc_36_a_guidance_decides_nothing": says("services", "已批准，等着领证"),
}


def rule(name: str) -> Any:
    return next(rule for rule in (*RULES, *ANSWERS) if rule.__name__ == name)


def test_every_rule_on_answers_is_tampered_with() -> None:
    assert {rule.__name__ for rule in ANSWERS} - {"personas_get_their_answer"} == set(TAMPERED)


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_answer_is_noticed(bundle: Bundle, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = Checked(bundle, Sources())
    assert run([rule(name)], [checked]) == []

    def tampered(_: Bundle) -> tuple[Answer, ...]:
        found = []
        for answer in answers(bundle):
            guidance = copy.deepcopy(answer.guidance)
            if answer.persona.id == "big_shop" and answer.held:
                TAMPERED[name](guidance)
            found.append(replace(answer, guidance=guidance))
        return tuple(found)

    monkeypatch.setattr("knowledge.lint.answers.answers", tampered)
    problems = run([rule(name)], [checked])
    assert problems
    assert all(problem.stops and problem.text.startswith("big_shop") for problem in problems)


def test_every_licence_is_found_for_everybody(bundle: Bundle) -> None:
    held = everything(bundle, bundle.personas["big_shop"])
    assert {(h["licence"], h["subject"]) for h in held} == {
        ("el_id", "applicant"),
        ("ds_id", "applicant"),
        ("ds_id", "shop"),
    }
    assert all(h["authorised"] for h in held)


def test_a_condition_beyond_its_budget_is_named(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("knowledge.engine.relevance.ROOT_BUDGET", 0)
    layouts.cache_clear()
    fresh = compile_before_lint(tmp_path)
    problems = run([rule("conditions_can_be_laid_out")], [Checked(fresh, Sources())])
    layouts.cache_clear()
    assert len(problems) == 1
    assert "请拆成派生情形" in problems[0].text


def compile_before_lint(root: Path) -> Bundle:
    """The bundle of the sound catalogue as it is before any rule has looked at it."""
    from knowledge.bundle import pack
    from knowledge.content.load import read_catalogue

    return Bundle(pack(read_catalogue(write(root, FILES))[0]))
