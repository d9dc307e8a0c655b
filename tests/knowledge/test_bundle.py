"""The bundle: same content, same hash; altered files are refused; bad content never becomes one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.bundle import Bundle, load, save
from knowledge.bundle import compile as compile_catalogue
from knowledge.content.records import CatalogueError

from .conftest import FILES

Make = Callable[..., Path]


def test_a_bundle_comes_back_as_it_was_saved(shop: Bundle, tmp_path: Path) -> None:
    path = save(shop, tmp_path / "bundle")
    assert load(path).hash == load(tmp_path / "bundle").hash == shop.hash
    assert load(path).services == shop.services


def test_an_altered_file_is_refused(shop: Bundle, tmp_path: Path) -> None:
    path = save(shop, tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("店有多大", "店有多小"), encoding="utf-8")
    with pytest.raises(ValueError, match="编号不符"):
        load(path)


def test_an_overlay_changes_only_its_division(shop: Bundle) -> None:
    assert shop.at("620102").parameters["small_area"].value == 30
    assert shop.at("000000").parameters["small_area"].value is None


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("services/s.yml", "{cooks: true}", "{cokes: true}", "cokes"),
        ("services/s.yml", "{who: agent}", "{who: moon}", "moon"),
        ("services/s.yml", "after: [permit_big]", "after: [permit_huge]", "permit_huge"),
        ("services/s.yml", "fields: [gas_no]", "feilds: [gas_no]", "feilds"),
        ("services/s.yml", "route: guide", "route: fly", "route"),
        ("services/s.yml", "mode: show", "mode: steal", "mode"),
        ("services/s.yml", "unit: working_day", "unit: fortnight", "fortnight"),
        ("services/s.yml", "from: accepted", "from: somewhen", "somewhen"),
        ("services/s.yml", "days: 20", "days: -1", "不能小于 0"),
        ("services/s.yml", "legal_regime: permit", "legal_regime: custom", "custom"),
        ("services/s.yml", "unit: month", "unit: moon", "moon"),
        ("facts/f.yml", "id: cooks", "id: area", "已经写过了"),
        ("facts/f.yml", "type: integer", "type: number", "type"),
        ("events/e.yml", "facts: [cooks, area]", "facts: [cooks]", "没有放进任何一章"),
        ("materials/m.yml", "name: 委托书", "name: 其他材料", "兜底"),
        ("departments/d.yml", "name: 市场监管局", "name: [", "YAML"),
        ("departments/d.yml", "source: 测试, ", "", "source"),
    ],
)
def test_bad_content_gets_one_clear_message_with_its_file(
    catalogue: Make, file: str, old: str, new: str, said: str
) -> None:
    changed = FILES[file].replace(old, new, 1)
    assert changed != FILES[file]
    with pytest.raises(CatalogueError) as caught:
        compile_catalogue(catalogue(**{file.replace("/", "__").replace(".yml", "_yml"): changed}))
    about = [p for p in caught.value.problems if said in p.text]
    assert about
    assert about[0].file.split("/")[0] in (file.split("/")[0], "events")
    assert about[0].line > 0


def test_a_circle_of_services_is_named(catalogue: Make) -> None:
    looped = FILES["services/s.yml"].replace("  fields: [shop_name]\n  times", "  after: [gas_alarm]\n  times", 1)
    with pytest.raises(CatalogueError, match="gas_alarm"):
        compile_catalogue(catalogue(services__s_yml=looped))


def test_an_empty_file_and_a_huge_file_are_refused(catalogue: Make) -> None:
    with pytest.raises(CatalogueError, match="空的"):
        compile_catalogue(catalogue(laws__empty_yml=""))
    with pytest.raises(CatalogueError, match="MB"):
        compile_catalogue(catalogue(laws__empty_yml="#" * 10_000_000))


def test_a_persona_that_gets_another_answer_stops_the_build(catalogue: Make) -> None:
    persona = """
id: p1
event: shop
title: 小面馆
region: "620102"
on: 2026-11-20
facts: {cooks: true, area: 20, who: self, extras: [none], opened_on: 2026-11-01}
expect: {services: {register_small: "yes"}, not_asked: [who]}
"""
    assert compile_catalogue(catalogue(personas__p_yml=persona)).personas
    with pytest.raises(CatalogueError, match="permit_big"):
        compile_catalogue(catalogue(personas__p_yml=persona.replace('register_small: "yes"', 'permit_big: "yes"')))
