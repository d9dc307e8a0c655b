"""A fixed moment, and the parts of a state that the ear reads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: A Friday.
NOW = "2026-11-20T10:00:00+08:00"


def in_talk(
    bundle: Any, events: list[str], facts: dict[str, Any] | None = None, asked: str | None = None
) -> dict[str, Any]:
    """Return a state with `events`, the answers so far, and the fact being asked."""
    facts = facts or {}
    pending = {"kind": "fact", "fact": asked} if asked else None
    return {"bundle": bundle.hash, "events": events, "facts": facts, "answered": [*facts], "pending": pending}
