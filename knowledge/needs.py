"""When a fact still counts although everything else is known, and what its question is worth.

need(f) is a function of the other facts: yes where two values of f lead to different targets. Every interview has to
ask the facts that are needed for its person, so the expected number of questions is the sum of P(need) plus what is
asked for nothing. A question therefore costs 1 - P(need of its own fact), and it is worth what its answer tells about
the other needs: the information gain about them is the currency, not the gain about the targets themselves (on 150
random scenarios 1.0022 times the exact optimum against 1.0069; docs/adr/0006-questions-by-need.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.diagram import FALSE, ONE_BITS, TRUE, Diagram, Node
from knowledge.information import LOG_BITS, entropy, gains
from knowledge.model import Fact
from knowledge.relevance import Engine, Standing

#: What a bit about the needs of others is worth beside a question asked for nothing: one to this.
BITS = 4


def needs(engine: Engine) -> Mapping[str, Node]:
    """Fact -> its need, worked out once an engine."""
    if not engine.needs:
        figures = sum(1 << level for level, axis in enumerate(engine.axes) if axis.figure is not None)
        engine.needs = {fact: _need(engine, mask, figures) for fact, mask in engine.fact_masks.items()}
    return engine.needs


def _need(engine: Engine, mask: int, figures: int) -> Node:
    diagram = engine.diagram
    found = FALSE
    for root in engine.target_roots:
        if root.support & mask:
            yes, no = _possible(diagram, engine.admissible, root, mask)
            found = diagram.disjoin(found, diagram.conjoin(yes, no))
    return diagram.exists(found, figures)


def _possible(diagram: Diagram, admissible: Node, root: Node, mask: int) -> tuple[Node, Node]:
    """Where some value of the fact leads to yes, and where some leads to no."""
    yes = diagram.conjoin(root, admissible)
    no = diagram.conjoin(diagram.negate(root), admissible)
    return diagram.exists(yes, mask), diagram.exists(no, mask)


def best(standing: Standing, among: Sequence[Fact], costs: Mapping[str, int]) -> Fact:
    """The question of `among` to ask first, in whole numbers; the first of equals. `costs`: of every open question."""
    if len(among) == 1:
        return among[0]
    engine = standing.engine
    own = {fact: standing.restriction(node) for fact, node in needs(engine).items() if fact in costs}
    for fact in among:
        if own[fact.id] is TRUE:
            return fact  # asked sooner or later by everybody: asking it now is never for nothing
    told = dict.fromkeys((fact.id for fact in among), 0)
    firsts = {engine.levels[fact.id][0]: fact.id for fact in among}
    mask = sum(engine.fact_masks[fact.id] for fact in among)
    for other, node in own.items():
        if node.support & mask:
            for level, gain in _gains(engine, node).items():
                if level in firsts and firsts[level] != other:
                    told[firsts[level]] += costs[other] * gain

    def worth(fact: Fact) -> int:
        need = own[fact.id].probability
        asked_for_nothing = costs[fact.id] * (((1 << ONE_BITS) - need) >> (ONE_BITS - LOG_BITS))
        return (costs[fact.id] * entropy(need) + told[fact.id]) // BITS - asked_for_nothing

    return max(among, key=worth)


def expected(standing: Standing, open_facts: Sequence[Fact]) -> int:
    """About how many questions are still to come: the sum of the needs, rounded, at least one while one is open."""
    own = needs(standing.engine)
    total = sum(standing.restriction(own[fact.id]).probability for fact in open_facts)
    return max((total + (1 << ONE_BITS - 1)) >> ONE_BITS, min(1, len(open_facts)))


def _gains(engine: Engine, node: Node) -> dict[int, int]:
    found = engine.gains.get(node)
    if found is None:
        found = engine.gains[node] = gains(node, engine.diagram.weights, engine.blocks)
    return found
