"""`daoban guide EVENT facts.. --why LINE` and `--what-if FACT`: why a line is as it is, what another answer changes."""

from __future__ import annotations

import argparse
import json
from typing import Any

from api.cli import wording
from api.cli.errors import CommandError
from knowledge.explain.citizen import Citizen
from knowledge.explain.explanation import UnknownLine, explain
from knowledge.explain.what_if import what_if, what_would_change
from knowledge.explain.what_if_words import quoted

WRONG_USE = 2


def register(command: argparse.ArgumentParser) -> None:
    """The two options of `daoban guide`."""
    command.add_argument("--why", metavar=wording.WHY_FORM, help=wording.WHY_HELP)
    command.add_argument("--what-if", metavar=wording.WHAT_IF_FORM, dest="what_if", help=wording.WHAT_IF_HELP)


def asked(arguments: argparse.Namespace) -> bool:
    """Whether the command is asked to explain instead of listing."""
    return bool(arguments.why or arguments.what_if)


def run(citizen: Citizen, arguments: argparse.Namespace) -> int:
    """Print the explanations. Raises CommandError naming what may be asked about."""
    found: list[dict[str, Any]] = []
    if arguments.why:
        try:
            found.append(turning(citizen, explain(citizen, arguments.why)))
        except UnknownLine as error:
            known = "、".join(error.lines)
            raise CommandError(wording.UNKNOWN_LINE.format(line=error.line, lines=known), WRONG_USE) from None
    if arguments.what_if:
        try:
            found.append(what_if(citizen, arguments.what_if))
        except KeyError:
            known = "、".join(fact.id for _, fact in citizen.view.asking_order())
            raise CommandError(wording.UNKNOWN_FACT.format(fact=arguments.what_if, facts=known), WRONG_USE) from None
    for one in found:
        print(json.dumps(one, ensure_ascii=False, indent=2) if arguments.json else one["text"])
    return 0


def turning(citizen: Citizen, told: dict[str, Any]) -> dict[str, Any]:
    """An explanation with the single answers that would change its line, as `turning` and at the end of `text`."""
    facts = what_would_change(citizen, told["line"])
    lines = [
        wording.TURNING.format(
            name=fact["name"],
            answers="、".join(quoted(answer["text"]) for answer in group["answers"]),
            change=group["changes"][0]["text"],
        )
        for fact in facts
        for group in fact["groups"]
    ]
    text = "\n".join([told["text"], wording.TURNINGS, *lines]) if lines else told["text"]
    return told | {"turning": facts, "text": text}
