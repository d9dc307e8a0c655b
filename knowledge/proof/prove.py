"""不问之证: why nothing unasked can change the outcome, in steps that `knowledge.proof.check_proof` verifies by itself.

A proof is JSON: what it is about (`bundle`, `events`, `region`, `places`, `on`), its `premises` (see
`knowledge.proof.premises`), the `answers` it uses, the facts still `asking`, the `claims` of all nodes, the `outcome` of all
targets, and `cases`, the trees of those nodes that Kleene's logic does not decide. At any moment of a conversation it
shows of every target what it is, or that it depends on nothing but what is openly left: questions still to come,
answers not known, figures that nobody has stated. A tree splits, {"on": fact or node, "cases": [[cell, tree] ..]} with
every cell of the domain (of a node: "no", "yes"), or ends with the `claims` [[node, value] ..] that differ in its case;
with `impossible` it names the combination that closes the case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.bundle import Bundle
from knowledge.engine.relevance import Standing, engine_of
from knowledge.facts import FactError, parse_value
from knowledge.proof.derivation import Derivation
from knowledge.proof.premises import premises_of
from knowledge.view import view_of

VERSION = 1


def proof_of(
    bundle: Bundle,
    events: Sequence[str],
    region: str,
    facts: Mapping[str, Any],
    on: date,
    places: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The proof that goes with `guide` for the same arguments. Raises KeyError for an unknown event or region."""
    view = view_of(bundle, events, region, on, places or {})
    return prove(engine_of(view, on).standing(facts, on), facts, on)


def prove(standing: Standing, facts: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The proof for one person, ready for JSON. Proofs share their `premises`: they are not to be changed."""
    view, relevant = standing.engine.view, standing.relevant
    premises = premises_of(standing.engine, on)
    proof: dict[str, Any] = {
        "version": VERSION,
        "bundle": view.bundle.hash,
        "events": list(view.names),
        "region": view.home.region,
        "places": {role: place.region for role, place in view.others.items()},
        "on": on.isoformat(),
        "answers": {f: v for f, v in facts.items() if f in premises.document["domains"] and v is not None},
        "asking": [fact.id for _, fact in view.asking_order() if fact.id in relevant and facts.get(fact.id) is None],
        "premises": premises.document,
    }
    proof |= Derivation(standing, premises, proof).shown()
    return proof


def altered(proof: Mapping[str, Any], bundle: Bundle) -> str | None:
    """What a proof takes as given although its bundle says otherwise, in words; None when all is as the bundle says."""
    try:
        on = date.fromisoformat(proof["on"])
        view = view_of(bundle, proof["events"], proof["region"], on, proof["places"])
        told, given = proof["premises"], premises_of(engine_of(view, on), on).document
        for fact, value in proof["answers"].items():
            if fact not in given["domains"] or parse_value(bundle, fact, value) != value:
                return f"情形 {fact} 的回答不是知识包里可以有的"
        for fact in proof["asking"]:
            if fact not in given["domains"]:
                return f"还要问的情形 {fact} 不在知识包的条件里"
        for part, name in (("targets", "结果"), ("nodes", "条件"), ("impossible", "不可能的情况")):
            if told[part] != given[part]:
                same = [a == b for a, b in zip(told[part], given[part], strict=False)]
                return f"第 {same.index(False) if False in same else len(same)} 个{name}与知识包里的不同"
        for fact in {**given["domains"], **told["domains"]}:
            if told["domains"].get(fact) != given["domains"].get(fact):
                return f"情形 {fact} 的取值范围与知识包里的不同"
    except FactError as error:
        return error.detail
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return f"与知识包对不上（{type(error).__name__}：{error}）"
    return None
