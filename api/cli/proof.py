"""`daoban proof check FILE`: does a proof hold, and is it about the conditions of its own bundle."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from api.cli import build, places, wording
from api.cli.errors import CommandError
from knowledge.bundle import Bundle, load
from knowledge.content.records import CatalogueError
from knowledge.proof.check_proof import Flaw, check_proof
from knowledge.proof.prove import altered


def register(commands: Any) -> None:
    command = commands.add_parser("proof", help=wording.PROOF_HELP, description=wording.PROOF_HELP)
    actions = command.add_subparsers(dest="action", metavar=wording.COMMANDS, title=wording.COMMANDS, required=True)
    check = actions.add_parser("check", help=wording.PROOF_CHECK, description=wording.PROOF_CHECK)
    check.add_argument("file", type=Path, metavar=wording.PROOF_FILE_FORM, help=wording.PROOF_FILE)
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Say what was checked. Raises CommandError with what is wrong where."""
    proof = read(arguments.file)
    try:
        check_proof(proof)
    except Flaw as flaw:
        raise CommandError(wording.PROOF_FAILS.format(flaw=flaw)) from None
    bundle = bundle_of(str(proof.get("bundle")))
    if bundle is not None and (difference := altered(proof, bundle)):
        raise CommandError(wording.PROOF_ALTERED.format(difference=difference, hash=bundle.hash))
    found = Counter(proof["outcome"])
    print(
        wording.PROOF_HOLDS.format(
            count=len(proof["outcome"]),
            yes=found["yes"],
            no=found["no"],
            open=found["open"],
            steps=len(proof["claims"]),
        )
    )
    if proof["asking"]:
        print(wording.PROOF_ASKING.format(count=len(proof["asking"])))
    print((wording.PROOF_BUNDLE if bundle else wording.PROOF_NO_BUNDLE).format(hash=proof.get("bundle")))
    return 0


def read(path: Path) -> dict[str, Any]:
    """The proof in a file, alone or inside its guidance. Raises CommandError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(wording.PROOF_UNREADABLE.format(path=path, detail=error)) from None
    proof = found.get("proof", found) if isinstance(found, dict) else None
    if not isinstance(proof, dict):
        raise CommandError(wording.PROOF_NONE.format(path=path))
    return proof


def write(proof: dict[str, Any], path: Path) -> None:
    """Raises CommandError."""
    try:
        path.write_text(json.dumps(proof, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise CommandError(wording.PROOF_UNWRITTEN.format(path=path, detail=error.strerror)) from None


def bundle_of(name: str) -> Bundle | None:
    """The bundle with this hash: one that was kept, or what the catalogue compiles to today; None when neither is."""
    try:
        if name.isalnum() and (kept := places.bundle_folder() / f"{name}.json").exists():
            return load(kept)
        bundle = build.current_bundle()
    except (CatalogueError, CommandError, OSError, ValueError):
        return None
    return bundle if bundle.hash == name else None
