"""The material list: one line a paper and person, however many services want it.

One step after another, each a pure function of the lines before it:

1. `material_uses`: what each service wants of this person, once for each member of a group of persons.
2. `material_lines`: uses of the same paper of the same person are one line; the most demanding mode stands.
3. `coverage`: what another paper on the list already shows is not asked for.
4. `alternatives`: papers that are there anyway satisfy their group; the other members are not needed.
5. `material_entry`: the line as it is told, with conflicts over one original (`surrender`) and what the applicant may
   choose (`options`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.bundle import Bundle
from knowledge.engine.recall import Recall
from knowledge.engine.relevance import Outcome
from knowledge.evaluate import World
from knowledge.materials.alternatives import settled
from knowledge.materials.coverage import covered
from knowledge.materials.entry import Entries
from knowledge.materials.holdings import read_holdings
from knowledge.materials.lines import Line, prerequisites, union
from knowledge.materials.uses import Wishes
from knowledge.view import View


def material_list(
    bundle: Bundle,
    view: View,
    outcome: Outcome,
    world: World,
    services: Iterable[str],
    subjects: Mapping[str, str],
    counts: Mapping[str, int],
    holdings: Iterable[Mapping[str, Any]],
    choices: Mapping[str, str] | None = None,
    credit: str = "unknown",
    recall: Recall | None = None,
) -> list[dict[str, Any]]:
    """Return the lines (docs/contracts.md section 2) of the services that apply or may apply, in service order.

    `counts`: members of each group of persons; 0 when nobody of the group takes part. `choices`, `credit`: the
    applicant's options and the credit gate (see `options.options_of`). Raises HoldingError, UnknownCredit.
    """
    records = [view.services[name] for name in services]
    wishes = Wishes(bundle, view, outcome, world.on, counts, read_holdings(holdings))
    if recall is not None and not wishes.holdings:
        members = tuple(counts.items())
        wanted = [recall(("wishes", s.id, members), s.id, lambda s=s: wishes.of(s)) for s in records]  # type: ignore[misc]
    else:
        wanted = [wishes.of(service) for service in records]
    joined: dict[str, Line] = {}
    for found in wanted:
        joined = union(joined, found)
    joined = {name: wishes.settled(line) for name, line in joined.items()}
    before = prerequisites(records, joined)
    lines, groups = settled(covered(joined, bundle.materials, before), before)
    return Entries(bundle, view, world, subjects, lines, groups, before, choices or {}, credit).all()
