"""What a model depends on, as one digest: data, configuration, code, versions, and the bundle's facts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from bot.nlu.catalogue_examples import catalogue_examples
from bot.settings import CONFIG, DOMAIN, NLU_DATA, ROOT, RULES
from knowledge.bundle import Bundle

_PACKAGES = ("rasa", "rasa-sdk", "spacy", "jieba", "scikit-learn", "numpy")


def training_digest(bundle: Bundle) -> str:
    """Return 16 hexadecimal digits that change whenever training would give another model."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for package in _PACKAGES:
        digest.update(f"{package}=={version(package)}\n".encode())
    facts = [
        [fact.id, fact.type, [[str(o.value), o.label, list(o.phrases)] for o in fact.options]]
        for fact in sorted(bundle.facts.values(), key=lambda fact: fact.id)
    ]
    digest.update(json.dumps([catalogue_examples(bundle), facts], ensure_ascii=False).encode())
    return digest.hexdigest()[:16]


def _files() -> Iterator[Path]:
    yield from (CONFIG, DOMAIN, RULES)
    yield from sorted(path for path in NLU_DATA.rglob("*") if path.is_file())
    yield from sorted((ROOT / "bot" / "nlu").glob("*.py"))
