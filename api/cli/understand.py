"""`daoban understand`: what a sentence is heard as. Needs no running server."""

from __future__ import annotations

import argparse
import json
import subprocess
from typing import Any

from api.cli import build, places, wording
from api.cli.errors import CommandError
from api.cli.progress import doing
from knowledge.bundle import Bundle
from knowledge.facts import say


def register(commands: Any) -> None:
    command = commands.add_parser("understand", help=wording.UNDERSTAND_HELP, description=wording.UNDERSTAND_HELP)
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("text", nargs="?", help=wording.UNDERSTAND_TEXT)
    what.add_argument("--jsonl", action="store_true", help=wording.UNDERSTAND_JSONL)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    python = str(places.bot_python())
    build.current_model()
    if arguments.jsonl:
        return _stream([python, "-m", "bot.understand", "--jsonl"])
    show(build.current_bundle(), _heard([python, "-m", "bot.understand", arguments.text]))
    return 0


def _stream(command: list[str]) -> int:
    """Lines go straight through, as fast as they are read; a bad line comes back as `{"error"}`."""
    done = subprocess.run(command, cwd=places.CHECKOUT, env=build.environment(), check=False)
    if done.returncode != 0:
        raise CommandError(wording.BAD_LINES)
    return 0


def _heard(command: list[str]) -> dict[str, Any]:
    with doing(wording.LISTENING):
        done = subprocess.run(
            command, cwd=places.CHECKOUT, env=build.environment(), capture_output=True, encoding="utf-8", check=False
        )
    try:
        heard: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        last = (done.stderr.strip().splitlines() or ["—"])[-1]
        raise CommandError(wording.UNDERSTAND_FAILED.format(code=done.returncode, detail=last)) from None
    return heard


def show(bundle: Bundle, heard: dict[str, Any]) -> None:
    """Print one result in words."""
    print(wording.UNDERSTOOD_ACT.format(act=heard["act"]))
    for event in heard["events"]:
        name = bundle.events[event["id"]].name if event["id"] in bundle.events else event["id"]
        print(wording.UNDERSTOOD_EVENT.format(name=name, id=event["id"], score=event["score"]))
    for item in heard["facts"]:
        fact = bundle.facts.get(item["fact"])
        value = say(bundle, item["fact"], item["value"]) if fact else item["value"]
        print(wording.UNDERSTOOD_FACT.format(name=fact.name if fact else item["fact"], value=value))
    if not heard["events"] and not heard["facts"]:
        print(wording.UNDERSTOOD_NOTHING)
