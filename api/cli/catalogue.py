"""`daoban catalogue check|build`: is the catalogue sound, and make its bundle."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from api.cli import places, wording
from api.cli.errors import CommandError
from api.cli.progress import doing
from knowledge.bundle import CURRENT, WARNING, save
from knowledge.check import CATALOGUE, check_catalogue


def register(commands: Any) -> None:
    command = commands.add_parser("catalogue", help=wording.CATALOGUE_HELP, description=wording.CATALOGUE_HELP)
    command.add_argument("action", choices=("check", "build"), help=wording.CATALOGUE_ACTION)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print every problem as `file:line  text`; errors stop a build."""
    with doing(wording.CHECKING):
        bundle, problems = check_catalogue(CATALOGUE)
    errors = [problem for problem in problems if problem.rule != WARNING]
    for problem in sorted(problems):
        print(problem, file=sys.stderr)
    if bundle is None or errors:
        raise CommandError(wording.CATALOGUE_BROKEN.format(count=len(errors)))
    print(
        wording.CATALOGUE_FINE.format(
            events=len(bundle.events),
            services=len(bundle.services),
            facts=len(bundle.facts),
            personas=len(bundle.personas),
        )
    )
    if problems:
        print(wording.CATALOGUE_WARNINGS.format(count=len(problems)))
    if arguments.action == "build":
        folder = places.bundle_folder()
        known = folder / CURRENT
        if known.exists() and known.read_text(encoding="utf-8").strip() == bundle.hash:
            print(wording.BUNDLE_CURRENT.format(hash=bundle.hash))
        print(wording.BUNDLE_BUILT.format(hash=bundle.hash, path=save(bundle, folder)))
    return 0
