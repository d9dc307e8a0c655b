"""Who is asked what, and what comes of it: one line a person, the same in every Python.

    python -m tests.knowledge.same_questions      writes same_questions.txt anew

A line names the event, the number of the person, the region, the facts in the order in which they are asked, and the
digest of what counts of the answer. Persons of made-up catalogues come first: their lines change with the engine alone;
those of the shipped events change with the content too. Whoever changes either writes the file anew and reads the
difference.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from knowledge.bundle import NATION, Bundle
from knowledge.engine.relevance import engine_of
from knowledge.guidance import guide
from knowledge.persona import signature
from knowledge.view import View
from tests.knowledge.chance import Chance
from tests.knowledge.interviews import interview, possible
from tests.knowledge.made_up import EVENT, ON, Shape, scenario

GOLDEN = Path(__file__).with_name("same_questions.txt")
PERSONS, SCENARIOS = 20, 60
REGIONS = ["000000", "620102", "360732"]


def lines(shipped: Bundle) -> Iterator[str]:
    """Every line, in the order of the file."""
    for number in range(SCENARIOS):
        chance = Chance(number)
        made_up = scenario(chance, Shape(facts=10, conditions=20, impossible=chance.below(3), figures=True))
        yield _line(made_up, EVENT, NATION, number, chance)
    for event in sorted(shipped.events):
        for number in range(PERSONS):
            chance = Chance(number)
            yield _line(shipped, event, chance.pick(REGIONS), number, chance)


def _line(bundle: Bundle, event: str, region: str, number: int, chance: Chance) -> str:
    view = View(bundle, [event], region, ON, {})
    engine = engine_of(view, ON)
    known, _ = interview(view, engine, ON, possible(view, engine, ON, chance))
    counted = _digest(signature(guide(bundle, [event], region, known, ON)))
    return " ".join([event, f"{number:02}", region, *known, f"#{counted}"])


def _digest(content: Any) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def difference(shipped: Bundle) -> str | None:
    """The first person who is asked or answered otherwise than the file says; None when there is none."""
    written = GOLDEN.read_text(encoding="utf-8").splitlines()
    for before, now in zip_longest(written, lines(shipped), fillvalue="nobody"):
        if before != now:
            return f"\nwritten: {before}\nnow:     {now}\n{_apart(before.split(), now.split())}"
    return None


def _apart(before: list[str], now: list[str]) -> str:
    """In words, where two lines part."""
    if before[:3] != now[:3]:
        return "another person"
    place = next(n for n in range(len(before) + len(now)) if before[n : n + 1] != now[n : n + 1])
    was, now_is = (line[place] if place < len(line) else "nothing" for line in (before, now))
    what = "the answers count otherwise" if was[:1] == now_is[:1] == "#" else f"question {place - 2}"
    return f"{what}: {was} is now {now_is}; python -m tests.knowledge.same_questions writes the file anew"


def main() -> None:
    from knowledge.bundle import compile as compile_catalogue
    from knowledge.check import CATALOGUE

    text = "\n".join(lines(compile_catalogue(CATALOGUE)))
    GOLDEN.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
