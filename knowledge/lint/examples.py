"""Examples: personas get the answer their author expects, and there is one on either side of every threshold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from knowledge.condition import ORDERED, Bound, Leaf, leaves
from knowledge.content.records import Problem
from knowledge.evaluate import holds, is_unknown
from knowledge.facts import FactError, parse_value
from knowledge.lint.checked import Checked
from knowledge.lint.deciding import Written, known_facts, views, written
from knowledge.lint.rule import answer_rule, rule
from knowledge.model import Fact, Persona
from knowledge.persona import disagreements
from knowledge.persons import plain


@answer_rule()
def personas_get_their_answer(c: Checked) -> Iterator[Problem]:
    """The example persons beside the rules get what their author expects."""
    for key, persona in c.of("personas"):
        for text in disagreements(c.bundle, persona):
            yield c.wrong("personas", key, f"{text}；请改规则或改例子")


@rule(once=True)
def thresholds_have_an_example_on_either_side(c: Checked) -> Iterator[Problem]:
    """For every figure in a condition of an event, one persona reaches it and one does not.

    A figure that regions set counts as it stands where the persona lives; one that nobody has stated is a warning.
    """
    for key in c.events:
        personas = [persona for persona in c.bundle.personas.values() if persona.event == key]
        seen: set[Leaf] = set()
        for at, leaf, facts in _thresholds(c, key):
            if leaf in seen:
                continue
            seen.add(leaf)
            sides = {side for persona in personas if (side := _side(c, persona, leaf, facts)) is not None}
            if sides == {True, False}:
                continue
            lacking = "两边都" if not sides else "满足的一边" if True not in sides else "不满足的一边"
            bound = leaf.value.parameter if isinstance(leaf.value, Bound) else leaf.value
            text = f"{leaf.fact} {leaf.operator} {bound}：{lacking}没有例子，请在 personas/{key}/ 里加一个"
            say = c.remind if isinstance(leaf.value, Bound) and not _stated(c, key, leaf.value) else c.missing
            yield say(at.kind, at.key, text, *at.path)


def _thresholds(c: Checked, event_id: str) -> Iterator[tuple[Written, Leaf, dict[str, Fact]]]:
    """Tests against a figure in the conditions of the event, those of derived facts included."""
    for view in views(c.bundle, event_id):
        facts = known_facts(view)
        for condition in written(view, event_id, facts):
            for leaf in _leaves(condition.condition, facts):
                if leaf.operator in ORDERED:
                    yield condition, leaf, facts


def _leaves(condition: Any, facts: dict[str, Fact]) -> Iterator[Leaf]:
    for leaf in leaves(condition):
        inner = facts[leaf.fact].condition
        if inner is None:
            yield leaf
        else:
            yield from _leaves(plain(inner, facts), facts)


def _side(c: Checked, persona: Persona, leaf: Leaf, facts: dict[str, Fact]) -> bool | None:
    """On which side of the threshold the persona is; None when that is not known."""
    bound = leaf.value
    on = date.fromisoformat(persona.on)
    if isinstance(bound, Bound):
        bound = c.bundle.at(persona.region, on).parameters[bound.parameter].value
    source = facts[leaf.fact].source_fact
    raw = persona.facts.get(source)
    if bound is None or raw is None:
        return None
    try:
        value = parse_value(c.bundle, source, raw)
    except FactError:
        return None
    if is_unknown(value):
        return None
    if source != leaf.fact:
        value = (on - date.fromisoformat(value)).days
    return holds(leaf.operator, value, bound)


def _stated(c: Checked, event_id: str, bound: Bound) -> bool:
    """Whether any division states the figure."""
    return any(view.parameters[bound.parameter].value is not None for view in views(c.bundle, event_id))
