"""Bearer tokens and public ids: random, opaque, and stored only as digests."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

#: No 0/O, 1/I/L: a code is read aloud and typed by hand.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def new_token() -> str:
    """A secret of 256 bits, safe in headers and URLs. Give it to the client once; store `digest(token)`."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """A public id of 128 bits that says nothing about order or number."""
    return secrets.token_urlsafe(16)


def new_code(length: int) -> str:
    """A short code for people, from letters and digits that cannot be mistaken for one another."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))


def is_id(text: str) -> bool:
    """Whether `text` has the shape of an id of ours; anything else need not be looked up (and may hold NUL)."""
    return ID.fullmatch(text) is not None


def digest(token: str) -> str:
    """SHA-256 of a token, hex. Tokens are random, so no salt is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def matches(token: str | None, stored: str | None) -> bool:
    """Compare in constant time. A missing side costs the same and is False."""
    same = hmac.compare_digest(digest(token or ""), stored or "0" * 64)
    return same and bool(token) and bool(stored)
