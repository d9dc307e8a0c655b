"""The steps of a proof: what every condition is for one person, and cases where Kleene's logic does not see it.

First all nodes from their parts, parts first. Where the diagram knows more of a target, the node is shown by cases: as
long as the outcome depends on something open, the diagram's topmost question is split; once it is constant, the
question that stands most often among what is undecided, until the logic sees it in every case. The rule of a single
step is the checker's own (`knowledge.check_proof.follows`), so both say the same or the checker finds out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.check_proof import follows
from knowledge.diagram import FALSE, TRUE, Node, Restriction
from knowledge.evaluate import is_unknown
from knowledge.premises import Premises
from knowledge.relevance import Standing

#: Cases that one node may take. Beyond, it stays "not shown" and a checker refuses the proof, which is the truth then.
MOST_CASES = 2_000
DECIDED = ("yes", "no")


@dataclass(frozen=True)
class _Case:
    """One case of a split: what is told in it of facts and nodes, the same as places by level (`known`), and what every
    node is as far as it has been worked out (`here`)."""

    told: dict[Any, Any]
    known: dict[int, int]
    here: dict[int, str]

    def within(self, on: str | int, cell: Any, level: int, place: int) -> _Case:
        """The narrower case in which fact or node `on` is `cell`."""
        known = cell if isinstance(cell, list) else [cell, cell]
        return _Case({**self.told, on: known}, {**self.known, level: place}, self.here)

    def worked_out(self, nodes: Sequence[list[Any]], proof: Mapping[str, Any]) -> _Case:
        """The case with every node worked out anew that was not decided around it."""
        here = dict(self.here)
        for j, before in self.here.items():
            if before not in DECIDED:
                found = self.told[j][0] if j in self.told else follows(nodes[j], here, self.told, proof)
                here[j] = before if found == "not shown" else found
        return _Case(self.told, self.known, here)


class Derivation:
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
                tree = self._shown_by_cases(i)
                if tree is not None:
                    cases[str(i)], self._values[i] = tree, str(self._goal(i))
        return cases

    def _shown_by_cases(self, i: int) -> dict[str, Any] | None:
        """The tree that shows node `i`; None when it takes too many cases."""
        self._left = MOST_CASES
        cone = sorted({j for k in (i, *self._impossible) for j in self._premises.under(k)})
        before = {j: self._values[j] if j < i else "not shown" for j in cone}
        return self._tree(i, _Case(self._told, self._known, before))

    def _tree(self, i: int, outer: _Case) -> dict[str, Any] | None:
        self._left -= 1
        case = outer.worked_out(self._premises.nodes, self._proof)
        for closed in self._impossible:
            if case.here[closed] == "yes":
                return {"impossible": closed, "claims": self._grounds(i, closed, case)}
        root = self._root(i, case.known)
        goal = None if root is None else "open" if root.children else "yes" if root is TRUE else "no"
        if case.here[i] == goal:
            return {"claims": self._grounds(i, i, case)}
        level = root.level if root is not None and root.children else self._most_tested(i, case.here)
        return None if level is None or self._left <= 0 else self._split(i, level, case)

    def _split(self, i: int, level: int, case: _Case) -> dict[str, Any] | None:
        axis = self._engine.axes[level]
        on: str | int = axis.fact
        if axis.figure is not None or axis.member is not None:
            on = next(node for node, found in self._premises.tests.items() if found == level)
            cells, places = ["no", "yes"], [0, 1]
        else:
            cells, places = self._premises.document["domains"][on], self._premises.places[axis.fact]
        cases: list[list[Any]] = []
        for cell, place in zip(cells, places, strict=True):
            tree = self._tree(i, case.within(on, cell, level, place))
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
