"""Carries the mirror and certificate that a person has set for pip over to uv, which does not read pip's settings."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping


def for_uv(environment: Mapping[str, str]) -> dict[str, str]:
    """Environment variables for uv. Only the main index: files are checked against the locks' hashes, wherever they are from."""
    settings = _settings()
    carried = {}
    if "index-url" in settings and not {"UV_INDEX_URL", "UV_DEFAULT_INDEX"} & set(environment):
        carried["UV_DEFAULT_INDEX"] = settings["index-url"]
    if "cert" in settings:
        carried["SSL_CERT_FILE"] = settings["cert"]
    return carried


def _settings() -> dict[str, str]:
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    ).stdout
    found: dict[str, str] = {}
    # Lines look like  global.cert='/path'  or  :env:.cert='/path' ; pip lists them from weak to strong.
    for line in listing.splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.rpartition(".")
        if section in {"global", "install", ":env:"}:
            found[key] = value.strip("'\"")
    return found
