"""不问之证: why nothing unasked can change the outcome, in steps that `knowledge.check_proof` verifies by itself.

A proof is JSON: what it is about (`bundle`, `events`, `region`, `places`, `on`), its `premises` (see
`knowledge.premises`), the `answers` it uses, the facts still `asking`, the `claims` of all nodes, the `outcome` of all
targets, and `cases`, the trees of those nodes that Kleene's logic does not decide. At any moment of a conversation it
shows of every target what it is, or that it depends on nothing but what is openly left: questions still to come,
answers not known, figures that nobody has stated. A tree asks {"fact", "cases": [[cell, tree] ..]} or {"test": node,
"cases": [tree if no, tree if yes]}, or ends with the `claims` [[node, value] ..] that differ in its case; with
`impossible` it names the combination that closes the case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from knowledge.bundle import Bundle
from knowledge.check_proof import follows
from knowledge.diagram import FALSE, TRUE, Node, Restriction
from knowledge.evaluate import is_unknown
from knowledge.facts import FactError, parse_value
from knowledge.premises import Premises, premises_of
from knowledge.relevance import Standing, engine_of
from knowledge.view import view_of

VERSION = 1
#: Cases that one node may take. Beyond, it stays "not shown" and a checker refuses the proof, which is the truth then.
MOST_CASES = 2_000
DECIDED = ("yes", "no")


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
    proof |= _Derivation(standing, premises, proof).shown()
    return proof


class _Derivation:
    """The claims of all nodes for one person, cases where they are needed."""

    def __init__(self, standing: Standing, premises: Premises, proof: dict[str, Any]) -> None:
        self._standing, self._engine, self._premises, self._proof = standing, standing.engine, premises, proof
        answers = {fact: v for fact, v in proof["answers"].items() if not is_unknown(v)}
        self._told: dict[str, Any] = {fact: v if isinstance(v, list) else [v, v] for fact, v in answers.items()}
        self._known = self._engine.known(answers, date.fromisoformat(proof["on"]))
        self._impossible: list[int] = [] if standing.contradiction else premises.document["impossible"]
        self._values: dict[int, str] = {}
        self._left = 0

    def shown(self) -> dict[str, Any]:
        """`claims`, `cases` and `outcome` of the proof."""
        for i, node in enumerate(self._premises.nodes):
            self._values[i] = follows(node, self._values, self._told, self._proof)
        goals = {target[-1] for target in self._premises.document["targets"]}
        short = [i for i in sorted(goals) if self._falls_short(i)]
        cases = self._by_cases({j for i in short for j in self._premises.under(i)}) if short else {}
        outcome = [self._values[target[-1]] for target in self._premises.document["targets"]]
        return {"claims": list(self._values.values()), "cases": cases, "outcome": outcome}

    def _falls_short(self, i: int) -> bool:
        """Whether the diagram knows more of node `i` than Kleene's logic."""
        return self._values[i] not in DECIDED and self._goal(i) not in (None, self._values[i])

    def _goal(self, i: int) -> str | None:
        """What the diagram says of a node: decided, open, or (None) still to be changed by what is not asked."""
        root = self._standing.root(self._premises.elements[i])
        if not root.children:
            return "yes" if root is TRUE else "no"
        open_facts = {*self._proof["asking"], *self._proof["answers"]} - set(self._told)
        return "open" if self._standing.facts_in(root.support) <= open_facts else None

    def _by_cases(self, needed: Iterable[int]) -> dict[str, Any]:
        """Once more through all nodes: elements among the `needed` ones are shown by cases where the logic fails."""
        cases: dict[str, Any] = {}
        needed = set(needed)
        for i, node in enumerate(self._premises.nodes):
            self._values[i] = follows(node, self._values, self._told, self._proof)
            if i in needed and i in self._premises.elements and self._falls_short(i):
                self._left = MOST_CASES
                tree = self._tree(i, self._told, {}, self._known)
                if tree is not None:
                    cases[str(i)], self._values[i] = tree, str(self._goal(i))
        return cases

    def _tree(
        self, i: int, told: Mapping[str, Any], marked: Mapping[int, str], known: Mapping[int, int]
    ) -> dict[str, Any] | None:
        """The cases that show node `i`; None when they are too many."""
        self._left -= 1
        here = self._here(i, told, marked)
        for closed in self._impossible:
            if here[closed] == "yes":
                return {"impossible": closed, "claims": self._grounds(i, closed, here, marked)}
        root = self._root(i, known)
        decided = root is None or not root.children
        if here[i] == ("open" if not decided else "yes" if root is TRUE else "no" if root is FALSE else None):
            return {"claims": self._grounds(i, i, here, marked)}
        if self._left <= 0:
            return None
        level = self._most_tested(i, here) if root is None or decided else root.level
        return None if level is None else self._split(i, level, told, marked, known)

    def _here(self, i: int, told: Mapping[str, Any], marked: Mapping[int, str]) -> dict[int, str]:
        """The values in one case of node `i`, of the impossible combinations, and of all that they are made of."""
        here: dict[int, str] = {}
        for j in sorted({j for k in (i, *self._impossible) for j in self._premises.under(k)}):
            before = self._values[j] if j < i else "not shown"
            if j in marked or before in DECIDED:
                here[j] = marked.get(j, before)
                continue
            found = follows(self._premises.nodes[j], here, dict(told), self._proof)
            here[j] = before if found == "not shown" else found
        return here

    def _grounds(self, i: int, top: int, here: Mapping[int, str], marked: Mapping[int, str]) -> list[list[Any]]:
        """What must be claimed of a case so that `top` follows, beyond what is so before node `i`: one part is enough
        where one decides."""
        claimed: set[int] = set()
        waiting = [top]
        while waiting:
            j = waiting.pop()
            if j in claimed or j in marked or (j < i and here[j] == self._values[j]):
                continue
            claimed.add(j)
            parts = self._premises.parts(j)
            decisive = {"all": "no", "any": "yes"}.get(self._premises.nodes[j][0])
            if parts and here[j] == decisive:
                deciding = [part for part in parts if here[part] == decisive]
                known = (part for part in deciding if part in marked or part in claimed or self._values[part] == decisive)
                parts = [next(known, deciding[0])]
            waiting += parts
        return [[j, here[j]] for j in sorted(claimed)]

    def _root(self, i: int, known: Mapping[int, int]) -> Node | None:
        """What the diagram leaves of node `i` in a case; None when the case cannot occur."""
        diagram, restriction = self._engine.diagram, Restriction(self._engine.diagram, known)
        admissible = TRUE if self._standing.contradiction else restriction(self._engine.admissible)
        if admissible is FALSE:
            return None
        return diagram.simplify(restriction(self._engine.roots[self._premises.elements[i]]), admissible)

    def _most_tested(self, i: int, here: Mapping[int, str]) -> int | None:
        """The level tested most often by what is undecided: a question that Kleene's logic misses stands twice."""
        tests: Counter[int] = Counter()
        waiting = [k for k in (i, *self._impossible) if here[k] not in DECIDED]
        seen = set(waiting)
        while waiting:
            k = waiting.pop()
            parts = [part for part in self._premises.parts(k) if here[part] not in DECIDED]
            for part in parts or [k]:
                if not self._premises.parts(part) and self._premises.nodes[part][0] not in ("all", "any"):
                    tests[self._level(part)] += 1
            waiting += [part for part in dict.fromkeys(parts) if part not in seen]
            seen.update(parts)
        return min(tests, key=lambda level: (-tests[level], level), default=None)

    def _level(self, test: int) -> int:
        level = self._premises.tests.get(test)
        return self._engine.levels[self._premises.nodes[test][1]][0] if level is None else level

    def _split(
        self, i: int, level: int, told: Mapping[str, Any], marked: Mapping[int, str], known: Mapping[int, int]
    ) -> dict[str, Any] | None:
        axis = self._engine.axes[level]
        trees: list[dict[str, Any] | None] = []
        if axis.figure is not None or axis.member is not None:
            test = next(node for node, found in self._premises.tests.items() if found == level)
            for place, side in enumerate(("no", "yes")):
                trees.append(self._tree(i, told, {**marked, test: side}, {**known, level: place}))
            return None if None in trees else {"test": test, "cases": trees}
        cells = self._premises.document["domains"][axis.fact]
        for cell, place in zip(cells, self._premises.places[axis.fact], strict=True):
            case = {**told, axis.fact: cell if isinstance(cell, list) else [cell, cell]}
            trees.append(self._tree(i, case, marked, {**known, level: place}))
        return None if None in trees else {"fact": axis.fact, "cases": [list(pair) for pair in zip(cells, trees)]}


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
                same = [a == b for a, b in zip(told[part], given[part])]
                return f"第 {same.index(False) if False in same else len(same)} 个{name}与知识包里的不同"
        for fact in {**given["domains"], **told["domains"]}:
            if told["domains"].get(fact) != given["domains"].get(fact):
                return f"情形 {fact} 的取值范围与知识包里的不同"
    except FactError as error:
        return error.detail
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return f"与知识包对不上（{type(error).__name__}：{error}）"
    return None
