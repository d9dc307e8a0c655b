"""One field from what is known: whose word stands, what is locked, and what is left to the person."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.prefill import Known, Prefilled, Told, prefill
from tests.knowledge.made import made

YES_NO = [{"value": "yes", "label": "有"}, {"value": "no", "label": "没有"}]
BUNDLE = made(
    facts=[
        {"id": "town", "type": "text"},
        {"id": "married", "type": "enum", "options": YES_NO},
        {
            "id": "heirs",
            "type": "persons",
            "max": 3,
            "members": [{"id": "age", "name": "几岁", "type": "integer", "question": "{name}几岁？"}],
        },
    ]
)


def line(*sources: str, **more: Any) -> dict[str, Any]:
    return {"key": "f", "id": "f", "type": "text", "index": 0, "prefill": list(sources), **more}


def told(known: Known, *sources: str, **more: Any) -> Prefilled:
    return prefill(BUNDLE, line(*sources, **more), known, lambda _, raw: raw if raw != "wrong" else None)


HERSELF = Known(identity={"name": "王秀兰", "phone": "13800000000"}, registers={"ds": {"name": "王秀兰"}}, own=True)


def test_what_an_identity_proves_is_locked() -> None:
    assert told(HERSELF, "identity.name") == Prefilled("王秀兰", "identity", locked=True)


def test_what_only_comes_along_with_an_identity_is_not_locked() -> None:
    assert told(HERSELF, "identity.phone") == Prefilled("13800000000", "identity")


def test_a_register_about_the_person_is_locked_and_one_about_their_things_is_not() -> None:
    assert told(HERSELF, "lookup.ds.name") == Prefilled("王秀兰", "lookup", locked=True)
    assert told(Known(registers={"ds": {"name": "甲"}}), "lookup.ds.name") == Prefilled("甲", "lookup")


def test_nothing_typed_takes_the_place_of_a_locked_value() -> None:
    known = Known(identity={"name": "甲"}, typed={"f": "乙"})
    assert told(known, "identity.name") == Prefilled("甲", "identity", locked=True)


def test_what_is_typed_takes_the_place_of_all_that_is_not_locked() -> None:
    known = Known(identity={"phone": "1"}, typed={"f": "2"}, facts={"town": "兰州"})
    assert told(known, "identity.phone", "fact.town") == Prefilled("2", "typed")


def test_an_answer_comes_last() -> None:
    assert told(Known(facts={"town": "兰州"}), "identity.name", "fact.town") == Prefilled("兰州", "answer")
    assert told(Known(identity={"phone": "1"}, facts={"town": "兰州"}), "fact.town", "identity.phone").value == "1"


@pytest.mark.parametrize("answer", [{"unknown": "unsure"}, {"unknown": "declined"}])
def test_an_answer_that_is_not_known_fills_nothing(answer: dict[str, str]) -> None:
    assert told(Known(facts={"town": answer}), "fact.town") == Prefilled()


def test_an_answer_is_told_in_words_where_the_field_is_text() -> None:
    assert told(Known(facts={"married": "no"}), "fact.married").value == "没有"
    assert told(Known(facts={"married": "no"}), "fact.married", type="enum").value == "no"


def test_each_persons_field_takes_that_persons_answer() -> None:
    known = Known(facts={"heirs_count": 2, "heirs_1_age": 40, "heirs_2_age": 12})
    assert told(known, "fact.heirs.age", type="integer", index=2).value == 12
    assert told(known, "fact.heirs.age", type="integer", index=0).value == 40
    assert told(known, "fact.heirs.age", type="integer", index=3) == Prefilled()


def test_a_value_that_would_be_wrong_there_is_passed_over() -> None:
    known = Known(identity={"name": "wrong"}, registers={"ds": {"name": "乙"}}, own=True)
    assert told(known, "identity.name", "lookup.ds.name") == Prefilled("乙", "lookup", locked=True)
    assert told(Known(identity={"name": "wrong"}, typed={"f": "丙"}), "identity.name").origin == "typed"


TWO = ("identity.name", "lookup.ds.name")
DISAGREEING = Known(identity={"name": "甲"}, registers={"ds": {"name": "乙"}}, own=True, facts={"town": "丁"})


def test_where_registers_disagree_nothing_is_chosen_and_both_words_are_shown() -> None:
    found = told(DISAGREEING, *TWO, "fact.town")
    assert (found.value, found.origin, found.locked) == (None, None, False)
    assert found.conflict == (
        Told("identity", "identity.name", "甲", True),
        Told("lookup", "lookup.ds.name", "乙", True),
    )


def test_the_person_decides_a_conflict_and_the_mark_stays() -> None:
    known = Known(DISAGREEING.identity, DISAGREEING.registers, True, {"f": "乙"})
    found = told(known, *TWO)
    assert (found.value, found.origin, found.locked) == ("乙", "typed", False)
    assert [one.value for one in found.conflict] == ["甲", "乙"]


words = st.none() | st.sampled_from(["甲", "乙", "wrong", ""])


@given(a=words, b=words, typed=words, answer=words, own=st.booleans())
def test_every_value_has_an_origin_that_says_it_and_only_registers_lock(
    a: Any, b: Any, typed: Any, answer: Any, own: bool
) -> None:
    known = Known(
        {"name": a},
        {"ds": {"name": b}},
        own,
        {} if typed is None else {"f": typed},
        {} if answer is None else {"town": answer},
    )
    found = told(known, *TWO, "fact.town")
    says = {"identity": a, "lookup": b, "typed": typed, "answer": answer, None: None}
    assert found.value == says[found.origin]
    assert not found.locked or found.origin in ("identity", "lookup")
    right = [word for word in (a, b) if word not in (None, "", "wrong")]
    assert bool(found.conflict) == (len(set(right)) > 1)
    assert not (found.conflict and (found.locked or found.origin in ("identity", "lookup", "answer")))
