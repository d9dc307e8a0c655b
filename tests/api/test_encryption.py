"""What is stored is sealed, and bound to its row."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.encryption import Cipher, KeyTrouble, Tampered, load_cipher

CIPHER = Cipher({"00000001": b"a" * 32})
ROW = "conversations/x/state"


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_again(plain: bytes) -> None:
    assert CIPHER.open(CIPHER.seal(plain, ROW), ROW) == plain


@given(st.binary(min_size=1, max_size=50), st.data())
def test_a_changed_byte_does_not_open(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(CIPHER.seal(plain, ROW))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((Tampered, KeyTrouble)):
        CIPHER.open(bytes(sealed), ROW)


@pytest.mark.parametrize("row", ["conversations/y/state", "conversations/x/opening", ""])
def test_a_value_moved_elsewhere_does_not_open(row: str) -> None:
    with pytest.raises(Tampered):
        CIPHER.open(CIPHER.seal(b"secret", ROW), row)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"x" * 40])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises((Tampered, KeyTrouble)):
        CIPHER.open(sealed, ROW)


def test_sealing_twice_looks_different() -> None:
    assert CIPHER.seal(b"same", ROW) != CIPHER.seal(b"same", ROW)


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    old = CIPHER.seal_json({"事": 1}, ROW)
    both = Cipher({"00000001": b"a" * 32, "00000002": b"b" * 32})
    assert both.open_json(old, ROW) == {"事": 1}
    with pytest.raises(KeyTrouble, match="00000002"):
        CIPHER.open(both.seal(b"new", ROW), ROW)
    assert both.reference("x", "holder") == CIPHER.reference("x", "holder"), "references survive rotation"


def test_references_differ_by_purpose_and_key() -> None:
    found = {CIPHER.reference("620102", "a"), CIPHER.reference("620102", "b"), CIPHER.reference("620103", "a")}
    found.add(Cipher({"00000001": b"c" * 32}).reference("620102", "a"))
    assert len(found) == 4


def test_the_first_run_makes_one_private_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = {cipher.key_id for cipher in pool.map(load_cipher, [tmp_path / "keys"] * 8)}
    assert len(ids) == 1
    ring = tmp_path / "keys" / "data.json"
    assert stat.S_IMODE(ring.stat().st_mode) == 0o600
    assert [path.name for path in ring.parent.iterdir()] == ["data.json"]
    assert len(json.loads(ring.read_text())["keys"]) == 1
