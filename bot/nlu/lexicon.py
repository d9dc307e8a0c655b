"""Words that mean the same: what the classifiers and the reader of answers know beyond the letters.

`nlu_data/lexicon.yml` holds `matters` and `concepts` (head: words that say it) and `typos` (as typed: as meant).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import yaml

from bot.nlu.cleaning import NLU_DATA


@dataclass(frozen=True)
class Lexicon:
    concepts: dict[str, tuple[str, ...]]  # word -> the concepts it says
    words: re.Pattern[str]
    typos: re.Pattern[str]
    meant: dict[str, str]
    matters: frozenset[str]
    general: frozenset[str]

    def correct(self, text: str) -> str:
        """Return `text` with known slips of the keyboard set right."""
        return self.typos.sub(lambda found: self.meant[found.group()], text)

    def read(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield (concept, start, end) for every word of the lexicon, the longest word at each place first."""
        for found in self.words.finditer(text):
            for concept in self.concepts[found.group()]:
                yield concept, found.start(), found.end()

    def said(self, text: str) -> frozenset[str]:
        """Return the concepts in `text`."""
        return frozenset(concept for concept, _, _ in self.read(text))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    content = yaml.safe_load((NLU_DATA / "lexicon.yml").read_text(encoding="utf-8"))
    concepts: dict[str, tuple[str, ...]] = {}
    for concept, words in (*content["matters"].items(), *content["concepts"].items()):
        for word in words:
            word = str(word).lower()
            concepts[word] = tuple(sorted({*concepts.get(word, ()), concept}))
    meant = {str(wrong): str(right) for wrong, right in content["typos"].items()}
    return Lexicon(
        concepts=concepts,
        words=_any_of(concepts),
        typos=_any_of(meant),
        meant=meant,
        matters=frozenset(content["matters"]),
        general=frozenset(content["general"]),
    )


def _any_of(words: dict[str, object] | dict[str, tuple[str, ...]] | dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in longest_first))
