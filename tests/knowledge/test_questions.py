"""What is asked next: only what can matter, by the rules of courtesy, and inside them what tells most for its cost."""

from __future__ import annotations

import itertools
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.bundle import Bundle
from knowledge.condition import ALWAYS, Condition
from knowledge.engine.diagram import FALSE, TRUE, Node, Restriction
from knowledge.engine.outcome import targets
from knowledge.engine.questions import COURTESY, questions, tiers, waiting
from knowledge.engine.relevance import Engine, Standing
from knowledge.evaluate import World
from knowledge.facts import parse_value
from knowledge.persons import NEVER
from knowledge.view import View
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import drawn, from_places, interview
from tests.knowledge.made import made, paper, service
from tests.knowledge.made_up import ON, Shape, scenario, viewed
from tests.knowledge.truth_tables import folded

MANY = settings(max_examples=40, deadline=None)
SEEDS = st.integers(0, 10**6)
UNSURE = {"unknown": "unsure"}


def event_of(*chapters: list[str], facts: list[dict[str, Any]], services: list[dict[str, Any]]) -> tuple[View, Engine]:
    """A view of one event with these chapters."""
    event = {
        "id": "e",
        "services": [{"service": s["id"]} for s in services],
        "chapters": [{"id": f"c{n}", "title": str(n), "facts": names} for n, names in enumerate(chapters)],
    }
    papers = [{"id": r["material"], "kind": "proof"} for s in services for r in s.get("requirements", [])]
    return viewed(made(facts=facts, services=services, events=[event], materials=papers))


def wanting(*conditions: dict[str, Any]) -> dict[str, Any]:
    """A service that wants one paper for each condition."""
    return service("s", requirements=[paper(f"p{n}", when=when) for n, when in enumerate(conditions)])


def asked(view: View, engine: Engine, **person: Any) -> list[str]:
    return list(interview(view, engine, ON, person)[0])


def ask_next(view: View, engine: Engine, **known: Any) -> list[str]:
    return [fact.id for fact in waiting(view, engine.standing(known, ON), known)]


def literals(names: list[str]) -> list[dict[str, Any]]:
    return [{name: True} for name in names]


# ---- necessity -------------------------------------------------------------------------------------------------------


@MANY
@given(seed=SEEDS)
def test_every_question_can_change_a_target_by_its_answer_alone(seed: int) -> None:
    chance = Chance(seed)
    view, engine = viewed(scenario(chance, Shape(facts=7, conditions=12, figures=chance.percent(30))))
    person = drawn(view, engine, ON, chance)
    known: dict[str, Any] = {}
    while left := waiting(view, engine.standing(known, ON), known):
        fact, standing = left[0].id, engine.standing(known, ON)
        one, other, decided = two_completions(engine, standing, fact)
        assert {level for level in one if one[level] != other[level]} <= set(engine.levels[fact])
        for places in (one, other):
            assert all(places[level] == place for level, place in engine.known(known, ON).items())
        keys = [t.key for t in targets(view) if standing.root(t.key) is decided]
        assert keys
        for key in keys:
            verdicts = {verdict(view, engine, engine.elements[key].condition, places) for places in (one, other)}
            assert verdicts == {True, False}
        known[fact] = person[fact]


def two_completions(engine: Engine, standing: Standing, fact: str) -> tuple[dict[int, int], dict[int, int], Node]:
    """Two ways to complete the answers that differ in `fact` alone, and the root that tells them apart."""
    diagram, levels = engine.diagram, engine.levels[fact]
    root = next(r for r in standing.live if r.support & engine.fact_masks[fact])
    for one, other in itertools.combinations(
        itertools.product(*(range(len(engine.axes[x].values)) for x in levels)), 2
    ):
        a, b = (Restriction(diagram, dict(zip(levels, places, strict=True)))(root) for places in (one, other))
        apart = diagram.disjoin(diagram.conjoin(a, diagram.negate(b)), diagram.conjoin(b, diagram.negate(a)))
        if apart is not FALSE:
            rest = dict.fromkeys(range(len(engine.axes)), 0) | _where(apart) | dict(_known(standing))
            chosen = [rest | dict(zip(levels, places, strict=True)) for places in (one, other)]
            return chosen[0], chosen[1], root
    raise AssertionError(f"no two completions differ by {fact}")


def _known(standing: Standing) -> dict[int, int]:
    return standing.restriction.known


def _where(node: Node) -> dict[int, int]:
    """Places at which a function that is not FALSE says yes."""
    found: dict[int, int] = {}
    while node is not TRUE:
        place = next(n for n, child in enumerate(node.children) if child is not FALSE)
        found[node.level], node = place, node.children[place]
    return found


def verdict(view: View, engine: Engine, condition: Condition, places: dict[int, int]) -> bool | None:
    """What the authors' condition says of the person at these places, figures included."""
    figures = {
        (axis.fact, axis.member, axis.figure): bool(places[level])
        for level, axis in enumerate(engine.axes)
        if axis.figure
    }
    left = folded(condition, World(from_places(engine, places), view.facts, ON), figures)
    return True if left == ALWAYS else False if left == NEVER else None


