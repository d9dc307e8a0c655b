"""`daoban chat`: the whole way in a terminal, over HTTP."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from api.cli import build, places, ports, wording
from api.cli.case import follow
from api.cli.cases import my_cases
from api.cli.client import Client, Problem
from api.cli.errors import CommandError
from api.cli.form import fill_in
from api.cli.guide import REGION
from api.cli.progress import doing
from api.cli.screen import Choices, Left, Screen
from api.cli.serve import PATIENCE, status_of
from api.settings import Settings

#: A turn may wait for the bot (3.5 s) and the database.
TURN_TIMEOUT = 15.0
ISO_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
NUMBER = re.compile(r"\d{1,9}")


def register(commands: Any) -> None:
    command = commands.add_parser("chat", help=wording.CHAT_HELP, description=wording.CHAT_HELP)
    command.add_argument("--server", default=None, metavar="地址", help=wording.CHAT_SERVER)
    command.add_argument("--region", default=REGION, metavar="代码", help=wording.CHAT_REGION)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    with (
        server(arguments.server) as address,
        httpx.Client(base_url=address, timeout=TURN_TIMEOUT, trust_env=False) as http,
    ):
        return talk(Client(http), Screen(), arguments.region)


def talk(client: Client, screen: Screen, region: str) -> int:
    """Converse until the person leaves. Raises CommandError."""
    screen.line(wording.CHAT_HINT)
    try:
        reply = client.begin(region)
    except Problem as problem:
        raise CommandError(problem.detail) from None
    try:
        while True:
            choices = screen.show(reply["messages"])
            typed = _beside(client, screen, reply["messages"])
            reply = _next_turn(client, screen, choices, reply, typed)
    except Left:
        screen.line(wording.BYE)
    return 0


def _beside(client: Client, screen: Screen, messages: list[dict[str, Any]]) -> str:
    """What a reply opens beside the conversation: the form, or the person's cases.

    Returns what was typed there that belongs into the conversation.
    """
    draft = next((m["draft"] for m in messages if m["type"] == "form"), None)
    try:
        if draft is not None:
            case_no = fill_in(client, screen, draft)
            return follow(client, screen, case_no) if case_no is not None else ""
        if any(m["type"] == "progress" for m in messages):
            return my_cases(client, screen)
    except Problem as problem:
        screen.line(problem.detail)
    return ""


def _next_turn(
    client: Client, screen: Screen, choices: Choices, reply: dict[str, Any], typed: str = ""
) -> dict[str, Any]:
    """Read until something is said that the service takes; `typed` has been said already."""
    while True:
        typed = typed or screen.ask()
        if not typed:
            continue
        try:
            return client.say(**_said(typed, choices, reply))
        except Problem as problem:
            screen.line(problem.detail)
            if problem.body.get("messages"):
                choices = screen.show(problem.body["messages"])
        typed = ""


def _said(typed: str, choices: Choices, reply: dict[str, Any]) -> dict[str, Any]:
    """What was typed as the body of a turn: buttons, an exact date or number for an open question, or words."""
    chosen = choices.find(typed)
    if len(chosen) == 1:
        return {"option_id": chosen[0]}
    if chosen:
        return {"option_ids": chosen}
    question = next((m["question"] for m in reversed(reply["messages"]) if m["type"] == "question"), None)
    if question and not question["options"]:
        # Read here, these work also while the bot is away.
        if question["type"] == "date" and ISO_DATE.fullmatch(typed):
            year, month, day = typed.split("-")
            return {"answers": {question["fact"]: f"{year}-{month:0>2}-{day:0>2}"}}
        if question["type"] in ("integer", "money") and NUMBER.fullmatch(typed):
            return {"answers": {question["fact"]: int(typed)}}
    return {"text": typed}


@contextmanager
def server(address: str | None) -> Iterator[str]:
    """The address of a service: the named one, one that runs here, or a private one for this conversation."""
    if address is not None:
        address = address if "://" in address else f"http://{address}"
        if status_of(address) is None:
            raise CommandError(wording.NO_SERVER.format(url=address))
        yield address
        return
    settings = Settings.from_env()
    running = f"http://{settings.host}:{settings.port}/"
    if status_of(running) is not None:
        yield running
        return
    with _private_server() as started:
        yield started


@contextmanager
def _private_server() -> Iterator[str]:
    number = ports.free()
    address = f"http://127.0.0.1:{number}/"
    # Bundle and model first and here, so that the person sees how long that takes.
    build.current_bundle()
    if places.find_bot_python().exists():
        build.current_model()
    log = places.log("serve")
    command = [sys.executable, "-m", "api.cli.main", "serve", "--host", "127.0.0.1", "--port", str(number)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=places.CHECKOUT,
            env=build.environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        with doing(wording.STARTING):
            _wait(process, address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    """Until everything answers, the bot too; without the bot go on by buttons after a while."""
    began = time.monotonic()
    status = None
    while time.monotonic() - began < PATIENCE:
        if process.poll() is not None:
            raise CommandError(wording.SERVER_DIED.format(log=places.log("serve")))
        status = status_of(address)
        if status == "ready" or (status == "degraded" and not places.find_bot_python().exists()):
            return
        time.sleep(0.2)
    if status != "degraded":
        raise CommandError(wording.SERVER_SILENT.format(seconds=round(PATIENCE), log=places.log("serve")))
