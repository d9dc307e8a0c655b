"""`daoban serve` and `daoban chat` as processes, by buttons (the bot's own tests have words)."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.cli.served import DAOBAN, Served


@pytest.fixture(scope="module")
def served(data_folder: Path) -> Iterator[Served]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAOBAN_BOT_PYTHON", "/nonexistent/python")
        service = Served(data_folder)
    yield service
    if service.process.poll() is None:
        service.stop(signal.SIGTERM)


def chat(url: str, *lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DAOBAN, "chat", "--server", url],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_address_answers_when_it_is_said(served: Served) -> None:
    assert httpx.get(f"{served.url}healthz").json() == {"status": "ok"}


def test_a_second_server_on_the_same_port_is_refused_in_one_line(served: Served) -> None:
    port = served.url.rstrip("/").rsplit(":", 1)[1]
    done = subprocess.run(
        [*DAOBAN, "serve", "--port", port], capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 1
    assert "已经有程序在用" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_conversation_in_the_terminal_by_buttons(served: Served) -> None:
    done = chat(served.url, "家里添了孩子，出生后的手续", "2026-11-01", "先看清单", "退出")
    assert done.returncode == 0, done.stderr
    assert "按甘肃省兰州市城关区给您列" in done.stdout
    assert "您：2026-11-01" in done.stdout
    assert "出生户口登记" in done.stdout
    assert "好，先到这里" in done.stdout


def test_typing_while_the_bot_is_away_says_what_still_works(served: Served) -> None:
    done = chat(served.url, "我媳妇刚生了")
    assert done.returncode == 0
    assert "12345" in done.stdout.split("我媳妇刚生了")[1]


def test_an_unknown_region_is_one_line(served: Served) -> None:
    done = subprocess.run(
        [*DAOBAN, "chat", "--server", served.url, "--region", "999999"],
        input="",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_address_where_nobody_is_says_so() -> None:
    done = chat("http://127.0.0.1:9")
    assert done.returncode == 1
    assert "连不上" in done.stderr


def test_the_interface_is_started_again_when_it_dies(served: Served) -> None:
    (before,) = served.children()
    os.kill(before, signal.SIGKILL)
    end = time.monotonic() + 30
    while True:
        assert time.monotonic() < end, "it did not come back"
        try:
            if served.children() != [before] and httpx.get(f"{served.url}healthz").status_code == 200:
                break
        except httpx.HTTPError:
            pass
        time.sleep(0.1)


def test_stopping_ends_every_child(served: Served) -> None:
    children = served.children()
    code, err = served.stop(signal.SIGINT)
    assert code == 0
    assert "已停止" in err
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)


def test_chat_brings_its_own_server_and_takes_it_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOBAN_PORT", "9")  # where nobody serves
    done = subprocess.run(
        [*DAOBAN, "chat"], input="退出\n", capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "导办" in done.stdout
    assert not left_behind(os.environ["DAOBAN_DATA"])


def left_behind(folder: str) -> list[str]:
    """Command lines of other processes that work on this data folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int(process.name) != os.getpid() and folder.encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text(encoding="utf-8"))
        except OSError:
            continue
    return found
