"""The terminal: lines out, lines in. Works on a dumb terminal and with input from a pipe."""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass, field
from typing import Any, TextIO

from api.cli import wording

Message = dict[str, Any]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Left(Exception):
    """The person is gone: end of input, or 退出."""


@dataclass
class Choices:
    """What the buttons of one reply are called here: label of the line -> option."""

    marks: dict[str, Message] = field(default_factory=dict)
    several: bool = False

    def find(self, typed: str) -> list[str]:
        """The option ids meant by what was typed: a mark, a label, or several marks; empty for free text."""
        if typed.lower() in self.marks:
            return [self.marks[typed.lower()]["id"]]
        by_label = [option["id"] for option in self.marks.values() if option["label"] == typed]
        if by_label:
            return by_label[:1]
        parts = typed.replace(",", " ").replace("，", " ").replace("、", " ").split()
        if self.several and len(parts) > 1 and all(part in self.marks for part in parts):
            return [self.marks[part]["id"] for part in dict.fromkeys(parts)]
        return []


class Screen:
    """Prints messages and reads lines. What is read from a pipe is shown too, so that the record is whole."""

    def __init__(self, source: TextIO | None = None, out: TextIO | None = None) -> None:
        self._in, self._out = source or sys.stdin, out or sys.stdout

    def line(self, text: str = "") -> None:
        print(text, file=self._out, flush=True)

    def ask(self, prompt: str = wording.YOU) -> str:
        """One line, without surrounding space. Raises Left at the end of input."""
        print(prompt, end="", file=self._out, flush=True)
        try:
            typed = self._in.readline()
        except UnicodeDecodeError:
            typed = "\n"
        if not typed:
            print(file=self._out)
            raise Left
        if not self._in.isatty():
            print(typed.rstrip("\n"), file=self._out, flush=True)
        if typed.strip().lower() in wording.QUIT_WORDS:
            raise Left
        return typed.strip()

    def show(self, messages: list[Message]) -> Choices:
        """Print the messages of one reply; number the answers of a question, letter what stands beside it."""
        choices = Choices()
        asks = any(message["type"] == "question" for message in messages)
        numbers, letters = iter(range(1, 1000)), iter(LETTERS)
        for message in messages:
            answers = message.get("question", {}).get("options", [])
            beside = message.get("options", [])
            self.line()
            for text in _without_numbered(message["text"], [*answers, *beside]):
                self.line(text)
            for option in answers:
                self._choice(choices, str(next(numbers)), option)
            for option in beside:
                mark = next(letters, None) if asks else str(next(numbers))
                if mark is not None:
                    self._choice(choices, mark, option)
            if message.get("question", {}).get("type") == "set":
                choices.several = True
                self.line(wording.SEVERAL)
        self.line()
        return choices

    def _choice(self, choices: Choices, mark: str, option: Message) -> None:
        choices.marks[mark] = option
        self.line(f"  {mark}. {option['label']}")


def _without_numbered(text: str, options: list[Message]) -> list[str]:
    """Lines of `text` but those that only repeat the options, which get their marks here."""
    repeated = {f"{number}. {option['label']}" for number in range(1, len(options) + 1) for option in options}
    return [_printable(line) for line in text.splitlines() if line not in repeated]


def _printable(line: str) -> str:
    """`line` without control characters, which could move the cursor or colour the terminal."""
    return "".join(c for c in line if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf"))
