"""Encryption at rest: AES-256-GCM, bound to the row it belongs to.

The key ring is one JSON file, `DAOBAN_DATA/keys/data.json`, mode 0600, made at the first run; the last key of the
list seals, every key opens. Replicas share it. A sealed value is `version | key id | nonce | ciphertext`; the row's
identity is authenticated with it, so that a value moved to another row or column does not open.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_ID_BYTES = 4
NONCE_BYTES = 12
HEADER = len(VERSION) + KEY_ID_BYTES + NONCE_BYTES


class KeyTrouble(Exception):
    """The key ring cannot be read, or a key that sealed stored data is missing. The message is for operators."""


class Tampered(Exception):
    """A stored value does not open with its key at its place: changed, moved or cut."""


class Cipher:
    """Seals and opens values with the keys of one ring."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        """`keys`: id (8 hex digits) -> 32 bytes, oldest first; the last one seals. Raises KeyTrouble when empty."""
        if not keys:
            raise KeyTrouble("the key ring holds no key")
        self._keys = keys
        self.key_id = list(keys)[-1]
        self._reference_key = hashlib.sha256(b"daoban reference" + next(iter(keys.values()))).digest()

    @property
    def key_ids(self) -> frozenset[str]:
        """Ids of all keys that can open."""
        return frozenset(self._keys)

    def seal(self, plain: bytes, row: str) -> bytes:
        """Encrypt `plain` for `row`, its full address, e.g. `conversations/<id>/state`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        header = VERSION + bytes.fromhex(self.key_id)
        return header + nonce + AESGCM(self._keys[self.key_id]).encrypt(nonce, plain, header + row.encode())

    def open(self, sealed: bytes, row: str) -> bytes:
        """Decrypt. Raises KeyTrouble (key missing) or Tampered."""
        header, nonce = sealed[: HEADER - NONCE_BYTES], sealed[HEADER - NONCE_BYTES : HEADER]
        if len(sealed) < HEADER or header[:1] != VERSION:
            raise Tampered("not a sealed value")
        key_id = header[1:].hex()
        if key_id not in self._keys:
            raise KeyTrouble(f"key {key_id} is missing from the key ring")
        try:
            return AESGCM(self._keys[key_id]).decrypt(nonce, sealed[HEADER:], header + row.encode())
        except InvalidTag:
            raise Tampered(f"a value sealed with key {key_id} does not open") from None

    def seal_json(self, value: Any, row: str) -> bytes:
        """Seal a JSON-compatible value."""
        return self.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), row)

    def open_json(self, sealed: bytes, row: str) -> Any:
        """Open a value sealed by `seal_json`."""
        return json.loads(self.open(sealed, row))

    def reference(self, text: str, purpose: str) -> str:
        """A keyed digest (hex) for looking up what must not be stored plainly, e.g. the holder of an ID number.

        Stable while the oldest key is on the ring; different for each purpose.
        """
        return hmac.new(self._reference_key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def load_cipher(folder: Path) -> Cipher:
    """The cipher of `folder`/data.json, which is made when missing; safe when several processes start at once.

    Raises KeyTrouble with a message that names the file.
    """
    path = folder / "data.json"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _create(path)
        entries = json.loads(path.read_text(encoding="utf-8"))["keys"]
        keys = {entry["id"]: base64.b64decode(entry["key"], validate=True) for entry in entries}
        if any(len(key) != 32 or len(bytes.fromhex(name)) != KEY_ID_BYTES for name, key in keys.items()):
            raise ValueError("a key has the wrong length")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeyTrouble(f"{path}: {type(error).__name__}: {error}") from error
    return Cipher(keys)


def _create(path: Path) -> None:
    """Write a ring with one new key beside `path` and link it into place: the first of several processes wins."""
    key = {"id": secrets.token_hex(KEY_ID_BYTES), "key": base64.b64encode(secrets.token_bytes(32)).decode()}
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"keys": [key]}, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
