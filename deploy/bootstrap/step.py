"""One line on the screen for one step: what is being done, that it is alive, how long it took."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Callable, TextIO

FIRST_SIGN = 2.0  # seconds after which a reader wonders whether it hangs
NEXT_SIGN = 10.0  # between two lines where a line cannot be rewritten


class Step:
    """Use as a context and call `tick` a few times a second while waiting."""

    def __init__(
        self, title: str, *, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.title = title
        self.stream = stream or sys.stderr
        self.clock = clock
        self.rewrites = self.stream.isatty()
        self.started = self.next_sign = 0.0

    def __enter__(self) -> Step:
        self.started = self.clock()
        self.next_sign = self.started + (1.0 if self.rewrites else FIRST_SIGN)
        if self.rewrites:
            self._write(f"\r{self.title} …")
        return self

    def tick(self) -> None:
        now = self.clock()
        if now < self.next_sign:
            return
        elapsed = f"{self.title} … {now - self.started:.0f} s"
        self._write(f"\r\x1b[K{elapsed}" if self.rewrites else f"{elapsed}\n")
        self.next_sign = now + (1.0 if self.rewrites else NEXT_SIGN)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        outcome = "✓" if kind is None else "✗"
        start = "\r\x1b[K" if self.rewrites else ""
        self._write(f"{start}{outcome} {self.title}  {self.clock() - self.started:.1f} s\n")

    def _write(self, text: str) -> None:
        self.stream.write(text)
        self.stream.flush()
