"""Lists of persons: unrolled into ordinary facts, so that asking, storing, deciding and explaining need nothing new.

A list `heirs` of up to 3 with the attribute `minor` becomes `heirs_count`, `heirs_1_minor`, `heirs_2_minor` and
`heirs_3_minor`. A test of the list (`condition.Members`) becomes a condition over these. Person n counts only while
there are at least n, so nothing about a person beyond the count can ever be needed.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from knowledge.condition import (
    ALWAYS,
    All,
    AnyOf,
    Bound,
    Condition,
    ConditionError,
    Leaf,
    Members,
    Not,
    leaves,
    members,
)
from knowledge.model import Attribute, Fact, Parameter

ORDINALS = "一二三四五六七八"
NEVER: Condition = AnyOf(())
NO_FIGURES: Mapping[str, Parameter] = {}


def count_id(fact: Fact) -> str:
    """The fact that says how many persons the list has."""
    return f"{fact.id}_count"


def attribute_id(fact: Fact, n: int, attribute: str) -> str:
    """The fact that holds an attribute of person `n`, counted from 1."""
    return f"{fact.id}_{n}_{attribute}"


def unroll(fact: Fact) -> tuple[Fact, ...]:
    """The facts that are asked for `fact`, in asking order: their number, then person by person.

    Those of person n have the subject `<id><n>`. A fact that is no list is asked as it is.
    """
    if fact.type != "persons":
        return (fact,)
    count = replace(
        fact,
        id=count_id(fact),
        name=f"有几位{_role(fact)}",
        type="integer",
        unit=fact.unit or "人",
        min=_least(fact),
        role=None,
        members=(),
        member_of=fact.id,
    )
    people = range(1, _most(fact) + 1)
    return (count, *(_asked_of(fact, n, attribute) for n in people for attribute in fact.members))


def _asked_of(fact: Fact, n: int, attribute: Attribute) -> Fact:
    """An attribute of person `n`, with the words filled in."""
    who = _role(fact) if fact.max == 1 else f"第{ORDINALS[n - 1]}位{_role(fact)}"

    def words(text: str) -> str:
        return text.replace("{n}", ORDINALS[n - 1]).replace("{name}", who)

    def words_or_none(text: str | None) -> str | None:
        return None if text is None else words(text)

    return Fact(
        id=attribute_id(fact, n, attribute.id),
        name=f"{who}：{words(attribute.name)}",
        kind=fact.kind,
        type=attribute.type,
        source=fact.source,
        verified=fact.verified,
        subject=f"{fact.id}{n}",
        question=words(attribute.question),
        help=words_or_none(attribute.help),
        why=words_or_none(attribute.why),
        basis=attribute.basis or fact.basis,
        options=tuple(replace(o, label=words(o.label), help=words_or_none(o.help)) for o in attribute.options),
        unit=attribute.unit,
        min=attribute.min,
        max=attribute.max,
        unsure=attribute.unsure,
        decline=attribute.decline,
        sensitivity=attribute.sensitivity,
        cost=attribute.cost,
        phrases=attribute.phrases,
        prior=attribute.prior,
        rare=attribute.rare,
        member_of=fact.id,
    )


def with_members(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """`facts` with every list unrolled anew: the lists themselves stay, facts of an earlier unrolling go."""
    written = {key: fact for key, fact in facts.items() if fact.member_of is None}
    lists = [fact for fact in written.values() if fact.type == "persons"]
    return {**{part.id: part for fact in lists for part in unroll(fact)}, **written}


def plain(condition: Condition, facts: Mapping[str, Fact], figures: Mapping[str, Parameter] = NO_FIGURES) -> Condition:
    """`condition` with every test of a list expanded. Raises ConditionError for one that does not fit its list."""
    if isinstance(condition, Members):
        return expand(condition, _list(condition, facts), figures)
    if isinstance(condition, Not):
        part = plain(condition.part, facts, figures)
        return condition if part is condition.part else Not(part)
    if isinstance(condition, (All, AnyOf)):
        parts = tuple(plain(part, facts, figures) for part in condition.parts)
        # What has no list in it stays the same object, so that verdicts kept by identity are still found.
        return condition if all(map(operator.is_, parts, condition.parts)) else type(condition)(parts)
    return condition


def written_leaves(condition: Condition, facts: Mapping[str, Fact]) -> Iterator[Leaf]:
    """Every leaf, left to right, a test of a list told of its first person: what an author's mistake is looked for in.

    Raises ConditionError for a test that does not fit its list.
    """
    for leaf in leaves(condition):
        if leaf.fact in facts and facts[leaf.fact].type == "persons":
            raise ConditionError(f"{leaf.fact} 是名单，要用 any、all 或 count，如 {{count: {{at_least: 2}}}}")
        yield leaf
    for node in members(condition):
        fact = _list(node, facts)
        if node.test == "count":
            yield Leaf(count_id(fact), node.operator, node.value)
        yield from leaves(of_person(node.where, fact, 1))


def expand(node: Members, fact: Fact, figures: Mapping[str, Parameter] | None = None) -> Condition:
    """The condition over unrolled facts that says what `node` says of the list `fact`; equal parts are one object.

    A count of some against a Bound needs the `figures` of the region; where nobody has stated the figure, the test
    becomes a leaf on the number of persons that no answer can decide. Raises ConditionError when the figures are
    missing, and when `where` tests what is not asked of each person.
    """
    people = range(1, _most(fact) + 1)
    where = {n: of_person(node.where, fact, n) for n in people}
    if node.test == "any":
        return AnyOf(tuple(_all(_there(fact, n), where[n]) for n in people))
    if node.test == "all":
        return All(tuple(_unless(_there(fact, n), where[n]) for n in people))
    if node.where == ALWAYS:
        return Leaf(count_id(fact), node.operator, node.value)
    bound = _figure(node.value, figures) if isinstance(node.value, Bound) else node.value
    if bound is None:
        return Leaf(count_id(fact), node.operator, Bound(node.value.parameter, f" {node.where!r}"))
    least = _threshold(fact, where)
    low, high = math.ceil(bound), math.floor(bound)
    if node.operator == "is":
        return _all(least(low), _none(least(high + 1))) if low == high else NEVER
    return {
        "at_least": lambda: least(low),
        "above": lambda: least(high + 1),
        "at_most": lambda: _none(least(high + 1)),
        "below": lambda: _none(least(low)),
    }[node.operator]()


def of_person(where: Condition, fact: Fact, n: int) -> Condition:
    """`where`, said of person `n`. Raises ConditionError when it tests something that is not asked of each."""
    if isinstance(where, Leaf):
        if where.fact not in {attribute.id for attribute in fact.members}:
            known = "、".join(attribute.id for attribute in fact.members)
            raise ConditionError(f"{fact.id} 的每一位没有 {where.fact} 这一项，可以是：{known}")
        return replace(where, fact=attribute_id(fact, n, where.fact))
    if isinstance(where, Not):
        return Not(of_person(where.part, fact, n))
    if isinstance(where, (All, AnyOf)):
        return type(where)(tuple(of_person(part, fact, n) for part in where.parts))
    raise ConditionError(f"{fact.id} 的每一位只有自己的情形，里面不能再写名单条件")


def _figure(bound: Bound, figures: Mapping[str, Parameter] | None) -> float | None:
    if figures is None:
        raise ConditionError(f"人数要和地方的数字 {bound.parameter} 比，要先知道是哪个地方")
    return figures[bound.parameter].value if bound.parameter in figures else None


def _list(node: Members, facts: Mapping[str, Fact]) -> Fact:
    fact = facts.get(node.fact)
    if fact is None:
        raise ConditionError(f"条件里的 {node.fact} 在 facts/ 里没有，是不是写错了")
    if fact.type != "persons":
        raise ConditionError(f"{node.fact} 不是名单，不能用 any、all、count 这样的名单条件")
    return fact


def _threshold(fact: Fact, where: Mapping[int, Condition]) -> Callable[[int], Condition]:
    """Return `least(k)`: at least `k` persons are such as `where` says.

    least(n, k), of persons n and later: there is an n-th, and either he is such and k - 1 later ones are, or k later
    ones are. There are at most max² such conditions, and each is made once.
    """
    most = len(where)
    made: dict[tuple[int, int], Condition] = {}

    def least(n: int, k: int) -> Condition:
        if k <= 0:
            return ALWAYS
        if k > most - n + 1:
            return NEVER
        if (n, k) not in made:
            such = _all(where[n], least(n + 1, k - 1))
            later = least(n + 1, k)
            made[n, k] = _all(_there(fact, n), such if later is NEVER else AnyOf((such, later)))
        return made[n, k]

    return lambda k: least(1, k)


def _there(fact: Fact, n: int) -> Condition:
    """There is an n-th person; always so up to the least number."""
    return ALWAYS if n <= _least(fact) else Leaf(count_id(fact), "at_least", n)


def _all(first: Condition, second: Condition) -> Condition:
    return second if first is ALWAYS else first if second is ALWAYS else All((first, second))


def _unless(there: Condition, such: Condition) -> Condition:
    return such if there is ALWAYS else AnyOf((Not(there), such))


def _none(condition: Condition) -> Condition:
    return NEVER if condition is ALWAYS else ALWAYS if condition is NEVER else Not(condition)


def _role(fact: Fact) -> str:
    return fact.role or fact.name


def _least(fact: Fact) -> int:
    return int(fact.min or 0)


def _most(fact: Fact) -> int:
    return int(fact.max or 0)
