"""Layers: nation, province, city and county, field by field, each with its basis and its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from knowledge.bundle import Bundle
from knowledge.bundle import compile as compile_catalogue
from knowledge.content.epoch import Epoch, boundaries, day, epoch_of, epochs
from knowledge.content.provenance import needed_places, provenance
from knowledge.content.records import CatalogueError

from .conftest import FILES

Make = Callable[..., Path]
CITY = """
- {code: "620100", name: 兰州市, full_name: 甘肃省兰州市, level: city, parent: "620000", source: 测试, verified: true}
- {code: "360000", name: 江西, full_name: 江西省, level: province, parent: "000000", source: 测试, verified: true}
"""
REGIONS = (
    FILES["regions/r.yml"].replace('level: county\n  parent: "620000"', 'level: county\n  parent: "620100"') + CITY
)
LAWS = FILES["laws/laws.yml"] + "- {id: city_plan, name: 市里的方案, source: 测试, verified: true}\n"
COUNTY, PROVINCE, ELSEWHERE = "620102", "620000", "360000"
ON = date(2026, 11, 20)


@pytest.fixture
def layered(catalogue: Make) -> Callable[..., Bundle]:
    """Compile the small catalogue with overlays: `layered({"620100": yaml, ...}, services__s_yml=...)`."""

    def make(overlays: dict[str, str], **changed: str) -> Bundle:
        files = {f"overlays__{code}__o_yml": text for code, text in overlays.items()}
        return compile_catalogue(catalogue(regions__r_yml=REGIONS, laws__laws_yml=LAWS, **files, **changed))

    return make


Layered = Callable[..., Bundle]


def test_the_nearest_division_has_the_last_word_field_by_field(layered: Layered) -> None:
    bundle = layered(
        {
            "000000": "{service: permit_big, set: {how: [国家说], why: 国家说}, source: 国, verified: true}",
            "620000": "{service: permit_big, set: {how: [省里说], place: 省里说}, source: 省, verified: true}",
            "620100": "{service: permit_big, set: {how: [市里说]}, source: 市, verified: true}",
            "620102": "{service: permit_big, set: {how: [区里说]}, source: 区, verified: true}",
        }
    )
    said = {
        code: (s.why, s.place, *s.how)
        for code in ("000000", ELSEWHERE, PROVINCE, "620100", COUNTY)
        for s in [bundle.at(code, ON).services["permit_big"]]
    }
    assert said == {
        "000000": ("国家说", None, "国家说"),
        ELSEWHERE: ("国家说", None, "国家说"),
        PROVINCE: ("国家说", "省里说", "省里说"),
        "620100": ("国家说", "省里说", "市里说"),
        COUNTY: ("国家说", "省里说", "区里说"),
    }


def test_a_line_that_a_division_changes_carries_its_basis_before_the_national_one(layered: Layered) -> None:
    national = FILES["services/s.yml"].replace(
        "{id: letter, material: letter,", "{id: letter, basis: [{law: permit_law, article: '1'}], material: letter,", 1
    )
    overlay = """
service: permit_big
set: {requirements.letter.copies: 1}
basis: [{law: city_plan, article: 二}]
source: 市
verified: true
"""
    bundle = layered({"620100": overlay}, services__s_yml=national)
    own_id, letter = bundle.at(COUNTY, ON).services["permit_big"].requirements
    assert [(b.law, b.article) for b in letter.basis] == [("city_plan", "二"), ("permit_law", "1")]
    assert letter.copies == 1
    assert own_id.basis == bundle.services["permit_big"].basis == ()


def test_what_an_unverified_overlay_touches_is_unverified_and_nothing_else(layered: Layered) -> None:
    bundle = layered(
        {"620100": "{service: permit_big, set: {requirements.letter.copies: 1}, source: 市, verified: false}"}
    )
    service = bundle.at(COUNTY, ON).services["permit_big"]
    assert {need.id: need.verified for need in service.requirements} == {"own_id": True, "letter": False}
    assert service.verified
    whole = layered({"620100": "{service: permit_big, set: {place: 二楼}, source: 市, verified: false}"})
    assert not whole.at(COUNTY, ON).services["permit_big"].verified
    assert whole.at(PROVINCE, ON).services["permit_big"].verified


def test_a_division_adds_and_removes_single_lines(layered: Layered) -> None:
    overlay = """
