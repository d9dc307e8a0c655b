"""Questions: each decides something, and its options are all there and apart (QC-28)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.deciding import deciding_facts
from knowledge.lint.parts import asked_of
from knowledge.lint.rule import rule
from knowledge.model import Group


@rule("QC-28", once=True)
def qc_28_every_question_is_used(c: Checked) -> Iterator[Problem]:
    """A question that decides nothing is not asked; a fact that decides is asked somewhere (兴国县方案 三2)."""
    for key, event in c.events.items():
        used = deciding_facts(c.bundle, key)
        asked = {fact: chapter.id for chapter in event.chapters for fact in chapter.facts}
        for name in sorted(asked.keys() - used):
            text = f"问题 {name} 不改变任何结果，请删去或写上它决定什么"
            yield c.wrong("events", key, text, "chapters", asked[name])
        for name in sorted(used - asked.keys()):
            yield c.wrong("events", key, f"条件里用到 {name}，却没有放进任何一章来问，请放进 chapters", "chapters")
        facts = [fact for chapter in event.chapters for fact in chapter.facts]
        for name in sorted(n for n, times in Counter(facts).items() if times > 1):
            yield c.wrong("events", key, f"{name} 在 chapters 里写了两次，请只留一处", "chapters")


@rule()
def options_do_not_overlap(c: Checked) -> Iterator[Problem]:
    """Two options of one question differ in value, in label and, where one is chosen, in what people say for them."""
    for key, fact in c.facts.items():
        for path, asked in asked_of(fact):
            for field in ("value", "label"):
                for same in _repeated([str(getattr(option, field)) for option in asked.options]):
                    yield c.wrong("facts", key, f"两个选项的 {field} 都是 {same}，请改掉一个", *path, "options")
            if asked.type != "set":
                said = [phrase for option in asked.options for phrase in dict.fromkeys(option.phrases)]
                for same in _repeated(said):
                    text = f"“{same}”写在两个选项下面，听不出选哪个，请只留一处"
                    yield c.wrong("facts", key, text, *path, "options")


@rule()
def options_are_complete(c: Checked) -> Iterator[Problem]:
    """Whoever is asked finds an answer: yes and no, at least two to choose from, 都没有 where several may hold."""
    for key, fact in c.facts.items():
        for path, asked in asked_of(fact):
            values = [option.value for option in asked.options]
            if asked.type == "bool" and values and set(values) != {True, False}:
                yield c.wrong("facts", key, "是非题的选项要有 true 和 false 两个，请补全", *path, "options")
            if asked.type == "enum" and len(values) < 2:
                yield c.wrong("facts", key, "只有一个选项，不用问；请补上别的选项", *path, "options")
            if asked.type == "set" and not asked.min and not any(option.exclusive for option in asked.options):
                text = "多选里没有“都没有”，请加一个 exclusive: true 的选项；至少要选一样的，写 min: 1"
                yield c.wrong("facts", key, text, *path, "options")
    for key, event in c.events.items():
        for part, groups in (("groups", event.groups), ("parties", event.parties)):
            for group in groups:
                if uncounted := _uncounted(c, group):
                    text = f"{group.name}的 map 没有写 {'、'.join(uncounted)} 是几个，请补上"
                    yield c.wrong("events", key, text, part, group.id, "map")


@rule()
def alternatives_can_be_chosen(c: Checked) -> Iterator[Problem]:
    """Of a group of alternative papers no more can be asked for than there are, and all say the same number."""
    for key, service in c.services.items():
        groups: dict[str, list[tuple[str, int]]] = {}
        for need in service.requirements:
            if need.group is not None:
                groups.setdefault(need.group, []).append((need.id, need.choose))
        for name, needs in groups.items():
            here = ("requirements", needs[0][0])
            if len({choose for _, choose in needs}) > 1:
                yield c.wrong("services", key, f"{name} 这一组的 choose 写得不一样，请统一", *here)
            elif needs[0][1] > len(needs):
                yield c.wrong(
                    "services", key, f"{name} 这一组要选 {needs[0][1]} 样，只有 {len(needs)} 样，请改少", *here
                )


def _repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _uncounted(c: Checked, group: Group) -> list[str]:
    fact = c.view.facts[group.count] if group.count else None
    if fact is None or fact.type != "enum":
        return []
    return [str(o.value) for o in fact.options if o.value not in group.map and not isinstance(o.value, int)]
