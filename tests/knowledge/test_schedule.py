"""What waits for what, parallel levels, the critical path, due days and the citizen's own deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.bundle import NATION
from knowledge.model import Deadline
from knowledge.timing.calendar import UNITS
from knowledge.timing.clock import Pause
from knowledge.timing.prerequisites import CircularServices, Finish, Need, finishes, needs
from knowledge.timing.schedule import deadline_due, levels, overall_time, own_deadline, service_due
from tests.knowledge.made import made, paper, service

START = date(2026, 3, 2)


def place(*services: dict[str, Any]) -> Any:
    return made(services=list(services)).at(NATION)


def names(services: tuple[dict[str, Any], ...]) -> list[str]:
    return [one["id"] for one in services]


def test_a_service_comes_after_those_it_names_and_beside_the_others() -> None:
    here = place(service("c", after=["a", "b"]), service("a"), service("b"), service("d"))
    assert levels(here, ["c", "a", "b", "d"]) == [["a", "b", "d"], ["c"]]


def test_a_service_comes_after_the_one_whose_result_it_needs() -> None:
    here = place(service("a"), service("b", requirements=[paper("licence", result_of="a")]))
    assert levels(here, ["b", "a"]) == [["a"], ["b"]]


def test_a_result_that_this_person_need_not_bring_is_not_waited_for() -> None:
    here = place(service("a"), service("b", requirements=[paper("licence", result_of="a")]))
    assert levels(here, ["a", "b"], lambda _, __: False) == [["a", "b"]]
    assert levels(here, ["a", "b"], lambda _, __: None) == [["a"], ["b"]], "an open one is waited for"


def test_what_is_not_on_the_list_is_not_waited_for() -> None:
    here = place(service("a"), service("b", after=["a"], requirements=[paper("licence", result_of="a")]))
    assert levels(here, ["b"]) == [["b"]]


def test_where_one_of_two_papers_will_do_the_earlier_result_is_enough() -> None:
    one_of = [paper("first", result_of="a", group="proof"), paper("second", result_of="c", group="proof")]
    here = place(service("a"), service("b", after=["a"]), service("c", after=["b"]), service("d", requirements=one_of))
    assert levels(here, ["a", "b", "c", "d"]) == [["a"], ["b", "d"], ["c"]]
    assert needs(here, ["a", "b", "c", "d"])["d"] == (Need(("a", "c")),)


def test_where_two_of_three_papers_are_wanted_the_second_result_counts() -> None:
    papers = [paper(s, result_of=s, group="proof", choose=2) for s in ("a", "b", "c")]
    here = place(service("a"), service("b", after=["a"]), service("c", after=["b"]), service("d", requirements=papers))
    assert levels(here, ["a", "b", "c", "d"]) == [["a"], ["b"], ["c", "d"]]


def test_a_paper_at_hand_makes_the_wait_for_its_alternative_needless() -> None:
    one_of = [paper("first", result_of="a", group="proof"), paper("at_hand", group="proof")]
    here = place(service("a"), service("b", requirements=one_of))
    assert levels(here, ["a", "b"]) == [["a", "b"]]


def test_a_circle_is_named_in_order() -> None:
    here = place(
        service("start"),
        service("before", after=["a"]),
        service("a", name="甲", after=["start", "b"]),
        service("b", name="乙", requirements=[paper("licence", result_of="a")]),
    )
    with pytest.raises(CircularServices, match="甲 → 乙 → 甲") as raised:
        levels(here, ["before", "start", "a", "b"])
    assert raised.value.services == ["a", "b", "a"]


@st.composite
def chains(draw: st.DrawFn) -> tuple[dict[str, Any], ...]:
    """Services that wait only for earlier ones: no circle."""
    found: list[dict[str, Any]] = []
    for n in range(draw(st.integers(1, 7))):
        earlier = [one["id"] for one in found]
        after = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=2)) if earlier else []
        sibling = draw(st.sampled_from(earlier)) if earlier and draw(st.booleans()) else None
        papers = [paper("result", result_of=sibling)] if sibling else []
        found.append(service(f"s{n}", draw(st.one_of(st.none(), st.integers(0, 30))), after=after, requirements=papers))
    return tuple(draw(st.permutations(found)))


def waits(one: dict[str, Any]) -> set[str]:
    return {*one["after"], *(need["result_of"] for need in one["requirements"])}


@given(services=chains())
def test_every_service_stands_in_exactly_one_level_right_after_what_it_waits_for(
    services: tuple[dict[str, Any], ...],
) -> None:
    found = levels(place(*services), names(services))
    level = {name: n for n, one in enumerate(found) for name in one}
    assert sorted(name for one in found for name in one) == sorted(names(services))
    for one in services:
        assert level[one["id"]] == max((level[name] + 1 for name in waits(one)), default=0)


def paths(services: tuple[dict[str, Any], ...], end: str) -> Iterator[list[str]]:
    one = next(one for one in services if one["id"] == end)
    yield [end]
    for name in waits(one):
        yield from ([*path, end] for path in paths(services, name))


@given(services=chains())
def test_the_critical_path_is_the_longest_of_all_paths_and_the_total_their_sum(
    services: tuple[dict[str, Any], ...],
) -> None:
    days = {one["id"]: sum(int(time["days"]) for time in one["times"]) for one in services}
    every = [sum(days[name] for name in path) for one in services for path in paths(services, one["id"])]
    told = overall_time(place(*services), names(services))
    assert told["days_min"] == max(every)
    assert told["days_total"] == sum(days.values())
    assert told["days_min"] == sum(days[name] for name in told["critical"])
    assert told["unknown"] == [one["id"] for one in services if not one["times"]]
    for before, after in zip(told["critical"], told["critical"][1:], strict=False):
        assert before in waits(next(one for one in services if one["id"] == after))


@given(services=chains(), seed=st.randoms(use_true_random=False))
def test_the_order_in_which_services_are_listed_changes_no_level(
    services: tuple[dict[str, Any], ...], seed: Any
) -> None:
    shuffled = names(services)
    seed.shuffle(shuffled)
    here = place(*services)
    assert [set(one) for one in levels(here, shuffled)] == [set(one) for one in levels(here, names(services))]


def test_the_overall_time_is_told_in_words() -> None:
    here = place(service("a", 10), service("b", 30, after=["a"]), service("c", 5), service("d"))
    told = overall_time(here, ["a", "b", "c"])
    assert (told["days_min"], told["days_total"], told["unit"]) == (40, 45, "working_day")
    assert (told["text_min"], told["text_total"]) == ("最长40个工作日", "最长45个工作日")
    assert told["critical"] == ["a", "b"]
    with_gap = overall_time(here, ["a", "b", "c", "d"])
    assert with_gap["text_min"] == "写明时限的最长40个工作日；没写的以当地窗口为准"
    assert overall_time(here, ["d"])["text_min"] == "办理时限以当地窗口为准"
    assert overall_time(here, [])["text_min"] == "当场"


def test_units_that_mix_are_never_made_one_figure() -> None:
    month = {"id": "b", "after": ["a"], "times": [{"kind": "promised", "days": 1, "unit": "month"}]}
    told = overall_time(place(service("a", 10), month, service("c", 3)), ["a", "b", "c"])
    assert (told["days_min"], told["days_total"], told["unit"]) == (None, None, None)
    assert (told["text_min"], told["text_total"]) == ("最长10个工作日加1个月", "最长13个工作日加1个月")


def test_an_earlier_short_service_does_not_hide_a_longer_wait() -> None:
    """Of two alternatives the one that is finished first is waited for, whatever its level."""
    needed = {"slow": (), "quick": (), "next": (Need(("quick",)),), "end": (Need(("slow", "next")),)}
    length = {"slow": 50, "quick": 1, "next": 1, "end": 1}
    assert finishes(needed, length)["end"] == Finish(3, "next")


@pytest.fixture
def due() -> Any:
    bundle = made(
        services=[
            service("permit", 20),
            service("from_application", 10, times=[{"kind": "statutory", "days": 10, "unit": "working_day"}])
            | {"legal_regime": "social_insurance"},
            service("from_nowhere", times=[{"kind": "promised", "days": 3, "unit": "working_day"}], legal_regime="tax"),
            service("unstated", times=[{"kind": "promised", "unit": "working_day", "text": "看公司公开的时限"}]),
            service(
                "at_once", times=[{"kind": "promised", "unit": "on_the_spot", "verified": True}], legal_regime="market"
            ),
        ]
    )
    here = bundle.at(NATION)
    return lambda name, on=START, **more: service_due(bundle, here, name, on, **more)


def test_acceptance_starts_a_permit_clock(due: Any) -> None:
    assert due("permit") == (date(2026, 3, 30), "预计2026年3月30日前办结（以当地窗口为准）")


def test_a_time_from_application_needs_the_day_of_application(due: Any) -> None:
    assert due("from_application") == (None, "办理时限从申请那天算起，日期以部门通知为准")
    told = due("from_application", events={"applied": date(2026, 2, 27)})
    assert told[0] == date(2026, 3, 12), "the worked Saturday of 28 February counts"


def test_where_nothing_says_from_which_day_a_time_runs_there_is_no_day(due: Any) -> None:
    assert due("from_nowhere") == (None, "办理时限从哪天算起，以当地窗口为准")


def test_an_unstated_time_gives_no_day(due: Any) -> None:
    assert due("unstated") == (None, "办理时限以当地窗口为准")


def test_what_is_done_on_the_spot_needs_no_start_event(due: Any) -> None:
    assert due("at_once") == (START, "预计2026年3月2日前办结")


def test_an_unpublished_year_gives_no_day_and_says_so(due: Any) -> None:
    assert due("permit", date(2026, 12, 20)) == (None, "2027 年的放假安排还没有公布，日期以部门通知为准")


def test_a_clock_that_stands_still_gives_no_day_and_says_so(due: Any) -> None:
    lasting = Pause("检测", START, None, START)
    assert due("permit", pauses=[lasting]) == (None, "办理时限已经停表，恢复后再算日期")


def test_own_deadlines_need_a_known_start() -> None:
    assert own_deadline(1, "month", "2026-01-31") == date(2026, 2, 28)
    assert own_deadline(90, "natural_day", "2026-01-31") == date(2026, 5, 1)
    assert own_deadline(1, "month", {"unknown": "unsure"}) is None


@pytest.mark.parametrize(
    ("amount", "unit", "born", "day", "text"),
    [
        (1, "month", "2026-10-20", date(2026, 11, 20), None),
        (1, "month", "2026-10-21", date(2026, 11, 23), "2026年11月21日是休息日，顺延到2026年11月23日"),
        (1, "month", "2026-09-01", date(2026, 10, 8), "2026年10月1日是休息日，顺延到2026年10月8日"),
        (10, "working_day", "2026-09-30", date(2026, 10, 20), None),
        (1, "year", "2024-02-29", date(2025, 2, 28), None),
        (1, "month", "2026-12-05", None, "2027 年的放假安排还没有公布，最后一天还不能算准；2027年1月5日前办，一定不晚"),
        (10, "working_day", "2026-12-25", None, "2027 年的放假安排还没有公布，日期以当地窗口为准"),
        (None, None, "2026-01-01", None, None),
        (1, "month", {"unknown": "declined"}, None, None),
        (1, "month", None, None, None),
    ],
)
def test_the_citizens_own_day(
    amount: int | None, unit: str | None, born: Any, day: date | None, text: str | None
) -> None:
    deadline = Deadline("d", "按时办", amount, unit, "born_on")
    assert deadline_due(made(), deadline, {"born_on": born}) == (day, text)


def test_every_shipped_time_can_be_counted(shipped: Any) -> None:
    for record in shipped.services.values():
        assert record.legal_regime in shipped.regimes, record.id
        assert all(time.unit in UNITS for time in (*record.times, *(d for d in record.deadlines if d.unit))), record.id
        permit = shipped.regimes[record.legal_regime].unit == "working_day"
        for time in record.times:
            assert not (permit and time.kind == "statutory" and time.unit == "natural_day"), record.id


def test_no_shipped_event_waits_in_a_circle(shipped: Any) -> None:
    here = shipped.at("620102")
    for event in here.events.values():
        joined = [use.service for use in event.services]
        assert sorted(name for one in levels(here, joined) for name in one) == sorted(joined)
        whole = overall_time(here, joined)
        # Where no service states a length (当场办, 以当地窗口为准) there is no longest way.
        assert whole["critical"] or not whole["days_total"]
