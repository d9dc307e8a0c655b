"""The checker by itself, on proofs written by hand: what holds passes, every false step is named."""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.proof import check_proof as module
from knowledge.proof.check_proof import Flaw, check_proof, follows

Proof = dict[str, Any]


def proof(nodes: list[Any], claims: list[str], **more: Any) -> Proof:
    """A proof of one target, the last node."""
    domains = {"a": [True, False], "b": [True, False], "n": [[1, 9], [10, 99]], "s": {"any_of": ["x", "y"]}}
    told = {key: more.pop(key) for key in ("answers", "asking", "cases") if key in more}
    premises = {
        "domains": domains,
        "impossible": [],
        "nodes": nodes,
        "targets": [["service", "s", "s", len(nodes) - 1]],
        **more,
    }
    return {
        "on": "2026-11-20",
        "answers": {},
        "asking": [],
        "cases": {},
        "claims": claims,
        "outcome": [claims[-1]],
        "premises": premises,
        **told,
    }


A, B = ["test", "a", "is", True], ["test", "b", "is", True]
#: (a and b) or (a and not b), a known: Kleene's logic does not see that it holds.
SPLIT = [A, B, ["not", 1], ["all", [0, 1]], ["all", [0, 2]], ["any", [3, 4]]]
UNSEEN = ["yes", "not shown", "not shown", "not shown", "not shown", "yes"]
TREE: Proof = {
    "on": "b",
    "cases": [
        [True, {"claims": [[1, "yes"], [3, "yes"], [5, "yes"]]}],
        [False, {"claims": [[1, "no"], [2, "yes"], [4, "yes"], [5, "yes"]]}],
    ],
}


def split() -> Proof:
    return copy.deepcopy(proof(SPLIT, UNSEEN, answers={"a": True}, cases={"5": TREE}))


def impossible() -> Proof:
    """b, where a is known and a without b cannot be."""
    nodes = [A, B, ["not", 1], ["all", [0, 2]], ["all", [0, 1]]]
    tree = {
        "on": "b",
        "cases": [
            [True, {"claims": [[1, "yes"], [4, "yes"]]}],
            [False, {"claims": [[1, "no"], [2, "yes"], [3, "yes"]], "impossible": 3}],
        ],
    }
    claims = ["yes", "not shown", "not shown", "not shown", "yes"]
    return copy.deepcopy(proof(nodes, claims, impossible=[3], answers={"a": True}, cases={"4": tree}))


@pytest.mark.parametrize(
    ("node", "told", "value"),
    [
        (["all", []], {}, "yes"),
        (["any", []], {}, "no"),
        (["all", [0, 1, 2]], {}, "not shown"),
        (["all", [0, 1, 2, 3]], {}, "no"),
        (["all", [0, 2]], {}, "open"),
        (["any", [1, 2, 3]], {}, "not shown"),
        (["any", [0, 1]], {}, "yes"),
        (["any", [2, 3]], {}, "open"),
        (["not", 0], {}, "no"),
        (["not", 2], {}, "open"),
        (["test", "n", "at_least", 10], {"n": [10, 10]}, "yes"),
        (["test", "n", "at_least", 10], {"n": [9, 10]}, "not shown"),
        (["test", "n", "at_most", 7.5], {"n": [1, 7]}, "yes"),
        (["test", "n", "above", 9], {"n": [1, 9]}, "no"),
        (["test", "n", "below", 9], {"n": [1, 9]}, "not shown"),
        (["test", "n", "is", 5], {"n": [1, 9]}, "not shown"),
        (["test", "n", "is", 5], {"n": [6, 9]}, "no"),
        (["test", "n", "in", [4, 5]], {"n": [5, 5]}, "yes"),
        (["test", "d", "before", "2026-01-01"], {"d": ["2025-01-01", "2025-12-31"]}, "yes"),
        (["test", "d", "after", "2026-01-01"], {"d": ["2026-01-01", "2026-01-01"]}, "no"),
        (["days", "d", "at_most", 30], {"d": ["2026-10-21", "2026-11-20"]}, "yes"),
        (["days", "d", "at_most", 30], {"d": ["2026-10-20", "2026-11-20"]}, "not shown"),
        (["days", "d", "above", 30], {"d": ["2026-10-20", "2026-10-20"]}, "yes"),
        (["test", "s", "has", "x"], {"s": ["x", "y"]}, "yes"),
        (["test", "s", "has", "x"], {"s": []}, "no"),
        (["test", "r", "is", "620102"], {"r": [None, None]}, "no"),
        (["test", "n", "is", 5], {}, "not shown"),
        (["test", "u", "is", 5], {}, "open"),
        (["test", "q", "is", 5], {}, "open"),
        (["figure", "n", "at_most", "small_area"], {"n": [5, 5]}, "open"),
    ],
)
def test_a_single_step(node: list[Any], told: dict[Any, Any], value: str) -> None:
    about = {"on": "2026-11-20", "answers": {"u": {"unknown": "unsure"}}, "asking": ["q"]}
    assert follows(node, {0: "yes", 1: "not shown", 2: "open", 3: "no"}, told, about) == value


@pytest.mark.parametrize("made", [split, impossible])
def test_a_true_proof_holds(made: Callable[[], Proof]) -> None:
    check_proof(made())


def test_an_open_fact_may_decide_and_a_fact_that_is_not_asked_may_not() -> None:
    tree = {"on": "b", "cases": [[True, {"claims": [[0, "yes"]]}], [False, {"claims": [[0, "no"]]}]]}
    check_proof(proof([B], ["open"], answers={"b": {"unknown": "unsure"}}, cases={"0": tree}))
    check_proof(proof([B], ["open"], asking=["b"]))
    with pytest.raises(Flaw, match="b 却没有问"):
        check_proof(proof([B], ["open"], cases={"0": tree}))


