"""Overlays: what a province, city or county changes in a record, field by field.

A key of `set` is a field (`times`) or a path into a list of records with ids (`requirements.mother_id.mode`).
A record that an unverified overlay touches is itself unverified there.
"""

from __future__ import annotations

import copy
from typing import Any

from knowledge.model import Overlay


class OverlayError(ValueError):
    """The path of an overlay leads nowhere."""


def overlaid(raw: dict[str, Any], overlay: Overlay) -> dict[str, Any]:
    """Return a copy of the raw record with the fields of `overlay.set` replaced. Raises OverlayError."""
    result = copy.deepcopy(raw)
    for path, value in overlay.set.items():
        *parents, last = path.split(".")
        target = result
        for step in parents:
            target = _into(target, step, path)
        target[last] = value
    if overlay.parameter is not None:
        result |= {"source": overlay.source, "verified": overlay.verified}
        result["basis"] = [{"law": b.law, "article": b.article, "note": b.note} for b in overlay.basis]
    elif not overlay.verified:
        result["verified"] = False
    return result


def _into(target: dict[str, Any], step: str, path: str) -> dict[str, Any]:
    inner = target.get(step)
    if isinstance(inner, list):
        return {item["id"]: item for item in inner if isinstance(item, dict) and "id" in item}
    if isinstance(inner, dict):
        return inner
    raise OverlayError(f"覆盖项的路径 {path} 在原记录里找不到 {step}")
