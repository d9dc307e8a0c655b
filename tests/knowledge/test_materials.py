"""The material list: one line a paper and person, alternatives, members, covered papers, one original for several."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.materials.coverage import CoverCycle, covered_by
from tests.knowledge.material_cases import (
    bundle_of,
    by_id,
    held,
    listed,
    modes,
    serves,
    wants,
)

# One line a paper and person


def test_the_same_paper_of_the_same_person_is_one_line_and_the_most_demanding_mode_stands() -> None:
    lines = listed([serves("a", wants("r", "id", mode="show")), serves("b", wants("r", "id", mode="submit"))])
    assert modes(lines) == {"id/applicant": "submit"}
    assert lines[0]["services"] == ["a", "b"]
    assert [(u["service"], u["mode"]) for u in lines[0]["uses"]] == [("a", "show"), ("b", "submit")]


@pytest.mark.parametrize("other", [{"mode": "sent_by_other"}, {"mode": "keep"}, {"says": "open"}, {"result_of": "s"}])
def test_what_a_guest_must_bring_for_one_service_is_not_hidden_by_another(other: dict[str, Any]) -> None:
    asked = [
        serves("s"),
        serves("a", wants("r", "id", mode="show", exempt_by=["el"])),
        serves("b", wants("r", "id", **other)),
    ]
    assert modes(listed(asked)) == {"id/applicant": "exempt_if_verified"}


def test_papers_of_two_persons_are_two_lines() -> None:
    lines = listed([serves("a", wants("r", "id"), wants("q", "id", subject="child"))])
    assert list(modes(lines)) == ["id/applicant", "id/child"]


def test_nobody_asks_for_copies_unless_a_department_does_and_the_line_says_which() -> None:
    plain, asked = listed([serves("a", wants("r", "id"))]), [serves("a", wants("r", "id"))]
    assert (plain[0]["copies"], plain[0]["copies_by"]) == (0, [])
    asked += [serves("b", wants("r", "id", copies=1)), serves("c", wants("r", "id", copies=2), department="d2")]
    line = listed(asked)[0]
    assert line["copies"] == 2
    assert [(c["department"], c["copies"]) for c in line["copies_by"]] == [("部门d1", 1), ("部门d2", 2)]


def test_a_spared_paper_needs_no_copy() -> None:
    line = listed([serves("a", wants("r", "id", copies=2, exempt_by=["el"]))], holdings=[held("el")])[0]
    assert (line["mode"], line["copies"]) == ("exempt", 0)


def test_the_strictest_form_stands() -> None:
    asked = [serves("a", wants("r", "id", form="either")), serves("b", wants("r", "id", form="electronic"))]
    assert listed(asked)[0]["form"] == "electronic"
    assert listed([*asked, serves("c", wants("r", "id", form="original"))])[0]["form"] == "original"


def test_the_shortest_age_stands_and_is_said() -> None:
    asked = [serves("a", wants("r", "proof", issued_within={"amount": 3, "unit": "month"}))]
    asked += [serves("b", wants("r", "proof", issued_within={"amount": 30, "unit": "natural_day"}))]
    line = listed(asked)[0]
    assert line["issued_within"] == {"amount": 30, "unit": "natural_day"}
    assert "要30天内开的" in line["remarks"]


# Members of a group of persons


@pytest.mark.parametrize(
    ("count", "ids"),
    [(0, []), (1, ["p/child"]), (2, ["p/child/1", "p/child/2"]), (3, [f"p/child/{n}" for n in (1, 2, 3)])],
)
def test_every_member_of_a_group_has_a_line(count: int, ids: list[str]) -> None:
    assert list(modes(listed([serves("a", wants("r", "p", subject="child"))], counts={"child": count}))) == ids


def test_a_choice_for_one_child_is_not_a_choice_for_the_other() -> None:
    asked = [
        serves(
            "a",
            wants("r", "p", subject="child", group="g"),
            wants("q", "h", subject="child", group="g", mode="show", exempt_by=["el"]),
        )
    ]
    lines = by_id(listed(asked, counts={"child": 2}, holdings=[held("el", "child", index=2)]))
    assert {name: line["mode"] for name, line in lines.items()} == {
        "p/child/1": "submit",
        "p/child/2": "not_needed",
        "h/child/1": "exempt_if_verified",
        "h/child/2": "exempt",
    }
    assert lines["p/child/1"]["group"] == lines["h/child/1"]["group"] == "a.g/1"
    assert lines["p/child/2"]["satisfied_by"] == ["h/child/2"]


def test_a_paper_of_the_family_satisfies_the_choice_of_every_child() -> None:
    asked = [
        serves("a", wants("r", "p", subject="child", group="g"), wants("q", "book", group="g")),
        serves("b", wants("r", "book", mode="show")),
    ]
    lines = listed(asked, counts={"child": 2})
    assert modes(lines) == {"p/child/1": "not_needed", "p/child/2": "not_needed", "book/applicant": "submit"}


# Alternatives


ALTERNATIVES = (wants("r", "deed", group="g"), wants("q", "lease", group="g", mode="show", exempt_by=["el"]))


def test_alternatives_stand_together_the_easiest_first() -> None:
    lines = listed([serves("a", *ALTERNATIVES, wants("z", "own", group="g", mode="form"))])
    assert [line["material"] for line in lines] == ["lease", "own", "deed"]
    assert {(line["group"], line["choose"]) for line in lines} == {("a.g", 1)}
    assert [line["satisfied_by"] for line in lines] == [[], [], []]


def test_one_exempt_alternative_satisfies_the_group_and_says_so() -> None:
    lines = by_id(listed([serves("a", *ALTERNATIVES)], holdings=[held("el")]))
    assert lines["lease/applicant"]["mode"] == "exempt"
    deed = lines["deed/applicant"]
    assert (deed["mode"], deed["satisfied_by"]) == ("not_needed", ["lease/applicant"])
    assert deed["remarks"] == ["已有“申请人的材料lease”，这一样不用交"]


def test_a_guests_alternative_satisfies_nothing() -> None:
    assert modes(listed([serves("a", *ALTERNATIVES)]))["deed/applicant"] == "submit"


def test_of_two_to_choose_one_that_is_there_leaves_one() -> None:
    three = [wants(f"r{n}", f"p{n}", group="g", choose=2, exempt_by=[f"el{n}"]) for n in range(3)]
    one = listed([serves("a", *three)], holdings=[held("el0")])
    assert [line["satisfied_by"] for line in one] == [["p0/applicant"]] * 3
    assert "not_needed" not in modes(one).values()
    two = listed([serves("a", *three)], holdings=[held("el0"), held("el1")])
    assert modes(two) == {"p0/applicant": "exempt", "p1/applicant": "exempt", "p2/applicant": "not_needed"}


def test_more_that_is_there_than_is_to_be_chosen_satisfies_the_group_with_the_easiest_alone() -> None:
    three = [wants(f"r{n}", f"p{n}", group="g", exempt_by=[f"el{n}"]) for n in range(3)]
    lines = listed([serves("a", *three)], holdings=[held("el1"), held("el0")])
    assert modes(lines) == {"p0/applicant": "exempt", "p1/applicant": "exempt", "p2/applicant": "not_needed"}
    assert {tuple(line["satisfied_by"]) for line in lines} == {("p0/applicant",)}


def test_an_alternative_that_another_service_wants_outright_satisfies_the_group() -> None:
    lines = by_id(listed([serves("a", *ALTERNATIVES), serves("b", wants("r", "deed", mode="show"))]))
    assert (lines["deed/applicant"]["mode"], lines["deed/applicant"]["group"]) == ("submit", None)
    assert lines["lease/applicant"]["satisfied_by"] == ["deed/applicant"]


def test_a_single_paper_under_the_name_of_a_choice_takes_part_in_that_choice() -> None:
    lines = listed([serves("a", *ALTERNATIVES), serves("b", wants("r", "lease", group="g", mode="show"))])
    assert modes(lines) == {"lease/applicant": "show", "deed/applicant": "submit"}
    assert {(line["group"], line["choose"]) for line in lines} == {("a.g", 1)}


def test_a_service_that_lists_one_paper_keeps_wanting_it_when_the_others_choice_is_satisfied() -> None:
    asked = [serves("a", *ALTERNATIVES), serves("b", wants("r", "deed", group="g", mode="show"))]
    lines = by_id(listed(asked, holdings=[held("el")]))
    assert lines["deed/applicant"]["mode"] == "show"
    assert lines["deed/applicant"]["services"] == ["b"]


def test_a_paper_that_the_other_service_takes_away_satisfies_nothing_unless_only_a_part_is_taken() -> None:
    asked = [serves("a", *ALTERNATIVES), serves("b", wants("r", "deed", mode="surrender"))]
    assert modes(listed(asked))["lease/applicant"] == "exempt_if_verified"
    asked[1] = serves("b", wants("r", "deed", mode="surrender", takes="副页"))
    assert modes(listed(asked))["lease/applicant"] == "not_needed"


def test_a_result_satisfies_the_group_only_when_its_service_comes_first_anyway() -> None:
    group = (wants("r", "made", group="g", result_of="s"), wants("q", "own", group="g", mode="form"))
    assert modes(listed([serves("s"), serves("t", *group)]))["own/applicant"] == "form"
    assert modes(listed([serves("s"), serves("t", *group, after=["s"])]))["own/applicant"] == "not_needed"


def test_the_same_choice_of_two_services_is_one_choice() -> None:
    lines = listed([serves("a", *ALTERNATIVES), serves("b", *ALTERNATIVES)])
    assert {line["group"] for line in lines} == {"a.g"}
    assert all(line["services"] == ["a", "b"] for line in lines)


def test_a_group_of_which_only_one_member_is_left_is_no_choice() -> None:
    lines = listed([serves("a", wants("r", "deed", group="g"), wants("q", "lease", group="g", says="no"))])
    assert [(line["group"], line["choose"], line["mode"]) for line in lines] == [(None, None, "submit")]


# Results of other services


@pytest.mark.parametrize(("says", "mode"), [("yes", "produced"), ("open", "possible"), ("no", "submit")])
def test_what_a_sibling_makes_is_not_asked_for(says: str, mode: str) -> None:
    lines = listed([serves("s", says=says), serves("t", wants("r", "made", result_of="s"))])
    assert modes(lines) == {"made/applicant": mode}


def test_a_result_that_is_held_already_is_not_made_again_when_the_catalogue_says_what_proves_it() -> None:
    def asked(licence: str | None) -> list[dict[str, Any]]:
        wish = wants("r", "made", result_of="s", mode="show", exempt_by=["el"])
        return [serves("s", results=[{"material": "made", "licence": licence}]), serves("t", wish)]

    assert modes(listed(asked("el"), holdings=[held("el")])) == {"made/applicant": "exempt"}
    assert modes(listed(asked(None), holdings=[held("el")])) == {"made/applicant": "produced"}
    expired = [held("el", valid_until="2026-01-01")]
    assert modes(listed(asked("el"), holdings=expired)) == {"made/applicant": "produced"}


# Covered papers


COVERS = {"book": ["page"], "page": ["copy_of_page"]}


def test_a_covered_paper_is_dropped_with_its_provenance_kept() -> None:
    asked = [serves("a", wants("r", "book", mode="show")), serves("b", wants("r", "page"))]
    lines = listed(asked, covers=COVERS)
    assert modes(lines) == {"book/applicant": "submit"}
    assert lines[0]["services"] == ["a", "b"]
    assert [(c["material"], c["services"]) for c in lines[0]["covers"]] == [("page", ["b"])]
    assert lines[0]["remarks"] == ["“材料page”已由“材料book”涵盖，不用另交"]


def test_covering_reaches_through_others_to_the_topmost() -> None:
    asked = [serves("a", *(wants(m, m, mode="show") for m in ("copy_of_page", "page", "book")))]
    assert modes(listed(asked, covers=COVERS)) == {"book/applicant": "show"}
    assert modes(listed([serves("a", *asked[0]["requirements"][::2])], covers=COVERS)) == {"book/applicant": "show"}


def test_a_paper_of_somebody_else_covers_nothing() -> None:
    asked = [serves("a", wants("r", "book", subject="child"), wants("q", "page"))]
    assert set(modes(listed(asked, covers=COVERS))) == {"book/child", "page/applicant"}


@pytest.mark.parametrize("mode", ["surrender", "form", "keep"])
def test_what_is_taken_signed_or_kept_is_not_covered(mode: str) -> None:
    asked = [serves("a", wants("r", "book", mode="show"), wants("q", "page", mode=mode))]
    assert modes(listed(asked, covers=COVERS))["page/applicant"] == mode


def test_a_paper_that_may_not_come_covers_nothing() -> None:
    asked = [serves("a", wants("r", "book", says="open"), wants("q", "page"))]
    assert modes(listed(asked, covers=COVERS)) == {"book/applicant": "possible", "page/applicant": "submit"}


def test_a_covering_paper_that_is_found_spares_the_covered_one_too() -> None:
    asked = [serves("a", wants("r", "book", exempt_by=["el"])), serves("b", wants("r", "page"))]
    assert modes(listed(asked, covers=COVERS, holdings=[held("el")])) == {"book/applicant": "exempt"}


def test_papers_that_cover_each_other_in_a_circle_are_refused() -> None:
    materials = bundle_of([], {"a": ["b"], "b": ["c"], "c": ["a"]}).materials
    with pytest.raises(CoverCycle, match="a → b → c → a"):
        covered_by(materials, "a")


# One original, several services


def test_the_service_that_takes_the_original_comes_last() -> None:
    line = listed([serves("a", wants("r", "p", mode="surrender")), serves("b", wants("r", "p", mode="show"))])[0]
    assert (line["conflict"]["kind"], line["conflict"]["first"]) == ("order", ("b",))
    assert line["remarks"] == ["先办事项b，再办事项a：事项a要收走原件"]


def test_a_service_that_must_wait_for_the_taker_is_warned_of() -> None:
    asked = [serves("a", wants("r", "p", mode="surrender")), serves("b", after=["a"])]
    asked.append(serves("c", wants("r", "p", mode="show"), after=["b"]))
    conflict = listed(asked)[0]["conflict"]
    assert (conflict["kind"], conflict["later"]) == ("taken_before", ("c",))
    assert conflict["text"].endswith("以当地窗口为准")


def test_a_service_that_needs_the_takers_result_waits_for_it_too() -> None:
    asked = [serves("a", wants("r", "p", mode="surrender"))]
    asked.append(serves("c", wants("r", "p", mode="show"), wants("n", "made", result_of="a")))
    assert by_id(listed(asked))["p/applicant"]["conflict"]["kind"] == "taken_before"


def test_two_services_cannot_both_take_one_original() -> None:
    asked = [serves(name, wants("r", "p", mode="surrender")) for name in ("a", "b")]
    assert listed(asked)[0]["conflict"]["kind"] == "taken_twice"


def test_the_new_paper_is_not_the_old_one() -> None:
    asked = [serves("a", wants("r", "p", mode="surrender")), serves("b", wants("r", "p", mode="show", result_of="a"))]
    assert listed(asked)[0]["conflict"] is None


def test_when_only_a_part_is_taken_there_is_no_conflict() -> None:
    asked = [serves("a", wants("r", "p", mode="surrender", takes="副页")), serves("b", wants("r", "p", mode="show"))]
    assert listed(asked)[0]["conflict"] is None
