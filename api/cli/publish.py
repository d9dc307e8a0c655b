"""`daoban catalogue export` and `import`: the public column, and the sheets that officials read and edit."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

from actions.options import regions
from api.cli import build, wording
from api.cli.errors import CommandError
from api.cli.guide import check_region
from api.cli.progress import doing
from api.clock import CHINA
from api.publication.applying import apply
from api.publication.changes import changes, in_cells
from api.publication.guide_page import guide_page, index_page
from api.publication.public_column import public_column, public_guide
from api.publication.reading import UnreadableSheet, read_sheet
from api.publication.registers import registers
from api.publication.workbook import details
from knowledge.bundle import Bundle
from knowledge.check import CATALOGUE, check_catalogue

DETAILS, REGISTERS, COLUMN = "details.xlsx", "registers.xlsx", "column.json"


def register(actions: Any) -> None:
    leaving = actions.add_parser("export", help=wording.EXPORT_HELP, description=wording.EXPORT_HELP)
    leaving.add_argument("folder", type=Path, help=wording.EXPORT_FOLDER)
    leaving.add_argument("--region", action="append", default=[], metavar="代码", help=wording.EXPORT_REGION)
    leaving.set_defaults(run=run_export)
    coming = actions.add_parser("import", help=wording.IMPORT_HELP, description=wording.IMPORT_HELP)
    coming.add_argument("file", type=Path, help=wording.IMPORT_FILE)
    coming.add_argument("--write", action="store_true", help=wording.IMPORT_WRITE)
    coming.add_argument("--catalogue", type=Path, default=CATALOGUE, metavar="目录", help=wording.CATALOGUE_FOLDER)
    coming.set_defaults(run=run_import)


def run_export(arguments: argparse.Namespace) -> int:
    """Write the sheets, the column, and a folder of guides for each region (all of them unless named)."""
    bundle = build.current_bundle()
    for code in arguments.region:
        check_region(bundle, code)
    chosen = arguments.region or regions(bundle)
    on = datetime.now(CHINA).date()
    with doing(wording.EXPORTING):
        files = sum(_export_region(bundle, arguments.folder / code, code, on) for code in chosen)
        details(bundle).save(arguments.folder / DETAILS)
        registers(bundle).save(arguments.folder / REGISTERS)
        _write(arguments.folder / COLUMN, _json(public_column(bundle)))
    print(wording.EXPORTED.format(files=files + 3, folder=arguments.folder))
    return 0


def _export_region(bundle: Bundle, folder: Path, region: str, on: date) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "index.html", index_page(bundle, region, on))
    for event in bundle.events:
        _write(folder / f"{event}.html", guide_page(bundle, event, region, on))
        _write(folder / f"{event}.json", _json(public_guide(bundle, event, region, on)))
    return 1 + 2 * len(bundle.events)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def run_import(arguments: argparse.Namespace) -> int:
    """Say what the sheet would change, and with --write change it; with an error nothing is changed."""
    on = datetime.now(CHINA).date().isoformat()
    with doing(wording.CHECKING):
        bundle, problems = check_catalogue(arguments.catalogue, on)
        if bundle is None or any(problem.stops for problem in problems):
            raise CommandError(wording.CATALOGUE_BROKEN.format(count=sum(problem.stops for problem in problems)))
        try:
            found = changes(bundle, read_sheet(arguments.file))
        except UnreadableSheet as error:
            for problem in error.problems:
                print(problem, file=sys.stderr)
            raise CommandError(wording.SHEET_BROKEN.format(count=len(error.problems))) from None
    for change in found:
        print(change.text)
    if not found:
        print(wording.SHEET_SAME)
        return 0
    with doing(wording.CHECKING):
        stops = [p for p in apply(arguments.catalogue, found, on, write=arguments.write) if p.stops]
    for stop in in_cells(stops, found):
        print(stop, file=sys.stderr)
    if stops:
        raise CommandError(wording.SHEET_REFUSED.format(count=len(stops)))
    print((wording.SHEET_WRITTEN if arguments.write else wording.SHEET_PREVIEW).format(count=len(found)))
    return 0
