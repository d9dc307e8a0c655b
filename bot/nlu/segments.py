"""Words of a Chinese text: spaCy's blank Chinese pipeline over jieba, with the catalogue's terms as words."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import jieba
import spacy


@lru_cache(maxsize=1)
def segmenter() -> Any:
    """Return the process's spaCy pipeline. jieba's dictionary cache goes to a private folder, not to shared /tmp."""
    cache = Path(tempfile.gettempdir()) / f"daoban-jieba-{os.getuid()}"
    cache.mkdir(mode=0o700, exist_ok=True)
    jieba.dt.tmp_dir = str(cache)
    jieba.setLogLevel("WARNING")
    return spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})


def learn_terms(terms: frozenset[str]) -> None:
    """Add the catalogue's terms to jieba's dictionary, so that a term is one word wherever it stands."""
    segmenter()
    for term in terms:
        if jieba.dt.FREQ.get(term) is None:
            jieba.add_word(term)


def boundaries(text: str) -> frozenset[int]:
    """Return the offsets in `text` at which a word begins or ends."""
    offsets = {0, len(text)}
    for token in segmenter()(text):
        offsets.update((token.idx, token.idx + len(token.text)))
    return frozenset(offsets)
