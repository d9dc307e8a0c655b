"""`daoban guide --proof` writes a proof, `daoban proof check` verifies it and says against what."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.cli import places, proof
from knowledge.bundle import Bundle

Daoban = Callable[..., tuple[int, str, str]]
TOLD = ("newborn", "hukou_follow=mother", "parents_married=不知道", "--on", "2026-11-20")


@pytest.fixture
def written(daoban: Daoban, tmp_path: Path) -> Path:
    path = tmp_path / "证明.json"
    code, out, _ = daoban("guide", *TOLD, "--proof", str(path))
    assert code == 0
    assert out
    return path


def alter(path: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def test_a_proof_that_was_written_holds_and_is_compared_with_its_bundle(daoban: Daoban, written: Path) -> None:
    bundle = json.loads(written.read_text(encoding="utf-8"))["bundle"]
    code, out, err = daoban("proof", "check", str(written))
    assert (code, err) == (0, "")
    assert "证明成立" in out
    assert "个问题要问；除了这些，别的怎么答都不改变结果" in out
    assert f"与知识包 {bundle} 一致" in out


def test_a_guidance_that_holds_its_proof_is_read_too(daoban: Daoban, written: Path) -> None:
    guidance = {"status": "asking", "proof": json.loads(written.read_text(encoding="utf-8"))}
    written.write_text(json.dumps(guidance, ensure_ascii=False), encoding="utf-8")
    assert daoban("proof", "check", str(written))[0] == 0


def test_a_false_step_is_one_line_and_exit_code_1(daoban: Daoban, written: Path) -> None:
    alter(written, lambda p: p["claims"].__setitem__(0, "yes" if p["claims"][0] != "yes" else "no"))
    code, out, err = daoban("proof", "check", str(written))
    assert (code, out) == (1, "")
    assert err.startswith("证明不成立：条件 0 写的是")
    assert err.count("\n") == 1


def test_another_condition_is_found_out_by_the_bundle(daoban: Daoban, written: Path) -> None:
    def widen(document: dict[str, Any]) -> None:
        domains = document["premises"]["domains"]
        next(d for d in domains.values() if isinstance(d, list)).append("moon")

    alter(written, widen)
    code, out, err = daoban("proof", "check", str(written))
    assert (code, out) == (1, "")
    assert "的取值范围与知识包里的不同" in err


def test_without_its_bundle_only_the_reasoning_is_checked_and_it_says_so(daoban: Daoban, written: Path) -> None:
    alter(written, lambda p: p.__setitem__("bundle", "0123456789abcdef"))
    code, out, _ = daoban("proof", "check", str(written))
    assert code == 0
    assert "手边没有知识包 0123456789abcdef，只验算了推理" in out


def test_an_older_bundle_that_was_kept_is_found_by_its_hash(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = json.loads(written.read_text(encoding="utf-8"))["bundle"]

    def never() -> Bundle:
        raise AssertionError("the catalogue of today is not asked")

    monkeypatch.setattr(proof.build, "current_bundle", never)
    found = proof.bundle_of(name)
    assert found is not None
    assert found.hash == name


@pytest.mark.parametrize("name", ["../current", "", "None", "a/b"])
def test_a_name_that_is_no_hash_opens_no_file(name: str, daoban: Daoban) -> None:
    daoban("guide", *TOLD)
    assert proof.bundle_of(name) is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "读不了证明"),
        ("", "读不了证明"),
        ("{", "读不了证明"),
        ("[" * 100_000, "读不了证明"),
        ("[]", "里没有证明"),
        ('{"proof": null}', "里没有证明"),
        ("{}", "证明不成立：写法不对"),
        ('{"answers": {}, "premises": {"nodes": 3}}', "证明不成立：写法不对"),
    ],
)
def test_what_is_no_proof_is_one_clear_line(daoban: Daoban, tmp_path: Path, content: str | None, said: str) -> None:
    path = tmp_path / "p.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    code, out, err = daoban("proof", "check", str(path))
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


def test_a_place_that_cannot_be_written_is_named(daoban: Daoban, tmp_path: Path) -> None:
    code, _, err = daoban("guide", *TOLD, "--proof", str(tmp_path / "none" / "p.json"))
    assert code == 1
    assert "证明写不到" in err


def test_a_bundle_that_was_tampered_with_is_as_good_as_none(daoban: Daoban, written: Path, tmp_path: Path) -> None:
    name = json.loads(written.read_text(encoding="utf-8"))["bundle"]
    kept = places.bundle_folder() / f"{name}.json"
    safe = shutil.copy(kept, tmp_path / "safe.json")
    try:
        kept.write_text("{}", encoding="utf-8")
        assert "只验算了推理" in daoban("proof", "check", str(written))[1]
    finally:
        shutil.copy(safe, kept)


def test_the_proof_is_written_also_beside_an_explanation(daoban: Daoban, tmp_path: Path) -> None:
    path = tmp_path / "证明.json"
    code, out, _ = daoban("guide", *TOLD, "--why", "birth_hukou", "--proof", str(path))
    assert (code, "出生户口登记" in out) == (0, True)
    assert daoban("proof", "check", str(path))[0] == 0
