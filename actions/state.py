"""The state of one conversation: a small JSON document, kept by the API, changed only by a turn.

Keys as in docs/contracts.md section 3. `steps` holds, per step the citizen took, what to put back when they go back;
`skipped` the questions put off; `said` what is said only once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from knowledge.bundle import Bundle

SCHEMA = 1
#: How many steps can be taken back. The state travels with every message, so it stays small.
MAX_STEPS = 100

State = dict[str, Any]


def new(bundle_hash: str, *, salt: str, channel: str, region: str, places: Mapping[str, str] | None = None) -> State:
    """The state of a conversation in which nothing has been said. `places`: place role -> region, where elsewhere."""
    return {
        "schema": SCHEMA,
        "salt": salt,
        "channel": channel,
        "region": region,
        "places": dict(places or {}),
        "bundle": bundle_hash,
        "events": [],
        "facts": {},
        "pending": None,
        "asked": [],
        "answered": [],
        "steps": [],
        "skipped": [],
        "said": [],
        "unclear": 0,
        "stage": "idle",
        "last": [],
    }


def remember(state: State, *, facts: dict[str, Any], events: list[str] | None = None) -> None:
    """Record a step. `facts`: fact -> value before it (None when there was none); `events`: the list before it."""
    step: dict[str, Any] = {"facts": facts}
    if events is not None:
        step["events"] = events
    state["steps"] = [*state["steps"], step][-MAX_STEPS:]


def undo(state: State) -> dict[str, Any] | None:
    """Put back what the last step changed and return that step, or None when there is none."""
    if not state["steps"]:
        return None
    step: dict[str, Any] = state["steps"].pop()
    for fact, before in step["facts"].items():
        if before is None:
            state["facts"].pop(fact, None)
            state["answered"] = [f for f in state["answered"] if f != fact]
        else:
            state["facts"][fact] = before
        state["skipped"] = [f for f in state["skipped"] if f != fact]
    if "events" in step:
        state["events"] = step["events"]
    return step


def places_of(state: State, bundle: Bundle) -> dict[str, str]:
    """Place role -> region of a state, as far as the bundle knows them; older states have none."""
    places = (state.get("places") or {}).items()
    return {role: code for role, code in places if role in bundle.place_roles and code in bundle.regions}


def cleared(state: State) -> State:
    """The state after starting over: same conversation, same places, nothing said."""
    return new(
        state["bundle"],
        salt=state["salt"],
        channel=state["channel"],
        region=state["region"],
        places=state.get("places"),
    )
