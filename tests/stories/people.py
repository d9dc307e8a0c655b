"""Facts of the persons in the stories."""

from __future__ import annotations

from typing import Any

from knowledge.bundle import Bundle

NEWBORN = {
    "born_on": "2026-11-10",
    "child_count": "one",
    "born_where": "hospital",
    "certificate_state": "not_yet",
    "hukou_follow": "mother",
    "hukou_here": True,
    "book_type": "family",
    "parents_married": False,
    "mother_insurance": "employee",
    "father_insured": True,
    "hospital_settled": "settled",
    "insured_here": True,
    "rare_cases": [],
    "joint_services": ["medical_insurance", "social_card"],
    "who_goes": "mother",
}


def persona(bundle: Bundle, name: str) -> dict[str, Any]:
    """The facts of a persona of the catalogue."""
    return dict(bundle.personas[name].facts)
