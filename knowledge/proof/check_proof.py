"""Checks that nothing unasked could change an outcome. Imports nothing of ours: who reads this page may trust a proof.

Every condition is a node; nodes come after their parts. A node is "yes" or "no" whatever else is true, "open" when
only what the guidance itself leaves open can change it (a question still to come, an answer not known, a figure nobody
has stated), else "not shown". The words stand in alphabetical order, so the least of its parts decides `all`. A node
follows from its parts or from an answer, or is shown by cases that cover a domain: where the question is not asked
they all agree, where it is open they may differ. What a proof takes as given, its `premises` (conditions, domains,
targets), is compared with the bundle by `knowledge.proof.prove.altered`.
"""

from __future__ import annotations

from datetime import date
from operator import ge, gt, le, lt
from typing import Any

OPPOSITE = {"no": "yes", "not shown": "not shown", "open": "open", "yes": "no"}
ORDER = {"at_least": ge, "at_most": le, "above": gt, "below": lt, "after": gt, "before": lt}


class Flaw(ValueError):
    """The proof does not hold; the text says where."""


def check_proof(proof: Any) -> None:
    """Verify every step of a proof (`knowledge.proof.prove.prove`). Raises Flaw at the first that does not hold."""
    try:
        told = {f: v if isinstance(v, list) else [v, v] for f, v in proof["answers"].items() if not isinstance(v, dict)}
        values: dict[int, str] = {}
        for i, (node, claim) in enumerate(zip(proof["premises"]["nodes"], proof["claims"], strict=True)):
            tree = proof["cases"].get(str(i))
            found = by_cases(i, tree, proof, values, told) if tree else follows(node, values, told, proof)
            if found != claim:
                raise Flaw(f"条件 {i} 写的是 {claim}，推出来是 {found}")
            values[i] = claim
        for (*target, i), claim in zip(proof["premises"]["targets"], proof["outcome"], strict=True):
            if values[i] != claim or claim == "not shown":
                raise Flaw(f"结果 {' '.join(target)} 写的是 {claim}，它的条件 {i} 是 {values[i]}")
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise error if isinstance(error, Flaw) else Flaw(f"写法不对（{type(error).__name__}：{error}）") from None


def follows(node: Any, values: dict[int, str], told: dict[Any, Any], proof: Any) -> str:
    """What a node is: from its parts (Kleene's strong logic), or from what is told of its fact: a range or a set."""
    kind, rest = node[0], node[1]
    if kind == "all":
        return min([values[i] for i in rest], default="yes")
    if kind == "any":
        return OPPOSITE[min([OPPOSITE[values[i]] for i in rest], default="yes")]
    if kind == "not":
        return OPPOSITE[values[rest]]
    if kind == "figure" or rest not in told:
        return "open" if kind == "figure" or rest in proof["answers"] or rest in proof["asking"] else "not shown"
    operator, bound = node[2:]
    if operator == "has":
        return "yes" if bound in told[rest] else "no"
    low, high = told[rest]
    if kind == "days":  # since that date: the later end has seen fewer
        on, first, last = (date.fromisoformat(day).toordinal() for day in (proof["on"], low, high))
        low, high = on - last, on - first
    if operator in ORDER:
        ends = {ORDER[operator](low, bound), ORDER[operator](high, bound)}
        return "not shown" if len(ends) == 2 else "yes" if ends == {True} else "no"
    named = bound if operator == "in" else [bound]
    inside = any(value == low or (low != high and low <= value <= high) for value in named)
    return "no" if not inside else "yes" if low == high else "not shown"


def by_cases(i: int, tree: Any, proof: Any, values: dict[int, str], told: dict[Any, Any]) -> str | None:
    """What node `i` is in every case of a tree, on a fact or on a node; None when no case can occur."""
    premises, nodes = proof["premises"], proof["premises"]["nodes"]
    if "claims" in tree:
        here, closed = dict(values), tree.get("impossible")
        for j, claim in tree["claims"]:
            if claim != (told[j][0] if j in told else follows(nodes[j], here, told, proof)):
                raise Flaw(f"分情况看条件 {i} 时，条件 {j} 写的是 {claim}，推不出来")
            here[j] = claim
        if closed is not None and (closed not in premises["impossible"] or here[closed] != "yes"):
            raise Flaw(f"分情况看条件 {i} 时，条件 {closed} 说的不可能的情况并没有出现")
        return here[i] if closed is None else None
    on, cases, found = tree["on"], tree["cases"], set[Any]()
    test, domain = (nodes[on], ["no", "yes"]) if isinstance(on, int) else (["test", on], premises["domains"][on])
    if not cases or [cell for cell, _ in cases] != domain:
        raise Flaw(f"分情况看条件 {i} 时，{test[1]} 的各种情况没有列全")
    for cell, case in cases:
        known = cell if isinstance(cell, list) else [cell, cell]
        found.add(by_cases(i, case, proof, values, {**told, on: known}))
    found.discard(None)
    if found <= {"yes"} or found <= {"no"}:
        return next(iter(found), None)
    if "not shown" in found or follows(test, values, told, proof) != "open":
        raise Flaw(f"条件 {i} 随 {test[1]} 而变，{test[1]} 却没有问")
    return "open"
