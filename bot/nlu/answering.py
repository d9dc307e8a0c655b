"""Reading a reply against the question just asked, before anything else is thought of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.nlu import replies
from bot.nlu.canonical import canonical_text
from bot.nlu.dates import days
from bot.nlu.lexicon import lexicon
from bot.nlu.likeness import likeness, owners, pairs, shared_stretch
from bot.nlu.negation import has_denial, is_asked, is_denied, is_supposed
from bot.nlu.numerals import chinese
from bot.nlu.phrases import Found, Meaning, PhraseIndex, is_free, spellings
from bot.nlu.places import named_region
from bot.nlu.quantities import quantity
from knowledge.facts import FactError, options, parse_value
from knowledge.model import Fact

#: Least likeness (shared character pairs) at which a wording unknown to the bundle is taken for an option's,
#: and how far it must be ahead of every other value.
LEAST_LIKENESS, LEAST_LEAD = 0.44, 0.12
#: Longer replies than this are not read by a hint.
LONGEST_HINT = 16
#: Share of a reply that a short phrase, a bare number or a day must be to be its meaning for sure.
LEAST_SHARE = 0.45
#: Share of a clause that a core word must be.
LEAST_HINT = 0.34
#: Least likeness in a reply of several clauses.
LEAST_BESIDE = 0.7
#: What words add that only one of the options has.
OWN_WORDS = 0.12


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

    Order: the bundle's own phrases, 不知道 and 先不说, ordinals, yes and no, figures and days, likeness. What the
    bundle's phrases say of other facts is no reply to this one: of 户口随妈妈 nothing is read for 户口上好了吗.
    """
    text = lexicon().correct(text)
    core = replies.EDGES.sub("", text) or text
    for reader, said in ((_by_exact, text), (_by_exact, core), (_by_not_knowing, core), (_by_phrase, core)):
        answer = reader(index, fact, said, today)
        if answer.is_read:
            return _accepted(index, fact, answer)
    left = "" if replies.DOUBTFUL.search(core) else _not_of_others(index, fact, core)
    for reader in (_by_ordinal, _by_kind, _by_hint, _by_likeness) if left else ():
        answer = reader(index, fact, left, today)
        # Beside clauses about other facts a likeness must be near to be meant for this one.
        if answer.is_read and (answer.confidence >= LEAST_BESIDE or "，" not in core):
            return _accepted(index, fact, answer)
    return NOTHING


def _of_others(index: PhraseIndex, fact: Fact, text: str) -> list[Found]:
    """Return the phrases in `text` that speak of other facts of the same event and not of this one."""
    beside = frozenset().union(*(facts for facts in index.facts_of.values() if fact.id in facts)) - {fact.id}
    meant = [
        (one, {m.fact for m in one.meanings})
        for one in index.find(text, among=beside | {fact.id})
        if is_free(one.phrase)
    ]
    return [one for one, facts in meant if fact.id not in facts and facts & beside]


def _not_of_others(index: PhraseIndex, fact: Fact, text: str) -> str:
    """Return the clauses of `text` without those that speak of other facts."""
    clauses = re.split(r"[，。！？；]", text)
    return "，".join(clause for clause in clauses if clause and not _of_others(index, fact, clause))


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
    values = values or list(index.hints.get(fact.id, {}).get(whole, ()))
    if not values:
        return NOTHING
    if fact.type == "set":
        return Answer([] if values[0].exclusive else [m.value for m in values], None, 1.0, text)
    return Answer(values[0].value, None, 1.0, text) if len({str(m.value) for m in values}) == 1 else NOTHING


