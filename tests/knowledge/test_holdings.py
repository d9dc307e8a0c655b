"""What a holding spares, and what is said when it does not."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.materials.holdings import HoldingError, read_holdings
from tests.knowledge.material_cases import by_id, held, listed, modes, serves, wants


def paper(*holdings: dict[str, Any], days: int | None = None, **more: Any) -> dict[str, Any]:
    """The line of one paper that el or ds may replace, wanted by a service that takes `days` days (None: not stated)."""
    times = [{"kind": "promised", "unit": "natural_day", "days": days, "from": "accepted"}] if days else []
    asked = [serves("a", wants("r", "id", **{"mode": "show", "exempt_by": ["el"], **more}), times=times)]
    return listed(asked, holdings=holdings)[0]


def test_a_guest_hears_that_the_paper_may_be_spared() -> None:
    line = paper()
    assert (line["mode"], line["not_exempt"]) == ("exempt_if_verified", None)


def test_a_found_holding_spares_the_paper() -> None:
    line = paper(held("el"))
    assert (line["mode"], line["not_exempt"], line["remarks"]) == ("exempt", None, [])


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"found": False}, "没有查到证照el，请带上"),
        ({"match": False}, "查到的证照el和要办的对不上，请带上原件核对"),
        ({"valid": False}, "查到的证照el现在用不了，请带上有效的"),
        ({"valid_until": "2026-11-19"}, "查到的证照el2026年11月19日已经到期，请先换新的"),
    ],
)
def test_what_was_looked_up_and_is_no_good_spares_nothing_and_says_why(fault: dict[str, Any], told: str) -> None:
    line = paper(held("el", **fault))
    assert (line["mode"], line["not_exempt"]) == ("show", told)
    assert line["remarks"] == [told]


def test_without_authority_nothing_was_looked_up() -> None:
    line = paper(held("el", authorised=False))
    assert line["mode"] == "exempt_if_verified"
    assert line["not_exempt"].startswith("还没有本人授权")


def test_another_licence_that_was_not_looked_up_may_still_spare() -> None:
    line = paper(held("el", valid=False), exempt_by=["el", "ds"])
    assert line["mode"] == "exempt_if_verified"
    assert line["not_exempt"] is not None


def test_one_good_holding_is_enough() -> None:
    assert paper(held("el", valid=False), held("ds"), exempt_by=["el", "ds"])["mode"] == "exempt"


def test_a_holding_of_somebody_else_spares_nothing() -> None:
    assert paper(held("el", "child"))["mode"] == "exempt_if_verified"


@pytest.mark.parametrize("mode", ["surrender", "form", "keep", "sent_by_other"])
def test_what_is_taken_signed_or_kept_is_never_spared(mode: str) -> None:
    assert paper(held("el"), mode=mode)["mode"] == mode


# Which child


def twins(*holdings: dict[str, Any]) -> dict[str, str]:
    asked = [serves("a", wants("r", "id", subject="child", mode="show", exempt_by=["el"]))]
    return modes(listed(asked, holdings=holdings, counts={"child": 2}))


def test_a_holding_spares_the_child_it_is_of() -> None:
    assert twins(held("el", "child", index=2)) == {"id/child/1": "exempt_if_verified", "id/child/2": "exempt"}


def test_of_several_children_the_holding_must_say_which() -> None:
    assert twins(held("el", "child")) == {"id/child/1": "exempt_if_verified", "id/child/2": "exempt_if_verified"}


@pytest.mark.parametrize(("index", "mode"), [(None, "exempt"), (1, "exempt"), (2, "exempt_if_verified")])
def test_the_only_child_may_go_without_a_number(index: int | None, mode: str) -> None:
    asked = [serves("a", wants("r", "id", subject="child", mode="show", exempt_by=["el"]))]
    assert modes(listed(asked, holdings=[held("el", "child", index=index)])) == {"id/child": mode}


# Validity


def test_the_last_valid_day_still_counts() -> None:
    assert paper(held("el", valid_until="2026-11-20"), days=None)["mode"] == "exempt"


@pytest.mark.parametrize(("until", "mode"), [("2026-11-29", "show"), ("2026-11-30", "exempt")])
def test_what_expires_before_the_decision_is_due_spares_nothing(until: str, mode: str) -> None:
    line = paper(held("el", valid_until=until), days=10)
    assert line["mode"] == mode
    assert ("预计2026年11月30日才办结" in (line["not_exempt"] or "")) == (mode == "show")


def test_when_the_decision_is_due_is_unknown_it_says_so() -> None:
    line = paper(held("el", valid_until="2026-11-29"))
    assert line["mode"] == "exempt"
    assert "以当地窗口为准" in line["remarks"][0]


def test_each_service_looks_at_its_own_due_day() -> None:
    wish = wants("r", "id", mode="show", exempt_by=["el"])
    quick = serves("a", wish, times=[{"kind": "promised", "unit": "on_the_spot", "from": "accepted"}])
    slow = serves("b", wish, times=[{"kind": "promised", "unit": "natural_day", "days": 40, "from": "accepted"}])
    line = listed([quick, slow], holdings=[held("el", valid_until="2026-12-01")])[0]
    assert line["mode"] == "show"
    assert {u["service"]: u["mode"] for u in line["uses"]} == {"a": "exempt", "b": "show"}


@pytest.mark.parametrize(
    ("issued", "mode"), [("2026-08-20", "exempt"), ("2026-08-19", "show"), (None, "show"), ("2026-11-20", "exempt")]
)
def test_a_paper_that_must_be_fresh_is_spared_by_a_fresh_holding_only(issued: str | None, mode: str) -> None:
    line = paper(held("el", issued_on=issued), issued_within={"amount": 3, "unit": "month"})
    assert line["mode"] == mode
    assert ("3个月内" in (line["not_exempt"] or "")) == (mode == "show")


def test_a_spared_paper_need_not_be_fresh() -> None:
    line = paper(held("el", issued_on="2026-11-01"), issued_within={"amount": 3, "unit": "month"})
    assert line["issued_within"] is None


def test_a_line_that_somebody_still_wants_says_what_stands_in_the_way_there() -> None:
    asked = [
        serves("a", wants("r", "id", mode="show", exempt_by=["el"])),
        serves("b", wants("r", "id", mode="show", exempt_by=["ds"])),
    ]
    line = by_id(listed(asked, holdings=[held("el"), held("ds", match=False)]))["id/applicant"]
    assert (line["mode"], line["not_exempt"]) == ("show", "查到的证照ds和要办的对不上，请带上原件核对")


# Reading


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"subject": "applicant"}, "licence"),
        ({"licence": "el"}, "subject"),
        (held("el", index=0), "index"),
        (held("el", index=True), "index"),
        (held("el", valid="yes"), "valid"),
        (held("el", valid_until="明年"), "valid_until"),
        (held("el", issued_on=20261120), "issued_on"),
        (held("el", colour="red"), "colour"),
    ],
)
def test_a_holding_that_does_not_read_names_the_field(raw: dict[str, Any], field: str) -> None:
    with pytest.raises(HoldingError) as caught:
        read_holdings([raw])
    assert caught.value.field == field
