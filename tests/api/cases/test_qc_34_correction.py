"""QC-34, a correction is told once and whole; QC-36, what the service says of a case decides nothing."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
import yaml

import api
from api.adapters.departments.protocol import Report, TaskView
from api.adapters.departments.simulator import CORRECTIONS, DepartmentSimulator
from api.cases import states
from knowledge.bundle import Bundle, pack
from knowledge.check import CATALOGUE
from knowledge.content.load import read_catalogue
from knowledge.lint.words import DECIDES, IN_INSTALMENTS
from tests.actions.test_wording import sentences

ASKED = yaml.safe_load(CORRECTIONS.read_text(encoding="utf-8"))
COPY = sorted(path.parent.name for path in Path(api.__file__).parent.glob("*/wording.py"))


@pytest.fixture(scope="module")
def shipped() -> Bundle:
    return Bundle(pack(read_catalogue(CATALOGUE)[0]))


@pytest.mark.parametrize("service", ASKED)
def test_a_correction_names_the_blank_what_is_wrong_and_how_to_mend_it(shipped: Bundle, service: str) -> None:
    asked = ASKED[service]
    assert asked["field"] in [use.field for use in shipped.services[service].fields]
    assert "请" in asked["text"]
    assert not IN_INSTALMENTS.search(asked["text"])


@pytest.mark.parametrize("service", ASKED)
def test_a_department_asks_back_once_and_then_goes_on(service: str) -> None:
    simulator = DepartmentSimulator()
    reports: list[Report] = []
    field = ASKED[service]["field"]
    for _ in range(6):
        answers = [{field: "改好了"}] if "correction" in [report.stage for report in reports] else []
        values = {field: "原来的"}
        task = TaskView("1", "1", service, "market_regulation", values, {}, tuple(reports), tuple(answers))
        report = simulator.step(task)
        if report is None:
            break
        reports.append(report)
    assert [report.stage for report in reports].count("correction") == 1
    assert reports[-1].stage == "decided"


def test_nothing_is_asked_back_after_acceptance() -> None:
    for state in ("accepted", "working", "decided"):
        with pytest.raises(states.IllegalStep):
            states.after_report(state, "correction")


@pytest.mark.parametrize("part", COPY)
def test_qc_36_no_copy_file_of_the_service_decides(part: str) -> None:
    texts = sentences(importlib.import_module(f"api.{part}.wording"))
    assert texts
    assert [text for text in texts if DECIDES.search(text)] == []
