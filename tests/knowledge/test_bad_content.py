"""Bad content: one clear message with file and line, exit code 1, and the published bundle stays as it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.check import check_catalogue
from knowledge.content.records import Problem

from .conftest import FILES, write

Make = Callable[..., Path]
SAID = re.compile(r"^(?P<file>[\w/.]+):(?P<line>\d+)  (?P<text>.+)$")
LAUGHS = "".join(f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))


@dataclass(frozen=True)
class Bad:
    """One bad file: what stands in it, on which line the message points, and a word of what it says."""

    name: str
    file: str
    text: str
    line: int
    says: str


def changed(name: str, file: str, old: str, new: str, says: str, points_to: str | None = None) -> Bad:
    """A file of the small catalogue with one thing changed; the message points to the line of the change."""
    assert old in FILES[file]
    text = FILES[file].replace(old, new, 1)
    wanted = points_to or new.split("\n")[0]
    line = text[: text.index(wanted)].count("\n") + 1
    return Bad(name, file, text, line, says)


def nested(depth: int) -> str:
    """A condition of this depth, written in one line."""
    return "{not: " * depth + "{cooks: true}" + "}" * depth


SERVICES = "services/s.yml"
BAD = [
    changed("a misspelt fact", SERVICES, "{cooks: true}, {not", "{cokes: true}, {not", "cokes"),
    changed("a value outside its domain", SERVICES, "when: {who: agent}", "when: {who: moon}", "moon"),
    changed("a number for a choice", SERVICES, "when: {who: agent}", "when: {who: {above: 3}}", "不能比大小"),
    changed(
        "a circle of services",
        SERVICES,
        "fields: [shop_name]\n  times",
        "after: [gas_alarm]\n  times",
        "成了圈",
        "after: [permit_big]",
    ),
    changed(
        "a circle of derived facts",
        "facts/f.yml",
        "derive: {when: {area: {at_most: {parameter: small_area}}}}",
        "derive: {when: {small: true}}",
        "成了圈",
    ),
    changed(
        "materials that cover each other",
        "materials/m.yml",
        "name: 委托书, kind: self_made,",
        "name: 委托书, kind: self_made, covers: [letter],",
        "成了圈",
    ),
    changed(
        "a covered material that is missing",
        "materials/m.yml",
        "name: 委托书, kind: self_made,",
        "name: 委托书, kind: self_made, covers: [lettuce],",
        "lettuce",
    ),
    changed(
        "a missing law",
        SERVICES,
        "legal_regime: permit\n",
        "legal_regime: permit\n  basis: [{law: lost_law}]\n",
        "lost_law",
        "basis",
    ),
    changed("a missing material", SERVICES, "material: letter", "material: lettuce", "lettuce"),
    changed("a missing department", SERVICES, "department: market", "department: moon", "moon"),
    changed("a route nobody knows", SERVICES, "route: guide", "route: fly", "fly"),
    changed("a mode nobody knows", SERVICES, "mode: show", "mode: steal", "steal"),
    changed("a lifecycle nobody knows", "events/e.yml", "lifecycle: draft", "lifecycle: soon", "soon"),
    changed(
        "a derived fact that says nothing", "facts/f.yml", "derive: {days_since: opened_on}", "derive: {}", "derive"
    ),
    changed("a duplicate id", "facts/f.yml", "- id: cooks", "- id: area", "已经写过了", "- id: area\n  name: 做不做"),
    Bad("an id that is no word", "laws/odd.yml", "- {id: A law, name: 法, source: 测试, verified: true}\n", 1, "编号"),
    changed("a key nobody knows", SERVICES, "fields: [gas_no]", "feilds: [gas_no]", "feilds"),
    changed("the same key twice", SERVICES, "route: guide\n", "route: guide\n  route: book\n", "两次", "route: book"),
    changed("a record without its source", "departments/d.yml", "source: 测试, ", "", "source", "- {id: market"),
    changed(
        "an option that is a list",
        "facts/f.yml",
        "{value: self,",
        "{value: [self],",
        "value",
        "options: [{value: [self]",
    ),
    changed(
        "a figure that is none",
        "parameters/p.yml",
        "verified: false}",
        "verified: false, value: .nan}",
        "不是数",
        "- {id",
    ),
    Bad(
        "an id that is a number", "laws/number.yml", "- {id: 7, name: 法, source: 测试, verified: true}\n", 1, "加引号"
    ),
    changed("a YAML error", "departments/d.yml", "name: 市场监管局", "name: [市场监管局", "YAML", "- {id: market"),
    Bad("an empty file", "laws/empty.yml", "", 1, "空的"),
    Bad("a file of 10 MB", "laws/huge.yml", "#" * 10_000_000, 1, "MB"),
    Bad("a file that is a word", "laws/word.yml", "hello", 1, "记录"),
    Bad("a file under another name", "laws/more.yaml", FILES["laws/laws.yml"], 1, ".yml"),
    Bad("a file in the wrong folder", "lows/laws.yml", FILES["laws/laws.yml"], 1, "放错"),
    Bad("a control character", "laws/control.yml", "- {id: a_law,\n   name: \x07}\n", 2, "控制字符"),
    Bad("sequences without end", "laws/deep.yml", "\n" + "[" * 500_000, 2, "嵌套超过"),
    Bad("lists in lists in lists", "laws/dashes.yml", "- " * 400_000 + "a", 1, "嵌套超过"),
    Bad("a record inside itself", "laws/self.yml", "- &a\n  id: a_law\n  name: *a\n", 3, "*a"),
    Bad("a file that multiplies", "laws/laughs.yml", f"- &a0 [ha]\n{LAUGHS}", 2, "*a0"),
    Bad("a key that is a list", "laws/key.yml", "- id: a_law\n  ? [a, b]\n  : c\n", 2, "键"),
    changed("a condition 100 deep", SERVICES, "when: {who: agent}", f"when: {nested(100)}", "嵌套超过 60 层"),
    changed("a condition 1,000 deep", SERVICES, "when: {who: agent}", f"when: {nested(1000)}", "嵌套超过"),
]


def stopping(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.stops]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_bad_content_gets_one_message_with_file_and_line(catalogue: Make, bad: Bad) -> None:
    _, problems = check_catalogue(write(catalogue(), {bad.file: bad.text}))
    found = stopping(problems)
    assert [(problem.file, problem.line) for problem in found] == [(bad.file, bad.line)]
    assert bad.says in found[0].text


def test_a_file_that_is_not_utf8_is_told_with_the_line(catalogue: Make) -> None:
    root = catalogue()
    (root / "laws/other.yml").write_bytes("- id: a_law\n  name: 法律\n".encode("gbk"))
    _, problems = check_catalogue(root)
    assert [(problem.file, problem.line) for problem in stopping(problems)] == [("laws/other.yml", 2)]
    assert "UTF-8" in problems[0].text


def test_an_overlay_that_misspells_a_fact_is_told_where_it_stands(catalogue: Make) -> None:
    overlay = (
        "- service: register_small\n  set:\n    why: 小店\n    when: {cokes: true}\n  source: 测试\n  verified: true\n"
    )
    _, problems = check_catalogue(write(catalogue(), {"overlays/620000/s.yml": overlay}))
    assert [(p.file, p.line) for p in stopping(problems)] == [("overlays/620000/s.yml", 4)]
    assert "cokes" in problems[0].text


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose bundle was built from the good catalogue."""
    folder = tmp_path_factory.mktemp("published")
    good = write(folder / "good", FILES)
    assert daoban(folder, good).returncode == 0
    return folder


def daoban(data: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """`daoban catalogue build FOLDER`, as a person would type it."""
    return subprocess.run(
        [sys.executable, "-m", "api.cli.main", "catalogue", "build", str(folder)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "DAOBAN_DATA": str(data)},
        timeout=60,
        check=False,
    )


def bundles(data: Path) -> dict[str, bytes]:
    """Every file of the bundle folder, byte for byte."""
    return {path.name: path.read_bytes() for path in sorted((data / "bundle").iterdir())}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_the_command_says_it_ends_with_1_and_leaves_the_bundle_alone(published: Path, tmp_path: Path, bad: Bad) -> None:
    before = bundles(published)
    done = daoban(published, write(tmp_path / "bad", FILES | {bad.file: bad.text}))
    assert done.returncode == 1
    said = [found for line in done.stderr.splitlines() if (found := SAID.match(line)) and "提醒" not in found["text"]]
    assert [(found["file"], int(found["line"])) for found in said] == [(bad.file, bad.line)]
    assert bad.says in said[0]["text"]
    assert "Traceback" not in done.stderr
    assert bundles(published) == before
    assert len(before) == 2
