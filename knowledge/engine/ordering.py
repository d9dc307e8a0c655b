"""The order of the facts in the diagram, found once when a bundle is built and kept in it.

The size of a decision diagram hangs on the order of its variables; a detail belongs beside the fact that gates it.
Several orders are tried per event, and the one that needs the fewest nodes stands: that of the questions, two walks
through the conditions service by service, and the facts that most targets rest on first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from knowledge.bundle import NATION, Bundle
from knowledge.condition import leaves
from knowledge.engine.diagram import TooLarge, size
from knowledge.engine.outcome import targets
from knowledge.engine.relevance import Engine, Entangled
from knowledge.view import View

#: A day for laying out bands where the catalogue names none; the size does not hang on it.
SOME_DAY = date(2000, 1, 1)


def ordered(bundle: Bundle) -> Bundle:
    """The same content with the best order found for each event. Raises Entangled when no order keeps the budget."""
    orders = {event: list(best_order(bundle, event)) for event in sorted(bundle.events)}
    return Bundle(bundle.raw | {"orders": orders})


def best_order(bundle: Bundle, event: str) -> tuple[str, ...]:
    """The order with the fewest nodes for one event, by the national rules. Raises Entangled."""
    region = NATION if NATION in bundle.regions else min(bundle.regions)
    day = max(bundle.epochs(region)[-1].day, SOME_DAY)
    view = View(bundle, [event], region, day, {})
    measured: list[tuple[int, tuple[str, ...]]] = []
    refused: Entangled | None = None
    for order in dict.fromkeys(_orders(view)):
        try:
            measured.append((size(list(Engine(view, day, order).roots.values())), order))
        except Entangled as error:
            refused = error
    if not measured:
        raise refused or TooLarge(event)
    # The first of the smallest: the same choice in every process.
    return min(measured, key=lambda pair: pair[0])[1]


def _orders(view: View) -> Iterator[tuple[str, ...]]:
    asked = tuple(fact.id for _, fact in view.asking_order())
    walked = tuple(_walked(view))
    counted = Counter(
        fact for t in targets(view) for fact in {view.facts[leaf.fact].source_fact for leaf in leaves(t.condition)}
    )
    yield tuple(dict.fromkeys((*asked, *walked)))
    yield tuple(dict.fromkeys((*walked, *asked)))
    yield tuple(dict.fromkeys((*reversed(walked), *asked)))
    yield tuple(sorted(dict.fromkeys((*asked, *walked)), key=lambda fact: (-counted[fact], fact)))


def _walked(view: View) -> Iterator[str]:
    """Facts as they come in the conditions, service by service."""
    found: dict[str, None] = {}
    for target in targets(view):
        for leaf in leaves(target.condition):
            found.setdefault(view.facts[leaf.fact].source_fact)
    yield from found
