"""容缺 and 告知承诺: explicit, default off, refusing costs nothing, and the credit gate touches nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.materials.options import CREDIT, UnknownCredit, credit_notice
from tests.knowledge.material_cases import Case, cases, held, listed, serves, wants

MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PROMISED = {"kind": "promised", "due": "十日内", "withheld": "补齐之前不发证", "agreed_by": "窗口"}
REPLACES = {"nature": "replaces_proof", "template": "属实", "consequence": "撤销", "excluded": "失信的不能选"}


def options(credit: str = "ok", choices: dict[str, str] | None = None, **more: Any) -> list[dict[str, Any]]:
    """The options of one paper with a promised deferral and a commitment, unless `more` says otherwise."""
    wish = wants("r", "rules", **{"deferral": PROMISED, "commitment": REPLACES, **more})
    found: list[dict[str, Any]] = listed([serves("a", wish)], credit=credit, choices=choices)[0]["options"]
    return found


def test_options_are_offered_and_none_is_chosen() -> None:
    assert [(o["kind"], o["nature"], o["chosen"]) for o in options()] == [
        ("deferral", "promised", False),
        ("commitment", "replaces_proof", False),
    ]
    assert all(o["refusing"].startswith("不选也行") for o in options())


def test_a_deferral_tells_who_agrees_until_when_and_what_is_withheld() -> None:
    deferral = options()[0]
    assert (deferral["agreed_by"], deferral["due"], deferral["withheld"]) == ("窗口", "十日内", "补齐之前不发证")
    assert (deferral["promise"], deferral["due_event"]) == (True, None)


def test_a_commitment_tells_its_consequence_and_who_is_excluded() -> None:
    commitment = options()[1]
    assert (commitment["consequence"], commitment["excluded"]) == ("撤销", "失信的不能选")


@pytest.mark.parametrize("key", ["a.r", "rules/applicant"])
def test_a_choice_names_the_requirement_or_the_line(key: str) -> None:
    assert [o["chosen"] for o in options(choices={key: "deferral"})] == [True, False]
    assert [o["chosen"] for o in options(choices={key: "commitment"})] == [False, True]


def test_a_chosen_option_says_what_it_changes_and_the_mode_stays_visible() -> None:
    wish = wants("r", "rules", deferral=PROMISED)
    line = listed([serves("a", wish)], credit="ok", choices={"a.r": "deferral"})[0]
    assert line["mode"] == "submit"
    assert line["options"][0]["text"] == "您选了先办后补：十日内交上"


def test_a_choice_of_one_service_is_not_a_choice_of_the_other() -> None:
    asked = [serves(name, wants("r", "rules", deferral=PROMISED)) for name in ("a", "b")]
    line = listed(asked, credit="ok", choices={"b.r": "deferral"})[0]
    assert {o["service"]: o["chosen"] for o in line["options"]} == {"a": False, "b": True}


def test_before_the_licence_is_collected_the_collecting_ends_the_delay() -> None:
    found = options(deferral={"kind": "before_licence"}, commitment=None)[0]
    assert (found["due_event"], found["promise"]) == ("collected", True)


def test_a_procedure_by_promise_says_that_checking_follows() -> None:
    found = options(deferral=None, commitment={"nature": "procedure"})[0]
    assert found["text"] == "可以按告知承诺办：先许可，后核查"


@pytest.mark.parametrize("choice", [{"a.x": "deferral"}, {"a.r": "nothing"}, {"other/applicant": "deferral"}])
def test_a_choice_that_is_not_offered_changes_nothing(choice: dict[str, str]) -> None:
    assert options(choices=choice) == options()


@pytest.mark.parametrize("mode", ["keep", "sent_by_other"])
def test_nothing_is_offered_where_nothing_is_handed_in(mode: str) -> None:
    assert options(mode=mode) == []


def test_nothing_is_offered_for_a_spared_or_an_open_paper() -> None:
    spared = wants("r", "rules", deferral=PROMISED, exempt_by=["el"])
    assert listed([serves("a", spared)], credit="ok", holdings=[held("el")])[0]["options"] == []
    assert options(says="open") == []


# The credit gate


def test_a_listed_person_is_offered_nothing_that_rests_on_a_promise() -> None:
    assert options("listed", {"a.r": "deferral"}) == []


def test_before_the_list_was_looked_up_options_are_named_and_cannot_be_chosen() -> None:
    found = options("unknown", {"a.r": "deferral"})
    assert [(o["available"], o["chosen"]) for o in found] == [(False, False), (False, False)]
    assert all("按一般办法办" in o["reason"] for o in found)


def test_without_a_word_about_credit_it_is_unknown() -> None:
    wish = wants("r", "rules", deferral=PROMISED)
    assert listed([serves("a", wish)])[0]["options"] == listed([serves("a", wish)], credit="unknown")[0]["options"]


def test_another_word_for_credit_is_refused() -> None:
    with pytest.raises(UnknownCredit):
        options("good")


@pytest.mark.parametrize("credit", CREDIT)
def test_a_siblings_result_at_pre_review_is_nobodys_promise_and_passes_the_gate(credit: str) -> None:
    wish = wants("r", "made", result_of="s", deferral={"kind": "sibling_result"})
    line = listed([serves("s"), serves("t", wish)], credit=credit)[0]
    assert line["mode"] == "produced"
    assert [(o["available"], o["promise"], o["due_event"]) for o in line["options"]] == [(True, False, "s")]


@pytest.mark.parametrize("says", ["open", "no"])
def test_a_siblings_result_that_is_not_certain_to_come_is_not_waited_for(says: str) -> None:
    wish = wants("r", "made", result_of="s", deferral={"kind": "sibling_result"})
    assert listed([serves("s", says=says), serves("t", wish)], credit="ok")[0]["options"] == []


def test_a_listed_person_hears_the_source_and_where_to_object() -> None:
    notice = credit_notice("listed") or ""
    assert "严重失信主体名单" in notice
    assert "提异议" in notice
    assert "不看分数" in notice
    assert credit_notice("ok") is credit_notice("unknown") is None


# Laws


def without_options(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{k: v for k, v in line.items() if k != "options"} for line in lines]


@st.composite
def chosen(draw: st.DrawFn) -> dict[str, str]:
    keys = st.sampled_from([f"s{s}.r{r}" for s in range(4) for r in range(5)] + ["m0/applicant", "m1/child/1"])
    return draw(st.dictionaries(keys, st.sampled_from(["deferral", "commitment"]), max_size=6))


@MANY
@given(case=cases(), credit=st.sampled_from(CREDIT), choices=chosen())
def test_refusing_is_never_worse_than_having_no_options_at_all(
    case: Case, credit: str, choices: dict[str, str]
) -> None:
    bare = tuple(
        s | {"requirements": [{**r, "deferral": None, "commitment": None} for r in s["requirements"]]}
        for s in case.services
    )
    ordinary = listed(bare, case.covers, holdings=case.holdings, counts=case.counts)
    assert without_options(case.lines(credit=credit)) == without_options(ordinary)
    assert without_options(case.lines(credit=credit, choices=choices)) == without_options(ordinary)


@MANY
@given(case=cases(), choices=chosen())
def test_the_credit_gate_touches_options_only(case: Case, choices: dict[str, str]) -> None:
    lines = {credit: case.lines(credit=credit, choices=choices) for credit in CREDIT}
    assert without_options(lines["ok"]) == without_options(lines["listed"]) == without_options(lines["unknown"])
    for ok, listed_line, unknown in zip(lines["ok"], lines["listed"], lines["unknown"], strict=True):
        assert listed_line["options"] == [o for o in ok["options"] if o.get("promise") is False]
        assert [o["id"] for o in unknown["options"]] == [o["id"] for o in ok["options"]]


@MANY
@given(case=cases())
def test_nothing_is_chosen_for_anybody(case: Case) -> None:
    assert not any(o["chosen"] for line in case.lines(credit="ok") for o in line["options"])
