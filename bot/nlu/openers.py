"""Openers that fit many matters (房子的事, 我要开店): which events they may mean. `nlu_data/openers.yml` lists them."""

from __future__ import annotations

import re
from functools import lru_cache

import yaml

from bot.nlu.cleaning import NLU_DATA

_BEFORE = re.compile(
    r"^(?:你好|您好|请问|麻烦|那个|我们家|我们|我家|我|俺|咱|家里|想要|想|要|打算|准备|问一下|问下|问问|问|打听|咨询|了解|说说|关于|有关|"
    r"去|来|给|帮|办理|办个|办一下|办|弄|搞|看看|，|的)+(?=.)"
)
_AFTER = re.compile(
    r"(?<=.)(?:的事情|的事儿|的事|的问题|方面|这块|这一块|那个事|事情|业务|手续|要怎么办|怎么办理|怎么办|咋办理|咋办|咋弄|怎么弄|何里办|"
    r"去哪里办|去哪办|去哪里|去哪|找谁|一下|的|了|呢|吗|啊|呀|哦|，|。|？|！|要办|想办|办)+$"
)


@lru_cache(maxsize=1)
def _openers() -> dict[str, tuple[str, ...]]:
    content = yaml.safe_load((NLU_DATA / "openers.yml").read_text(encoding="utf-8"))
    return {word: tuple(opener["events"]) for opener in content["openers"] for word in opener["words"]}


def opened(text: str) -> tuple[str, ...]:
    """Return the events that a cleaned text may mean when it is an opener and nothing more, else ()."""
    known = _openers()
    plain = text.strip("，。！？ ")
    bare = _BEFORE.sub("", plain)
    for wording in (plain, bare, _AFTER.sub("", plain), _AFTER.sub("", bare)):
        if wording in known:
            return known[wording]
    return ()
