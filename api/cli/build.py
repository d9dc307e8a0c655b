"""Having the bundle and the model up to date: built again only when what they are made of has changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from api.cli import places, wording
from api.cli.errors import CommandError
from api.cli.progress import doing
from knowledge.bundle import CURRENT, Bundle, load, save
from knowledge.bundle import compile as compile_catalogue
from knowledge.check import CATALOGUE
from knowledge.content.records import CatalogueError

#: Beside the bundles: what the current one was made of.
BUNDLE_STAMP = "made-of"


def current_bundle() -> Bundle:
    """The bundle of today's catalogue, compiled when the catalogue or the engine has changed. Raises CommandError."""
    folder = places.bundle_folder()
    stamp = digest([CATALOGUE, CATALOGUE.parent], (".yml", ".py"))
    if _read(folder / BUNDLE_STAMP) == stamp and (folder / CURRENT).exists():
        try:
            return load(folder)
        except (OSError, ValueError, CatalogueError):
            pass  # damaged: made again below
    with doing(wording.COMPILING):
        try:
            bundle = compile_catalogue(CATALOGUE)
        except CatalogueError as error:
            raise CommandError(broken(error)) from None
        save(bundle, folder)
    (folder / BUNDLE_STAMP).write_text(stamp, encoding="utf-8")
    return bundle


def broken(error: CatalogueError) -> str:
    """The problems, one a line, and what to do."""
    lines = [str(problem) for problem in error.problems]
    return "\n".join([*lines, wording.CATALOGUE_BROKEN.format(count=len(lines))])


def current_model(*, force: bool = False) -> bool:
    """Let the bot train its model unless that is up to date, which it knows itself. Returns whether it was trained.

    Raises CommandError.
    """
    python = places.bot_python()
    current_bundle()
    before = _models()
    log = places.log("train")
    command = [str(python), "-m", "bot.train", *(["--force"] if force else [])]
    with doing(wording.TRAINING), log.open("w", encoding="utf-8") as out:
        done = subprocess.run(command, cwd=places.CHECKOUT, env=environment(), stdout=out, stderr=out, check=False)
    if done.returncode != 0:
        raise CommandError(wording.TRAINING_FAILED.format(code=done.returncode, log=log))
    return _models() != before


def _models() -> dict[str, float]:
    """Model files with the time they were written."""
    return {path.name: path.stat().st_mtime for path in places.model_folder().glob("*.tar.gz")}


def environment() -> dict[str, str]:
    """What child processes are told: where the data is."""
    return {**os.environ, "DAOBAN_DATA": str(places.data()), "PYTHONUNBUFFERED": "1"}


def digest(roots: Iterable[Path], endings: tuple[str, ...]) -> str:
    """SHA-256 over names and bytes of the files with these endings below `roots` (or the root file itself)."""
    total = hashlib.sha256()
    for root in roots:
        files = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.suffix in endings and p.is_file())
        for path in files:
            total.update(f"{path.relative_to(root.parent)}\0".encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return None
