"""Personas: example persons written beside the rules, answered by the real engine.

The questions are asked one by one and answered from the persona's facts, so that the asked set is the real one; the
answer from the asked facts alone must equal the answer from all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from knowledge.bundle import Bundle
from knowledge.engine.questions import waiting
from knowledge.engine.relevance import engine_of
from knowledge.facts import FactError, parse_value
from knowledge.guidance import guide
from knowledge.model import Persona
from knowledge.view import view_of


def interview(bundle: Bundle, persona: Persona, facts: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """Ask until complete; return the asked facts in order and the last guidance.

    Raises KeyError with the fact's id when the persona has no answer to a question that is asked.
    """
    known: dict[str, Any] = {}
    on = date.fromisoformat(persona.on)
    view = view_of(bundle, [persona.event], persona.region, on, {})
    engine = engine_of(view, on)
    while waits := waiting(view, engine.standing(known, on), known, on):
        known[waits[0].id] = facts[waits[0].id]
    return list(known), guide(bundle, [persona.event], persona.region, known, on, persona.holdings)


def disagreements(bundle: Bundle, persona: Persona) -> Iterator[str]:
    """What the persona's author expects and the engine does not say."""
    try:
        facts = {f: parse_value(bundle, f, v) for f, v in persona.facts.items()}
        asked, short = interview(bundle, persona, facts)
    except FactError as error:
        yield f"示例的答案有误：{error}"
        return
    except KeyError as missing:
        yield f"会问到 {missing.args[0]}，示例里没有写它的答案"
        return
    on = date.fromisoformat(persona.on)
    full = guide(bundle, [persona.event], persona.region, facts, on, persona.holdings)
    if signature(full) != signature(short):
        yield "没有问到的情形改变了结果：问得少了"
    yield from unmet(persona, full)
    expect = persona.expect
    for name in expect.get("asked", []):
        if name not in asked:
            yield f"应当问 {name}，没有问"
    for name in expect.get("not_asked", []):
        if name in asked:
            yield f"不该问 {name}，却问了"


def unmet(persona: Persona, guidance: Mapping[str, Any]) -> Iterator[str]:
    """What the persona's author expects of an answer and `guidance` does not say."""
    expect = persona.expect
    services = {s["id"]: s for s in guidance["services"]}
    for name, wanted in expect.get("services", {}).items():
        wanted = {"state": wanted} if isinstance(wanted, str) else wanted
        for key, value in wanted.items():
            got = services.get(name, {}).get(key)
            if got != value:
                yield f"事项 {name} 的 {key} 应为 {value}，算出来是 {got}"
    modes = {m["id"]: m["mode"] for m in guidance["materials"]}
    for name, mode in expect.get("materials", {}).items():
        got = modes.get(name, "absent")
        if got != mode:
            yield f"材料 {name} 应为 {mode}，算出来是 {got}"
    for kind in ("notices", "duties", "deadlines"):
        got_ids = {line["id"] for line in guidance[kind]}
        for name in expect.get(kind, []):
            if name not in got_ids:
                yield f"应有 {kind} {name}，没有算出来"


def signature(guidance: Mapping[str, Any]) -> dict[str, Any]:
    """What counts of an answer (design.md section 5 "Outcome"): services, materials, fields, notices, duties, deadlines."""
    return {
        "services": {s["id"]: (s["state"], s["route"], s["presence"]) for s in guidance["services"]},
        "materials": {m["id"]: (m["mode"], m["form"], m["copies"]) for m in guidance["materials"]},
        "fields": {f["key"]: f["required"] for f in guidance["fields"]},
        **{k: {x["id"]: x["state"] for x in guidance[k]} for k in ("notices", "duties", "deadlines")},
    }
