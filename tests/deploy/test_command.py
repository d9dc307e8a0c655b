"""A tool is quiet when it succeeds, quoted when it fails, and never left behind."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.bootstrap import command, layout
from deploy.bootstrap.failure import Failure


@pytest.fixture(autouse=True)
def logs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LOGS", tmp_path / "logs")


def test_success_shows_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    command.run("安装", [sys.executable, "-c", "print('a thousand lines')"])
    assert capsys.readouterr().err.startswith("✓ 安装  ")


def test_failure_quotes_the_tool_and_says_what_to_do() -> None:
    with pytest.raises(Failure) as caught:
        command.run("安装", [sys.executable, "-c", "import sys; sys.exit('dns error: no such host')"])
    message = str(caught.value)
    assert "| dns error: no such host" in message
    assert "检查网络" in message


def test_an_interrupted_tool_does_not_go_on_in_the_background(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    tool = f"import os, time; open({str(mark)!r}, 'w').write(str(os.getpid()) + '.'); time.sleep(60)"
    script = f"""
import signal, sys
from pathlib import Path
from deploy.bootstrap import command, layout
layout.LOGS = Path({str(tmp_path)!r})
signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(9))
command.run("安装", [sys.executable, "-c", {tool!r}])
"""
    with subprocess.Popen([sys.executable, "-c", script], cwd=layout.ROOT, stderr=subprocess.DEVNULL) as parent:
        until(lambda: mark.exists() and mark.read_text().endswith("."))
        parent.send_signal(signal.SIGTERM)
        assert parent.wait(10) == 9
    assert not Path(f"/proc/{mark.read_text().rstrip('.')}").exists()


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not done():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)
