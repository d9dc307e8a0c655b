"""A multi-valued decision diagram: one function from answers to yes or no, as a graph.

A node asks one variable and has one child per value of it; the leaves are FALSE and TRUE. Variables are levels, asked
in the order of their numbers on every path. Nodes are immutable and made once (hash-consed), so two functions are
equal exactly when they are the same object. Each node keeps its support (the levels it still depends on, a bit mask)
and its probability of TRUE under the weights of the variables, both worked out when it is made.

Bryant, Graph-Based Algorithms for Boolean Function Manipulation (1986), carried to variables of more than two values;
`simplify` is the restrict operator of Coudert and Madre (1990).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Probabilities are whole numbers of this unit: the same in every process and Python.
ONE_BITS = 40
ONE = 1 << ONE_BITS
#: The weights of the values of one variable are whole numbers that add up to 1 << WEIGHT_BITS.
WEIGHT_BITS = 16
LAST = 1 << 30


class Node:
    """One function. `level` of its top variable, `children` by value; compare with `is`."""

    __slots__ = ("children", "level", "probability", "support")

    def __init__(self, level: int, children: tuple[Node, ...], support: int, probability: int) -> None:
        self.level, self.children, self.support, self.probability = level, children, support, probability

    def __repr__(self) -> str:
        return "FALSE" if self is FALSE else "TRUE" if self is TRUE else f"<{self.level}: {len(self.children)}>"


FALSE = Node(LAST, (), 0, 0)
TRUE = Node(LAST, (), 0, ONE)


class TooLarge(Exception):
    """A function needs more nodes than the budget allows."""


class Diagram:
    """The table of nodes over variables with the given weights (one tuple a level), and the operations on them.

    `budget` bounds the nodes that may be made; beyond it an operation raises TooLarge. Threads may share a diagram:
    a node enters the table in one atomic step, and the memos only ever repeat what another thread found.
    """

    def __init__(self, weights: Sequence[tuple[int, ...]], budget: int = 1_000_000) -> None:
        self.weights = tuple(weights)
        self.budget = budget
        self._nodes: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._negated: dict[Node, Node] = {FALSE: TRUE, TRUE: FALSE}
        self._conjoined: dict[tuple[Node, Node], Node] = {}
        self._quantified: dict[tuple[Node, int], Node] = {}
        self._simplified: dict[tuple[Node, Node], Node] = {}

    def __len__(self) -> int:
        return len(self._nodes)

    def node(self, level: int, children: tuple[Node, ...]) -> Node:
        """The node that asks `level`; the child itself when all children are one."""
        first = children[0]
        for child in children:
            if child is not first:
                break
        else:
            return first
        key = (level, children)
        found = self._nodes.get(key)
        if found is None:
            if len(self._nodes) >= self.budget:
                raise TooLarge(f"more than {self.budget} nodes")
            support, probability = 1 << level, 0
            for weight, child in zip(self.weights[level], children, strict=True):
                support |= child.support
                probability += weight * child.probability
            found = self._nodes.setdefault(key, Node(level, children, support, probability >> WEIGHT_BITS))
        return found

    def literal(self, level: int, values: Sequence[bool]) -> Node:
        """TRUE for the values of `level` that are marked."""
        return self.node(level, tuple(TRUE if marked else FALSE for marked in values))

    def negate(self, a: Node) -> Node:
        """Yes where `a` says no."""
        found = self._negated.get(a)
        if found is None:
            found = self.node(a.level, tuple(self.negate(child) for child in a.children))
            self._negated[a], self._negated[found] = found, a
        return found

    def conjoin(self, a: Node, b: Node) -> Node:
        """Yes where both say yes."""
        if a is b or b is TRUE or a is FALSE:
            return a
        if a is TRUE or b is FALSE:
            return b
        found = self._conjoined.get((a, b)) or self._conjoined.get((b, a))
        if found is None:
            if a.level < b.level:
                children = tuple(self.conjoin(child, b) for child in a.children)
            elif b.level < a.level:
                children = tuple(self.conjoin(a, child) for child in b.children)
            else:
                children = tuple(map(self.conjoin, a.children, b.children))
            found = self._conjoined[a, b] = self.node(min(a.level, b.level), children)
        return found

    def disjoin(self, a: Node, b: Node) -> Node:
        """Yes where one says yes."""
        return self.negate(self.conjoin(self.negate(a), self.negate(b)))

    def exists(self, a: Node, levels: int) -> Node:
        """Yes where `a` says yes for some values of the variables in the mask `levels`."""
        if not a.support & levels:
            return a
        key = (a, levels)
        found = self._quantified.get(key)
        if found is None:
            children = [self.exists(child, levels) for child in a.children]
            if levels >> a.level & 1:
                found = FALSE
                for child in children:
                    found = self.disjoin(found, child)
            else:
                found = self.node(a.level, tuple(children))
            self._quantified[key] = found
        return found

    def simplify(self, a: Node, care: Node) -> Node:
        """A function that agrees with `a` wherever `care` says yes, and depends on as little as may be.

        `care` must not be FALSE. The result is constant whenever `a` is constant where `care` says yes.
        """
        if care is TRUE or not a.children:
            return a
        key = (a, care)
        found = self._simplified.get(key)
        if found is None:
            if care.level < a.level:
                wider = FALSE
                for child in care.children:
                    wider = self.disjoin(wider, child)
                found = self.simplify(a, wider)
            else:
                cares = care.children if care.level == a.level else (care,) * len(a.children)
                kept = [self.simplify(x, c) if c is not FALSE else None for x, c in zip(a.children, cares, strict=True)]
                fill = next(x for x in kept if x is not None)
                found = self.node(a.level, tuple(fill if x is None else x for x in kept))
            self._simplified[key] = found
        return found


class Restriction:
    """Functions once the variables in `known` (level -> value) have their values; what is walked is walked once."""

    __slots__ = ("_walk", "known")

    def __init__(self, diagram: Diagram, known: Mapping[int, int]) -> None:
        self.known = values = dict(known)
        mask = sum(1 << level for level in values)
        done: dict[Node, Node] = {}
        make = diagram.node

        def walk(a: Node) -> Node:
            while a.level in values:
                a = a.children[values[a.level]]
            if not a.support & mask:
                return a
            found = done.get(a)
            if found is None:
                found = done[a] = make(a.level, tuple([walk(child) for child in a.children]))
            return found

        self._walk = walk

    def __call__(self, a: Node) -> Node:
        return self._walk(a) if a.children else a


def size(roots: Sequence[Node]) -> int:
    """How many nodes the roots have together, leaves not counted."""
    seen: set[Node] = set()
    waiting = [root for root in roots if root.children]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(child for child in node.children if child.children)
    return len(seen)
