"""Buttons. An option's id is a keyed digest of the act it stands for; nothing about it is stored.

The key is the conversation's salt, so an id means nothing in another conversation; the bundle's hash and the pending
question are digested with it, so an id of an older catalogue or of a question no longer asked resolves to nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from knowledge.facts import options as answers

if TYPE_CHECKING:
    from knowledge.bundle import Bundle

Act = dict[str, Any]
State = dict[str, Any]

#: Acts that a button may carry at any time, without more.
PLAIN = [
    "apply",
    "show_list",
    "human_agent",
    "correct",
    "start_over",
    "why",
    "skip",
    "go_back",
    "repeat",
    "stop",
    "erase",
    "track_progress",
    "greeting",
    "unsure",
    "decline",
]
#: A range of this many whole numbers or fewer is shown as buttons.
FEW = 7


def option(bundle: Bundle, state: State, act: Act, label: str, style: str | None = None) -> dict[str, Any]:
    """The button that stands for `act` in this conversation."""
    made = {"id": _digest(bundle, state, act), "label": label}
    return {**made, "style": style} if style else made


def resolve(bundle: Bundle, state: State, option_id: str) -> Act | None:
    """The act a button stands for, or None when the id is foreign or stale."""
    for act in possible(bundle, state):
        if _digest(bundle, state, act) == option_id:
            return {**act, "source": "option"}
    return None


def resolve_all(bundle: Bundle, state: State, option_ids: list[str]) -> Act | None:
    """The act of several buttons of one multiple-choice question together; None unless they belong together."""
    acts = [resolve(bundle, state, option_id) for option_id in option_ids]
    if len(acts) == 1:
        return acts[0]
    facts = [item for act in acts if act and act["act"] == "answer" for item in act["facts"]]
    if not acts or len(facts) != len(acts) or len({item["fact"] for item in facts}) != 1:
        return None
    fact = facts[0]["fact"]
    if bundle.facts[fact].type != "set":
        return None
    values = [value for item in facts for value in item["value"]]
    return {"act": "answer", "facts": [{"fact": fact, "value": values}], "source": "option"}


def possible(bundle: Bundle, state: State) -> Iterator[Act]:
    """Every act a button of this conversation can stand for, likeliest first."""
    for fact in facts_of(bundle, state):
        for value, _ in values(bundle, state, fact):
            yield answer(fact, value)
        for reason in ("unsure", "declined"):
            yield unknown(fact, reason)
        yield why(fact)
        yield reopen(fact)
    for name in PLAIN:
        yield {"act": name}
    yield {"act": "apply", "anyway": True}
    pending = state["pending"]
    if pending:
        yield about(pending, "affirm")
        yield about(pending, "deny")
        if pending["kind"] == "events":
            yield choose([*pending["events"]])
    yield browse()
    for stage in bundle.stages:
        yield browse(stage)
    for entry in bundle.column:
        yield choose([entry])
    for event in bundle.events:
        for mode in (None, "merge", "change", "keep"):
            yield choose([event], mode)
    for event in state["events"] or bundle.events:
        for index in range(len(bundle.events[event].faq) if event in bundle.events else 0):
            yield {"act": "faq_general", "faq": {"event": event, "index": index}}
    yield {"act": "choose_region"}
    for region in regions(bundle):
        yield {"act": "choose_region", "region": region}


def answer(fact: str, value: Any) -> Act:
    return {"act": "answer", "facts": [{"fact": fact, "value": value}]}


def unknown(fact: str, reason: str) -> Act:
    act = "unsure" if reason == "unsure" else "decline"
    return {"act": act, "facts": [{"fact": fact, "value": {"unknown": reason}}]}


def why(fact: str) -> Act:
    return {"act": "why", "fact": fact}


def reopen(fact: str) -> Act:
    return {"act": "correct", "fact": fact}


def about(pending: dict[str, Any], act: str) -> Act:
    """Yes or no to exactly this pending question."""
    return {"act": act, "about": pending}


def choose(events: list[str], mode: str | None = None) -> Act:
    act: Act = {"act": "choose_event", "events": [{"id": event, "score": 1.0} for event in events]}
    return {**act, "mode": mode} if mode else act


def browse(stage: str | None = None) -> Act:
    """Looking through the events: all the stages, or one."""
    return {"act": "browse", "stage": stage} if stage else {"act": "browse"}


def facts_of(bundle: Bundle, state: State) -> list[str]:
    """The facts the present events can ask, in reading order."""
    found: dict[str, None] = {}
    for event in state["events"]:
        if event not in bundle.events:
            continue
        for chapter in bundle.events[event].chapters:
            found.update(dict.fromkeys(chapter.facts))
    found.update(dict.fromkeys(state["facts"]))
    found.update(dict.fromkeys(state["asked"]))
    return [fact for fact in found if fact in bundle.facts]


def values(bundle: Bundle, state: State, fact: str) -> list[tuple[Any, str]]:
    """(value of an answer act, label) for each answer of `fact` that can be a button; empty for open questions."""
    record = bundle.at(state["region"]).facts.get(fact)
    if record is None:
        return []  # a person beyond those that the list has here
    if record.type == "set":
        return [([o.value], o.label) for o in record.options]
    if record.type in ("bool", "enum"):
        return [(o.value, o.label) for o in answers(record)]
    if record.type == "region":
        return [(code, bundle.regions[code].full_name) for code in regions(bundle)]
    if record.type == "integer" and record.min is not None and record.max is not None:
        low, high = int(record.min), int(record.max)
        if high - low < FEW:
            return [(n, f"{n}{record.unit or ''}") for n in range(low, high + 1)]
    return []


def regions(bundle: Bundle) -> list[str]:
    """Codes of the divisions for which there are lists: those below which there is no other."""
    parents = {region.parent for region in bundle.regions.values()}
    return [code for code in bundle.regions if code not in parents]


def _digest(bundle: Bundle, state: State, act: Act) -> str:
    meant = {key: value for key, value in act.items() if key != "source"}
    text = json.dumps([bundle.hash, meant], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(str(state["salt"]).encode(), text.encode(), hashlib.sha256).hexdigest()[:24]
