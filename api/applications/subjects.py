"""What an application is about, so that a second one for the same is noticed (corrections.md, Procedure).

A newborn has no number of its own: it is the mother's number with the moment of birth, then the number of the birth
certificate. A home is its certificate, a business its credit code. Where nothing of this is known it is the applicant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.encryption import Cipher

#: Field ids that together say what it is about; every line that is filled counts, the last only when no other is.
ABOUT = (
    ("birth_certificate_no",),
    ("mother_cert_no", "child_birth_time"),
    ("property_cert_no",),
    ("credit_code",),
)
OTHERWISE = ("applicant_cert_no",)
#: Members of a group that are looked at.
MOST = 20


def references(cipher: Cipher, service: str, values: Mapping[str, Any], person_ref: str) -> list[str]:
    """Keyed digests of (service, subject) for one service of an application with these values."""
    found = [key for fields in ABOUT for key in _keys(fields, values)]
    found = found or list(_keys(OTHERWISE, values)) or [f"person={person_ref}"]
    return [cipher.reference(f"{service}|{key}", "subject") for key in found]


def _keys(fields: tuple[str, ...], values: Mapping[str, Any]) -> Iterable[str]:
    """One key for each member of a group, or one in all."""
    for index in ("", *(f"[{n}]" for n in range(1, MOST + 1))):
        held = [values.get(f"{field}{index}", values.get(field)) for field in fields]
        if all(held) and any(f"{field}{index}" in values for field in fields):
            yield "&".join(f"{field}={_plain(field, value)}" for field, value in zip(fields, held, strict=True))


def _plain(field: str, value: Any) -> str:
    """Of a moment only the day counts: the minute is remembered differently by different people."""
    return str(value)[:10] if field.endswith("_time") else str(value)