service: permit_big
add: {requirements: [{id: lease, material: letter, subject: landlord, mode: show}], fields: [gas_no]}
remove: [requirements.letter, fields.shop_name]
basis: [{law: city_plan}]
source: 市方案
verified: true
"""
    bundle = layered({"620100": overlay})
    service = bundle.at(COUNTY, ON).services["permit_big"]
    assert [need.id for need in service.requirements] == ["own_id", "lease"]
    assert [use.field for use in service.fields] == ["gas_no"]
    lease = service.requirements[-1]
    assert ([b.law for b in lease.basis], lease.source, lease.verified) == (["city_plan"], "市方案", True)
    assert [need.id for need in bundle.services["permit_big"].requirements] == ["own_id", "letter"]


def test_a_part_of_a_bare_field_can_be_set(layered: Layered) -> None:
    bundle = layered(
        {"620100": "{service: permit_big, set: {fields.shop_name.required: false}, source: 市, verified: true}"}
    )
    assert not bundle.at(COUNTY, ON).services["permit_big"].fields[0].required
    assert bundle.at(PROVINCE, ON).services["permit_big"].fields[0].required


def test_provenance_names_every_layer_with_its_basis(layered: Layered) -> None:
    bundle = layered(
        {
            "620000": "{service: permit_big, set: {how: [省里说]}, source: 省, verified: false}",
            "620100": "{service: permit_big, from: 2026-01-01, set: {how: [市里说]}, basis: [{law: city_plan, article: 二}],"
            " source: 市, verified: true}",
        }
    )
    layers = provenance(bundle, bundle.at(COUNTY, ON), "service", "permit_big")
    assert [(x["division"], x["name"], x["fields"], x["verified"], x["from"]) for x in layers] == [
        ("620000", "甘肃省", ["how"], False, None),
        ("620100", "甘肃省兰州市", ["how"], True, "2026-01-01"),
    ]
    assert [line["text"] for line in layers[1]["basis"]] == ["《市里的方案》二"]
    assert len(provenance(bundle, bundle.at(COUNTY, date(2025, 12, 31)), "service", "permit_big")) == 1
    assert provenance(bundle, bundle.at(COUNTY, ON), "service", "gas_alarm") == []


def test_an_overlay_counts_from_its_first_day_to_its_last(layered: Layered) -> None:
    bundle = layered(
        {
            "620100": "{parameter: small_area, from: 2026-02-01, to: 2026-02-28, set: {value: 50}, source: 市, verified: true}"
        },
        overlays__620000__p_yml=FILES["overlays/620000/p.yml"],
    )
    value = {
        text: bundle.at(COUNTY, day(text)).parameters["small_area"].value
        for text in ("2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01")
    }
    assert value == {"2026-01-31": 30, "2026-02-01": 50, "2026-02-28": 50, "2026-03-01": 30}
    assert bundle.at(COUNTY).parameters["small_area"].value == 30


def test_a_national_overlay_with_a_date_makes_two_versions_of_one_service(layered: Layered) -> None:
    bundle = layered(
        {
            "000000": """
