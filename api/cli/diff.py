"""`daoban catalogue diff OLD NEW`: for which citizens what changes, as a table or as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from api.cli import places, wording
from api.cli.build import broken
from api.cli.errors import CommandError
from api.cli.progress import doing
from api.cli.table import table
from api.clock import CHINA
from knowledge.bundle import CURRENT, Bundle, load
from knowledge.bundle import compile as compile_catalogue
from knowledge.content.records import CatalogueError
from knowledge.diff.compare import diff
from knowledge.engine.diagram import TooLarge

#: How the width of the terminal is divided among the columns.
SHARES, TEXT_SHARES = (4, 3, 3, 6, 3), (3, 2, 5, 5)
#: Characters of a text that a cell shows; --json has all.
SHOWN = 120
Row = dict[str, Any]


def day(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)


def register(actions: Any) -> None:
    command = actions.add_parser("diff", help=wording.CATALOGUE_DIFF, description=wording.CATALOGUE_DIFF)
    command.add_argument("old", metavar=wording.DIFF_OLD, help=wording.DIFF_WHICH)
    command.add_argument("new", metavar=wording.DIFF_NEW, help=wording.DIFF_WHICH)
    command.add_argument("--on", type=day, default=None, metavar="日期", help=wording.GUIDE_ON)
    command.add_argument("--all", action="store_true", help=wording.DIFF_ALL)
    command.add_argument("--json", action="store_true", help=wording.GUIDE_JSON)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    old, new = read(arguments.old), read(arguments.new)
    try:
        found = diff(old, new, arguments.on or datetime.now(CHINA).date())
    except TooLarge:
        raise CommandError(wording.DIFF_TOO_LARGE) from None
    lines = [json.dumps(found, ensure_ascii=False, indent=2)] if arguments.json else told(found, arguments.all)
    for line in lines:
        print(line)
    return 0


def read(name: str) -> Bundle:
    """The bundle of a file, a bundle folder, a catalogue folder, or a hash in the data folder. Raises CommandError."""
    path = Path(name)
    try:
        if path.is_dir() and not (path / CURRENT).exists():
            with doing(wording.COMPILING):
                return compile_catalogue(path)
        if not path.exists():
            path = places.bundle_folder() / f"{name}.json"
            if not name.isalnum() or not path.exists():
                raise CommandError(wording.DIFF_NOT_FOUND.format(name=name, folder=places.bundle_folder()))
        return load(path)
    except CatalogueError as error:
        raise CommandError(broken(error)) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CommandError(wording.DIFF_UNREADABLE.format(name=name, detail=error)) from None


def told(found: Row, everything: bool) -> Iterator[str]:
    """The differences as tables that a clerk can read."""
    yield wording.DIFF_TITLE.format(**found)
    if not found["events"] and not found["texts"]:
        yield wording.DIFF_NONE
    for event in found["events"]:
        yield ""
        yield wording.DIFF_EVENT[event["status"]].format(name=event["name"])
        for kind, facts in event["facts"].items():
            if facts:
                yield wording.DIFF_FACTS[kind].format(names="、".join(fact["name"] for fact in facts))
        yield from _changes(event["changes"], everything)
    if found["texts"]:
        yield ""
        yield wording.DIFF_TEXTS
        cells = [[row["what"], row["field"], _short(row["old"]), _short(row["new"])] for row in found["texts"]]
        yield from table(wording.DIFF_TEXT_HEADS, TEXT_SHARES, cells)
    if found["events"]:
        yield ""
        yield wording.DIFF_FOOT


def _changes(rows: Sequence[Row], everything: bool) -> Iterator[str]:
    """One table for each set of regions that see the same."""
    places_of = {tuple(region["name"] for region in row["regions"]): None for row in rows}
    for names in places_of:
        here = [row for row in rows if tuple(region["name"] for region in row["regions"]) == names]
        own = [row for row in here if everything or not row["follows"]]
        yield ""
        yield wording.DIFF_WHERE.format(regions="、".join(names), total=here[0]["regions"][0]["total"])
        if own:
            yield from table(wording.DIFF_HEADS, SHARES, [_cells(alike) for alike in _alike(own)])
        if len(own) < len(here):
            yield wording.DIFF_FOLLOWS.format(count=len(here) - len(own))


def _alike(rows: Iterable[Row]) -> Iterable[list[Row]]:
    """Rows of one kind that say the same of the same people stand together."""
    found: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        parts = ("kind", "service", "old", "new", "percent", "likely_percent")
        key = (*(row[part] for part in parts), *row["who"])
        found.setdefault(key, []).append(row)
    return found.values()


def _cells(rows: list[Row]) -> list[str]:
    first = rows[0]
    kind, colon, _ = first["what"].partition("：")
    names = "、".join(row["what"].removeprefix(f"{kind}{colon}") for row in rows)
    region = first["regions"][0]
    count = region["count"]
    share = wording.DIFF_SHARE.format(
        percent=_percent(first["percent"], count), likely=_percent(first["likely_percent"], count), count=count
    )
    mark = wording.DIFF_CASE if len(first["who"]) > 1 else ""
    who = "\n".join(f"{mark}{text}" for text in first["who"])
    return [f"{kind}{colon}{names}", first["old"], first["new"], who, share]


def _percent(value: float, count: int) -> str:
    return wording.DIFF_LITTLE if count and not value else f"{value:g}%"


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
