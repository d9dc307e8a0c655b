"""The 细则清单: out and back without loss, and bad sheets told by cell while nothing changes."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from api.publication import wording
from api.publication.applying import apply
from api.publication.changes import Added, Changed, Removed, changes, in_cells
from api.publication.columns import COLUMNS, rows
from api.publication.reading import MOST_ROWS, UnreadableSheet, read_sheet
from api.publication.workbook import details
from knowledge.bundle import Bundle
from tests.api.publication.conftest import ON, Sheet

Texts = Callable[[], dict[str, str]]


def problems(bundle: Bundle, path: Path) -> dict[str, str]:
    """Cell -> what is wrong with it."""
    with pytest.raises(UnreadableSheet) as told:
        changes(bundle, read_sheet(path))
    return {problem.cell: problem.text for problem in told.value.problems}


def test_the_sheet_has_a_row_for_every_material_of_every_service(shipped: Bundle, tmp_path: Path) -> None:
    joined = {use.service for event in shipped.events.values() for use in event.services}
    wanted = {(s, need.id) for s in joined for need in shipped.services[s].requirements}
    details(shipped).save(tmp_path / "details.xlsx")
    lines = read_sheet(tmp_path / "details.xlsx")
    assert {(line.cells["事项编号"], line.cells["材料项编号"]) for line in lines} == wanted
    assert len(lines) == len(wanted)


def test_the_shipped_catalogue_comes_back_without_loss(shipped: Bundle, tmp_path: Path) -> None:
    details(shipped).save(tmp_path / "details.xlsx")
    assert changes(shipped, read_sheet(tmp_path / "details.xlsx")) == []


def test_every_cell_of_the_shipped_catalogue_reads_back_as_it_was_written(shipped: Bundle) -> None:
    """Also of the cells that nobody changes: reading is the exact reverse of showing."""
    for row in rows(shipped):
        for column in COLUMNS:
            shown = column.show(row)
            if column.key is None or column.read is None or shown is None:
                continue
            text = str(shown).strip()
            again = {**row.requirement, column.key: column.read(shipped, text)}
            assert str(column.show(type(row)(shipped, row.service, again))).strip() == text


def test_a_changed_cell_changes_that_key_and_nothing_else(
    sheet: Sheet, shop: Bundle, catalogue: Path, texts: Texts
) -> None:
    before = texts()
    sheet.put("own_id", "为什么要", "看看是谁开店").put(
        "report", "依据", "《测试许可法》第9条；《测试许可法》第7条〔未核实〕"
    )
    found = changes(shop, read_sheet(sheet.save()))
    assert [(c.requirement, c.key) for c in found if isinstance(c, Changed)] == [("own_id", "why"), ("report", "basis")]
    assert [p for p in apply(catalogue, found, ON, write=True) if p.stops] == []
    after = texts()
    assert [name for name in after if after[name] != before[name]] == ["services/permit.yml"]
    changed = set(after["services/permit.yml"].splitlines()) - set(before["services/permit.yml"].splitlines())
    assert "    why: 看看是谁开店" in changed
    assert any("verified: false" in line for line in changed)
    assert len(changed) <= 8, "the rest stands as it was written"


def test_comments_stay(sheet: Sheet, shop: Bundle, catalogue: Path) -> None:
    path = catalogue / "services" / "permit.yml"
    path.write_text("# 县里定的\n" + path.read_text("utf-8").lstrip("\n"), encoding="utf-8")
    apply(catalogue, changes(shop, read_sheet(sheet.put("own_id", "为什么要", "看是谁").save())), ON, write=True)
    assert path.read_text("utf-8").startswith("# 县里定的\n")


def test_without_write_the_changes_are_only_told(sheet: Sheet, shop: Bundle, catalogue: Path, texts: Texts) -> None:
    before = texts()
    found = changes(shop, read_sheet(sheet.put("own_id", "为什么要", "看看是谁开店").save()))
    assert "从“核对是谁开店”改成“看看是谁开店”" in found[0].text
    assert not any(problem.stops for problem in apply(catalogue, found, ON, write=False))
    assert texts() == before


def test_a_row_more_is_a_material_more_and_a_row_less_one_less(sheet: Sheet, shop: Bundle, catalogue: Path) -> None:
    new = sheet.sheet.max_row + 1
    wanted = {
        "事项编号": "permit_big",
        "材料项编号": "second_report",
        "材料编号": "water_report",
        "属于谁": "applicant",
    }
    wanted |= {"提交方式": "提交", "依据": "《测试许可法》第9条", "条件": "{who: agent}"}
    for heading, value in wanted.items():
        sheet.sheet.cell(new, sheet.column(heading)).value = value
    sheet.sheet.delete_rows(sheet.row("letter"))
    found = changes(shop, read_sheet(sheet.save()))
    assert [type(change) for change in found] == [Added, Removed]
    assert [p for p in apply(catalogue, found, ON, write=True) if p.stops] == []
    text = (catalogue / "services" / "permit.yml").read_text("utf-8")
    assert "second_report" in text
    assert "id: letter" not in text


def test_a_service_that_no_row_names_is_left_alone(sheet: Sheet, shop: Bundle) -> None:
    for number in range(sheet.sheet.max_row, 1, -1):
        if sheet.sheet.cell(number, sheet.column("事项编号")).value != "permit_big":
            sheet.sheet.delete_rows(number)
    assert changes(shop, read_sheet(sheet.save())) == []


def test_what_the_check_refuses_is_not_written(sheet: Sheet, shop: Bundle, catalogue: Path, texts: Texts) -> None:
    before = texts()
    found = changes(shop, read_sheet(sheet.put("report", "依据", "").save()))
    stops = [problem for problem in apply(catalogue, found, ON, write=True) if problem.stops]
    assert [problem.rule for problem in stops] == ["QC-03"]
    assert in_cells(stops, found)[0].cell == sheet.name("report", "依据")
    assert texts() == before


@pytest.mark.parametrize(
    ("requirement", "heading", "value", "says"),
    [
        ("own_id", "材料编号", "moon_paper", "没有“moon_paper”"),
        ("own_id", "事项编号", "moon_service", "没有“moon_service”"),
        ("own_id", "提交方式", "随便", "可以写：提交、"),
        ("own_id", "复印件份数", "两份", "不是整数"),
        ("own_id", "查到就免交", "el_moon", "没有“el_moon”"),
        ("own_id", "属于谁", "申请人本人", "只能用小写英文"),
        ("own_id", "属于谁", "", "要写“属于谁”"),
        ("letter", "条件", "{who: agent", "写法有误"),
        ("letter", "条件", "{moon: true}", "moon 在 facts/ 里没有"),
        ("report", "依据", "许可法第9条", "《法律名称》第几条"),
        ("report", "依据", "《月球法》第9条", "没有《月球法》"),
        ("report", "多久内开的", "最近", "3个月"),
        ("rules", "核心材料", "不是", "可以写：是、否"),
        ("own_id", "材料名称", "护照", "这一栏不在表里改"),
    ],
)
def test_what_is_wrong_is_told_by_its_cell(
    sheet: Sheet, shop: Bundle, requirement: str, heading: str, value: str, says: str
) -> None:
    cell = sheet.name(requirement, heading)
    found = problems(shop, sheet.put(requirement, heading, value or None).save())
    assert says in found[cell], found


def test_all_wrong_cells_are_told_at_once(sheet: Sheet, shop: Bundle) -> None:
    sheet.put("own_id", "提交方式", "随便").put("report", "材料编号", "moon").put("rules", "核心材料", "嗯")
    assert len(problems(shop, sheet.save())) == 3


def test_a_missing_a_double_and_an_unknown_column(sheet: Sheet, shop: Bundle) -> None:
    gone, twice = sheet.column("材料编号"), sheet.column("为什么不能免")
    sheet.sheet.cell(1, gone).value = "材料代码"
    sheet.sheet.cell(1, twice).value = "为什么要"
    with pytest.raises(UnreadableSheet) as told:
        read_sheet(sheet.save())
    said = " ".join(problem.text for problem in told.value.problems)
    for name in ("少了“材料编号”", "没有“材料代码”", "“为什么要”这一栏有两个", "少了“为什么不能免”"):
        assert name in said


def test_merged_cells(sheet: Sheet, shop: Bundle) -> None:
    sheet.sheet.merge_cells("B2:B3")
    assert "取消合并" in problems(shop, sheet.save())["B2"]


def test_a_formula_in_a_name_cell(sheet: Sheet, shop: Bundle) -> None:
    cell = sheet.name("own_id", "材料名称")
    assert "公式" in problems(shop, sheet.put("own_id", "材料名称", '=HYPERLINK("x")').save())[cell]


def test_a_hundred_thousand_rows_are_refused_without_being_held(shop: Bundle, tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet(wording.DETAILS)
    page.append([column.heading for column in COLUMNS])
    for number in range(100_000):
        page.append(["一件事", "permit_big", "经营许可", "市场", f"need_{number}", "water_report"])
    book.save(tmp_path / "long.xlsx")
    tracemalloc.start()
    found = problems(shop, tmp_path / "long.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert list(found) == [f"A{MOST_ROWS + 2}"]
    assert str(MOST_ROWS) in found[f"A{MOST_ROWS + 2}"]
    assert peak < 100_000_000


def test_a_row_written_twice(sheet: Sheet, shop: Bundle) -> None:
    cell = sheet.name("report", "材料项编号")
    sheet.put("report", "材料项编号", "own_id")
    assert "写过了" in problems(shop, sheet.save())[cell]


def test_no_workbook_no_sheet_and_a_bomb(shop: Bundle, tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("不是表")
    assert "打不开" in problems(shop, tmp_path / "text.xlsx")[""]
    assert "打不开" in problems(shop, tmp_path / "nowhere.xlsx")[""]
    with zipfile.ZipFile(tmp_path / "zip.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    assert "打不开" in problems(shop, tmp_path / "zip.xlsx")[""]
    Workbook().save(tmp_path / "other.xlsx")
    assert "没有“细则清单”" in problems(shop, tmp_path / "other.xlsx")[""]
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    assert "太大" in problems(shop, tmp_path / "bomb.xlsx")[""]


def test_nothing_in_the_sheet_is_a_formula(shop: Bundle, tmp_path: Path, catalogue: Path) -> None:
    raw = next(s for s in shop.raw["records"]["services"] if s["id"] == "permit_big")
    raw["requirements"][0]["why"] = "=1+1"
    cells = [cell for row in details(shop)[wording.DETAILS].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]
