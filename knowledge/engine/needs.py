"""When a fact still counts although everything else is known, and what its question is worth.

need(f) is a function of the other facts: yes where two values of f lead to different targets. Every interview has to
ask the facts that are needed for its person, so the expected number of questions is the sum of P(need) plus what is
asked for nothing. A question therefore costs 1 - P(need of its own fact), and it is worth what its answer tells about
the other needs: the information gain about them is the currency, not the gain about the targets themselves (on 150
random scenarios 1.0021 times the exact optimum against 1.0067; docs/adr/0006-questions-by-need.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.engine.diagram import FALSE, ONE, ONE_BITS, TRUE, Diagram, Node, size
from knowledge.engine.information import LOG_BITS, entropy, gains
from knowledge.engine.relevance import Engine, Standing
from knowledge.model import Fact

#: What a bit about the needs of others is worth beside a question asked for nothing: one to this.
BITS = 4
#: Nodes of a need that are kept in one function.
LARGE = 400


def needs(engine: Engine) -> Mapping[str, Node]:
    """Fact -> its need as one function. Raises TooLarge where it is entangled; `need_parts` never does."""
    found = {}
    for fact, parts in need_parts(engine).items():
        found[fact] = FALSE
        for part in parts:
            found[fact] = engine.diagram.disjoin(found[fact], part)
    return found


def need_parts(engine: Engine) -> Mapping[str, tuple[Node, ...]]:
    """Fact -> functions of which one says yes where it is needed: one, or several where their union would be large.

    Worked out once an engine.
    """
    if not engine.need_parts:
        figures = sum(1 << level for level, axis in enumerate(engine.axes) if axis.figure is not None)
        engine.need_parts = {fact: _parts(engine, mask, figures) for fact, mask in engine.fact_masks.items()}
    return engine.need_parts


def _parts(engine: Engine, mask: int, figures: int) -> tuple[Node, ...]:
    diagram = engine.diagram
    found: list[Node] = []
    for root in engine.target_roots:
        if root.support & mask:
            yes, no = _possible(diagram, engine.admissible, root, mask)
            differs = diagram.exists(diagram.conjoin(yes, no), figures)
            joined = diagram.disjoin(found[-1], differs) if found else differs
            if found and size([joined]) > LARGE:
                found.append(differs)
            else:
                found[-1:] = [joined]
    return tuple(part for part in found if part is not FALSE) or (FALSE,)


def _possible(diagram: Diagram, admissible: Node, root: Node, mask: int) -> tuple[Node, Node]:
    """Where some value of the fact leads to yes, and where some leads to no."""
    yes = diagram.conjoin(root, admissible)
    no = diagram.conjoin(diagram.negate(root), admissible)
    return diagram.exists(yes, mask), diagram.exists(no, mask)


def best(standing: Standing, among: Sequence[Fact], costs: Mapping[str, int]) -> Fact:
    """The question of `among` to ask first, in whole numbers; the first of equals. `costs`: of every open question.

    The questions outside `among` come later whatever happens, and cannot save one inside: they are taken as open.
    """
    if len(among) == 1:
        return among[0]
    engine, admissible = standing.engine, standing.admissible
    diagram, parts = engine.diagram, need_parts(engine)
    later = ((1 << len(engine.axes)) - 1) & ~sum(engine.fact_masks[fact.id] for fact in among)
    own: dict[str, list[Node]] = {}
    for fact in among:
        left = [diagram.exists(standing.restriction(part), later) for part in parts[fact.id]]
        own[fact.id] = [diagram.conjoin(part, admissible) for part in left]
        if any(part is admissible for part in own[fact.id]):
            return fact  # asked sooner or later by everybody: asking it now is never for nothing
    told = dict.fromkeys(own, 0)
    firsts = {engine.levels[fact.id][0]: fact.id for fact in among}
    for other, nodes in own.items():
        for node in nodes:
            for level, gain in (_gains(engine, node) if node.children else {}).items():
                if level in firsts and firsts[level] != other:
                    told[firsts[level]] += costs[other] * gain

    def worth(fact: Fact) -> int:
        need = _one_of(own[fact.id], admissible)
        asked_for_nothing = costs[fact.id] * ((ONE - need) >> (ONE_BITS - LOG_BITS))
        return (costs[fact.id] * entropy(need) + told[fact.id]) // BITS - asked_for_nothing

    return max(among, key=worth)


def _one_of(parts: Sequence[Node], admissible: Node) -> int:
    """The probability, among the admissible, that a part says yes; of several as if they knew nothing of each other."""
    none = ONE
    for part in parts:
        none = none * (ONE - (part.probability << ONE_BITS) // max(1, admissible.probability)) >> ONE_BITS
    return ONE - none


def expected(standing: Standing, open_facts: Sequence[Fact]) -> int:
    """About how many questions are still to come: the sum of the needs, rounded, at least one while one is open."""
    parts = need_parts(standing.engine)
    left = ([standing.restriction(part) for part in parts[fact.id]] for fact in open_facts)
    total = sum(_one_of(own, TRUE) for own in left)
    return max((total + (ONE >> 1)) >> ONE_BITS, min(1, len(open_facts)))


def _gains(engine: Engine, node: Node) -> dict[int, int]:
    found = engine.gains.get(node)
    if found is None:
        found = engine.gains[node] = gains(node, engine.diagram.weights, engine.blocks)
    return found
