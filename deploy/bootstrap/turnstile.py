"""Lets one bootstrap at a time into a checkout; the others wait and say so."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .step import Step


@contextmanager
def turn(file: Path) -> Iterator[None]:
    """The kernel frees the lock with the process, so a crash leaves nothing to clean up."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as handle:
        if not _taken(handle):
            with Step("等待另一个 make 完成准备 · waiting for another make") as step:
                while not _taken(handle):
                    time.sleep(0.2)
                    step.tick()
        yield


def _taken(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
