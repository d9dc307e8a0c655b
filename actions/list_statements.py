"""Small sentences that many lines of the list share: basis, reasons, what is not verified."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from actions import list_wording as words

Line = dict[str, Any]
#: Reasons told with one line; the envelope keeps all.
MOST_REASONS = 3


class Reasons:
    """Which reasons to tell with a line: the ones that set it apart from the other lines of the same list."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._common = Counter(reason for line in lines for reason in line["because"])

    def told(self, line: Line, *, known: Collection[str] = ()) -> list[str]:
        """At most `MOST_REASONS` of the line's reasons, rarest first chosen, in their own order, without `known`."""
        own = [reason for reason in dict.fromkeys(line["because"]) if reason not in known]
        rarest = sorted(own, key=lambda reason: self._common[reason])[:MOST_REASONS]
        return [reason for reason in own if reason in rarest]


def because(reasons: list[str]) -> str:
    """为什么有这一条, empty without reasons."""
    return words.BECAUSE.format(text="；".join(reasons)) if reasons else ""


def basis(bases: Iterable[Line]) -> str:
    """依据, each source once; empty without one."""
    said = "、".join(dict.fromkeys(b["text"] for b in bases))
    return words.BASIS.format(text=said) if said else ""


def maybe(line: Line) -> str:
    """Before a line that holds only in one of the open cases: 待定（要看“…”）."""
    if line["state"] == "yes":
        return ""
    return words.MAYBE.format(text="；".join(line["because"])) if line["because"] else words.MAYBE_PLAIN


def mark(line: Line) -> str:
    """（以当地窗口为准）after what is not verified and does not say so itself."""
    if line.get("verified", True) or words.UNVERIFIED in str(line.get("text")):
        return ""
    return f"（{words.UNVERIFIED}）"
