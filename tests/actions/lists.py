"""Guidances of our own making: only what the list in words reads."""

from __future__ import annotations

from typing import Any

Line = dict[str, Any]


def service(id_: str, **more: Any) -> Line:
    return {
        "id": id_,
        "name": id_,
        "handler": "窗口",
        "route": "submit",
        "route_text": "在这里交件",
        "presence_text": "不用到场",
        "place": {"text": "县里"},
        "jump": None,
        "state": "yes",
        "because": [],
        "depends_on": [],
        "how": [],
        "why": None,
        "times": [],
        "basis": [],
        "local": [],
        "offices": [],
        "layers": [],
        "regime": None,
        "verified": True,
        **more,
    }


def material(id_: str, mode: str, mode_text: str, **more: Any) -> Line:
    return {
        "id": id_,
        "name": id_,
        "subject_name": "",
        "mode": mode,
        "mode_text": mode_text,
        "group": None,
        "choose": None,
        "services": ["a"],
        "form": "original",
        "copies": 0,
        "because": [],
        "why": None,
        "basis": [],
        "satisfied_by": [],
        "remarks": [],
        "options": [],
        "verified": True,
        **more,
    }


def guidance(needed: list[Line], wanted: list[Line] | None = None, **more: Any) -> Line:
    return {
        "status": "complete",
        "services": needed,
        "materials": wanted or [],
        "fees": [],
        "steps": [],
        "schedule": {"text_min": "最长5个工作日", "text_total": "最长5个工作日"},
        "contradiction": None,
        "remaining": 0,
        "open": [],
        "answered": [],
        **more,
    }


def fee(**more: Any) -> Line:
    return {
        "service": "a",
        "text": "办证不收费",
        "amount": 0,
        "payer": "申请人",
        "reductions": [],
        "cash": True,
        "verified": True,
        **more,
    }
