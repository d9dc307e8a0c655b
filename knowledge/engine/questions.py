"""What to ask next: the answer worth most, within the rules of courtesy that people find natural.

Chapters keep the order of the window. Inside a chapter what is the case comes before what one wants, rare cases come
last, plain questions before sensitive ones, and what concerns one person together; a question that presupposes another
(`after`) waits for it; the first two questions of a conversation are never sensitive while another is open. Where
these rules leave a choice, the question worth most goes first (`knowledge.engine.needs`), and the author's order breaks ties.
The rules depend on the answers alone, never on the way they were given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from knowledge.engine.axes import NUMBERS, day_of
from knowledge.engine.needs import best
from knowledge.engine.relevance import Engine, Standing, engine_of
from knowledge.facts import options
from knowledge.model import Chapter, Fact
from knowledge.view import View, view_of
from knowledge.words import basis_lines

#: Before this many answers, sensitive questions wait.
COURTESY = 2
#: Sorts questions: chapter, wanted rather than the case, rare, sensitive, which person.
Tier = tuple[int, bool, bool, bool, int]


def tiers(view: View) -> Mapping[str, Tier]:
    """Fact -> where the rules put its question. Questions of one tier may be asked in any order."""
    if "tiers" not in view.cache:
        chapters: dict[int, int] = {}
        persons: dict[tuple[int, str | None], int] = {}
        found: dict[str, Tier] = {}
        for chapter, fact in view.asking_order():
            number = chapters.setdefault(id(chapter), len(chapters))
            person = persons.setdefault((number, fact.subject), len(persons))
            found[fact.id] = (number, fact.kind == "choice", fact.rare, fact.sensitivity > 0, person)
        view.cache["tiers"] = found
    ready: Mapping[str, Tier] = view.cache["tiers"]
    return ready


def in_order(view: View, relevant: Collection[str], answered: Collection[str]) -> list[Fact]:
    """The relevant questions that are not answered, as the rules of courtesy put them."""
    place = tiers(view)
    found = [fact for _, fact in view.asking_order() if fact.id in relevant and fact.id not in answered]
    found.sort(key=lambda fact: place[fact.id])
    if len(answered) < COURTESY:
        found.sort(key=lambda fact: fact.sensitivity > 0)
    return found


def waiting(view: View, standing: Standing, facts: Mapping[str, Any], on: date | None = None) -> tuple[Fact, ...]:
    """The questions not answered whose answer can change what counts: the next one, then the others in order.

    Several events are gone through one after the other, each with its own questions: what two of them ask is asked
    where it first matters, and nobody is asked what neither would have asked alone. `on` is needed for that.
    """
    if len(view.names) > 1:
        return _waiting(view, standing, facts, on)  # where each event stands alone, this standing does not say
    few, relevant = len(facts) < COURTESY, standing.relevant
    key = (few, frozenset(fact for fact in relevant if fact in facts))
    waits = standing.waiting.get(key)
    if waits is None:
        waits = _waiting(view, standing, facts, on)
        standing.waiting[key] = waits
    return waits


def _waiting(view: View, standing: Standing, facts: Mapping[str, Any], on: date | None) -> tuple[Fact, ...]:
    found = in_order(view, standing.relevant, facts)
    if not found:
        return ()
    asking, among = view, found
    if len(view.names) > 1 and on is not None:
        asking, among = _first_event(view, {fact.id for fact in found}, facts, on) or (view, found)
    costs = {fact.id: max(1, fact.cost) for fact in among}
    chosen = best(standing, candidates(tiers(asking), among), costs)
    rest = {fact.id: fact for fact in (*among, *found)}
    return (chosen, *(fact for name, fact in rest.items() if name != chosen.id))


def _first_event(
    view: View, open_facts: Collection[str], facts: Mapping[str, Any], on: date
) -> tuple[View, list[Fact]] | None:
    """The first event of several that would still ask something by itself, and what of that is open here too."""
    places = {role: place.region for role, place in view.others.items()}
    for name in view.names:
        alone = view_of(view.bundle, [name], view.home.region, on, places)
        relevant = engine_of(alone, on).standing(facts, on).relevant
        if found := [fact for fact in in_order(alone, relevant, facts) if fact.id in open_facts]:
            return alone, found
    return None


def candidates(place: Mapping[str, Tier], found: list[Fact]) -> list[Fact]:
    """Of the questions in their order, those that the rules allow to be next."""
    first, names = found[0], {fact.id for fact in found}
    among = [f for f in found if place[f.id] == place[first.id] and (f.sensitivity > 0) == (first.sensitivity > 0)]
    return [f for f in among if not names & set(f.after)] or among


def questions(view: View, engine: Engine, found: Iterable[Fact], on: date) -> list[dict[str, Any]]:
    """The questions of some facts as the contract gives them (docs/contracts.md section 2)."""
    chapters: dict[str, Chapter] = {fact.id: chapter for chapter, fact in view.asking_order()}
    return [question(view, engine, chapters[fact.id], fact, on) for fact in found]


def question(view: View, engine: Engine, chapter: Chapter, fact: Fact, on: date) -> dict[str, Any]:
    """One question; callers may add to it, so it is theirs."""
    fixed: dict[str, dict[str, Any]] = view.cache.setdefault("questions", {})
    if fact.id not in fixed:
        fixed[fact.id] = {
            "fact": fact.id,
            "name": fact.name,
            "subject": fact.subject,
            "type": fact.type,
            "text": fact.question,
            "spoken": fact.spoken,
            "help": fact.help,
            "why": fact.why,
            "basis": basis_lines(view.bundle, fact.basis),
            "sensitivity": fact.sensitivity,
            "options": [],
            "unit": fact.unit,
            "min": fact.min,
            "max": fact.max,
            "samples": [],
            "unsure": fact.unsure,
            "decline": fact.decline,
            "chapter": chapter.title,
        }
    offered = options(fact) if fact.type in ("bool", "enum", "set") else ()
    shown = [{"value": o.value, "label": o.label, "help": o.help, "exclusive": o.exclusive} for o in offered]
    return fixed[fact.id] | {"options": shown, "samples": samples(engine, fact, on)}


def samples(engine: Engine, fact: Fact, on: date) -> list[Any]:
    """One value per band that can matter, for numbers and dates."""
    if fact.type not in (*NUMBERS, "date"):
        return []
    levels = engine.levels.get(fact.id)
    starts = (engine.starts(on)[levels[0]] if levels else None) or []
    if fact.type == "date":
        days = {starts[0] - 1, *starts} if starts else {on.toordinal()}
        return [day_of(day) for day in sorted({max(1, day) for day in days})]
    first = int(fact.min) if fact.min is not None else min([0, *(start - 1 for start in starts)])
    return sorted({first, *starts})
