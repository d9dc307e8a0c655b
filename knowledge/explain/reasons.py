"""Why one element holds, does not, or is open: the leaves that decide, the fewest answers that do, what would decide it.

Two ways of deciding. Kleene's logic names leaves of the written condition. Where it stays open although every completion
agrees, no single leaf decides; then the fewest answers are told that make the root constant: each is needed among them
(a minimal sufficient set, found by leaving out one answer after another, the last questions first).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.condition import AnyOf, Bound, Condition, Leaf, Members, Not
from knowledge.content.provenance import provenance
from knowledge.engine.diagram import FALSE, TRUE, Restriction
from knowledge.engine.relevance import Engine, Outcome
from knowledge.evaluate import World, is_unknown
from knowledge.explain import reason_words as words
from knowledge.explain.what_if import answers
from knowledge.facts import say
from knowledge.materials.words import day
from knowledge.model import Fact
from knowledge.view import View
from knowledge.words import basis_lines, figure, leaf_line

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Reasons:
    """Tells reasons for one citizen, in the words of the bundle."""

    view: View
    engine: Engine
    world: World
    outcome: Outcome

    def of(self, key: Key) -> dict[str, Any]:
        """{value: yes|no|possible, by: leaves|answers|open, because: [reason], open: [..], figures: [..]} of one element.

        Raises KeyError when there is no such element.
        """
        value = self.outcome.of(*key).value
        condition = self.engine.elements[key].condition
        told: dict[str, Any] = {"value": {True: "yes", False: "no", None: "possible"}[value], "open": [], "figures": []}
        service = key[1] or None
        if value is None:
            return told | {"by": "open", "because": self.leaves(condition, service)} | self._open(key)
        if self.world.evaluate(condition).value is value:
            return told | {"by": "leaves", "because": self.leaves(condition, service)}
        facts = fewest(self.engine, key, self.world.facts, self.world.on)
        return told | {"by": "answers", "because": [self._answer(fact) for fact in facts]}

    def leaves(self, condition: Condition, service: str | None) -> list[dict[str, Any]]:
        """A reason for each leaf that decides a condition, each once; known answers only, or all that is open."""
        found = decisive(self.world, condition)
        told = [self._leaf(leaf, service) for leaf in dict.fromkeys(found)]
        return [reason for n, reason in enumerate(told) if reason not in told[:n]]

    def certified(self, condition: Condition) -> bool:
        """Whether a checked legal basis stands beside one of the leaves that decide."""
        return any(certified(leaf) for leaf in decisive(self.world, condition))

    def _leaf(self, leaf: Leaf, service: str | None) -> dict[str, Any]:
        fact = self.view.facts[self.view.facts[leaf.fact].source_fact]
        known = self.world.evaluate(leaf).value
        said = leaf_line(self.view.bundle, self.view, self.world, leaf)
        figure = self._figure(leaf, service)
        return self._answer(fact.id) | {
            "holds": known,
            "test": None if isinstance(leaf.value, Bound) else self._test(leaf),
            "phrase": leaf.phrase,
            "figure": figure,
            "basis": basis_lines(self.view.bundle, leaf.basis),
            "text": said if known is None else said + self._standard(leaf, figure),
        }

    def _answer(self, name: str) -> dict[str, Any]:
        fact, value = self.view.facts[name], self.world.facts.get(name)
        answer = None if value is None else say(self.view.bundle, name, value)
        told: dict[str, Any] = {"holds": None, "test": None, "phrase": None, "figure": None, "basis": []}
        return (
            {"fact": name, "name": fact.name, "value": value, "answer": answer}
            | told
            | {"text": f"{fact.name}：{answer}"}
        )

    def _test(self, leaf: Leaf) -> str | None:
        """不超过30㎡: what a number or a day is compared with; None for a choice, which speaks for itself."""
        if leaf.operator not in words.TEST:
            return None
        return words.TEST[leaf.operator].format(value=_figure_text(self.view.facts[leaf.fact], leaf.value))

    def _standard(self, leaf: Leaf, figure: Mapping[str, Any] | None) -> str:
        test = self._test(leaf)
        if test is None:
            return ""
        counted = ""
        if self.view.facts[leaf.fact].source_fact != leaf.fact:
            source = self.world.facts[self.view.facts[leaf.fact].source_fact]
            counted = words.COUNTED.format(days=(self.world.on - date.fromisoformat(source)).days)
        named = words.NAMED.format(name=figure["name"]) if figure is not None else ""
        return counted + words.STANDARD.format(test=test, named=named)

    def _figure(self, leaf: Leaf, service: str | None) -> dict[str, Any] | None:
        name = leaf.value.parameter if isinstance(leaf.value, Bound) else leaf.parameter
        if name is None:
            return None
        place = self.view.place_of(service) if service else self.view.home
        record = place.parameters[name]
        return {
            "parameter": name,
            "name": record.name,
            "value": record.value,
            "unit": record.unit,
            "basis": basis_lines(self.view.bundle, record.basis),
            "source": record.source,
            "verified": record.verified,
            "changed": provenance(self.view.bundle, place, "parameter", name),
        }

    def _open(self, key: Key) -> dict[str, Any]:
        """What decides an open element: questions with what each answer makes of it, and figures that nobody stated."""
        verdict = self.outcome.of(*key)
        order = [fact.id for _, fact in self.view.asking_order()]
        facts = [self.view.facts[fact] for fact in order if fact in verdict.missing]
        place = self.view.place_of(key[1]) if key[1] else self.view.home
        office = next((o for code in reversed(place.chain) for o in self.view.bundle.regions[code].offices), None)
        name, phone = (office.name, office.phone) if office else (None, None)
        figures = [place.parameters[figure] for figure in sorted(verdict.local)]
        return {
            "open": [self._question(key, fact) for fact in facts],
            "figures": [
                {
                    "parameter": record.id,
                    "name": record.name,
                    "unit": record.unit,
                    "basis": basis_lines(self.view.bundle, record.basis),
                    "office": name,
                    "phone": phone,
                    "text": words.ask_office(record.name, name, phone),
                }
                for record in figures
            ],
        }

    def _question(self, key: Key, fact: Fact) -> dict[str, Any]:
        given = self.world.facts.get(fact.id)
        known = self.engine.known(self.world.facts, self.world.on)
        then: dict[str, list[str]] = {}
        for answer in answers(self.engine, fact, given, self.world.on):
            place = self.engine.known({fact.id: answer.value}, self.world.on)
            value = decided(self.engine, key, {**known, **place})
            then.setdefault({True: "yes", False: "no", None: "possible"}[value], []).append(answer.text)
        return {
            "fact": fact.id,
            "name": fact.name,
            "question": fact.question,
            "help": fact.help,
            "answer": say(self.view.bundle, fact.id, given) if given is not None else None,
            "then": then,
            "text": words.open_question(fact, then),
        }


def decisive(world: World, condition: Condition) -> tuple[Leaf, ...]:
    """The leaves that decide a resolved condition; where it is open, those that are.

    Where one part alone decides, the first with a checked legal basis is told, else the first.
    """
    done: dict[int, tuple[Leaf, ...]] = {}

    def walk(part: Condition) -> tuple[Leaf, ...]:
        if isinstance(part, Leaf):
            return (part,)
        if isinstance(part, Not):
            return walk(part.part)
        if isinstance(part, Members):
            raise TypeError(f"a test of the list {part.fact} must be resolved first")
        if id(part) not in done:
            value, alone = world.evaluate(part).value, isinstance(part, AnyOf)
            alike = [walk(p) for p in part.parts if world.evaluate(p).value is value]
            if value is alone:
                done[id(part)] = min(alike, key=lambda leaves: not any(certified(leaf) for leaf in leaves))
            else:
                done[id(part)] = tuple(dict.fromkeys(leaf for leaves in alike for leaf in leaves))
        return done[id(part)]

    return walk(condition)


def certified(leaf: Leaf) -> bool:
    """Whether a checked legal basis stands beside the leaf."""
    return any(basis.verified for basis in leaf.basis)


def decided(engine: Engine, key: Key, known: Mapping[int, int]) -> bool | None:
    """What an element is once the levels in `known` have their places; None while it is not determined."""
    restriction = Restriction(engine.diagram, known)
    admissible = restriction(engine.admissible)
    root = engine.diagram.simplify(restriction(engine.roots[key]), TRUE if admissible is FALSE else admissible)
    return None if root.children else root is TRUE


def fewest(engine: Engine, key: Key, facts: Mapping[str, Any], on: date) -> list[str]:
    """Facts whose answers alone determine an element as all do, none of which can be left out; in asking order."""
    order = [fact.id for _, fact in engine.view.asking_order() if fact.id in engine.levels]
    known = [name for name in order if name in facts and not is_unknown(facts[name])]
    value = decided(engine, key, engine.known(facts, on))
    kept = list(known)
    for name in reversed(known):
        fewer = [other for other in kept if other != name]
        if decided(engine, key, engine.known({other: facts[other] for other in fewer}, on)) is value:
            kept = fewer
    return kept


def _figure_text(fact: Fact, value: Any) -> str:
    if fact.type == "date":
        return day(date.fromisoformat(value))
    number = figure(value) if isinstance(value, float) else str(value)
    return f"{number}{'天' if fact.source_fact != fact.id else fact.unit or ('元' if fact.type == 'money' else '')}"
