"""Reading the facts that a citizen volunteers, from the bundle's own phrases. Precision before recall: what may be
meant otherwise is left for the question to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.nlu.cleaning import clean
from bot.nlu.dates import days
from bot.nlu.lexicon import lexicon
from bot.nlu.negation import is_asked, is_denied, is_supposed
from bot.nlu.phrases import Found, Meaning, PhraseIndex, is_free
from bot.nlu.quantities import quantity
from bot.nlu.segments import boundaries
from knowledge.facts import FactError, options, parse_value
from knowledge.model import Fact

_EITHER = re.compile(r"^(?:还是|或者|或|要么|和|跟|与|、|，还是)$")
_OF_BOTH = frozenset({"和", "跟", "与", "、"})
#: Words of date questions that any date fact has and that therefore point to none.
_COMMON_CONCEPTS = frozenset({"孩子", "时间", "办理", "询问", "房屋", "店铺", "数目"})


@dataclass(frozen=True)
class HeardFact:
    """One fact read from a text: its stored value, and the words that said it."""

    fact: str
    value: Any
    text: str
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        return {"fact": self.fact, "value": self.value, "text": self.text}


def read_facts(
    index: PhraseIndex,
    text: str,
    today: date,
    events: Iterable[str] = (),
    pending: str | None = None,
    known: Mapping[str, Any] | None = None,
) -> list[HeardFact]:
    """Return the facts said in a cleaned `text`, at most one value per fact.

    `events`: only facts that these ask are read. `pending`: the fact being asked, for which a phrase that belongs to
    several facts is read. `known`: the answers so far; an area said again is the fact that has it.
    """
    text = lexicon().correct(text)
    relevant = frozenset().union(*(index.facts_of.get(event, frozenset()) for event in events))
    if pending is not None:
        relevant |= {pending}
    if not relevant:
        return []
    said: dict[str, list[tuple[Found, Meaning, bool]]] = {}
    words: frozenset[int] | None = None
    for found in index.find(text, among=relevant):
        fact = _fact_meant(found, relevant, pending)
        if fact is None or not is_free(text[found.start : found.end]) or not is_free(found.phrase):
            continue
        if found.end - found.start <= 2:
            words = boundaries(text) if words is None else words
            if not {found.start, found.end} <= words:
                continue
        if is_supposed(text, found.start) or is_asked(text, found.start, found.end):
            continue
        denied = is_denied(text, found.start)
        for meaning in found.meanings:
            if meaning.fact == fact:
                said.setdefault(fact, []).append((found, meaning, denied))
    heard = [one for fact, hits in said.items() if (one := _settled(index, text, index.bundle.facts[fact], hits))]
    taken = {one.fact for one in heard}
    heard += [one for one in _measured(index, text, today, relevant, pending, known or {}) if one.fact not in taken]
    return sorted(_valid(index, heard), key=lambda one: (one.start, one.fact))


def _fact_meant(found: Found, relevant: frozenset[str], pending: str | None) -> str | None:
    facts = {meaning.fact for meaning in found.meanings}
    if pending in facts:
        return pending
    facts &= relevant
    return next(iter(facts)) if len(facts) == 1 else None


def _settled(index: PhraseIndex, text: str, fact: Fact, hits: list[tuple[Found, Meaning, bool]]) -> HeardFact | None:
    """Return the one value that `hits` agree on; for a set, all that are meant."""
    start, end = min(hit[0].start for hit in hits), max(hit[0].end for hit in hits)
    if fact.type == "set":
        meant = [meaning for _, meaning, denied in hits if not denied]
        chosen = list(dict.fromkeys(meaning.value for meaning in meant if not meaning.exclusive))
        if not chosen and not any(meaning.exclusive for meaning in meant):
            return None
        return HeardFact(fact.id, chosen, text[start:end], start, end)
    values = [value for hit in hits if (value := _value(fact, hit[1], hit[2])) is not None]
    distinct = list(dict.fromkeys(values))
    if len(distinct) == 1:
        return HeardFact(fact.id, distinct[0], text[start:end], start, end)
    if len(distinct) > 1 and _took_back(text, hits):
        last = hits[-1][0]
        return HeardFact(fact.id, values[-1], text[last.start : last.end], last.start, last.end)
    return None


def _value(fact: Fact, meaning: Meaning, denied: bool) -> Any:
    if not denied:
        return meaning.value
    others = [option.value for option in options(fact) if option.value != meaning.value]
    return others[0] if fact.type == "bool" and len(others) == 1 else None


_TAKEN_BACK = re.compile(r"不对|说错|错了|哦不|改成|改为|更正|应该是|其实是|是说")


def _took_back(text: str, hits: list[tuple[Found, Meaning, bool]]) -> bool:
    between = text[hits[0][0].end : hits[-1][0].start]
    return bool(_TAKEN_BACK.search(between)) and not _EITHER.match(between.strip("，。 "))


def _measured(
    index: PhraseIndex,
    text: str,
    today: date,
    relevant: frozenset[str],
    pending: str | None,
    known: Mapping[str, Any],
) -> list[HeardFact]:
    """Return dates, areas, counts and sums whose fact is pointed at by unit or by its own words."""
    facts = [
        fact
        for fact in index.bundle.facts.values()
        if fact.kind != "derived" and fact.member_of is None and fact.id != pending and fact.id in relevant
    ]
    heard: list[HeardFact] = []
    dates = [fact for fact in facts if fact.type == "date"]
    found_days = [day for day in days(text, today) if day.date] if dates else []
    if len({day.date for day in found_days}) == 1 and not re.search(r"预产期|打算|准备|计划", text):
        pointed = [fact for fact in dates if _points_at(fact, text)]
        if len(pointed) == 1:
            day = found_days[0]
            assert day.date is not None
            heard.append(HeardFact(pointed[0].id, day.date.isoformat(), text[day.start : day.end], day.start, day.end))
    by_unit: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        if fact.type == "money" or (fact.type == "integer" and fact.unit):
            by_unit.setdefault((fact.type, clean(fact.unit or "")), []).append(fact)
    for (kind, unit), rivals in by_unit.items():
        pointed = [fact for fact in rivals if _points_at(fact, text)]
        # An area speaks for itself where only one is asked, unless the question is of one;
        # a count of people or a sum of money never does.
        asked = index.bundle.facts.get(pending or "")
        taken = asked is not None and (asked.type, clean(asked.unit or "")) == (kind, unit)
        if not pointed and len(rivals) == 1 and unit in ("m2", "平方米") and not taken:
            pointed = rivals
        elif (
            not pointed and not taken and unit in ("m2", "平方米") and (again := quantity(rivals[0], text, bare=False))
        ):
            pointed = [fact for fact in rivals if known.get(fact.id) == again[0]]
        if len(pointed) == 1 and (amount := quantity(pointed[0], text, bare=False)):
            value, start, end = amount
            heard.append(HeardFact(pointed[0].id, value, text[start:end], start, end))
    return heard


def _points_at(fact: Fact, text: str) -> bool:
    """Return whether the text uses a word that the fact's own phrases, name or question give for it."""
    if any(len(cue := clean(phrase)) >= 2 and cue in text for phrase in fact.phrases):
        return True
    own = lexicon().said(clean(f"{fact.name}，{fact.question or ''}")) - _COMMON_CONCEPTS
    return bool(own & lexicon().said(text))


def _valid(index: PhraseIndex, heard: list[HeardFact]) -> list[HeardFact]:
    """Drop what the bundle does not accept as a value."""
    kept: list[HeardFact] = []
    for one in heard:
        try:
            value = parse_value(index.bundle, one.fact, one.value)
        except FactError:
            continue
        kept.append(HeardFact(one.fact, value, one.text, one.start, one.end))
    return kept
