"""The legal basis of a statement. Apart from the other records, because conditions name one too."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Basis:
    """A legal basis: law (id), article (as printed), and a note."""

    law: str
    article: str | None = None
    note: str | None = None
    verified: bool = True
