"""A citizen's text made plain: width, script, invisible characters, slashes. The text is data, never a command."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

NLU_DATA = Path(__file__).resolve().parents[2] / "nlu_data"
#: Longer texts are refused at the door; here they are only cut, so that no reader ever meets one.
MAX_CHARACTERS = 2000

_SPACES = re.compile(r"\s+")
_BETWEEN_CHINESE = re.compile(r"(?<=[㐀-鿿，。！？、]) (?=[㐀-鿿，。！？、])")
_COMMAND = re.compile(r"^(?:[\s/\\⁄∕]+|external\s*:)+", re.IGNORECASE)
_LAUGH = re.compile(r"([哈呵嘿啊呀哦嗯！？。，、~.!?])\1{2,}")


@lru_cache(maxsize=1)
def traditional_characters() -> dict[int, str]:
    """Return the table traditional -> simplified for `str.translate`, from `nlu_data/traditional.txt`."""
    table: dict[int, str] = {}
    for line in (NLU_DATA / "traditional.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            for pair in line.split():
                table[ord(pair[0])] = pair[1]
    return table


def clean(text: str) -> str:
    """Return `text` as the readers want it: NFKC, simplified, lower case, without controls, emoji or commands.

    Stretches of the same sign shrink to two. The result never begins with a slash or `EXTERNAL:`.
    """
    text = unicodedata.normalize("NFKC", text[: MAX_CHARACTERS * 2])
    text = "".join(_visible(character) for character in text)
    text = text.translate(traditional_characters()).lower().replace(",", "，").replace("?", "？").replace("!", "！")
    text = text.replace(";", "；").replace(":", "：") if _is_chinese(text) else text
    text = _LAUGH.sub(r"\1\1", _SPACES.sub(" ", text)).strip()
    text = _COMMAND.sub("", text)
    return _BETWEEN_CHINESE.sub("", text)[:MAX_CHARACTERS]


def neutral(text: str) -> str:
    """Return `text` with nothing that Rasa would take for a command: what may be shown to its own handlers."""
    visible = "".join(_visible(character) for character in unicodedata.normalize("NFKC", text))
    return _COMMAND.sub("", visible.strip())[:MAX_CHARACTERS]


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if category in ("Cf", "Cs", "Co", "Cn", "So", "Sk", "Mn", "Me"):
        return ""
    return character


def _is_chinese(text: str) -> bool:
    return any("㐀" <= character <= "鿿" for character in text)
