"""Every phrase that the shipped catalogue declares reads back to the value it was declared for."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.nlu.answering import read_answer
from bot.nlu.cleaning import clean
from bot.nlu.phrases import index_of
from bot.nlu.reading import read_facts

TODAY = date(2026, 11, 20)


def declared(bundle: Any) -> list[tuple[Any, Any, str]]:
    return [
        (fact, option, phrase)
        for fact in bundle.facts.values()
        if fact.kind != "derived"
        for option in fact.options
        for phrase in (option.label, *option.phrases)
    ]


def test_every_phrase_answers_its_own_question(bundle: Any) -> None:
    index = index_of(bundle)
    wrong = []
    for fact, option, phrase in declared(bundle):
        answer = read_answer(index, fact, clean(phrase), TODAY)
        value = answer.value
        right = (
            option.value in value
            if fact.type == "set" and not option.exclusive and value
            else value == ([] if option.exclusive else option.value)
        )
        if not right:
            wrong.append((fact.id, option.value, phrase, answer.value))
    assert wrong == []


def test_a_phrase_told_unasked_never_says_another_value(bundle: Any) -> None:
    """Unread is allowed (the phrase may belong to two facts, or be too short to stand alone); misread is not."""
    index = index_of(bundle)
    wrong = []
    for event in bundle.events.values():
        for fact, option, phrase in declared(bundle):
            if fact.id not in index.facts_of[event.id]:
                continue
            read = {one.fact: one.value for one in read_facts(index, clean(phrase), TODAY, [event.id])}
            value = read.get(fact.id, option.value)
            if fact.type == "set":
                right = value == option.value or (value == [] if option.exclusive else option.value in value)
            else:
                right = value == option.value
            if not right:
                wrong.append((fact.id, option.value, phrase, value))
    assert wrong == []


def test_collisions_are_few_and_known_to_be_safe(bundle: Any) -> None:
    """A phrase of two facts of one event is read only when its question is asked; print them for the content editors."""
    index = index_of(bundle)
    unsafe = []
    for phrase, meanings in sorted(index.collisions().items()):
        facts = {meaning.fact for meaning in meanings}
        print(phrase, sorted(f"{m.fact}={m.value}" for m in meanings))
        if len(facts) == 1 and meanings[0].kind != "set":
            unsafe.append((phrase, meanings))
    assert unsafe == [], "one phrase says two values of the same fact"
