"""Proofs: every guidance has one that holds, it says what the engine says, and an altered one is found out."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.bundle import Bundle
from knowledge.engine.questions import waiting
from knowledge.engine.relevance import Standing, engine_of
from knowledge.proof.check_proof import Flaw, check_proof
from knowledge.proof.premises import premises_of
from knowledge.proof.prove import altered, proof_of, prove
from knowledge.view import View
from tests.events import EVENTS
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import possible
from tests.knowledge.made import made, service
from tests.knowledge.made_up import ON, Shape, merged, scenario, viewed

REGION = "620102"
TOLD = [*([event] for event in EVENTS), ["newborn", "home_transfer"]]
SEEDS = st.integers(0, 10**6)
WORD = {True: "yes", False: "no", None: "open"}
REASONS = ("unsure", "declined", "not_applicable", "conflicting")
#: Of a hundred answers, how many are not known.
UNKNOWN = (0, 10, 40)
Proof = dict[str, Any]


def read(proof: Proof) -> Proof:
    """The proof as it arrives elsewhere."""
    found: Proof = json.loads(json.dumps(proof, ensure_ascii=False))
    return found


def holds(proof: Proof, standing: Standing) -> bool:
    """Whether the proof passes and says of every target what the engine says."""
    check_proof(proof)
    said = [WORD[standing.value((kind, service, name))] for kind, service, name, _ in proof["premises"]["targets"]]
    return bool(said == proof["outcome"])


def steps(standing_view: Any, chance: Chance, unknown: int) -> Iterator[tuple[dict[str, Any], Standing]]:
    """Where a person stands after each question, asked in the order of the interview, to its end."""
    view, engine = standing_view
    person = possible(view, engine, ON, chance)
    known: dict[str, Any] = {}
    while True:
        standing = engine.standing(known, ON)
        yield known, standing
        asked = waiting(view, standing, known)
        if not asked:
            return
        fact = asked[0].id
        known[fact] = {"unknown": chance.pick(REASONS)} if chance.percent(unknown) else person[fact]


# ---- whatever was answered, there is a proof -----------------------------------------------------------------------


@pytest.mark.parametrize("events", TOLD, ids="+".join)
@settings(max_examples=6, deadline=None)
@given(seed=SEEDS)
def test_at_every_question_of_a_shipped_event_the_proof_holds(shipped: Bundle, events: list[str], seed: int) -> None:
    chance = Chance(seed)
    view = View(shipped, events, REGION, ON, {})
    both = view, engine_of(view, ON)
    for known, standing in steps(both, chance, chance.pick(UNKNOWN)):
        proof = read(prove(standing, known, ON))
        assert holds(proof, standing)
    assert proof["asking"] == []
    assert altered(proof, shipped) is None


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_proofs_hold_with_lists_of_persons_figures_days_and_impossible_combinations(seed: int) -> None:
    chance = Chance(seed)
    shape = Shape(
        facts=chance.between(4, 7),
        services=chance.between(1, 2),
        conditions=chance.between(5, 20),
        impossible=chance.below(3),
        figures=chance.percent(50),
    )
    bundle = scenario(chance, shape)
    both = viewed(bundle)
    for known, standing in steps(both, chance, chance.pick(UNKNOWN)):
        proof = read(prove(standing, known, ON))
        assert holds(proof, standing)
        assert altered(proof, bundle) is None


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS, shared=st.booleans())
def test_proofs_hold_for_events_told_together(seed: int, shared: bool) -> None:
    chance = Chance(seed)
    both = viewed(merged(chance, shared))
    for known, standing in steps(both, chance, chance.pick(UNKNOWN)):
        assert holds(read(prove(standing, known, ON)), standing)


def test_a_proof_names_what_it_is_about(shipped: Bundle) -> None:
    facts = {"hukou_follow": "mother", "parents_married": {"unknown": "unsure"}}
    proof = proof_of(shipped, ["newborn"], REGION, facts, ON, {"target_hukou": REGION})
    assert (proof["bundle"], proof["events"], proof["region"], proof["on"]) == (
        shipped.hash,
        ["newborn"],
        REGION,
        "2026-11-20",
    )
    assert proof["answers"] == facts
    assert "born_where" in proof["asking"]


def test_domains_cover_everything_that_an_answer_may_be(shipped: Bundle) -> None:
    """Bands without a gap from the least to the greatest value, every option of a choice."""
    for event in shipped.events:
        view = View(shipped, [event], REGION, ON, {})
        for name, domain in premises_of(engine_of(view, ON), ON).document["domains"].items():
            fact = view.facts[name]
            if fact.type == "set":
                assert domain == {"any_of": [o.value for o in fact.options if not o.exclusive]}
            elif fact.type == "enum":
                assert domain == [option.value for option in fact.options]
            elif fact.type == "bool":
                assert sorted(domain) == [False, True]
            else:
                ends = [[_number(end) for end in band] for band in domain]
                assert all(low <= high for low, high in ends)
                assert all(high + 1 == low for (_, high), (low, _) in pairwise(ends))
                assert fact.min is None or ends[0][0] == fact.min
                assert fact.max is None or ends[-1][1] == fact.max
                assert fact.type != "date" or (domain[0][0], domain[-1][1]) == ("1900-01-01", "2100-12-31")


def _number(end: Any) -> int:
    return date.fromisoformat(end).toordinal() if isinstance(end, str) else int(end)


# ---- where Kleene's logic is not enough ----------------------------------------------------------------------------


def stood(facts: dict[str, Any], when: dict[str, Any], **event: Any) -> tuple[Proof, Standing]:
    """The proof for one service with this condition over the yes/no facts x, y and z."""
    facts_of = [{"id": name} for name in "xyz"]
    record = {
        "id": "e",
        "services": [{"service": "s"}],
        "chapters": [{"id": "c", "title": "一", "facts": ["x", "y", "z"]}],
        **event,
    }
    _, engine = viewed(made(facts=facts_of, services=[service("s", when=when)], events=[record]))
    standing = engine.standing(facts, ON)
    return read(prove(standing, facts, ON)), standing


def test_what_holds_either_way_is_shown_by_cases() -> None:
    """(x and y) or (x and not y): y is never asked."""
    when = {"any": [{"all": [{"x": True}, {"y": True}]}, {"all": [{"x": True}, {"not": {"y": True}}]}]}
    proof, standing = stood({"x": True}, when)
    assert holds(proof, standing)
    assert (proof["asking"], proof["outcome"]) == ([], ["yes"])
    with pytest.raises(Flaw):
        check_proof(proof | {"cases": {}})


def test_the_cases_of_a_domain_are_all_there() -> None:
    """x is one of two options, and neither is named by both tests."""
    options = [{"value": value, "label": value} for value in ("a", "b", "c")]
    when = {"any": [{"x": "a"}, {"x": {"in": ["b", "c"]}}]}
    event = {"id": "e", "services": [{"service": "s"}], "chapters": [{"id": "c", "title": "一", "facts": ["x"]}]}
    facts = [{"id": "x", "type": "enum", "options": options}]
    _, engine = viewed(made(facts=facts, services=[service("s", when=when)], events=[event]))
    proof = read(prove(engine.standing({}, ON), {}, ON))
    assert (proof["asking"], proof["outcome"]) == ([], ["yes"])
    ((_, tree),) = proof["cases"].items()
    assert [cell for cell, _ in tree["cases"]] == ["a", "b", "c"]
    check_proof(proof)


def test_an_impossible_combination_closes_a_case() -> None:
    """x without y cannot be, so y need not be asked."""
    cannot = [{"when": {"all": [{"x": True}, {"y": False}]}, "because": "不会", "source": "测试", "verified": True}]
    proof, standing = stood({"x": True}, {"all": [{"x": True}, {"y": True}]}, impossible=cannot)
    assert holds(proof, standing)
    assert (proof["asking"], proof["outcome"]) == ([], ["yes"])
    assert '"impossible"' in json.dumps(proof["cases"])
    proof["premises"]["impossible"] = []
    with pytest.raises(Flaw, match="不可能的情况并没有出现"):
        check_proof(proof)


def test_what_stays_unknown_hangs_on_the_unknown_answer_alone() -> None:
    """x is not known; where it holds, y is asked about twice and cancels out."""
    cancels = {"any": [{"y": True}, {"not": {"y": True}}]}
    proof, standing = stood({"x": {"unknown": "unsure"}}, {"all": [{"x": True}, cancels]})
    assert holds(proof, standing)
    assert (proof["asking"], proof["outcome"]) == ([], ["open"])


def test_answers_that_contradict_each_other_are_proved_without_the_combination() -> None:
    cannot = [{"when": {"all": [{"x": True}, {"y": True}]}, "because": "不会", "source": "测试", "verified": True}]
    proof, standing = stood({"x": True, "y": True}, {"all": [{"x": True}, {"z": True}]}, impossible=cannot)
    assert standing.contradiction
    assert holds(proof, standing)
    assert proof["asking"] == ["z"]


# ---- tampering -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ended(shipped: Bundle) -> Proof:
    """The proof at the end of an interview in which some answers are not known, so that cases are needed."""
    view = View(shipped, ["restaurant"], REGION, ON, {})
    for seed in range(100):
        for known, standing in steps((view, engine_of(view, ON)), Chance(seed), 30):
            proof = prove(standing, known, ON)
        if proof["cases"] and {"yes", "no", "open"} <= set(proof["outcome"]):
            return read(proof)
    raise AssertionError("no interview of a hundred needs cases")


def caught(proof: Proof, bundle: Bundle) -> bool:
    """Whether the checker or the comparison with the bundle refuses it."""
    try:
        check_proof(proof)
    except Flaw:
        return True
    return altered(proof, bundle) is not None


def test_the_proof_to_be_tampered_with_holds(ended: Proof, shipped: Bundle) -> None:
    assert not caught(ended, shipped)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_claim_can_be_flipped(ended: Proof, shipped: Bundle, data: st.DataObject) -> None:
    proof = copy.deepcopy(ended)
    part = data.draw(st.sampled_from(["claims", "outcome"]))
    n = data.draw(st.integers(0, len(proof[part]) - 1))
    proof[part][n] = data.draw(st.sampled_from([w for w in ("yes", "no", "open") if w != proof[part][n]]))
    assert caught(proof, shipped)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_two_nodes_can_change_places(ended: Proof, shipped: Bundle, data: st.DataObject) -> None:
    proof = copy.deepcopy(ended)
    nodes = proof["premises"]["nodes"]
    a, b = data.draw(st.lists(st.integers(0, len(nodes) - 1), min_size=2, max_size=2, unique=True))
    nodes[a], nodes[b] = nodes[b], nodes[a]
    assert caught(proof, shipped)


def test_no_target_can_be_left_out(ended: Proof, shipped: Bundle) -> None:
    for n in range(len(ended["outcome"])):
        proof = copy.deepcopy(ended)
        del proof["outcome"][n]
        with pytest.raises(Flaw):
            check_proof(proof)
        del proof["premises"]["targets"][n]
        check_proof(proof)  # what is left does follow
        assert f"第 {n} 个结果" in str(altered(proof, shipped))


def _splits(tree: Any) -> Iterator[Any]:
    if "cases" in tree:
        yield tree
        for _, case in tree["cases"]:
            yield from _splits(case)


def test_no_case_can_be_left_out(ended: Proof) -> None:
    for node, tree in ended["cases"].items():
        for n, split in enumerate(_splits(tree)):
            for k in range(len(split["cases"])):
                proof = copy.deepcopy(ended)
                del list(_splits(proof["cases"][node]))[n]["cases"][k]
                with pytest.raises(Flaw, match="没有列全"):
                    check_proof(proof)


def test_no_answer_can_be_changed_to_one_that_tells_otherwise(ended: Proof, shipped: Bundle) -> None:
    for fact, value in ended["answers"].items():
        if isinstance(value, bool):
            assert caught(ended | {"answers": {**ended["answers"], fact: not value}}, shipped)
        assert caught(ended | {"answers": {**ended["answers"], fact: "月球"}}, shipped)


def test_no_answer_can_be_taken_away(ended: Proof, shipped: Bundle) -> None:
    for fact in ended["answers"]:
        left = {name: value for name, value in ended["answers"].items() if name != fact}
        assert caught(ended | {"answers": left}, shipped)


def test_a_bound_altered_consistently_is_found_out_by_the_bundle(ended: Proof, shipped: Bundle) -> None:
    found = 0
    for n, node in enumerate(ended["premises"]["nodes"]):
        if node[0] not in ("test", "days") or node[2] not in ("at_least", "at_most", "above", "below"):
            continue
        proof = copy.deepcopy(ended)
        proof["premises"]["nodes"][n][3] += 1
        assert f"第 {n} 个条件" in str(altered(proof, shipped))
        found += 1
    assert found


@pytest.mark.parametrize("change", ["wider", "narrower", "gone", "new"])
def test_a_domain_altered_is_found_out_by_the_bundle(ended: Proof, shipped: Bundle, change: str) -> None:
    proof = copy.deepcopy(ended)
    domains = proof["premises"]["domains"]
    name = next(n for n, d in domains.items() if isinstance(d, list) and isinstance(d[0], str))
    if change == "wider":
        domains[name].append("moon")
    elif change == "narrower":
        domains[name].pop()
    elif change == "gone":
        del domains[name]
    else:
        name = "moon"
        domains[name] = [True, False]
    assert f"情形 {name} 的取值范围" in str(altered(proof, shipped))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"events": ["newborn"]}, "shop_building 的回答"),
        ({"events": ["moon"]}, "对不上"),
        ({"region": "999999"}, "对不上"),
        ({"on": "someday"}, "对不上"),
        ({"asking": ["moon"]}, "moon 不在知识包的条件里"),
        ({"answers": {"moon": True}}, "moon 的回答"),
        ({"answers": []}, "对不上"),
        ({"premises": None}, "对不上"),
    ],
)
def test_what_a_proof_is_about_cannot_be_exchanged(
    ended: Proof, shipped: Bundle, change: dict[str, Any], said: str
) -> None:
    assert said in str(altered(ended | change, shipped))
