"""`daoban guide EVENT fact=value ...`: the list for a person described by facts, without a conversation."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from actions.options import regions
from actions.spell import spell
from actions.talk import CHINA
from api.cli import build, explain, proof, wording
from api.cli.errors import CommandError
from knowledge.bundle import Bundle
from knowledge.explain.citizen import Citizen
from knowledge.facts import FactError, parse_value
from knowledge.guidance import guide
from knowledge.proof.prove import proof_of

REGION = "620102"
#: Words for an answer that is not known, and for one that is not given.
UNKNOWN = {"不知道": "unsure", "不清楚": "unsure", "?": "unsure", "先不说": "declined"}
WRONG_USE = 2


def day(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)


def register(commands: Any) -> None:
    command = commands.add_parser("guide", help=wording.GUIDE_HELP, description=wording.GUIDE_HELP)
    command.add_argument("event", help=wording.GUIDE_EVENT)
    command.add_argument("facts", nargs="*", metavar="情形=取值", help=wording.GUIDE_FACT)
    command.add_argument("--region", default=REGION, metavar="代码", help=wording.CHAT_REGION)
    command.add_argument(
        "--place", action="append", default=[], metavar=wording.GUIDE_PLACE_FORM, help=wording.GUIDE_PLACE
    )
    command.add_argument("--on", type=day, default=None, metavar="日期", help=wording.GUIDE_ON)
    command.add_argument("--json", action="store_true", help=wording.GUIDE_JSON)
    command.add_argument("--proof", type=Path, default=None, metavar=wording.PROOF_FILE_FORM, help=wording.GUIDE_PROOF)
    explain.register(command)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    bundle = build.current_bundle()
    if arguments.event not in bundle.events:
        raise CommandError(
            wording.UNKNOWN_EVENT.format(event=arguments.event, events="、".join(bundle.events)), WRONG_USE
        )
    check_region(bundle, arguments.region)
    places = dict(read_place(bundle, text) for text in arguments.place)
    facts = dict(read_fact(bundle, arguments.event, text) for text in arguments.facts)
    on = arguments.on or datetime.now(CHINA).date()
    if arguments.proof:
        proof.write(proof_of(bundle, [arguments.event], arguments.region, facts, on, places), arguments.proof)
    if explain.asked(arguments):
        return explain.run(Citizen(bundle, (arguments.event,), arguments.region, facts, on, places=places), arguments)
    guidance = guide(bundle, [arguments.event], arguments.region, facts, on, places=places)
    print(json.dumps(guidance, ensure_ascii=False, indent=2) if arguments.json else spell(guidance))
    return 0


def check_region(bundle: Bundle, region: str) -> None:
    """Raises CommandError naming the regions that may be written."""
    if region not in bundle.regions:
        known = "、".join(f"{code}（{bundle.regions[code].full_name}）" for code in regions(bundle))
        raise CommandError(wording.UNKNOWN_REGION.format(region=region, regions=known), WRONG_USE)


def read_place(bundle: Bundle, text: str) -> tuple[str, str]:
    """`target_hukou=620102` or `户口所在地=620102` as (place role, region). Raises CommandError."""
    name, equals, region = text.partition("=")
    if not equals:
        raise CommandError(wording.BAD_PLACE.format(text=text), WRONG_USE)
    role = next((role.id for role in bundle.place_roles.values() if name in (role.id, role.name)), None)
    if role is None:
        known = "、".join(f"{role.id}（{role.name}）" for role in bundle.place_roles.values())
        raise CommandError(wording.UNKNOWN_PLACE.format(role=name, roles=known), WRONG_USE)
    check_region(bundle, region)
    return role, region


def read_fact(bundle: Bundle, event: str, text: str) -> tuple[str, Any]:
    """`hukou_follow=mother` as (fact, stored value). Raises CommandError naming what may be written."""
    name, equals, raw = text.partition("=")
    if not equals:
        raise CommandError(wording.BAD_FACT.format(text=text), WRONG_USE)
    fact = bundle.facts.get(name)
    if fact is None or fact.kind == "derived":
        known = [f for chapter in bundle.events[event].chapters for f in chapter.facts]
        raise CommandError(wording.UNKNOWN_FACT.format(fact=name, facts="、".join(known)), WRONG_USE)
    value: Any = raw
    if raw in UNKNOWN:
        value = {"unknown": UNKNOWN[raw]}
    elif fact.type == "set":
        value = [item.strip() for item in raw.replace("，", ",").split(",") if item.strip()]
    elif fact.type == "enum":
        # YAML may have made an option a number or a truth value; the command line only has words.
        value = next((o.value for o in fact.options if raw in (str(o.value), o.label)), raw)
    try:
        return name, parse_value(bundle, name, value)
    except FactError as error:
        raise CommandError(error.detail, WRONG_USE) from None