def _by_not_knowing(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    if replies.DECLINE.search(text):
        return Answer(None, "declined", 0.95, text)
    found = replies.UNSURE.search(text)
    if not found:
        return NOTHING
    # 不知道 beside a clear answer (不知道算不算，反正没领证) does not undo it.
    rest = (text[: found.start()] + "，" + text[found.end() :]).strip("，。 ")
    said = _by_phrase(index, fact, rest, today) if rest else NOTHING
    if said.is_read and not is_asked(text, found.start(), found.end()):
        return said
    return Answer(None, "unsure", 0.95, text)


def _by_phrase(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    others = _of_others(index, fact, text)
    hits = [
        (found, is_denied(text, found.start))
        for found in index.find(text, only=fact.id)
        if not is_supposed(text, found.start)
        and not (text[found.start : found.end] == "一个" and text.startswith("人", found.end))
        and not any(o.start <= found.start and found.end <= o.end for o in others)
        and not is_asked(text, found.start, found.end)
    ]
    if not hits:
        return NOTHING
    # A short phrase (要, 有) in a long sentence says little; a long one says what it says.
    share = sum(found.end - found.start for found, _ in hits) / len(re.sub(r"[，。和跟、 ]", "", text))
    longest = max(len(found.phrase) for found, _ in hits)
    if longest == 1 and share < LEAST_SHARE:
        return NOTHING
    # 没报 in 户口没报 is said of what stands before it.
    if longest == 2 and share <= 0.5 and not any(is_free(found.phrase) for found, _ in hits) and fact.type != "set":
        return NOTHING
    confidence = 0.95 if share >= LEAST_SHARE or longest > 2 else 0.8
    if fact.type == "set":
        chosen = [m for found, denied in hits if not denied for m in found.meanings]
        if not chosen:
            return NOTHING
        # 水电都改: what is named by itself says what 都 refers to.
        alone = [found.meanings[0] for found, denied in hits if not denied and len(found.meanings) == 1]
        values = [m.value for m in (alone if len(alone) > 1 else chosen) if not m.exclusive]
        # 奶茶和蛋糕: the second is known by its core word only.
        for part in re.split(r"[，、和跟加]|还有|以及", text) if values else ():
            if not index.find(part, only=fact.id) and (hinted := _by_hint(index, fact, part, today)).is_read:
                values += hinted.value
        return Answer(list(dict.fromkeys(values)), None, confidence, text)
    said: list[Any] = []
    for found, denied in hits:
        meant = {str(m.value): m.value for m in found.meanings}
        if len(meant) > 1:
            continue
        value = next(iter(meant.values()))
        if denied:
            rest = [o.value for o in options(fact) if o.value != value]
            if len(rest) == 1:
                said.append(rest[0])
            continue
        said.append(value)
    if len({str(value) for value in said}) == 1:
        return Answer(said[0], None, confidence, text)
    return NOTHING


def _by_ordinal(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    shown = options(fact)
    if len(shown) < 2:
        return NOTHING
    if fact.type == "set" and replies.SEVERAL.search(text) and len(text) <= 14:
        picked = [_position(n) for n in replies.LIST_ORDINALS.findall(text)]
        if all(1 <= n <= len(shown) for n in picked):
            return Answer([shown[n - 1].value for n in picked], None, 0.95, text)
    place = ordinal(text, len(shown), bare=fact.type not in ("integer", "money", "date"))
    if place is None:
        return NOTHING
    option = shown[place - 1]
    return Answer(
        ([] if option.exclusive else [option.value]) if fact.type == "set" else option.value, None, 0.95, text
    )


def ordinal(text: str, count: int, *, bare: bool = True) -> int | None:
    """Return which of `count` things (from 1) a text picks by its place: 第二个, 后面那个, and, if `bare`, 2 or b."""
    found = replies.ORDINAL.match(text) or (replies.BARE_ORDINAL.match(text) if bare else None)
    if found:
        place = _position(found["n"])
    elif replies.LATTER.match(text):
        place = count
    elif replies.FORMER.match(text):
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
        about = bool(set(short) & _subject(fact))
        if replies.NO.match(short) or (about and replies.LACKS.match(short)):
            verdicts.append(False)
        elif replies.YES.match(short) or replies.HAS.match(short) or (about and replies.OWNS.match(short)):
            verdicts.append(True)
    if verdicts:
        # 嗯，没有: the first clause answers, unless it is only a sound.
        value = verdicts[-1] if re.match(r"^(?:嗯|唔|哦|啊|额)", text) else verdicts[0]
        return Answer(value, None, 0.9 if len(set(verdicts)) == 1 else 0.8, text)
    return _echo(fact, text)


def _subject(fact: Fact) -> frozenset[str]:
    """Return the characters that speak of `fact`: those of its question and phrases, without the commonest."""
    words = f"{fact.name}{fact.question or ''}" + "".join(p for o in options(fact) for p in (o.label, *o.phrases))
    return frozenset(words) - _COMMON


_COMMON = frozenset("，。？！、（）的了吗有没不是要会在就都也还一个上下过呢啊我你您他她它们这那人家")


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
    yes, no = replies.YES.match(short) or replies.HAS.match(short), replies.NO.match(short)
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
        share = (day.end - day.start) / len(text)
        confidence = 0.95 if share > 0.9 else 0.9 if share >= LEAST_SHARE else 0.8
        return Answer(day.date.isoformat(), None, confidence, text[day.start : day.end])
    bare = re.fullmatch(r"(\d{1,2})[.\-/、 ](\d{1,2})", text.strip("。 号日"))
    if bare:
        return _day(index, fact, f"{bare[1]}月{bare[2]}日", today)
    return NOTHING


_ALONE = re.compile(r"^(?:就|只|只有|仅)*(?:我|本人)?(?:自己|一个人|一人|本人|独自|单独)(?:一个|一人)?(?:的)?$")
#: One who goes or does it is no count of those who own it.
_BY_ONE = re.compile(r"一个?人(?:去|来|跑|办|干|弄|做|带)")
_PAIR = re.compile(r"(?:两口子|夫妻俩|夫妻两|我们俩|他们俩|俩人|小两口|老两口)")


def _count(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    if fact.unit == "人" and _ALONE.match(text.strip("。！， ")):
        return Answer(1, None, 0.9, text)
    if fact.unit == "人" and _PAIR.search(text):
        return Answer(2, None, 0.9, text)
    read = quantity(fact, text, bare=True)
    if fact.unit == "人" and _BY_ONE.search(text):
        return NOTHING
    if read is None or days(text, today) or _points_elsewhere(index, fact, text):
        return NOTHING
    value, start, end = read
    has_unit = quantity(fact, text, bare=False) is not None
    if not has_unit and end - start < LEAST_SHARE * len(text):
        return NOTHING
    return Answer(value, None, 0.9, text[start:end])


def _points_elsewhere(index: PhraseIndex, fact: Fact, text: str) -> bool:
    """Whether the text names what another fact with the same unit measures (店面 is not 建筑面积)."""
    rivals = [f for f in index.bundle.facts.values() if f.id != fact.id and f.type == fact.type and f.unit == fact.unit]
    own = any(phrase in text for phrase in fact.phrases)
    return not own and any(phrase in text for rival in rivals for phrase in rival.phrases)


def _none_of(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    short = text.strip("。！，？ ")
    if any(o.exclusive for o in options(fact)) and (replies.NONE_OF.match(short) or replies.NO.match(short)):
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


def _by_hint(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    """A core word of one option (蛋糕), in a clause that speaks of nothing else."""
    if len(text) > LONGEST_HINT or re.search(r"[吗？]|为什么|为啥", text):
        return NOTHING
    hinted: list[Meaning] = []
    for clause in re.split(r"[，。！？；]", text):
        for found in index.find(clause, only=fact.id, hints=True):
            least = LEAST_SHARE if fact.type == "set" else LEAST_HINT
            enough = found.end - found.start >= least * len(clause)
            if enough and not is_denied(clause, found.start) and not has_denial(clause):
                hinted += found.meanings
    values = list(dict.fromkeys(meaning.value for meaning in hinted))
    if fact.type == "set" and values:
        return Answer(values, None, 0.8, text)
    return Answer(values[0], None, 0.8, text) if len(values) == 1 else NOTHING


#: Who does a thing says nothing of the thing: 就我一个人干 is not like 路边一个门面, 她自己去 not like 自己先垫的.
_BY_ONESELF = re.compile(r"自己|本人|亲自|独自|单独|[一俩两]个?人|一个")


def _by_likeness(index: PhraseIndex, fact: Fact, text: str, today: date) -> Answer:
    """An unknown wording goes to the option whose phrases share most with it, if clearly ahead of every other."""
    if fact.type not in ("bool", "enum", "set", "integer") or len(text) > 40 or re.search(r"[吗？]|为什么|为啥", text):
        return NOTHING
    if not options(fact):
        return NOTHING
    said, denies = _BY_ONESELF.sub("", canonical_text(text.strip("。！，？ "))), has_denial(text)
    if not said:
        return NOTHING
    # A phrase may say several values of a set at once (水电气都要改), so phrases compete, not values.
    best: dict[tuple[str, ...], tuple[float, list[Meaning]]] = {}
    owned = (owners(index, fact.id).get(pair, frozenset()) for pair in pairs(said))
    own = {value for values in owned if len(values) == 1 for value in values}
    for spelling, meanings in index.by_fact[fact.id].items():
        if has_denial(spelling) != denies or (len(spelling) == 2 and not is_free(spelling)):
            continue
        key = tuple(str(meaning.value) for meaning in meanings)
        plain = _BY_ONESELF.sub("", spelling) or spelling
        share = max(likeness(said, plain), shared_stretch(said, plain))
        if share and len(own) == 1 and len(key) == 1 and key[0] in own:
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
