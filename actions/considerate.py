"""Not showing a death to people whom it may not concern.

A line that is only possible, and speaks of a death, would stand on the list of every newborn's parents until the
question about rare cases is asked. It is left out of what is shown until somebody tells of a death, or it is certain;
the engine still has it.
"""

from __future__ import annotations

from typing import Any

from actions.tone import grieving, of_death

Guidance = dict[str, Any]


def considerate(guidance: Guidance) -> Guidance:
    """`guidance` without possible lines about a death, unless one is certain or was told of in an answer."""
    if any(grieving(answer["text"]) for answer in guidance["answered"]):
        return guidance
    grave = {s["id"] for s in guidance["services"] if of_death(s["name"])}
    if any(s["state"] == "yes" and s["id"] in grave for s in guidance["services"]):
        return guidance
    hidden = {s["id"] for s in guidance["services"] if s["state"] == "possible" and s["id"] in grave}
    return {
        **guidance,
        "services": [s for s in guidance["services"] if s["id"] not in hidden],
        "materials": [m for m in guidance["materials"] if not _grave_material(m, hidden)],
        "steps": [{**step, "services": [s for s in step["services"] if s not in hidden]} for step in guidance["steps"]],
        "fees": [fee for fee in guidance["fees"] if fee["service"] not in hidden],
        **{
            kind: [line for line in guidance[kind] if not _grave_statement(line, hidden)]
            for kind in ("deadlines", "notices", "duties")
        },
    }


def _grave_material(material: dict[str, Any], hidden: set[str]) -> bool:
    return set(material["services"]) <= hidden or (material["mode"] == "possible" and of_death(material["name"]))


def _grave_statement(statement: dict[str, Any], hidden: set[str]) -> bool:
    return statement["service"] in hidden or (statement["state"] == "possible" and of_death(statement["text"]))
