"""Bundles made of a few records written in a test: no files, no lint."""

from __future__ import annotations

import dataclasses
from typing import Any

from knowledge.bundle import FORMAT, NATION, Bundle
from tests.knowledge.published import regimes, years

#: What every record of its kind has here unless a test says otherwise.
GIVEN: dict[str, dict[str, Any]] = {
    "services": {"department": "office", "route": "submit", "place_role": "residence", "legal_regime": "permit"},
    "fields": {"type": "text", "purpose": "写在申请表上"},
    "facts": {"kind": "fact", "type": "bool", "question": "是吗？"},
    "events": {"title": "办事", "audience": "person", "lead": "office", "lifecycle": "published", "chapters": []},
}
PLACE = {"code": NATION, "full_name": "全国", "level": "nation"}


def made(**records: list[dict[str, Any]]) -> Bundle:
    """A bundle of the given raw records by folder, with one department, one region, and the shipped holidays and regimes."""
    written: dict[str, list[dict[str, Any]]] = {
        "departments": [{"id": "office"}],
        "regions": [PLACE],
        "calendar": [dataclasses.asdict(year) for year in years().values()],
        "regimes": [dataclasses.asdict(regime) for regime in regimes().values()],
        **records,
    }
    return Bundle({"format": FORMAT, "records": {kind: _full(kind, written[kind]) for kind in written}, "overlays": []})


def _full(kind: str, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if kind in ("calendar", "regimes"):
        return records
    return [
        {"name": r.get("id", "全国"), "source": "测试", "verified": True, **GIVEN.get(kind, {}), **r} for r in records
    ]


def service(name: str, /, days: float | None = None, **more: Any) -> dict[str, Any]:
    """A service that takes that many working days from acceptance, where it says."""
    times = [] if days is None else [{"kind": "promised", "days": days, "unit": "working_day", "from": "accepted"}]
    return {"id": name, "times": times, **more}


def paper(name: str, /, **more: Any) -> dict[str, Any]:
    """A requirement."""
    return {"id": name, "material": name, "subject": "applicant", "mode": "submit", **more}
