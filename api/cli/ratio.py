"""`daoban catalogue ratio`: how many questions are expected, beside simpler orders and the exact optimum."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from api.cli import build, wording
from api.cli.errors import CommandError
from api.cli.guide import REGION, check_region, day
from api.cli.progress import doing
from api.cli.table import table
from api.clock import CHINA
from knowledge.bundle import Bundle
from knowledge.optimum.ratio import Expected, Ratio, ratios
from knowledge.view import view_of

#: How the width of the terminal is divided among the columns.
SHARES = (14, 10, 11, 11, 11, 11, 12, 11, 13)
WRONG_USE = 2


def register(actions: Any) -> None:
    command = actions.add_parser("ratio", help=wording.RATIO_HELP, description=wording.RATIO_HELP)
    command.add_argument("events", nargs="*", metavar=wording.RATIO_EVENT_FORM, help=wording.RATIO_EVENT)
    command.add_argument("--region", default=REGION, metavar="代码", help=wording.CHAT_REGION)
    command.add_argument("--on", type=day, default=None, metavar="日期", help=wording.GUIDE_ON)
    command.add_argument("--json", action="store_true", help=wording.GUIDE_JSON)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    bundle = build.current_bundle()
    check_region(bundle, arguments.region)
    names = list(dict.fromkeys(arguments.events)) or list(bundle.events)
    for name in names:
        if name not in bundle.events:
            raise CommandError(wording.UNKNOWN_EVENT.format(event=name, events="、".join(bundle.events)), WRONG_USE)
    on = arguments.on or datetime.now(CHINA).date()
    found: list[Ratio] = []
    for n, name in enumerate(names, 1):
        with doing(wording.RATIO_DOING.format(event=bundle.events[name].name, n=n, count=len(names))):
            found += ratios(view_of(bundle, [name], arguments.region, on, {}), on)
    for line in [_json(found, arguments.region, on)] if arguments.json else told(bundle, found, arguments.region, on):
        print(line)
    return 0


def _json(found: Sequence[Ratio], region: str, on: date) -> str:
    rows = [asdict(row) | {"over_rules": row.over_rules, "over_free": row.over_free} for row in found]
    return json.dumps({"region": region, "on": on.isoformat(), "ratios": rows}, ensure_ascii=False, indent=2)


def told(bundle: Bundle, found: Sequence[Ratio], region: str, on: date) -> Iterator[str]:
    """The figures as a table, what the columns mean, and the mean and the worst."""
    yield wording.RATIO_TITLE.format(region=bundle.regions[region].full_name, on=on.isoformat())
    yield ""
    rows = [_cells(bundle.events[row.event].name, row) for row in found]
    yield from table(wording.RATIO_HEADS, SHARES, rows)
    yield ""
    for prior, label in wording.RATIO_PRIORS.items():
        shares = [row.over_rules for row in found if row.prior == prior and row.measure == "questions"]
        if shares:
            mean = sum(shares) / len(shares)
            yield wording.RATIO_SUMMARY.format(prior=label, mean=f"{mean:.4f}", worst=f"{max(shares):.4f}")
    yield ""
    yield wording.RATIO_LEGEND
    drawn = [figure for row in found for figure in _figures(row) if figure.people]
    if drawn:
        yield wording.RATIO_DRAWN.format(people=drawn[0].people)


def _figures(row: Ratio) -> tuple[Expected, ...]:
    return row.written, row.skipping, row.ours, row.same_rules, row.free


def _cells(event: str, row: Ratio) -> list[str]:
    prior = wording.RATIO_PRIORS[row.prior]
    label = prior if row.measure == "questions" else wording.RATIO_COST.format(prior=prior)
    shares = ((row.same_rules, row.over_rules), (row.free, row.over_free))
    most = [("≤" if optimum.bound else "") + f"{share:.4f}" for optimum, share in shares]
    return [event, label, *map(_written, _figures(row)), *most]


def _written(figure: Expected) -> str:
    """Exact figures plainly; drawn ones with their standard error."""
    if not figure.people:
        return f"{figure.value:.3f}"
    return f"{'≥' if figure.bound else ''}{figure.value:.2f}±{figure.error:.2f}"
