"""Verified persons as they are kept, referred to and shown."""

from __future__ import annotations

import re
from dataclasses import asdict

from api.adapters.identity import VerifiedPerson
from api.encryption import Cipher
from knowledge.identifiers import masked

#: The mark that the simulator puts behind names is no part of the name.
_MARK = re.compile(r"（演示）$")


def reference(cipher: Cipher, person: VerifiedPerson) -> str:
    """The keyed digest under which this person's drafts and cases are found; says nothing without the key."""
    return cipher.reference(person.subject, "person")


def seal(cipher: Cipher, person: VerifiedPerson, row: str) -> bytes:
    """The person, sealed for `row`."""
    return cipher.seal_json(asdict(person), row)


def unseal(cipher: Cipher, sealed: bytes, row: str) -> VerifiedPerson:
    """The person that `seal` kept."""
    return VerifiedPerson(**cipher.open_json(sealed, row))


def masked_name(name: str) -> str:
    """王*（演示）: the first sign, the rest as stars, the mark kept."""
    plain = _MARK.sub("", name)
    mark = name[len(plain) :]
    return plain[:1] + "*" * max(1, len(plain) - 1) + mark


def masked_cert_no(cert_no: str) -> str:
    """620***********0245."""
    return masked(cert_no)
