"""Which party the person who fills in is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from knowledge.bundle import Bundle


def own_party(
    bundle: Bundle, facts: Mapping[str, Any], parties: Sequence[Mapping[str, Any]], chosen: str | None
) -> str | None:
    """The party that was chosen, else the first of the side that was answered; None when neither is known.

    The question about the side is the one, asked of the applicant, whose options include every role of the event.
    """
    if any(party["id"] == chosen for party in parties):
        return chosen
    roles = {party["role"] for party in parties}
    for fact in (bundle.facts[name] for name in facts if name in bundle.facts):
        asks_side = fact.type == "enum" and fact.subject == "applicant" and roles <= {o.value for o in fact.options}
        if roles and asks_side:
            return next((party["id"] for party in parties if party["role"] == facts[fact.id]), None)
    return None