- {service: permit_big, to: 2026-06-30, set: {why: 旧的规定}, source: 旧, verified: true}
- {service: permit_big, from: 2026-07-01, set: {why: 新的规定}, source: 新, verified: true}
"""
        }
    )
    said = [bundle.at(COUNTY, day(text)).services["permit_big"].why for text in ("2026-06-30", "2026-07-01")]
    assert said == ["旧的规定", "新的规定"]
    assert bundle.at(COUNTY).services["permit_big"].why is None


def dated(old: str, extra: str) -> str:
    """The services with dates on one of them."""
    return FILES["services/s.yml"].replace(f"- id: {old}\n", f"- id: {old}\n  {extra}\n", 1)


def test_a_service_outside_its_days_is_absent_from_everything(layered: Layered) -> None:
    needed = FILES["services/s.yml"].replace("- id: permit_big\n", "- id: permit_big\n  to: 2026-06-30\n", 1)
    bundle = layered({}, services__s_yml=needed)
    before, after = bundle.at(COUNTY, day("2026-06-30")), bundle.at(COUNTY, day("2026-07-01"))
    assert "permit_big" in before.services
    assert before.services["gas_alarm"].after == ("permit_big",)
    assert "permit_big" not in after.services
    assert [use.service for use in after.events["shop"].services] == ["register_small", "gas_alarm"]
    assert after.services["gas_alarm"].after == ()
    assert after.services["gas_alarm"].requirements[0].result_of is None
    assert "permit_big" in bundle.at(COUNTY).services


def test_one_place_serves_all_days_of_an_epoch(layered: Layered) -> None:
    bundle = layered(
        {"620100": "{service: permit_big, from: 2026-07-01, set: {why: 新}, source: 市, verified: true}"},
        services__s_yml=dated("register_small", "from: 2020-01-01"),
    )
    places = {id(bundle.at(COUNTY, date(year, month, 1))) for year in range(2019, 2030) for month in range(1, 13)}
    assert len(places) == 3
    assert bundle.at(COUNTY, ON).epoch == Epoch(date(2026, 7, 1), None)
    assert bundle.at(COUNTY, day("2026-06-30")).epoch == Epoch(date(2020, 1, 1), day("2026-06-30"))
    assert bundle.epochs(ELSEWHERE) == (Epoch(None, date(2019, 12, 31)), Epoch(date(2020, 1, 1), None))


def test_epochs_cover_every_day_once() -> None:
    overlays = [Epoch(day("2026-02-01"), day("2026-02-28")), Epoch(day("2026-03-01"), None), Epoch(None, date.max)]
    bounds = boundaries(Days(e) for e in overlays)
    assert bounds == (day("2026-02-01"), day("2026-03-01"))
    stretches = epochs(bounds)
    for on in (date.min, day("2026-01-31"), day("2026-02-01"), day("2026-02-28"), day("2026-03-01"), date.max):
        within = [e for e in stretches if (e.starts or date.min) <= on <= (e.ends or date.max)]
        assert within == [epoch_of(bounds, on)]


class Days:
    """Dates as a catalogue writes them."""

    def __init__(self, epoch: Epoch) -> None:
        self.starts = epoch.starts.isoformat() if epoch.starts else None
        self.ends = epoch.ends.isoformat() if epoch.ends else None


@pytest.mark.parametrize(
    ("overlay", "said"),
    [
        ("service: permit_huge, set: {why: x}", "permit_huge"),
        ("set: {why: x}", "正好写一个"),
        ("service: permit_big, event: shop, set: {why: x}", "正好写一个"),
        ("service: permit_big", "什么也没改"),
        ("service: permit_big, set: {whyy: x}", "whyy"),
        ("service: permit_big, set: {id: other}", "不能改"),
        ("service: permit_big, set: {route: [1]}", "类型不对"),
        ("service: permit_big, set: {requirements.passport.mode: show}", "requirements.passport"),
        ("service: permit_big, set: {requirements.letter.moed: show}", "moed"),
        ("service: permit_big, set: {requirements.letter: null}", "add 和 remove"),
        ("service: permit_big, set: {offline.channel: x}", "offline"),
        ("service: permit_big, set: {when.all: []}", "when"),
        ("service: permit_big, remove: [requirements.passport]", "requirements.passport"),
        ("service: permit_big, remove: [requirements]", "requirements"),
        ("service: permit_big, add: {requirements: [{id: letter, material: letter}]}", "原来就有"),
        ("service: permit_big, add: {requirements: [{id: x, material: letter}]}", "subject"),
        ("service: permit_big, add: {requirements: [{material: letter}]}", "没有写编号"),
        ("service: permit_big, add: {requirements: x}", "一串记录"),
        ("service: permit_big, add: {how: [x]}", "不是一串记录"),
        ("service: permit_big, set: {why: x}, basis: [{law: no_law}]", "no_law"),
        ("service: permit_big, set: {why: x}, from: 明天", "不是日期"),
        ("service: permit_big, set: {why: x}, from: 20260101", "不是日期"),
        ("service: permit_big, set: {why: x}, from: 2026-02-01, to: 2026-01-31", "永远不生效"),
        ("service: permit_big, set: {why: x}, until: 2026-02-01", "until"),
    ],
)
def test_an_overlay_that_leads_nowhere_is_named_with_file_and_line(layered: Layered, overlay: str, said: str) -> None:
    good = "- {service: gas_alarm, set: {why: 好的}, source: 市, verified: true}\n"
    with pytest.raises(CatalogueError) as caught:
        layered({"620100": f"{good}- {{{overlay}, source: 市, verified: true}}\n"})
    problem, *others = caught.value.problems
    assert others == []
    assert said in problem.text
    assert (problem.file, problem.line) == ("overlays/620100/o.yml", 2)


def test_a_lower_layer_is_blamed_for_what_it_breaks_itself(layered: Layered) -> None:
    removed = "{service: permit_big, remove: [requirements.letter], source: 省, verified: true}"
    touching = "{service: permit_big, set: {requirements.letter.copies: 1}, source: 市, verified: true}"
    with pytest.raises(CatalogueError) as caught:
        layered({"620000": removed, "620100": touching})
    assert [p.file for p in caught.value.problems] == ["overlays/620100/o.yml"]
    later = removed.replace("{service", "{from: 2030-01-01, service").replace("620000", "620000")
    with pytest.raises(CatalogueError, match=r"overlays/620100/o\.yml"):
        layered({"620000": later, "620100": touching})


@pytest.mark.parametrize(
    ("other", "refused"),
    [
        ("set: {requirements.letter.copies: 2}", True),
        ("remove: [requirements.letter]", True),
        ("set: {requirements: []}", True),
        ("set: {requirements.own_id.copies: 2}", False),
        ("from: 2027-01-01, set: {requirements.letter.copies: 2}", False),
        ("from: 2026-12-31, set: {requirements.letter.copies: 2}", True),
    ],
)
def test_one_division_says_one_thing_about_one_field_at_a_time(layered: Layered, other: str, refused: bool) -> None:
    first = "- {service: permit_big, to: 2026-12-31, set: {requirements.letter.copies: 1}, source: 市, verified: true}"
    text = f"{first}\n- {{service: permit_big, {other}, source: 市, verified: true}}\n"
    if not refused:
        assert layered({"620100": text}).at(COUNTY, day("2027-01-01"))
        return
    with pytest.raises(CatalogueError, match=r"overlays/620100/o\.yml:2 .*overlays/620100/o\.yml:1"):
        layered({"620100": text})


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("regions/r.yml", 'parent: "620000"', 'parent: "999999"', "999999"),
        ("regions/r.yml", 'level: province\n  parent: "000000"', 'level: province\n  parent: "620102"', "绕了一圈"),
        ("services/s.yml", "place_role: business_premises", "place_role: moon", "moon"),
        ("services/s.yml", "route: submit", "from: 2026-13-01\n  route: submit", "2026-13-01"),
    ],
)
def test_regions_roles_and_days_that_are_none_are_named(
    catalogue: Make, file: str, old: str, new: str, said: str
) -> None:
    changed = FILES[file].replace(old, new, 1)
    assert changed != FILES[file]
    with pytest.raises(CatalogueError) as caught:
        compile_catalogue(catalogue(**{file.replace("/", "__").replace(".yml", "_yml"): changed}))
    assert all(problem.file == file and problem.line > 0 for problem in caught.value.problems)
    assert any(said in problem.text for problem in caught.value.problems)


def test_an_overlay_below_no_division_is_named(layered: Layered) -> None:
    with pytest.raises(CatalogueError, match="999999"):
        layered({"999999": "{service: permit_big, set: {why: x}, source: 无, verified: true}"})


def test_every_service_shipped_has_a_place_with_a_plain_name(shipped: Bundle) -> None:
    place = shipped.at(COUNTY, ON)
    roles = {event: [role.id for role in needed_places(shipped, place, [event])] for event in shipped.events}
    assert roles["newborn"] == [
        "birthplace",
        "residence",
        "target_hukou",
        "child_insured_place",
        "mother_insured_place",
    ]
    assert roles["home_transfer"] == ["property", "target_hukou"]
    assert roles["restaurant"] == ["business_premises"]
    assert all(role.name and role.text for role in shipped.place_roles.values())
