"""Writing the changes of a sheet into the YAML of the catalogue: all of them, or none."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from api.publication.changes import Added, Change, Changed
from knowledge.check import check_catalogue
from knowledge.content.records import Problem

SERVICES = "services"


def apply(catalogue: Path, changes: Iterable[Change], on: str, *, write: bool) -> list[Problem]:
    """Make the changes in a copy, check the copy, and when nothing stops it and `write`, put its files in place.

    Comments and everything that is not changed stay as they are. Returns what the check says; with an error among
    them nothing was written. `on`: the day of publication, ISO text.
    """
    by_service: dict[str, list[Change]] = {}
    for change in changes:
        by_service.setdefault(change.service, []).append(change)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "catalogue"
        shutil.copytree(catalogue, copy)
        touched = _rewrite(copy, by_service)
        bundle, problems = check_catalogue(copy, on)
        if write and bundle is not None and not any(problem.stops for problem in problems):
            for path in touched:
                _replace(catalogue / path.relative_to(copy), path.read_text(encoding="utf-8"))
        return problems


def _rewrite(copy: Path, by_service: dict[str, list[Change]]) -> list[Path]:
    """Change the files below `copy`; returns those that are different now."""
    editor = YAML()
    editor.width = 10**9
    editor.preserve_quotes = True
    editor.indent(mapping=2, sequence=4, offset=2)
    touched: list[Path] = []
    for path in sorted((copy / SERVICES).rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        if not any(service in text for service in by_service):
            continue
        content = editor.load(text)
        records = content if isinstance(content, list) else [content]
        wanted = [record for record in records if record.get("id") in by_service]
        for record in wanted:
            for change in by_service[record["id"]]:
                _change(record, change)
        if wanted:
            written = io.StringIO()
            editor.dump(content, written)
            path.write_text(written.getvalue(), encoding="utf-8")
            touched.append(path)
    return touched


def _change(record: Any, change: Change) -> None:
    if isinstance(change, Added):
        record.setdefault("requirements", []).append(change.requirement)
        return
    needs = record["requirements"]
    place = next(number for number, need in enumerate(needs) if need["id"] == change.requirement)
    if not isinstance(change, Changed):
        del needs[place]
        if not needs:
            del record["requirements"]
    elif change.value is None:
        needs[place].pop(change.key, None)
    else:
        needs[place][change.key] = change.value


def _replace(path: Path, text: str) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)
