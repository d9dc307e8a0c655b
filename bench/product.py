"""The whole product as `daoban serve` starts it, on a port and a data folder of its own."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.servers import CHECKOUT, PYTHON, family, free_port

UNLIMITED = {f"DAOBAN_LIMIT_{n}": "1000000/minute" for n in ("CONVERSATION", "TURN", "COMPUTE", "SIGN_IN", "SUBMIT")}
ENV = {"DAOBAN_DEMO_PACE": "3600"}


@dataclass(frozen=True)
class House:
    url: str
    pid: int
    #: Seconds from the command to the first 200 of /readyz with the bot ready.
    ready_after: float


@contextmanager
def product(data: Path, seconds: float = 240, **settings: str) -> Iterator[House]:
    """Serve until the block ends. `settings` become `DAOBAN_*`. Raises RuntimeError with the log when it does not stand."""
    data.mkdir(parents=True, exist_ok=True)
    port = free_port()
    env = {k: v for k, v in os.environ.items() if not k.startswith("DAOBAN_")} | UNLIMITED | ENV
    env |= {"DAOBAN_DATA": str(data), "DAOBAN_PORT": str(port)} | {f"DAOBAN_{k}": v for k, v in settings.items()}
    log = data / "serve.log"
    began = time.monotonic()
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(PYTHON.with_name("daoban")), "serve"], env=env, cwd=CHECKOUT, stdout=out, stderr=out
        )
    try:
        _wait(process, f"http://127.0.0.1:{port}", began + seconds, log)
        yield House(f"http://127.0.0.1:{port}", process.pid, time.monotonic() - began)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(process: subprocess.Popen[bytes], url: str, deadline: float, log: Path) -> None:
    while time.monotonic() < deadline and process.poll() is None:
        try:
            answer = httpx.post(f"{url}/v1/understand", json={"text": "我媳妇刚生了"}, timeout=5, trust_env=False)
            if answer.status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"daoban serve does not stand:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def resident(pid: int) -> float:
    """Proportional set size (MB) of a process and its descendants: shared pages are counted once."""
    total = 0
    for one in family(pid):
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
        except OSError:
            continue
        total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total / 1024
