"""Reading a reply against the question just asked, before anything else is thought of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from bot.nlu.canonical import canonical_text
from bot.nlu.cleaning import clean
from bot.nlu.dates import days
from bot.nlu.lexicon import lexicon
from bot.nlu.negation import has_denial, is_asked, is_denied, is_supposed
from bot.nlu.numerals import chinese
from bot.nlu.phrases import Meaning, PhraseIndex, spellings
from bot.nlu.places import named_region
from bot.nlu.quantities import quantity
from knowledge.facts import FactError, options, parse_value
from knowledge.model import Fact

#: Least likeness (shared character pairs) at which a wording unknown to the bundle is taken for an option's,
#: and how far it must be ahead of every other value.
LEAST_LIKENESS, LEAST_LEAD = 0.44, 0.12
#: What words add that only one of the options has.
OWN_WORDS = 0.12

_N = "一二三四五六七八九"
_YES = re.compile(
    r"^(?:嗯+|恩+|唔|是|对|有|要|会|能|行|好|可以|没错|当然|肯定|确实|正是|必须的|中|得|办|ok|yes|y)"
    r"(?:的|了|呢|啊|呀|嘛|咧|滴|哒|哦|吧|哩|嘞|着|过|啦|没错|对|是|有|要|一起|都|全|办|个|就|这样|这么回事|们|嗯|您说的|说的|得很|然)*$"
)
_NO = re.compile(
    r"^(?:还|都|也|并|真|暂时|目前|现在|我|我们|他们|这个|一个|全)*(?:没有|没|不是|不|无|否|非|木有|冇|冇得|没得|不用|不要|不会|不需要|莫得|哪有|未|没呢|no|n)"
    r"(?:有|了|呢|啊|呀|嘛|咧|滴|的|哦|吧|过|啦|要|用|会|办|得|去|这个|这样|那个|这种|情况|这回事|没有|没|不|谢谢|这些|这|事|是|想|到|弄|领|报|交|做)*$"
)
_HAS = re.compile(
    r"^(?:都|已经|早|早就|全|前天|昨天|刚|刚刚|上周|去年|上个月|我|我们)*(?:办|弄|领|拿|交|报|有|做|搞|扯|打|上|装|签|写|登记|拿到|办好|弄好|搞定|结)(?:完|好|到|下来|过|妥|定|手)*(?:了|咧|啦|的|手)+$"
)
#: 有证的, 没得证: yes and no with the thing named in one or two characters.
_OWNS = re.compile(r"^有[^不没无，。]{1,3}(?:的|了|呢|啊|咧)?$")
_LACKS = re.compile(r"^(?:还|都|也)*没(?:有|得)?[^，。]{1,3}(?:的|了|呢|啊|咧)?$")
_NONE_OF = re.compile(
    r"^(?:上面|下面|以上|这些|那些|这几样|这几个|几样|我们?|我家|他们|哪样|一样|一个|哪个|啥|什么)*(?:都|全|也|全都)?(?:没有|不是|没|不沾|不属于|不占|没得|冇|不符合|不涉及|无|不)"
    r"(?:一样|一个|哪样|这些|这几样|以上|这种情况|特殊情况|特殊|什么特殊|啥特殊|的|了|啊|呢|情况|占|沾)*$"
)
_UNSURE = re.compile(
    r"不知道|不晓得|不清楚|不太清楚|没听说|不确定|说不准|说不好|说不上|搞不清|弄不清|搞不懂|不懂|不明白|不记得|记不得|记不清|记不住|忘了|忘记|没想好|没定|没决定|没商量|没说好|还在商量|还在考虑|再看看|还没问|得问问|要问问|回去问|拿不准|不了解|没问过|没数|吃不准|不大清楚|搞不明白|没谱|认不得|晓不得|知不道|看不懂|没注意|没留意|两眼一抹黑"
)
_DECLINE = re.compile(
    r"先不说|不想说|不方便说|不方便透露|不便说|不告诉|保密|不想回答|不回答|不愿意说|不愿说|能不说|可以不说|不想讲|不讲|不肯讲|先不讲|隐私|暂时不说|不想提|先放着不说|不想填|不透露|不好说出口|非要说|非得说|一定要说|不说行|能不能不说|不说可以"
)
_ORDINAL = re.compile(
    rf"^(?:我?(?:选|是|要|就|应该是|属于|点))*(?:第\s*)(?P<n>[{_N}\d])\s*(?:个|种|项|条|类)?(?:选项)?(?:吧|的|啊|呢|哈|情况|那个|了)*$"
)
_BARE_ORDINAL = re.compile(rf"^(?:我?选\s*)?(?P<n>[1-9a-f]|[{_N}](?=$|个|号|项))(?:号|项)?(?:吧|的|。)?$")
_SEVERAL = re.compile(rf"第?[{_N}1-9](?:个|项)?(?:和|跟|、|，|还有)第?[{_N}1-9]")
_LIST_ORDINALS = re.compile(rf"第?([{_N}1-9])(?:个|项|种)?")
_LATTER = re.compile(
    r"^(?:我?(?:选|是|要|就))*(?:后面|后边|后头|下面|底下|最后|末尾|后者|最下面|倒数第一|最底下|后)(?:的)?(?:那|这|一)?(?:个|种|项|条|一个|者)?(?:吧|的|了|啊)*$"
)
_FORMER = re.compile(
    r"^(?:我?(?:选|是|要|就))*(?:前面|前边|前头|上面|最上面|头一|前者|最前面|前)(?:的)?(?:那|这|一)?(?:个|种|项|条|一个|者)?(?:吧|的|了|啊)*$"
)
_EDGES = re.compile(r"^(?:那个|这个(?!月|周|星期|礼拜)|那|哦|噢|喔|额|呃|嗯|哎|诶|就|应该|我说|我们?家?|俺们?|咱们?|他们?|就是|回答|答|您好|你好|，|。|、)+(?=.)|[。！!，、~…\s]+$")  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """What a reply says of the pending fact. `value` None with `unknown` None: nothing was read."""

    value: Any = None
    unknown: str | None = None
    confidence: float = 0.0
    text: str = ""

    @property
    def is_read(self) -> bool:
        return self.confidence > 0.0


NOTHING = Answer()


def read_answer(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    """Return what a cleaned `text` says of `fact`, whose question is pending, or `NOTHING`.

    Order: the bundle's own phrases, ordinals, yes and no, figures and days, 不知道 and 先不说, likeness.
    """
    text = lexicon().correct(text)
    core = _EDGES.sub("", text) or text
    for reader in (_by_exact, _by_not_knowing, _by_phrase, _by_ordinal, _by_kind, _by_likeness):
        answer = reader(index, fact, core, today)
        if answer.is_read:
            return _accepted(index, fact, answer)
    return NOTHING


def _accepted(index: PhraseIndex, fact: Fact, answer: Answer) -> Answer:
    if answer.unknown:
        return answer
    try:
        return Answer(parse_value(index.bundle, fact.id, answer.value), None, answer.confidence, answer.text)
    except FactError:
        return NOTHING


def _by_exact(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    whole = canonical_text(text.strip("。！，？ "))
    values = [meaning for spelling, meaning in spellings(fact) if spelling == whole]
    if not values:
        return NOTHING
    if fact.type == "set":
        return Answer([] if values[0].exclusive else [m.value for m in values], None, 1.0, text)
    return Answer(values[0].value, None, 1.0, text) if len({str(m.value) for m in values}) == 1 else NOTHING


def _by_not_knowing(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    if _DECLINE.search(text):
        return Answer(None, "declined", 0.95, text)
    found = _UNSURE.search(text)
    if not found:
        return NOTHING
    # 不知道 beside a clear answer (不知道算不算，反正没领证) does not undo it.
    rest = (text[: found.start()] + "，" + text[found.end() :]).strip("，。 ")
    said = _by_phrase(index, fact, rest, today) if rest else NOTHING
    if said.is_read and not is_asked(text, found.start(), found.end()):
        return said
    return Answer(None, "unsure", 0.95, text)


def _by_phrase(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    hits = [
        (found, is_denied(text, found.start))
        for found in index.find(text, only=fact.id)
        if not is_supposed(text, found.start)
        and not (len(found.phrase) == 1 and len(text) > (8 if fact.type == "set" else 4))
        and not is_asked(text, found.start, found.end)
    ]
    if not hits:
        return NOTHING
    if fact.type == "set":
        chosen = [m for found, denied in hits if not denied for m in found.meanings]
        if not chosen:
            return NOTHING
        # 水电都改: what is named by itself says what 都 refers to.
        alone = [found.meanings[0] for found, denied in hits if not denied and len(found.meanings) == 1]
        values = [m.value for m in (alone if len(alone) > 1 else chosen) if not m.exclusive]
        return Answer(list(dict.fromkeys(values)), None, 0.95, text)
    said: list[Any] = []
    for found, denied in hits:
        meant = {str(m.value): m.value for m in found.meanings}
        if len(meant) > 1:
            continue
        value = next(iter(meant.values()))
        if denied:
            others = [o.value for o in options(fact) if o.value != value]
            if len(others) == 1:
                said.append(others[0])
            continue
        said.append(value)
    if len({str(value) for value in said}) == 1:
        return Answer(said[0], None, 0.95, text)
    return NOTHING


def _by_ordinal(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    shown = options(fact)
    if len(shown) < 2:
        return NOTHING
    if fact.type == "set" and _SEVERAL.search(text) and len(text) <= 14:
        picked = [_position(n) for n in _LIST_ORDINALS.findall(text)]
        if all(1 <= n <= len(shown) for n in picked):
            return Answer([shown[n - 1].value for n in picked], None, 0.9, text)
    place = ordinal(text, len(shown), bare=fact.type not in ("integer", "money", "date"))
    if place is None:
        return NOTHING
    option = shown[place - 1]
    return Answer(([] if option.exclusive else [option.value]) if fact.type == "set" else option.value, None, 0.9, text)


def ordinal(text: str, count: int, *, bare: bool = True) -> int | None:
    """Return which of `count` things (from 1) a text picks by its place: 第二个, 后面那个, and, if `bare`, 2 or b."""
    found = _ORDINAL.match(text) or (_BARE_ORDINAL.match(text) if bare else None)
    if found:
        place = _position(found["n"])
    elif _LATTER.match(text):
        place = count
    elif _FORMER.match(text):
        place = 1
    else:
        return None
    return place if 1 <= place <= count else None


def _position(text: str) -> int:
    if text.isdigit():
        return int(text)
    return "abcdef".index(text) + 1 if text in "abcdef" else int(chinese(text) or 0)


def _by_kind(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    reader = {"bool": _yes_or_no, "date": _day, "integer": _count, "money": _count, "set": _none_of, "enum": _one_sided,
              "region": _region, "text": _free_text}.get(fact.type)  # fmt: skip
    return reader(index, fact, text, today) if reader else NOTHING


def _yes_or_no(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    verdicts = []
    for clause in re.split(r"[，。！？； ]", text):
        short = clause.strip("的")
        if _NO.match(short) or _LACKS.match(short):
            verdicts.append(False)
        elif _YES.match(short) or _HAS.match(short) or _OWNS.match(short):
            verdicts.append(True)
    if verdicts:
        # 嗯，没有: the first clause answers, unless it is only a sound.
        value = verdicts[-1] if re.match(r"^(?:嗯|唔|哦|啊|额)", text) else verdicts[0]
        return Answer(value, None, 0.9, text)
    return _echo(fact, text)


def _echo(fact: Fact, text: str) -> Answer:
    """雇了三个 to 雇人 / 不雇人: the words of the yes, with or without a denial."""
    labels = {option.value: option.label for option in options(fact)}
    yes, no = labels.get(True, ""), labels.get(False, "")
    if len(text) > 8 or not yes or has_denial(yes) or not has_denial(no) or re.search(r"[吗？]", text):
        return NOTHING
    words = set(_ASIDE.sub("", yes)) & set(_ASIDE.sub("", no))
    return Answer(not has_denial(text), None, 0.75, text) if words & set(text) else NOTHING


#: What a label says beside the point: remarks in brackets, signs, and the commonest characters.
_ASIDE = re.compile(r"[（(][^）)]*[）)]|[，。、的了有没不是要会在上过先用，家人]")


def _one_sided(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    """有 and 没有 where exactly one option says so."""
    short = re.split(r"[，。！？； ]", text.strip("。！，？ "))[0]
    yes, no = _YES.match(short) or _HAS.match(short), _NO.match(short)
    if not yes and not no:
        return NOTHING
    denying = [o for o in options(fact) if re.match(r"^(?:都|还)?(?:没|不|无|未)(?!清楚|知道|确定)", o.label)]
    plain = [o for o in denying if o.label in ("没有", "没", "不是", "无")]
    denying = plain or denying
    if no and len(denying) == 1:
        return Answer(denying[0].value, None, 0.8, text)
    affirming = [o for o in options(fact) if re.match(r"^(?:有|是|要|已|办)", o.label)]
    if yes and len(affirming) == 1:
        return Answer(affirming[0].value, None, 0.8, text)
    return NOTHING


def _day(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    found = days(text, today)
    certain = [day for day in found if day.date]
    if len({day.date for day in certain}) == 1 and not any(day.why == "lunar" for day in found):
        day = certain[-1]
        assert day.date is not None
        return Answer(day.date.isoformat(), None, 0.9, text[day.start : day.end])
    bare = re.fullmatch(r"(\d{1,2})[.\-/、 ](\d{1,2})", text.strip("。 号日"))
    if bare:
        return _day(index, fact, f"{bare[1]}月{bare[2]}日", today)
    return NOTHING


_ALONE = re.compile(r"^(?:就|只|只有|仅)*(?:我|本人)?(?:自己|一个人|一人|本人|独自|单独)(?:一个|一人)?(?:的)?$")
_PAIR = re.compile(r"(?:两口子|夫妻俩|夫妻两|我们俩|他们俩|俩人|小两口|老两口)")


def _count(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    if fact.unit == "人" and _ALONE.match(text.strip("。！， ")):
        return Answer(1, None, 0.9, text)
    if fact.unit == "人" and _PAIR.search(text):
        return Answer(2, None, 0.9, text)
    read = quantity(fact, text, bare=True)
    if read is None or (days(text, today) and not fact.unit):
        return NOTHING
    value, start, end = read
    return Answer(value, None, 0.9, text[start:end])


def _none_of(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    short = text.strip("。！，？ ")
    if any(o.exclusive for o in options(fact)) and (_NONE_OF.match(short) or _NO.match(short)):
        return Answer([], None, 0.9, text)
    return NOTHING


def _region(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    region = named_region(index.bundle, text)
    code = re.search(r"(?<!\d)\d{6}(?!\d)", text)
    if region:
        return Answer(region, None, 0.9, text)
    return Answer(code.group(), None, 0.9, code.group()) if code else NOTHING


def _free_text(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    return Answer(text, None, 0.6, text) if 1 <= len(text) <= 60 else NOTHING


def _by_likeness(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    """An unknown wording goes to the option whose phrases share most with it, if clearly ahead of every other."""
    if fact.type not in ("bool", "enum", "set", "integer") or len(text) > 40 or re.search(r"[吗？]|为什么|为啥", text):
        return NOTHING
    if not options(fact):
        return NOTHING
    said, denies = canonical_text(text.strip("。！，？ ")), has_denial(text)
    # A phrase may say several values of a set at once (水电气都要改), so phrases compete, not values.
    best: dict[tuple[str, ...], tuple[float, list[Meaning]]] = {}
    owned = (_owners(index, fact.id).get(pair, frozenset()) for pair in _pairs(said))
    owners = {value for values in owned if len(values) == 1 for value in values}
    for spelling, meanings in index.by_fact[fact.id].items():
        if has_denial(spelling) != denies:
            continue
        key = tuple(str(meaning.value) for meaning in meanings)
        share = max(likeness(said, spelling), shared_stretch(said, spelling))
        if share and len(owners) == 1 and len(key) == 1 and key[0] in owners:
            share += OWN_WORDS
        if share > best.get(key, (0.0, []))[0]:
            best[key] = (share, list(meanings))
    ranked = sorted(best.values(), key=lambda entry: -entry[0])
    if not ranked or ranked[0][0] < LEAST_LIKENESS:
        return NOTHING
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAST_LEAD:
        return NOTHING
    share, meant = ranked[0]
    if fact.type == "set":
        return Answer([m.value for m in meant if not m.exclusive], None, min(0.85, share), text)
    return Answer(meant[0].value, None, min(0.85, share), text) if len(meant) == 1 else NOTHING


def _owners(index: PhraseIndex, fact: str) -> dict[str, frozenset[str]]:
    """Return for every character pair and concept in the phrases of `fact` the values that use it."""
    if fact not in index.owners:
        gathered: dict[str, set[str]] = {}
        for spelling, meanings in index.by_fact[fact].items():
            for pair in _pairs(spelling):
                gathered.setdefault(pair, set()).update(str(meaning.value) for meaning in meanings)
        index.owners[fact] = {pair: frozenset(values) for pair, values in gathered.items()}
    return index.owners[fact]


def likeness(a: str, b: str) -> float:
    """Return the share (0..1) of character pairs and concepts that two wordings have in common."""
    pairs_a, pairs_b = _pairs(a), _pairs(b)
    shared = len(pairs_a & pairs_b)
    if not shared:
        return 0.0
    dice = 2 * shared / (len(pairs_a) + len(pairs_b))
    contained = shared / min(len(pairs_a), len(pairs_b)) if min(len(a), len(b)) >= 3 else 0.0
    return 0.6 * dice + 0.4 * contained


def shared_stretch(a: str, b: str) -> float:
    """Return the mean share (0..1) of two wordings that their longest common stretch of at least two characters is."""
    longest = 0
    ends: dict[int, int] = {}
    for character in a:
        ends = {j: ends.get(j - 1, 0) + 1 for j, other in enumerate(b) if other == character}
        longest = max(longest, *ends.values()) if ends else longest
    return (longest / len(a) + longest / len(b)) / 2 if longest >= 2 else 0.0


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"[，。！？、 ]", "", clean(text))
    concepts = {f"<{concept}>" for concept in lexicon().said(text)}
    return frozenset({plain[i : i + 2] for i in range(len(plain) - 1)} | concepts)
