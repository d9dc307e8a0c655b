"""A table on the terminal: cells wrapped by display width, in which a Chinese character counts two."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator, Sequence

GAP = "  "
RULE = "─"
CLOSING = "，。；：、”）"
#: Without a terminal (a file, a pipe).
WIDTH = 120


def table(heads: Sequence[str], shares: Sequence[int], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of a table as wide as the terminal; `shares`: how the width is divided among the columns."""
    whole = shutil.get_terminal_size((WIDTH, 24)).columns - len(GAP) * (len(heads) - 1)
    widths = [max(4, whole * share // sum(shares)) for share in shares]
    yield from _row(heads, widths)
    yield GAP.join(RULE * width for width in widths)
    for row in rows:
        yield from _row(row, widths)


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [list(_wrapped(cell, width)) for cell, width in zip(cells, widths, strict=True)]
    for n in range(max(len(lines) for lines in wrapped)):
        parts = [lines[n] if n < len(lines) else "" for lines in wrapped]
        padded = (part + " " * (width - wide(part)) for part, width in zip(parts, widths, strict=True))
        yield GAP.join(padded).rstrip()


def _wrapped(text: str, width: int) -> Iterator[str]:
    for part in text.split("\n"):
        line = ""
        for character in part:
            if wide(line + character) > width:
                # A line does not begin with what closes the one before.
                cut = len(line)
                while cut > 1 and (line + character)[cut] in CLOSING:
                    cut -= 1
                yield line[:cut]
                line = line[cut:]
            line += character
        yield line


def wide(text: str) -> int:
    """How many columns a text takes."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
