"""`daoban catalogue coverage`: how far each life event is encoded, as a page of the documentation."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from api.cli import build, places, wording
from api.cli import coverage_wording as words
from api.cli.guide import REGION, day
from api.cli.progress import doing
from api.clock import CHINA
from knowledge.bundle import Bundle
from knowledge.coverage import Coverage, coverage

PAGE = places.CHECKOUT / "docs" / "coverage.md"


def register(actions: Any) -> None:
    command = actions.add_parser("coverage", help=wording.COVERAGE_HELP, description=wording.COVERAGE_HELP)
    command.add_argument("file", nargs="?", type=Path, default=PAGE, help=wording.COVERAGE_FILE)
    command.add_argument("--on", type=day, default=None, metavar="日期", help=wording.GUIDE_ON)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    on = arguments.on or datetime.now(CHINA).date()
    with doing(wording.COUNTING):
        text = page(build.current_bundle(), on)
    arguments.file.write_text(text, encoding="utf-8")
    print(wording.COVERAGE_WRITTEN.format(path=arguments.file))
    return 0


def page(bundle: Bundle, on: date) -> str:
    """The whole page. The same bundle and day give the same text."""
    return "\n".join(_lines(bundle, list(coverage(bundle, REGION, on)), on)) + "\n"


def _lines(bundle: Bundle, found: list[Coverage], on: date) -> Iterator[str]:
    region = bundle.regions[REGION].full_name
    yield from (line.format(region=region, on=on.isoformat()) for line in words.HEAD)
    for row in found:
        services = words.COUNTED.format(count=sum(row.routes.values()), parts=_parts(row.routes, words.ROUTE))
        materials = words.COUNTED.format(count=sum(row.modes.values()), parts=_parts(row.modes, words.MODE))
        yield (
            f"| {row.name} `{row.event}` | {services} | {row.questions} | {row.expected.value:.1f} | {_many(row)} "
            f"| {materials if row.modes else 0} | {row.spared:.0%} | {row.personas} | {row.verified:.0%} |"
        )
    yield ""
    counted = ("services", "facts", "materials", "fields", "laws", "personas", "regions", "overlays")
    yield words.TOTAL.format(events=len(found), **{kind: len(getattr(bundle, kind)) for kind in counted})
    yield ""
    yield from _listed(bundle)


def _parts(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    return "、".join(f"{names[key]}{count}" for key, count in counts.items())


def _many(row: Coverage) -> str:
    return f"≥{row.outcomes.count}" if row.outcomes.bound else f"{row.outcomes.count:,}"


def _listed(bundle: Bundle) -> Iterator[str]:
    """The national lists: what is encoded, what is only recognised, what is not known."""
    yield from words.LISTS_HEAD
    for listing in bundle.lists.values():
        encoded = sum(item.event is not None for item in listing.items)
        entries = sum(item.entry is not None for item in listing.items)
        yield f"| {listing.name} | {listing.count} | {encoded} | {entries} | {listing.count - len(listing.items)} |"
