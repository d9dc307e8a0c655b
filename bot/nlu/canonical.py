"""One wording for many: strict synonyms replaced, filler dropped, so that 还没去领结婚证呢 meets the phrase 没领证.

Only words that mean the same everywhere are in `same` of `nlu_data/lexicon.yml`; what is merely related is a concept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from bot.nlu.cleaning import NLU_DATA


@dataclass(frozen=True)
class Canonical:
    """A canonical text; `starts[i]`, `ends[i]` are the offsets in the original of its character i."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of the canonical stretch [start, end)."""
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True)
class _Rules:
    pattern: re.Pattern[str]
    meant: dict[str, str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    content = yaml.safe_load((NLU_DATA / "lexicon.yml").read_text(encoding="utf-8"))
    meant = {str(word): str(same) for same, words in content["same"].items() for word in [same, *words]}
    meant.update({str(filler): "" for filler in content["filler"]})
    meant.update({str(word): str(word) for word in content["whole"] if word not in meant})
    longest_first = sorted(meant, key=lambda word: (-len(word), word))
    return _Rules(re.compile("|".join(re.escape(word) for word in longest_first)), meant)


def canonical(text: str) -> Canonical:
    """Return the canonical form of a cleaned text."""
    rules = _rules()
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        found = rules.pattern.match(text, at)
        width = found.end() - at if found else 1
        replacement = rules.meant[found.group()] if found else text[at]
        if replacement != " ":
            characters.extend(replacement)
            starts.extend([at] * len(replacement))
            ends.extend([at + width] * len(replacement))
        at += width
    return Canonical("".join(characters), tuple(starts), tuple(ends))


@lru_cache(maxsize=8192)
def canonical_text(text: str) -> str:
    """Return only the canonical wording; where filler leaves less than two characters the text stays as it is."""
    wording = canonical(text).text
    return wording if len(wording) >= min(2, len(text)) else text
