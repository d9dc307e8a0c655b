"""What a command says when it cannot go on."""

from __future__ import annotations


class CommandError(Exception):
    """One Chinese line: what is wrong and what to do next. `code` 1: could not; 2: wrongly used."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code
