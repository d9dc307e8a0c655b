"""Child processes: restarted with a pause, stopped together, never left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli import ports
from api.cli.children import Child, stop_all
from api.cli.errors import CommandError

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
]


def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


def running(child: Child) -> bool:
    return child.alive and "up" in child.log.read_text(encoding="utf-8")


def exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"


def test_a_dead_child_comes_back_after_growing_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.cli.children.FIRST_PAUSE", 0.05)
    child = Child("crash", [sys.executable, "-c", "raise SystemExit(7)"], os.environ, pause=0.05)
    told: list[tuple[int, float]] = []
    child.start()
    end = time.monotonic() + 20
    while len(told) < 3:
        assert time.monotonic() < end
        child.watch(lambda _, code, pause: told.append((code, pause)))
        time.sleep(0.01)
    stop_all([child])
    assert told == [(7, 0.05), (7, 0.1), (7, 0.2)]


def test_a_living_child_is_left_alone() -> None:
    child = Child("calm", SLEEP, os.environ)
    child.start()
    until(lambda: running(child))
    child.watch(lambda *_: pytest.fail("it lives"))
    stop_all([child])
    assert not child.alive


def test_a_child_that_will_not_stop_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.cli.children.GRACE", 0.3)
    child = Child("stubborn", STUBBORN, os.environ)
    child.start()
    until(lambda: running(child))
    stop_all([child])
    assert child.process is not None
    assert child.process.returncode == -signal.SIGKILL


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent has died")
def test_children_die_with_a_killed_parent(tmp_path: Path) -> None:
    code = (
        "import os, sys, time\n"
        "from api.cli.children import Child\n"
        f"child = Child('orphan', {SLEEP!r}, os.environ)\n"
        "child.start(); print(child.process.pid, flush=True); time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "DAOBAN_DATA": str(tmp_path)}
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert exists(pid)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    until(lambda: not exists(pid))


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"127.0.0.1:{number} 已经有程序在用。换一个：daoban serve --port 9000"):
            ports.checked("127.0.0.1", number)


def test_an_address_that_is_not_here_is_named() -> None:
    with pytest.raises(CommandError, match=r"不能在 192\.0\.2\.1:8000 上监听"):
        ports.checked("192.0.2.1", 8000)


def test_port_zero_is_any_free_one() -> None:
    number = ports.checked("127.0.0.1", 0)
    with socket.socket() as mine:
        mine.bind(("127.0.0.1", number))