@MANY
@given(seed=SEEDS)
def test_all_that_can_matter_is_open_and_nothing_else(seed: int) -> None:
    chance = Chance(seed)
    view, engine = viewed(scenario(chance, Shape(facts=8, impossible=chance.below(3), figures=True)))
    known: dict[str, Any] = {}
    for fact, value in chance.shuffled(list(drawn(view, engine, ON, chance).items())):
        standing = engine.standing(known, ON)
        found = [f.id for f in waiting(view, standing, known)]
        assert sorted(found) == sorted(standing.relevant - set(known))
        known[fact] = chance.pick([value, value, UNSURE])


@MANY
@given(seed=SEEDS)
def test_the_order_in_which_answers_were_given_does_not_matter(seed: int) -> None:
    chance = Chance(seed)
    view, engine = viewed(scenario(chance, Shape(facts=8, impossible=chance.below(3))))
    person = drawn(view, engine, ON, chance)
    told = chance.some(list(person.items()), chance.between(0, len(person)))
    assert ask_next(view, engine, **dict(told)) == ask_next(view, engine, **dict(chance.shuffled(told)))


def test_the_interview_of_somebody_who_knows_nothing_ends() -> None:
    for seed in range(20):
        view, engine = viewed(scenario(Chance(seed), Shape(facts=8, conditions=20, impossible=seed % 3, figures=True)))
        everything = {fact.id: UNSURE for _, fact in view.asking_order()}
        known, _ = interview(view, engine, ON, everything)
        assert set(known) <= set(everything)


# ---- the rules of courtesy -------------------------------------------------------------------------------------------


@MANY
@given(seed=SEEDS)
def test_chapters_are_asked_in_their_order(seed: int) -> None:
    chance = Chance(seed)
    view, engine = viewed(scenario(chance, Shape(facts=8, conditions=12)))
    place = tiers(view)
    found = asked(view, engine, **drawn(view, engine, ON, chance))
    chapter = [place[name][0] for name in found]
    # An answer may open an earlier question again only if it was not relevant before: without constraints, never.
    assert chapter == sorted(chapter)


def test_what_one_wants_is_asked_after_what_is_the_case() -> None:
    facts = [{"id": "wish", "kind": "choice"}, {"id": "a"}, {"id": "b"}]
    view, engine = event_of(["wish", "a", "b"], facts=facts, services=[wanting(*literals(["wish", "a", "b"]))])
    assert asked(view, engine, wish=True, a=True, b=True) == ["a", "b", "wish"]


def test_rare_cases_come_last_among_what_is_the_case() -> None:
    facts = [{"id": "odd", "rare": True}, {"id": "a"}, {"id": "wish", "kind": "choice"}]
    view, engine = event_of(["odd", "wish", "a"], facts=facts, services=[wanting(*literals(["odd", "a", "wish"]))])
    assert asked(view, engine, odd=True, a=True, wish=True) == ["a", "odd", "wish"]


def test_the_first_two_questions_are_never_sensitive_while_another_is_open() -> None:
    facts = [{"id": "ill", "sensitivity": 2}, {"id": "a"}, {"id": "b"}, {"id": "c"}]
    services = [wanting(*literals(["ill", "a", "b", "c"]))]
    view, engine = event_of(["ill"], ["a", "b", "c"], facts=facts, services=services)
    assert COURTESY == 2
    assert asked(view, engine, ill=True, a=True, b=True, c=True) == ["a", "b", "ill", "c"]


def test_a_sensitive_question_alone_is_asked_at_once() -> None:
    view, engine = event_of(["ill"], facts=[{"id": "ill", "sensitivity": 2}], services=[wanting({"ill": True})])
    assert asked(view, engine, ill=True) == ["ill"]


def test_plain_questions_of_a_chapter_come_before_sensitive_ones() -> None:
    facts = [{"id": "ill", "sensitivity": 1}, {"id": "a"}, {"id": "b"}, {"id": "c"}]
    view, engine = event_of(["ill", "a", "b", "c"], facts=facts, services=[wanting(*literals(["ill", "a", "b", "c"]))])
    assert asked(view, engine, ill=True, a=True, b=True, c=True)[-1] == "ill"


def test_a_sensitive_question_that_no_longer_decides_is_never_asked() -> None:
    facts = [{"id": "ill", "sensitivity": 2}, {"id": "a"}]
    view, engine = event_of(["ill", "a"], facts=facts, services=[wanting({"all": [{"ill": True}, {"a": True}]})])
    assert asked(view, engine, ill=True, a=False) == ["a"]


def test_a_question_waits_for_the_one_it_presupposes() -> None:
    # Alone, `detail` would tell more: three papers hang on it.
    facts = [{"id": "detail", "after": ["first"]}, {"id": "first"}]
    conditions = [{"detail": True}, {"detail": False}, {"all": [{"detail": True}, {"first": True}]}, {"first": True}]
    view, engine = event_of(["detail", "first"], facts=facts, services=[wanting(*conditions)])
    assert ask_next(view, engine)[0] == "first"
    facts[0].pop("after")
    view, engine = event_of(["detail", "first"], facts=facts, services=[wanting(*conditions)])
    assert ask_next(view, engine)[0] == "detail"


def test_a_question_waits_no_longer_once_what_it_presupposes_cannot_matter() -> None:
    facts = [{"id": "gate"}, {"id": "first"}, {"id": "detail", "after": ["first"]}]
    conditions = [{"all": [{"first": True}, {"gate": True}]}, {"detail": True}]
    view, engine = event_of(["gate"], ["first", "detail"], facts=facts, services=[wanting(*conditions)])
    assert asked(view, engine, gate=False, first=True, detail=True) == ["gate", "detail"]


def test_questions_that_presuppose_each_other_are_asked_all_the_same() -> None:
    facts = [{"id": "a", "after": ["b"]}, {"id": "b", "after": ["a"]}]
    view, engine = event_of(["a", "b"], facts=facts, services=[wanting(*literals(["a", "b"]))])
    assert sorted(asked(view, engine, a=True, b=True)) == ["a", "b"]


def test_questions_about_one_person_stay_together() -> None:
    names = ["mother_age", "father_age", "mother_job", "father_job"]
    facts = [{"id": name, "subject": name.split("_")[0]} for name in names]
    view, engine = event_of(names, facts=facts, services=[wanting(*literals(names))])
    found = asked(view, engine, **dict.fromkeys(names, True))
    assert [name.split("_")[0] for name in found] == ["mother", "mother", "father", "father"]


def test_persons_of_a_list_are_asked_one_after_the_other() -> None:
    member = [{"id": "minor", "name": "未成年", "type": "bool", "question": "未成年吗？"}]
    member.append(member[0] | {"id": "agrees", "name": "同意"})
    facts = [{"id": "heirs", "type": "persons", "max": 2, "min": 0, "members": member}]
    conditions = [{"heirs": {"any": {"minor": True}}}, {"heirs": {"all": {"agrees": True}}}]
    view, engine = event_of(["heirs"], facts=facts, services=[wanting(*conditions)])
    person = {
        "heirs_count": 2,
        "heirs_1_minor": False,
        "heirs_1_agrees": True,
        "heirs_2_minor": True,
        "heirs_2_agrees": True,
    }
    found = asked(view, engine, **person)
    assert found[0] == "heirs_count"
    assert [name[:7] for name in found[1:]] == ["heirs_1", "heirs_1", "heirs_2", "heirs_2"]
    assert asked(view, engine, **person | {"heirs_count": 0}) == ["heirs_count"]


# ---- what tells most for its cost ------------------------------------------------------------------------------------


def test_questions_that_tell_the_same_keep_the_order_of_their_author() -> None:
    for names in (["a", "b", "c"], ["c", "a", "b"]):
        view, engine = event_of(names, facts=[{"id": n} for n in "abc"], services=[wanting(*literals(["a", "b", "c"]))])
        assert asked(view, engine, a=True, b=True, c=True) == names


def test_a_gate_is_asked_before_what_it_gates() -> None:
    conditions = [{"all": [{"gate": True}, {"detail": True}]}, {"gate": True}]
    view, engine = event_of(
        ["detail", "gate"], facts=[{"id": "gate"}, {"id": "detail"}], services=[wanting(*conditions)]
    )
    assert asked(view, engine, gate=False, detail=True) == ["gate"]
    assert asked(view, engine, gate=True, detail=True) == ["gate", "detail"]


def test_of_two_questions_the_one_that_more_often_spares_the_other_comes_first() -> None:
    facts = [{"id": "a", "prior": {True: 99, False: 1}}, {"id": "b"}]
    view, engine = event_of(["a", "b"], facts=facts, services=[wanting({"all": [{"a": True}, {"b": True}]})])
    assert ask_next(view, engine)[0] == "b"


def test_of_two_questions_that_spare_each_other_the_cheaper_comes_first() -> None:
    facts = [{"id": "a", "cost": 3}, {"id": "b"}]
    view, engine = event_of(["a", "b"], facts=facts, services=[wanting({"all": [{"a": True}, {"b": True}]})])
    assert ask_next(view, engine)[0] == "b"


# ---- what a question says --------------------------------------------------------------------------------------------


def test_a_question_is_the_callers_own() -> None:
    bundle: Bundle = scenario(Chance(3))
    view, engine = viewed(bundle)
    facts = waiting(view, engine.standing({}, ON), {})
    first = questions(view, engine, facts, ON)
    first[0]["options"].append("x")
    first[0]["text"] = "x"
    assert questions(view, engine, facts, ON)[0]["text"] != "x"
    assert "x" not in questions(view, engine, facts, ON)[0]["options"]


@MANY
@given(seed=SEEDS)
def test_every_value_that_a_question_offers_can_be_given(seed: int) -> None:
    bundle = scenario(Chance(seed), Shape(facts=9))
    view, engine = viewed(bundle)
    facts = waiting(view, engine.standing({}, ON), {})
    for line in questions(view, engine, facts, ON):
        offered = [option["value"] for option in line["options"]] or line["samples"]
        assert offered
        assert len(set(offered)) == len(offered)
        for value in offered:
            parse_value(bundle, line["fact"], value)
