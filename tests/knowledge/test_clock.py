"""The legal clock: what stops it, what does not, and when a correction may be asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from knowledge.basis import Basis
from knowledge.model import LegalRegime, Procedure, ServiceItem, Time
from knowledge.timing.calendar import UNITS, UnpublishedYear
from knowledge.timing.clock import (
    Pause,
    PauseRefused,
    clock,
    correction_day,
    deemed_accepted,
    shortest_correction_day,
    start_event,
    stated_time,
)
from knowledge.timing.schedule import STARTS
from tests.knowledge.published import regimes, years

YEARS, REGIMES = years(), regimes()
PERMIT = REGIMES["permit"]
TWENTY = Time("statutory", "working_day", 20, "accepted")
MONDAY = date(2026, 3, 2)


def pause(procedure: str = "testing", first: int = 9, last: int | None = 13, noticed: bool = True) -> Pause:
    """A procedure in March 2026."""
    ends = None if last is None else date(2026, 3, last)
    return Pause(procedure, date(2026, 3, first), ends, date(2026, 3, 6) if noticed else None)


def test_a_permit_is_decided_twenty_working_days_after_acceptance() -> None:
    assert clock(YEARS, PERMIT, TWENTY, MONDAY) == date(2026, 3, 30)


def test_a_week_of_testing_moves_the_day_by_its_working_days() -> None:
    assert clock(YEARS, PERMIT, TWENTY, MONDAY, [pause()]) == date(2026, 4, 7), "five days, one of them 清明节"


def test_procedures_at_the_same_time_stop_the_clock_once() -> None:
    both = [pause(), pause("专家评审", 11, 13)]
    assert clock(YEARS, PERMIT, TWENTY, MONDAY, both) == clock(YEARS, PERMIT, TWENTY, MONDAY, [pause()])


def test_exactly_the_eight_procedures_of_the_law_stop_a_permit_clock() -> None:
    assert [p.name for p in PERMIT.stops] == ["听证", "招标", "拍卖", "检验", "检测", "检疫", "鉴定", "专家评审"]
    assert Basis("administrative_licensing_law", "45") in PERMIT.basis


@pytest.mark.parametrize("procedure", ["补正", "现场勘验", "现场核查", "缴费", "制证", "correction", "site_check", ""])
def test_nothing_else_stops_a_permit_clock_and_the_refusal_names_what_does(procedure: str) -> None:
    with pytest.raises(PauseRefused, match="听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审"):
        clock(YEARS, PERMIT, TWENTY, MONDAY, [pause(procedure)])


def test_without_written_notice_nothing_stops() -> None:
    with pytest.raises(PauseRefused, match="书面告知"):
        clock(YEARS, PERMIT, TWENTY, MONDAY, [pause(noticed=False)])


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PauseRefused, match="早于"):
        clock(YEARS, PERMIT, TWENTY, MONDAY, [pause(first=13, last=9)])


@pytest.mark.parametrize("name", sorted(set(REGIMES) - {"permit"}))
def test_a_hearing_stops_no_clock_whose_regime_does_not_say_so(name: str) -> None:
    with pytest.raises(PauseRefused, match=REGIMES[name].name):
        clock(YEARS, REGIMES[name], TWENTY, MONDAY, [pause("hearing")])


def test_another_regime_stops_for_what_its_own_record_names() -> None:
    other = LegalRegime("other", "另一种", "测试", True, stops=(Procedure("correction", "补正"),))
    assert clock(YEARS, other, TWENTY, MONDAY, [pause("补正")]) == date(2026, 4, 7)
    with pytest.raises(PauseRefused, match="只有补正"):
        clock(YEARS, other, TWENTY, MONDAY, [pause("听证")])


def test_while_a_procedure_lasts_there_is_no_day_unless_the_time_ran_out_before() -> None:
    assert clock(YEARS, PERMIT, TWENTY, MONDAY, [pause(last=None)]) is None
    short = replace(TWENTY, days=2)
    assert clock(YEARS, PERMIT, short, MONDAY, [pause(last=None)]) == date(2026, 3, 4)


spans = st.tuples(st.integers(0, 60), st.integers(0, 20))
pauses = st.lists(spans, max_size=4).map(
    lambda found: [
        Pause("检验", MONDAY + timedelta(days=first), MONDAY + timedelta(days=first + length), MONDAY)
        for first, length in found
    ]
)


@given(days=st.integers(1, 30), stopped=pauses)
def test_the_running_working_days_up_to_the_last_are_exactly_those_of_the_law(days: int, stopped: list[Pause]) -> None:
    due = clock(YEARS, PERMIT, replace(TWENTY, days=days), MONDAY, stopped)
    assert due is not None
    between = [MONDAY + timedelta(days=n) for n in range(1, (due - MONDAY).days + 1)]
    running = [day for day in between if not any(p.begins <= day <= (p.ends or day) for p in stopped)]
    assert sum(chinese_calendar.is_workday(day) for day in running) == days
    assert running[-1] == due
    assert chinese_calendar.is_workday(due)


@given(stopped=pauses, unit=st.sampled_from(["working_day", "natural_day", "month"]), days=st.integers(1, 3))
def test_a_pause_never_brings_the_day_forward(stopped: list[Pause], unit: str, days: int) -> None:
    time = Time("statutory", unit, days)
    with_pauses, without = clock(YEARS, PERMIT, time, MONDAY, stopped), clock(YEARS, PERMIT, time, MONDAY)
    assert with_pauses is not None
    assert without is not None
    assert with_pauses >= without
    assume(all(p.begins > without for p in stopped))
    assert with_pauses == without


@pytest.mark.parametrize(
    ("unit", "days", "start", "due"),
    [
        ("on_the_spot", None, date(2026, 10, 3), date(2026, 10, 3)),
        ("working_day", 0.5, date(2026, 3, 2), date(2026, 3, 3)),
        ("working_day", 1.5, date(2026, 3, 5), date(2026, 3, 9)),
        ("natural_day", 2.5, date(2026, 3, 2), date(2026, 3, 5)),
        ("natural_day", 5, date(2026, 3, 2), date(2026, 3, 9)),  # the seventh is a Saturday
        ("month", 1, date(2026, 1, 31), date(2026, 2, 28)),  # a Saturday that is worked
        ("month", 1, date(2026, 9, 1), date(2026, 10, 8)),  # the National Day week
        ("year", 1, date(2024, 2, 29), date(2025, 2, 28)),
        ("working_day", 1, date(2025, 12, 31), date(2026, 1, 4)),  # a Sunday that is worked
        ("working_day", None, date(2026, 3, 2), None),
    ],
)
def test_units(unit: str, days: float | None, start: date, due: date | None) -> None:
    assert clock(YEARS, PERMIT, Time("promised", unit, days), start) == due


@pytest.mark.parametrize(("unit", "days"), [("working_day", 20), ("natural_day", 20), ("month", 1)])
def test_a_time_that_ends_in_an_unpublished_year_has_no_day(unit: str, days: int) -> None:
    with pytest.raises(UnpublishedYear, match="2027"):
        clock(YEARS, PERMIT, Time("statutory", unit, days), date(2026, 12, 20))


def test_a_permit_is_corrected_within_five_working_days_or_counts_as_accepted() -> None:
    assert correction_day(YEARS, PERMIT, date(2026, 9, 30)) == date(2026, 10, 13), "the holiday does not count"
    assert not deemed_accepted(YEARS, PERMIT, date(2026, 9, 30), date(2026, 10, 13))
    assert deemed_accepted(YEARS, PERMIT, date(2026, 9, 30), date(2026, 10, 14))


def test_real_estate_is_corrected_on_the_spot_or_counts_as_accepted() -> None:
    land = REGIMES["real_estate"]
    assert correction_day(YEARS, land, MONDAY) == MONDAY
    assert deemed_accepted(YEARS, land, MONDAY, MONDAY + timedelta(days=1))


def test_a_returned_file_is_never_deemed_accepted() -> None:
    market = REGIMES["market"]
    assert market.correction is not None
    assert market.correction.otherwise == "returned"
    assert not deemed_accepted(YEARS, market, MONDAY, MONDAY + timedelta(days=90))


def test_one_merged_notice_goes_out_in_the_shortest_term_of_the_case() -> None:
    case = [REGIMES["permit"], REGIMES["market"], REGIMES["real_estate"]]
    assert shortest_correction_day(YEARS, case, MONDAY) == MONDAY
    assert shortest_correction_day(YEARS, case[:2], MONDAY) == date(2026, 3, 9)
    assert shortest_correction_day(YEARS, [REGIMES["household"]], MONDAY) is None


def test_a_time_runs_from_its_own_event_else_from_that_of_its_regime() -> None:
    silent = Time("promised", "working_day", 5)
    assert start_event(REGIMES["social_insurance"], silent) == "applied"
    assert start_event(REGIMES["social_insurance"], replace(silent, starts="received")) == "received"
    assert start_event(REGIMES["household"], silent) is None


def test_every_shipped_regime_is_sound() -> None:
    for regime in REGIMES.values():
        assert regime.starts in (None, *STARTS)
        assert regime.unit in (None, *UNITS)
        assert regime.verified or not (regime.stops or regime.correction), "an unchecked rule binds nobody"
        assert regime.correction is None or regime.correction.otherwise in (None, "deemed_accepted", "returned")
        assert not regime.stops or regime.basis


def service(*times: Time) -> ServiceItem:
    return ServiceItem("s", "事项", "d", "submit", "p", "permit", "测试", True, times=times)


def test_the_promised_time_is_told_before_the_statutory_one_and_that_before_the_usual() -> None:
    usual, promised = Time("typical", "working_day", 3), Time("promised", "on_the_spot")
    assert stated_time(service(usual, TWENTY, promised)) == promised
    assert stated_time(service(usual, TWENTY)) == TWENTY
    assert stated_time(service(usual)) == usual


def test_a_time_without_a_length_is_not_told() -> None:
    assert stated_time(service(Time("promised", "working_day", text="看公司公开的时限"), TWENTY)) == TWENTY
    assert stated_time(service(Time("promised", "working_day"))) is None
