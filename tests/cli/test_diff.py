"""`daoban catalogue diff`: which bundles it reads, the table, the JSON, and what it says of those it cannot read."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli import build, places, table
from knowledge.bundle import Bundle, save

Daoban = Callable[..., tuple[int, str, str]]
ON = ("--on", "2026-11-20")


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Bundle, Path]]:
    """Today's bundle, and the file of one in which a hukou is registered only with the mother's."""

    def make() -> tuple[Bundle, Path]:
        bundle = build.current_bundle()
        raw = copy.deepcopy(bundle.raw)
        service = next(record for record in raw["records"]["services"] if record["id"] == "birth_hukou")
        service["when"] = {"all": [service["when"], {"hukou_follow": "mother"}]}
        service["why"] = "换了一句话。"
        return bundle, save(Bundle(raw), tmp_path_factory.mktemp("new"))

    return make


def test_the_table_says_what_changes_for_whom(daoban: Daoban, changed: Callable[[], tuple[Bundle, Path]]) -> None:
    bundle, path = changed()
    code, out, _ = daoban("catalogue", "diff", bundle.hash, str(path), *ON)
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == f"知识包 {bundle.hash} → {path.stem}，按 2026-11-20 算"
    assert "【新生儿出生】" in lines
    heads = next(line for line in lines if line.startswith("什么"))
    assert heads.split() == ["什么", "原来", "现在", "哪些人", "占多少"]
    row = next(line for line in lines if line.startswith("事项：出生户口登记"))
    assert row.split()[1:3] == ["要办", "不用办"]
    assert "“随爸爸”" in out
    assert "另有" in out
    assert next(line for line in lines if "换了一句话。" in line).split()[1] == "为什么"


def test_all_names_what_comes_and_goes_with_a_service(
    daoban: Daoban, changed: Callable[[], tuple[Bundle, Path]]
) -> None:
    bundle, path = changed()
    _, short, _ = daoban("catalogue", "diff", bundle.hash, str(path), *ON)
    _, everything, _ = daoban("catalogue", "diff", bundle.hash, str(path), *ON, "--all")
    assert "您的期限：" not in short
    assert "您的期限：" in everything
    assert "要看加 --all" not in everything


def test_json_has_exact_counts(daoban: Daoban, changed: Callable[[], tuple[Bundle, Path]]) -> None:
    bundle, path = changed()
    code, out, _ = daoban("catalogue", "diff", bundle.hash, str(path.parent), "--json", *ON)
    found = json.loads(out)
    assert code == 0
    (event,) = found["events"]
    row = next(row for row in event["changes"] if row["kind"] == "service")
    region = row["regions"][0]
    assert (row["id"], row["percent"]) == ("birth_hukou", round(100 * region["count"] / region["total"], 1))


def test_a_bundle_has_no_difference_from_itself(daoban: Daoban) -> None:
    bundle = build.current_bundle()
    file = places.bundle_folder() / f"{bundle.hash}.json"
    code, out, _ = daoban("catalogue", "diff", bundle.hash, str(file))
    assert code == 0
    assert out.splitlines()[1:] == ["没有不同。"]


def test_a_catalogue_folder_is_compiled(daoban: Daoban, tmp_path: Path) -> None:
    broken = tmp_path / "laws"
    broken.mkdir()
    (broken / "l.yml").write_text("- {id: a, name: 甲}\n", encoding="utf-8")
    code, _, err = daoban("catalogue", "diff", str(tmp_path), build.current_bundle().hash)
    assert code == 1
    assert "laws/l.yml:1" in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{}", "与它的编号不符"),
        ("not json", "读不出来"),
        ("[1]", "读不出来"),
        ('{"format": 1}', "读不出来"),
    ],
)
def test_an_unreadable_bundle_is_one_clear_line(daoban: Daoban, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "old.json"
    file.write_text(text, encoding="utf-8")
    code, out, err = daoban("catalogue", "diff", str(file), str(file))
    assert (code, out) == (1, "")
    assert said in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("name", ["0123456789abcdef", "../current", "没有"])
def test_a_bundle_that_is_not_there_says_where_they_are(daoban: Daoban, name: str) -> None:
    code, _, err = daoban("catalogue", "diff", name, build.current_bundle().hash)
    assert code == 1
    assert f"没有“{name}”这份知识包" in err


def test_columns_are_as_wide_as_they_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "26")
    lines = list(table.table(("甲", "乙"), (1, 1), [["一二三四五六，七", "ab\n丙"]]))
    assert lines == [
        "甲            乙",
        "────────────  ────────────",
        "一二三四五    ab",
        "六，七        丙",
    ]
    assert all(table.wide(line) <= 26 for line in lines)
