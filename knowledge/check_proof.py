"""Checks that nothing unasked could change an outcome. Imports nothing of ours: who reads this page may trust a proof.

Every condition is a node; nodes come after their parts. A node is "yes" or "no" whatever else is true, "open" when
only what the guidance itself leaves open can change it (a question still to come, an answer not known, a figure nobody
has stated), else "not shown". The words stand in alphabetical order, so the least of its parts decides `all`. A node
follows from its parts or from an answer, or is shown by cases that cover a domain: where the question is not asked
they all agree, where it is open they may differ. What a proof takes as given, its `premises` (conditions, domains,
targets), is compared with the bundle by `knowledge.proof.altered`.
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
    """Verify every step of a proof (`knowledge.proof.prove`). Raises Flaw at the first that does not hold."""
    try:
        told = {f: v if isinstance(v, list) else [v, v] for f, v in proof["answers"].items() if not isinstance(v, dict)}
        values: dict[int, str] = {}
        for i, (node, claim) in enumerate(zip(proof["premises"]["nodes"], proof["claims"], strict=True)):
            tree = proof["cases"].get(str(i))
            found = follows(node, values, told, proof) if tree is None else by_cases(i, tree, proof, values, told, {})
            if found != claim:
                raise Flaw(f"条件 {i} 写的是 {claim}，推出来是 {found}")
            values[i] = claim
        for (*target, i), claim in zip(proof["premises"]["targets"], proof["outcome"], strict=True):
            if values[i] != claim or claim == "not shown":
                raise Flaw(f"结果 {' '.join(target)} 写的是 {claim}，它的条件 {i} 是 {values[i]}")
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise error if isinstance(error, Flaw) else Flaw(f"写法不对（{type(error).__name__}：{error}）") from None


def follows(node: Any, values: dict[int, str], told: dict[str, Any], proof: Any) -> str:
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
    known, operator, bound = told[rest], node[2], node[3]
    if operator == "has":
        return "yes" if bound in known else "no"
    low, high = known
    if kind == "days":  # since that date: the later end has seen fewer
        on, first, last = (date.fromisoformat(day).toordinal() for day in (proof["on"], low, high))
        low, high = on - last, on - first
    if operator in ORDER:
        ends = {ORDER[operator](low, bound), ORDER[operator](high, bound)}
        return "not shown" if len(ends) == 2 else "yes" if ends == {True} else "no"
    named = bound if operator == "in" else [bound]
    inside = any(value == low or (low != high and low <= value <= high) for value in named)
    return "no" if not inside else "yes" if low == high else "not shown"


def by_cases(i: int, tree: Any, proof: Any, values: dict[int, str], told: Any, marked: dict[int, str]) -> str | None:
    """What node `i` is in all cases of a split; None when none of them can occur. `marked`: tests a case decides."""
    nodes = proof["premises"]["nodes"]
    if "claims" in tree:
        here = {**values, **marked}
        for j, claim in tree["claims"]:
            if claim != (marked[j] if j in marked else follows(nodes[j], here, told, proof)):
                raise Flaw(f"分情况看条件 {i} 时，条件 {j} 写的是 {claim}，推不出来")
            here[j] = claim
        closed = tree.get("impossible")
        if closed is not None and (closed not in proof["premises"]["impossible"] or here[closed] != "yes"):
            raise Flaw(f"分情况看条件 {i} 时，说不可能的那种情况（条件 {closed}）并没有出现")
        return here[i] if closed is None else None
    if "fact" in tree:
        fact, cells = tree["fact"], [cell for cell, _ in tree["cases"]]
        if cells != proof["premises"]["domains"][fact] or not covers(cells, fact, nodes):
            raise Flaw(f"分情况看条件 {i} 时，{fact} 的各种取值没有列全")
        ranges = [{**told, fact: cell if isinstance(cell, list) else [cell, cell]} for cell in cells]
        found = {by_cases(i, t, proof, values, r, marked) for (_, t), r in zip(tree["cases"], ranges, strict=True)}
    else:
        fact, sides = nodes[tree["test"]][1], [{**marked, tree["test"]: side} for side in ("no", "yes")]
        found = {by_cases(i, t, proof, values, told, m) for t, m in zip(tree["cases"], sides, strict=True)}
    figure = "test" in tree and nodes[tree["test"]][0] == "figure"
    is_open = figure or (fact not in told and (fact in proof["answers"] or fact in proof["asking"]))
    found.discard(None)
    if found in ({"yes"}, {"no"}, set()):
        return found.pop() if found else None
    if not is_open or "not shown" in found:
        raise Flaw(f"条件 {i} 随 {fact} 而变，{fact} 却没有问")
    return "open"


def covers(cells: list[Any], fact: str, nodes: list[Any]) -> bool:
    """Whether bands follow one another without a gap; whether null (any other value) leaves no tested value out."""
    bands = [[date.fromisoformat(x).toordinal() if isinstance(x, str) else x for x in c] for c in cells if c.__class__ is list]
    tested = [n[3] if n[2] == "in" else [n[3]] for n in nodes if None in cells and n[0] == "test" and n[1] == fact]
    return all(a[1] + 1 == b[0] for a, b in zip(bands, bands[1:])) and all(v in cells for vs in tested for v in vs)