def test_under_a_fact_that_is_not_asked_nothing_may_be_open() -> None:
    """a or b, then exactly one of them: what the open fact does depends on the one that nobody asks."""
    nodes = [A, B, ["not", 0], ["not", 1], ["all", [0, 3]], ["all", [2, 1]], ["any", [4, 5]]]
    flat = {"claims": [[0, "yes"], [2, "no"], [4, "open"], [5, "no"], [6, "open"]]}
    turned = {"claims": [[0, "no"], [2, "yes"], [4, "no"], [5, "open"], [6, "open"]]}
    claims = ["not shown", "open", "not shown", "open", "not shown", "not shown", "open"]
    tree = {"on": "a", "cases": [[True, flat], [False, turned]]}
    with pytest.raises(Flaw, match="a 却没有问"):
        check_proof(proof(nodes, claims, asking=["b"], cases={"6": tree}))


def test_a_node_may_be_split_whatever_it_is_made_of() -> None:
    nodes = [A, B, ["all", [0, 1]], ["not", 2], ["any", [2, 3]]]
    tree = {
        "on": 2,
        "cases": [
            ["no", {"claims": [[2, "no"], [3, "yes"], [4, "yes"]]}],
            ["yes", {"claims": [[2, "yes"], [4, "yes"]]}],
        ],
    }
    check_proof(proof(nodes, [*["not shown"] * 4, "yes"], cases={"4": tree}))


def test_no_step_may_lean_on_what_it_is_to_show() -> None:
    """A case closed by a combination that follows only from the claim itself."""
    nodes = [A, ["not", 0]]
    tree = {"claims": [[1, "yes"]], "impossible": 1}
    with pytest.raises(Flaw, match="写法不对"):
        check_proof(proof(nodes, ["no", "yes"], impossible=[1], cases={"0": tree}))


def edited(made: Callable[[], Proof], *path: Any, value: Any) -> Proof:
    found = made()
    place: Any = found
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return found


NODES = ("premises", "nodes")
CASES = ("cases", "5", "cases")


@pytest.mark.parametrize(
    ("false", "said"),
    [
        (edited(split, "claims", 0, value="no"), "条件 0 写的是 no，推出来是 yes"),
        (edited(split, "outcome", 0, value="no"), "结果 service s s 写的是 no"),
        (edited(split, "outcome", value=[]), "写法不对"),
        (edited(split, "cases", value={}), "条件 5 写的是 yes，推出来是 not shown"),
        (edited(split, *CASES, value=TREE["cases"][:1]), "b 的各种情况没有列全"),
        (edited(split, *CASES, value=[TREE["cases"][0]] * 2), "b 的各种情况没有列全"),
        (edited(split, *CASES, value=[]), "b 的各种情况没有列全"),
        (edited(split, *CASES, 1, 1, "claims", 1, 1, value="no"), "条件 2 写的是 no，推不出来"),
        (edited(split, *CASES, 1, 1, "claims", value=[[5, "yes"]]), "条件 5 写的是 yes，推不出来"),
        (edited(split, "premises", "domains", "b", value=[True, False, None]), "b 的各种情况没有列全"),
        (edited(split, "answers", "a", value=False), "条件 0 写的是 yes，推出来是 no"),
        (edited(split, "answers", value={}), "条件 0 写的是 yes，推出来是 not shown"),
        (edited(split, *NODES, 2, value=["not", 0]), "条件 2 写的是 not shown，推出来是 no"),
        (edited(split, *NODES, 0, value=["not", 5]), "写法不对"),
        (edited(split, *NODES, 0, value=["not", -1]), "写法不对"),
        (edited(split, *NODES, 0, value=["sometimes", 1]), "写法不对|条件 0"),
        (edited(impossible, "premises", "impossible", value=[]), "条件 3 说的不可能的情况并没有出现"),
        (
            edited(impossible, "cases", "4", "cases", 0, value=[True, {"claims": [[1, "yes"]], "impossible": 3}]),
            "写法不对|没有出现",
        ),
        (edited(split, "premises", "targets", 0, 3, value=3), "写的是 yes，它的条件 3 是 not shown"),
        ({}, "写法不对"),
        ([], "写法不对"),
        (None, "写法不对"),
    ],
)
def test_a_false_proof_is_refused_with_the_place(false: Any, said: str) -> None:
    with pytest.raises(Flaw, match=said):
        check_proof(false)


def test_a_tree_without_end_is_refused() -> None:
    endless: Proof = {"on": "b", "cases": [[True, None], [False, None]]}
    for case in endless["cases"]:
        case[1] = endless
    with pytest.raises(Flaw, match="RecursionError"):
        check_proof(proof([B], ["yes"], cases={"0": endless}))


def test_an_outcome_that_is_not_shown_is_no_proof() -> None:
    with pytest.raises(Flaw, match="写的是 not shown"):
        check_proof(proof([A], ["not shown"]))


def test_the_checker_imports_the_standard_library_alone_and_fits_on_a_page() -> None:
    text = Path(str(module.__file__)).read_text(encoding="utf-8")
    imports = [node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {a.name for node in imports if isinstance(node, ast.Import) for a in node.names}
    names |= {str(node.module) for node in imports if isinstance(node, ast.ImportFrom)}
    assert all(isinstance(node, ast.Import) or node.level == 0 for node in imports)
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)
    assert "__import__" not in text
    assert len(text.splitlines()) <= 100
