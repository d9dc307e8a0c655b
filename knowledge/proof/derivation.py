"""The steps of a proof: what every condition is for one person, and cases where Kleene's logic does not see it.

First all nodes from their parts, parts first. Where the diagram knows more of a target, the node is shown by cases: as
long as the outcome depends on something open, the diagram's topmost question is split; once it is constant, the
question that stands most often among what is undecided, until the logic sees it in every case. The rule of a single
step is the checker's own (`knowledge.proof.check_proof.follows`), so both say the same or the checker finds out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.engine.diagram import FALSE, TRUE, Node, Restriction
from knowledge.engine.relevance import Standing
from knowledge.evaluate import is_unknown
from knowledge.proof.check_proof import OPPOSITE, follows
from knowledge.proof.premises import Premises

#: Cases that one node may take. Beyond, it stays "not shown" and a checker refuses the proof, which is the truth then.
MOST_CASES = 5_000
DECIDED = ("yes", "no")
#: Conditions tried for a split before facts are, and how many may be split one within another.
NODES_TRIED, NODES_DEEP = 3, 3


@dataclass(frozen=True)
class _Case:
    """One case of a split: what is told in it of facts and nodes, the same as places by level (`known`), what every
    node is as far as it has been worked out (`here`), and the nodes that are not decided (`left`), parts first."""

    told: dict[Any, Any]
    known: dict[int, int]
    here: dict[int, str]
    left: list[int]


class Derivation:
    """The claims of all nodes for one person, cases where they are needed."""

    def __init__(self, standing: Standing, premises: Premises, proof: dict[str, Any]) -> None:
        self._standing, self._engine, self._premises, self._proof = standing, standing.engine, premises, proof
        answers = {fact: v for fact, v in proof["answers"].items() if not is_unknown(v)}
        self._told: dict[Any, Any] = {fact: v if isinstance(v, list) else [v, v] for fact, v in answers.items()}
        self._known = self._engine.known(answers, date.fromisoformat(proof["on"]))
        self._impossible: list[int] = [] if standing.contradiction else premises.document["impossible"]
        self._goals = {target[-1] for target in premises.document["targets"]}
        #: What every node is; and what it is without any cases.
        self._values: dict[int, str] = {}
        self._plain: dict[int, str] = {}
        self._left = 0

    def shown(self) -> dict[str, Any]:
        """`claims`, `cases` and `outcome` of the proof."""
        for i, node in enumerate(self._premises.nodes):
            self._values[i] = follows(node, self._values, self._told, self._proof)
        self._plain = dict(self._values)
        cases = self._by_cases({i for i in self._goals if self._short_of(i) is not None})
        outcome = [self._values[target[-1]] for target in self._premises.document["targets"]]
        return {"claims": list(self._values.values()), "cases": cases, "outcome": outcome}

    def _short_of(self, i: int) -> str | None:
        """What the diagram says of a node where Kleene's logic says less; None where it does not.

        The diagram, too, may find that a part of a target still depends on what is not asked.
        """
        if self._values[i] in DECIDED:
            return None
        standing = self._standing
        root = self._engine.diagram.simplify(standing.restriction(self._premises.roots[i]), standing.admissible)
        if not root.children:
            return "yes" if root is TRUE else "no"
        if self._values[i] == "open":
            return None
        open_facts = {*self._proof["asking"], *self._proof["answers"]} - set(self._told)
        return "open" if standing.facts_in(root.support) <= open_facts else None

    def _by_cases(self, short: set[int]) -> dict[str, Any]:
        """The trees by which the targets in `short` are shown, as far down as something is decided: there they are
        small, and many targets share them."""
        cases: dict[str, Any] = {}
        needed = {j for i in short for j in self._premises.under(i)}
        for i in range(len(self._values)) if short else ():
            self._values[i] = follows(self._premises.nodes[i], self._values, self._told, self._proof)
            goal = self._short_of(i) if i in needed else None
            if goal in DECIDED or (goal and i in self._goals):
                tree = self._shown_by_cases(i)
                if tree is not None:
                    cases[str(i)], self._values[i] = tree, goal
        return cases

    def _shown_by_cases(self, i: int) -> dict[str, Any] | None:
        """The tree that shows node `i`; None when it takes too many cases."""
        self._left = MOST_CASES
        # That a combination is impossible may itself have been shown by cases; in the case it closes it must be seen.
        closing = {j for k in self._impossible for j in self._premises.under(k)}
        cone = sorted(closing.union(self._premises.under(i)))
        before = {j: (self._plain if j in closing else self._values)[j] if j < i else "not shown" for j in cone}
        case = _Case(self._told, self._known, before, [j for j in cone if before[j] not in DECIDED])
        return self._tree(i, self._within(case, {}, {}))

    def _within(self, case: _Case, told: Mapping[Any, Any], known: Mapping[int, int], first: int = 0) -> _Case:
        """The narrower case in which all this is told besides, worked out from node `first` on."""
        told, here = {**case.told, **told}, dict(case.here)
        for j in case.left[bisect_left(case.left, first) :]:
            found = told[j][0] if j in told else follows(self._premises.nodes[j], here, told, self._proof)
            if found != "not shown":
                here[j] = found
        return _Case(told, {**case.known, **known}, here, [j for j in case.left if here[j] not in DECIDED])

    def _tree(self, i: int, case: _Case) -> dict[str, Any] | None:
        self._left -= 1
        for closed in self._impossible:
            if case.here[closed] == "yes":
                return {"impossible": closed, "claims": self._grounds(i, closed, case)}
        root = self._root(i, case.known)
        goal = None if root is None else "open" if root.children else "yes" if root is TRUE else "no"
        if case.here[i] == goal:
            return {"claims": self._grounds(i, i, case)}
        if goal in DECIDED and (tree := self._by_nodes(i, goal, case, NODES_DEEP)):
            return tree
        level = root.level if root is not None and root.children else self._most_tested(i, case.here)
        return None if level is None or self._left <= 0 else self._split(i, level, case)

    def _by_nodes(self, i: int, goal: str, case: _Case, deep: int) -> dict[str, Any] | None:
        """Cases of a condition that stands in several places, whatever it is made of: `a or not a` needs no more."""
        if case.here[i] == goal:
            return {"claims": self._grounds(i, i, case)}
        for on in self._shared(i, case.here) if deep else ():
            sides = [self._within(case, {on: [side]}, {}, on) for side in ("no", "yes")]
            if goal not in (sides[0].here[i], sides[1].here[i]) or OPPOSITE[goal] in (s.here[i] for s in sides):
                continue
            trees = [self._by_nodes(i, goal, side, deep - 1) for side in sides]
            if None not in trees:
                return {"on": on, "cases": [["no", trees[0]], ["yes", trees[1]]]}
        return None

    def _shared(self, i: int, here: Mapping[int, str]) -> list[int]:
        """Undecided nodes under `i` with several undecided nodes over them, the nearest first."""
        over: Counter[int] = Counter()
        for k in self._premises.under(i):
            if here[k] not in DECIDED:
                over.update({part for part in self._premises.parts(k) if here[part] not in DECIDED})
        return sorted((k for k, number in over.items() if number > 1), reverse=True)[:NODES_TRIED]

    def _split(self, i: int, level: int, case: _Case) -> dict[str, Any] | None:
        axis = self._engine.axes[level]
        on: str | int = axis.fact
        cells: list[Any] = ["no", "yes"]
        places = [0, 1]
        if axis.figure is not None or axis.member is not None:
            on = next(node for node, found in self._premises.tests.items() if found == level)
        else:
            cells, places = self._premises.document["domains"][on], self._premises.places[axis.fact]
        cases: list[list[Any]] = []
        for cell, place in zip(cells, places, strict=True):
            known = cell if isinstance(cell, list) else [cell, cell]
            tree = self._tree(i, self._within(case, {on: known}, {level: place}))
            if tree is None:
                return None
            cases.append([cell, tree])
        return {"on": on, "cases": cases}

    def _grounds(self, i: int, top: int, case: _Case) -> list[list[Any]]:
        """What must be claimed of a case so that `top` follows, beyond what is so before node `i`: one part is enough
        where one decides."""
        here, claimed = case.here, set[int]()
        waiting = [top]
        while waiting:
            j = waiting.pop()
            if j in claimed or (j < i and here[j] == self._values[j]):
                continue
            claimed.add(j)
            parts = [] if j in case.told else self._premises.parts(j)
            decisive = {"all": "no", "any": "yes"}.get(self._premises.nodes[j][0])
            if parts and here[j] == decisive:
                deciding = [part for part in parts if here[part] == decisive]
                known = (part for part in deciding if part in claimed or (part < i and self._values[part] == decisive))
                # Nothing is claimed yet of what comes after node `i`.
                parts = [next(known, deciding[0]), *(part for part in parts if part >= i)]
            waiting += parts
        return [[j, here[j]] for j in sorted(claimed)]

    def _root(self, i: int, known: Mapping[int, int]) -> Node | None:
        """What the diagram leaves of node `i` in a case; None when the case cannot occur."""
        diagram, restriction = self._engine.diagram, Restriction(self._engine.diagram, known)
        admissible = TRUE if self._standing.contradiction else restriction(self._engine.admissible)
        if admissible is FALSE:
            return None
        return diagram.simplify(restriction(self._premises.roots[i]), admissible)

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
