"""The phrases of a bundle: which words say which value of which fact. Built from content alone, once per bundle."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from bot.nlu.canonical import canonical, canonical_text
from bot.nlu.cleaning import clean
from bot.nlu.lexicon import lexicon
from knowledge.bundle import Bundle
from knowledge.facts import options
from knowledge.model import Fact

_ASIDES = re.compile(r"[（(]([^）)]*)[）)]")
_SIGN = re.compile(r"[没不未无别，、（）()问有要我你他她这那一]|什么|怎么|啥|哪|自己|本人")
LEAST_USES = 3
_PARENTHESES = re.compile(r"[（(][^）)]*[）)]")
_EDGE = "，。！？、；： "
#: Shorter phrases, and these words alone, say nothing unless their question has just been asked.
SHORTEST_FREE = 2
_BARE = frozenset(["有", "没有", "是", "不是", "要", "不要", "会", "不会", "办", "不办", "已办", "没办", "都有", "都没有", "可以", "不可以", "都行", "不用", "不需要", "需要", "一个", "两个", "三个", "自己", "本人", "别人", "其他", "其它", "都没有", "一起", "不一起", "知道", "不知道", "不清楚", "以上都没有", "正常", "普通", "没", "无", "否", "对", "不对", "好", "不好", "好的", "行", "不行", "现在", "以后", "已经", "还没", "还没有", "不确定", "没报", "拿上", "没拿上"])  # fmt: skip


#: A hospital's name alone: where the child was born if that was asked; unasked, only where somebody was sent.
_HOSPITAL = re.compile(r"(?!外)[^，。生出]{0,6}(?:医院|保健院|卫生院|妇幼|[一二三]院)")


@dataclass(frozen=True)
class Meaning:
    """What a phrase says: this value of this fact. `exclusive`: the option 都没有 of a set, stored as []."""

    fact: str
    value: Any
    kind: str
    exclusive: bool = False


@dataclass(frozen=True)
class Found:
    """A phrase in a text, with everything it may say."""

    start: int
    end: int
    phrase: str
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True)
class PhraseIndex:
    """Phrases to meanings, with what each event asks. `bundle` keeps the records for everything else."""

    bundle: Bundle
    meanings: dict[str, tuple[Meaning, ...]]
    longest: int
    facts_of: dict[str, frozenset[str]]
    terms: frozenset[str]
    by_fact: dict[str, dict[str, tuple[Meaning, ...]]] = field(default_factory=dict)
    #: Core words and asides of a fact's options: they answer its question where nothing else is said.
    hints: dict[str, dict[str, tuple[Meaning, ...]]] = field(default_factory=dict)
    #: Filled by the reader of answers: fact -> character pair -> the values whose phrases have it.
    owners: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)

    def find(
        self, text: str, only: str | None = None, *, hints: bool = False, among: frozenset[str] | None = None
    ) -> list[Found]:
        """Return the phrases in a cleaned `text`, longest first where they overlap, then left to right.

        Both sides meet in their canonical wording; offsets are those of `text`. `only`: read for this fact alone,
        so that a longer phrase of another fact hides nothing; with `hints`, by what its phrases only hint at.
        `among`: phrases of none of these facts are not there.
        """
        known = (self.hints if hints else self.by_fact).get(only, {}) if only else self.meanings
        plain = canonical(text)
        hits = [
            Found(*plain.span(start, start + length), plain.text[start : start + length], known[wording])
            for start in range(len(plain.text))
            for length in range(1, min(self.longest, len(plain.text) - start) + 1)
            if (wording := plain.text[start : start + length]) in known
            and (among is None or any(meaning.fact in among for meaning in known[wording]))
        ]
        taken: list[Found] = []
        for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
            if all(hit.end <= other.start or other.end <= hit.start for other in taken):
                taken.append(hit)
        return sorted(taken, key=lambda hit: hit.start)

    def collisions(self) -> dict[str, tuple[Meaning, ...]]:
        """Return the phrases that belong to more than one fact or to two values of one."""
        return {phrase: meanings for phrase, meanings in self.meanings.items() if len(meanings) > 1}


def is_free(phrase: str) -> bool:
    """Whether a phrase says something by itself, without its question."""
    return len(phrase) >= SHORTEST_FREE and phrase not in _BARE and not _HOSPITAL.fullmatch(phrase)


def spellings(fact: Fact) -> list[tuple[str, Meaning]]:
    """Return every way the bundle itself gives to say a value of `fact`, cleaned, labels included."""
    pairs: list[tuple[str, Meaning]] = []
    short = [_PARENTHESES.sub("", option.label) for option in options(fact)]
    for option, label in zip(options(fact), short, strict=True):
        meaning = Meaning(fact.id, option.value, fact.type, option.exclusive)
        # 个人（身份证） and 个人（护照）: of these the brackets are what matters.
        for text in (option.label, *([label] if short.count(label) == 1 else []), *option.phrases):
            spelling = canonical_text(lexicon().correct(clean(str(text))).strip(_EDGE))
            if spelling:
                pairs.append((spelling, meaning))
    return pairs


def core_words(pairs: list[tuple[str, Meaning]]) -> list[tuple[str, Meaning]]:
    """Return stretches of two or three characters that at least three spellings of one value share and no other has.

    They answer the pending question and nothing else: of 生日蛋糕, 奶油蛋糕, 做蛋糕 the core is 蛋糕.
    """
    uses: dict[str, dict[str, int]] = {}
    meant: dict[str, Meaning] = {}
    for spelling, meaning in dict.fromkeys((spelling, meaning) for spelling, meaning in pairs):
        key = str(meaning.value)
        meant[key] = meaning
        for stretch in {spelling[i : i + n] for n in (2, 3) for i in range(len(spelling) - n + 1)}:
            counts = uses.setdefault(stretch, {})
            counts[key] = counts.get(key, 0) + 1
    return [
        (stretch, meant[key])
        for stretch, counts in uses.items()
        for key, count in counts.items()
        if len(counts) == 1 and count >= LEAST_USES and not meant[key].exclusive and not _SIGN.search(stretch)
    ]


def asides(fact: Fact) -> list[tuple[str, Meaning]]:
    """Return what labels say in brackets, piece by piece: 组合贷（公积金加商贷）."""
    return [
        (canonical_text(clean(piece)), Meaning(fact.id, option.value, fact.type, option.exclusive))
        for option in options(fact)
        for aside in _ASIDES.findall(option.label)
        for piece in re.split(r"[，、；。]", aside)
        if len(piece) >= 3
    ]


@lru_cache(maxsize=4)
def _index(digest: str, holder: _Holder) -> PhraseIndex:
    bundle = holder.bundle
    gathered: dict[str, list[Meaning]] = {}
    by_fact: dict[str, dict[str, tuple[Meaning, ...]]] = {}
    hints: dict[str, dict[str, tuple[Meaning, ...]]] = {}
    for fact in bundle.facts.values():
        if fact.kind == "derived":
            continue
        own = by_fact.setdefault(fact.id, {})
        for spelling, meaning in spellings(fact):
            own[spelling] = tuple(dict.fromkeys((*own.get(spelling, ()), meaning)))
            # What is asked of one person of a list is never read unasked: nobody says which one is meant.
            if fact.member_of is None and meaning not in gathered.setdefault(spelling, []):
                gathered[spelling].append(meaning)
        hints[fact.id] = {
            spelling: (meaning,)
            for spelling, meaning in (*asides(fact), *core_words(spellings(fact)))
            if spelling not in own
        }
    facts_of = {
        event.id: frozenset(fact for chapter in event.chapters for fact in chapter.facts)
        for event in bundle.events.values()
    }
    terms = frozenset(phrase for phrase in gathered if 2 <= len(phrase) <= 8)
    terms |= {clean(record.name) for record in bundle.materials.values() if 2 <= len(record.name) <= 10}
    longest = max((len(phrase) for own in by_fact.values() for phrase in own), default=1)
    return PhraseIndex(
        bundle=bundle,
        meanings={phrase: tuple(meanings) for phrase, meanings in gathered.items()},
        longest=longest,
        facts_of=facts_of,
        terms=frozenset(terms),
        by_fact=by_fact,
        hints=hints,
    )


class _Holder:
    """Carries a bundle into the cache under its hash alone."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle

    def __hash__(self) -> int:
        return hash(self.bundle.hash)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.bundle.hash == self.bundle.hash


def index_of(bundle: Bundle) -> PhraseIndex:
    """Return the phrase index of `bundle`, cached by its hash."""
    return _index(bundle.hash, _Holder(bundle))
