"""Telling that something is still going on: nothing for two seconds, then the seconds passed."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from api.cli import wording

QUIET = 2.0
#: On a terminal the seconds count up; elsewhere a line comes this often.
LINE_EVERY = 10.0


@contextmanager
def doing(what: str, out: TextIO | None = None) -> Iterator[None]:
    """While the block runs longer than two seconds, say so on `out` (standard error) and at the end how long it took."""
    out = out or sys.stderr
    began = time.monotonic()
    over = threading.Event()
    ticker = threading.Thread(target=_tick, args=(what, out, began, over), daemon=True)
    ticker.start()
    try:
        yield
    except BaseException:
        _stop(ticker, over)
        if out.isatty() and time.monotonic() - began > QUIET:
            print(file=out)
        raise
    _stop(ticker, over)
    seconds = time.monotonic() - began
    if seconds > QUIET:
        start = "\r" if out.isatty() else ""
        print(f"{start}{wording.DONE_IN.format(what=what, seconds=round(seconds))}", file=out, flush=True)


def _stop(ticker: threading.Thread, over: threading.Event) -> None:
    over.set()
    ticker.join()


def _tick(what: str, out: TextIO, began: float, over: threading.Event) -> None:
    wait, live = QUIET, out.isatty()
    while not over.wait(wait):
        line = wording.ELAPSED.format(what=what, seconds=round(time.monotonic() - began))
        print(f"\r{line}" if live else line, end="" if live else "\n", file=out, flush=True)
        wait = 1.0 if live else LINE_EVERY
