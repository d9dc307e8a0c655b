"""A citizen's text as data: what nobody can see or type by hand goes, what a program would take for a command too."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 2000
#: Rasa reads a leading slash as a command and `EXTERNAL:` as an event from outside.
_COMMAND = re.compile(r"^(?:[\s/\\⁄∕⧸]+|EXTERNAL\s*:\s*)+", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
#: Controls, format characters (zero width, direction), lone surrogates, private use, unassigned.
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def clean(text: str) -> str:
    """`text` in NFKC, on one line, without invisible characters, leading slashes or `EXTERNAL:`. May be empty."""
    text = unicodedata.normalize("NFKC", "".join(map(_visible, text)))
    text = _BLANKS.sub(" ", "".join(map(_visible, text))).strip()
    return _COMMAND.sub("", text)


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))  # digits of every script, so that no number hides in another
    # Variation selectors and enclosing signs only change how the sign before them is drawn (1️⃣ is a 1).
    drawn = category == "Me" or "\ufe00" <= character <= "\ufe0f"
    return "" if drawn or category in _INVISIBLE else character
