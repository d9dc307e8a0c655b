"""A stamp is there after a success and only then; its value changes with whatever went in."""

from pathlib import Path

import pytest

from deploy.bootstrap.stamp import Stamp, digest


def test_it_is_absent_until_written_and_gone_once_forgotten(tmp_path: Path) -> None:
    stamp = Stamp(tmp_path / "env" / ".stamp")
    assert stamp.read() is None
    stamp.write("abc")
    assert stamp.read() == "abc"
    assert [file.name for file in (tmp_path / "env").iterdir()] == [".stamp"]
    stamp.forget()
    stamp.forget()
    assert stamp.read() is None


@pytest.mark.parametrize("change", ["content", "name", "file", "also"])
def test_the_digest_changes_with(change: str, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1", "utf-8")
    files, also = [one], ""
    before = digest(files, root=tmp_path, also=also)
    two.write_text("1", "utf-8")
    if change == "content":
        one.write_text("2", "utf-8")
    elif change == "name":
        files = [two]
    elif change == "file":
        files = [one, two]
    else:
        also = "another recipe"
    assert digest(files, root=tmp_path, also=also) != before


def test_the_digest_does_not_depend_on_the_order_in_which_files_are_found(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1", "utf-8")
    two.write_text("2", "utf-8")
    assert digest([one, two], root=tmp_path) == digest([two, one], root=tmp_path)
