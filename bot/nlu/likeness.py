"""How alike two wordings are, from their letters and the lexicon's concepts alone."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.cleaning import clean
from bot.nlu.lexicon import lexicon
from bot.nlu.phrases import PhraseIndex


def owners(index: PhraseIndex, fact: str) -> dict[str, frozenset[str]]:
    """Return for every character pair and concept in the phrases of `fact` the values that use it."""
    if fact not in index.owners:
        gathered: dict[str, set[str]] = {}
        for spelling, meanings in index.by_fact[fact].items():
            for pair in pairs(spelling):
                gathered.setdefault(pair, set()).update(str(meaning.value) for meaning in meanings)
        index.owners[fact] = {pair: frozenset(values) for pair, values in gathered.items()}
    return index.owners[fact]


def likeness(a: str, b: str) -> float:
    """Return the share (0..1) of character pairs and concepts that two wordings have in common."""
    pairs_a, pairs_b = pairs(a), pairs(b)
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
def pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"[，。！？、 ]", "", clean(text))
    concepts = {f"<{concept}>" for concept in lexicon().said(text)}
    return frozenset({plain[i : i + 2] for i in range(len(plain) - 1)} | concepts)
