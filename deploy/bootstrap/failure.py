"""The one way in which preparing fails."""

from __future__ import annotations


class Failure(Exception):
    """What went wrong in Chinese and English, what to do next, and the end of the tool's own output if there is any."""

    def __init__(self, chinese: str, english: str, *, remedy: str, output: str = "") -> None:
        super().__init__(chinese)
        self.chinese = chinese
        self.english = english
        self.remedy = remedy
        self.output = output

    def __str__(self) -> str:
        lines = [f"✗ {self.chinese}", f"  {self.english}", f"  → {self.remedy}"]
        if self.output:
            lines[2:2] = [f"  | {line}" for line in self.output.splitlines()]
        return "\n".join(lines)
