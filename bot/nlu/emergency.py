"""Emergencies come before everything, by phrase: nobody is asked a question while the house burns.

`nlu_data/emergency.yml` holds `phrases` (regular expressions) and `unless` (what only sounds like one).
"""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from bot.nlu.cleaning import NLU_DATA


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    content = yaml.safe_load((NLU_DATA / "emergency.yml").read_text(encoding="utf-8"))
    return re.compile("|".join(content["phrases"])), re.compile("|".join(content["unless"]))


def is_emergency(text: str) -> bool:
    """Return whether a cleaned text tells of danger to life, violence, fire, gas or a fraud under way."""
    danger, harmless = _patterns()
    return bool(danger.search(harmless.sub("，", text)))
