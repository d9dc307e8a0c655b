"""Child processes: started, watched, started again after a growing pause, and stopped together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from api.cli import places

#: Pause before a restart: doubles from the first to the longest; a child that lived this long begins anew.
FIRST_PAUSE, LONGEST_PAUSE, SETTLED = 1.0, 30.0, 60.0
#: How long a child may take to stop before it is killed.
GRACE = 12.0
#: Sent by Linux to a child whose parent has died (prctl(2), PR_SET_PDEATHSIG), so that none is left behind.
_PARENT_DEATH = 1
#: A log that has grown beyond this is begun anew when its child starts.
LONGEST_LOG = 5_000_000


@dataclass
class Child:
    """One process to keep running. `name` also names its log."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    again_at: float | None = field(default=None)

    @property
    def log(self) -> Path:
        return places.log(self.name)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches only the parent, who then stops all in order."""
        grown = self.log.exists() and self.log.stat().st_size > LONGEST_LOG
        with self.log.open("wb" if grown else "ab") as out:
            self.process = subprocess.Popen(
                self.command,
                cwd=places.CHECKOUT,
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                preexec_fn=_die_with_parent() if sys.platform == "linux" else None,
            )
        self.started = time.monotonic()
        self.again_at = None

    def watch(self, died: Callable[[Child, int, float], None]) -> None:
        """Look once: tell when it has died (child, exit code, seconds until it is started again), start it when due."""
        if self.process is None or self.alive:
            return
        now = time.monotonic()
        if self.again_at is None:
            self.pause = FIRST_PAUSE if now - self.started > SETTLED else self.pause
            self.again_at = now + self.pause
            died(self, self.process.returncode, self.pause)
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
        elif now >= self.again_at:
            self.start()

    def stop(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.alive:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Wait for its end until the monotonic time `until`, then kill it."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def stop_all(children: list[Child]) -> None:
    """Stop all at once, last started first, and return when none is left."""
    for child in reversed(children):
        child.stop()
    until = time.monotonic() + GRACE
    for child in reversed(children):
        child.wait(until)


def _die_with_parent() -> Callable[[], None]:
    # Looked up before the fork: nothing may be imported between fork and exec.
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(_PARENT_DEATH, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask
