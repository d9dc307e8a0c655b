"""`daoban serve`: bundle and model up to date, then bot and interface (worker included) kept running until stopped."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from types import FrameType
from typing import Any

import httpx

from api.cli import build, places, ports, wording
from api.cli.children import Child, stop_all
from api.cli.errors import CommandError
from api.cli.progress import doing
from api.settings import Settings

#: Between two looks at the children.
LOOK = 0.2
#: The interface must answer within this; the bot is not waited for.
PATIENCE = 60.0
ASK_TIMEOUT = 2.0


def port(text: str) -> int:
    """A port number. Raises ValueError."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


def register(commands: Any) -> None:
    command = commands.add_parser("serve", help=wording.SERVE_HELP, description=wording.SERVE_HELP)
    command.add_argument("--host", default=None, metavar="地址", help=wording.SERVE_HOST)
    command.add_argument("--port", type=port, default=None, metavar="端口", help=wording.SERVE_PORT)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    settings = Settings.from_env()
    host = arguments.host or settings.host
    number = ports.checked(host, settings.port if arguments.port is None else arguments.port)
    _require("api.server")
    build.current_bundle()
    own_bot = "DAOBAN_BOT_URL" not in os.environ
    if own_bot and not places.find_bot_python().exists():
        print(wording.SERVING_NO_BOT.format(path=places.find_bot_python()), file=sys.stderr)
        own_bot = False
    elif own_bot:
        build.current_model()
    return Serving(_children(settings, host, number, own_bot), url(host, number), own_bot).run()


def url(host: str, number: int) -> str:
    """The address to open in a browser on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{number}/"


def _children(settings: Settings, host: str, number: int, own_bot: bool) -> list[Child]:
    environment = build.environment() | {"DAOBAN_HOST": host, "DAOBAN_PORT": str(number)}
    children = []
    if own_bot:
        bot_port = ports.free()
        environment |= {"DAOBAN_BOT_URL": f"http://127.0.0.1:{bot_port}"}
        command = [str(places.bot_python()), "-m", "bot.server", "--port", str(bot_port)]
        children.append(Child("bot", command, environment))
    else:
        environment |= {"DAOBAN_BOT_URL": settings.bot_url}
    # The worker runs inside the interface: live updates then need no Redis.
    children.append(Child("api", [sys.executable, "-m", "api.server"], environment))
    return children


def _require(module: str) -> None:
    if not places.has_module(module):
        raise CommandError(wording.NO_MODULE.format(module=module))


class Serving:
    """The running house: its children, until SIGINT or SIGTERM."""

    def __init__(self, children: list[Child], address: str, own_bot: bool) -> None:
        self.children = children
        self.address = address
        self.own_bot = own_bot
        self.stopping = False

    def run(self) -> int:
        """Start, say the address when it answers, watch; returns 0 after an orderly stop. Raises CommandError."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start()
            with doing(wording.STARTING):
                status = self._wait_until_answering()
            if self.stopping:
                return 0
            print(wording.SERVING.format(url=self.address), flush=True)
            print(wording.SERVING_STOP.format(logs=places.log("api").parent), file=sys.stderr, flush=True)
            self._watch(status)
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)
            print(wording.STOPPING, file=sys.stderr, flush=True)
            stop_all(self.children)
            print(wording.STOPPED, file=sys.stderr, flush=True)
        return 0

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _wait_until_answering(self) -> str:
        """The status that `/readyz` gives once it is not unready: ready or degraded."""
        until = time.monotonic() + PATIENCE
        interface = next(child for child in self.children if child.name == "api")
        while not self.stopping:
            if not interface.alive:
                raise CommandError(wording.SERVER_DIED.format(log=interface.log))
            status = status_of(self.address)
            if status in ("ready", "degraded"):
                return status
            if time.monotonic() > until:
                raise CommandError(wording.SERVER_SILENT.format(seconds=round(PATIENCE), log=interface.log))
            time.sleep(LOOK)
        return "stopping"

    def _watch(self, status: str) -> None:
        text_works = status == "ready"
        if self.own_bot and not text_works:
            print(wording.SERVING_TEXT_LATER, file=sys.stderr, flush=True)
        next_look = 0.0
        while not self.stopping:
            for child in self.children:
                child.watch(_died)
            if self.own_bot and not text_works and time.monotonic() > next_look:
                text_works = status_of(self.address) == "ready"
                next_look = time.monotonic() + 1
                if text_works:
                    print(wording.SERVING_TEXT_NOW, file=sys.stderr, flush=True)
            time.sleep(LOOK)


def status_of(address: str) -> str | None:
    """What `/readyz` says: ready, degraded, unready; None when nothing of ours answers there."""
    try:
        answer = httpx.get(f"{address.rstrip('/')}/readyz", timeout=ASK_TIMEOUT, trust_env=False)
        report = answer.json()
    except (httpx.HTTPError, ValueError):
        return None
    status = report.get("status") if isinstance(report, dict) and "checks" in report else None
    return status if isinstance(status, str) else None


def _died(child: Child, code: int, seconds: float) -> None:
    name = wording.CHILDREN[child.name]
    line = wording.CHILD_DIED.format(name=name, code=code, seconds=round(seconds), log=child.log)
    print(line, file=sys.stderr, flush=True)
