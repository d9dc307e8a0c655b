"""`daoban catalogue check|build|diff|ratio|coverage|export|import|schema`: is it sound, make its bundle, and what else is done with it."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from api.cli import coverage, diff, places, publish, ratio, wording
from api.cli.errors import CommandError
from api.cli.progress import doing
from api.clock import CHINA
from knowledge.bundle import CURRENT, save
from knowledge.check import CATALOGUE, check_catalogue
from knowledge.content.schema import schemas, text

#: Where editors find the schemas, unless another folder is named.
SCHEMAS = places.CHECKOUT / "docs" / "schema"


def register(commands: Any) -> None:
    command = commands.add_parser("catalogue", help=wording.CATALOGUE_HELP, description=wording.CATALOGUE_HELP)
    actions = command.add_subparsers(dest="action", metavar=wording.COMMANDS, title=wording.COMMANDS, required=True)
    for action, words in (("check", wording.CATALOGUE_CHECK), ("build", wording.CATALOGUE_BUILD)):
        checking = actions.add_parser(action, help=words, description=words)
        checking.add_argument("folder", nargs="?", type=Path, default=CATALOGUE, help=wording.CATALOGUE_FOLDER)
        checking.set_defaults(run=run)
    diff.register(actions)
    ratio.register(actions)
    coverage.register(actions)
    publish.register(actions)
    schema = actions.add_parser("schema", help=wording.CATALOGUE_SCHEMA, description=wording.CATALOGUE_SCHEMA)
    schema.add_argument("folder", nargs="?", type=Path, default=SCHEMAS, help=wording.SCHEMA_FOLDER)
    schema.set_defaults(run=write_schemas)


def run(arguments: argparse.Namespace) -> int:
    """Print every problem as `file:line  text`; errors stop a build."""
    with doing(wording.CHECKING):
        bundle, problems = check_catalogue(arguments.folder, datetime.now(CHINA).date().isoformat())
    errors = [problem for problem in problems if problem.stops]
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


def write_schemas(arguments: argparse.Namespace) -> int:
    """Write one JSON Schema for each folder of the catalogue."""
    arguments.folder.mkdir(parents=True, exist_ok=True)
    written = {arguments.folder / f"{kind}.json": text(content) for kind, content in schemas().items()}
    for path, content in written.items():
        path.write_text(content, encoding="utf-8")
    print(wording.SCHEMAS_WRITTEN.format(count=len(written), folder=arguments.folder))
    return 0
