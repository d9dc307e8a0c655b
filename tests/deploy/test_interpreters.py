"""A Python is what runs and answers, not what is called python."""

import subprocess
import sys
from pathlib import Path

import pytest

from deploy.bootstrap import interpreters

HERE = sys.version_info[:2]
OTHER = (3, 10) if HERE != (3, 10) else (3, 11)


def program(file: Path, body: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    file.chmod(0o755)
    return file


@pytest.fixture
def shim(tmp_path: Path) -> Path:
    """What pyenv leaves on PATH for a version that is installed but not chosen."""
    return program(tmp_path / "shims" / "python", 'echo "pyenv: python: command not found" >&2; exit 127')


@pytest.fixture
def working(tmp_path: Path) -> Path:
    return program(tmp_path / "bin" / "python", f'exec "{sys.executable}" "$@"')


def test_a_broken_shim_is_passed_over_for_one_that_works(shim: Path, working: Path) -> None:
    found = interpreters.find([HERE], [shim, working])
    assert found is not None
    assert found.version == HERE


def test_a_python_of_another_version_is_passed_over(working: Path) -> None:
    assert interpreters.find([OTHER], [working]) is None


def test_a_python_without_sqlite_does_not_count(tmp_path: Path) -> None:
    crippled = program(
        tmp_path / "python",
        f"""exec "{sys.executable}" -c 'import sys; sys.modules["sqlite3"] = None; exec(sys.argv[1])' "$3" """,
    )
    assert interpreters.probe(crippled) is None


def test_what_prints_nonsense_does_not_count(tmp_path: Path) -> None:
    assert interpreters.probe(program(tmp_path / "python", "echo hello")) is None
    assert interpreters.probe(tmp_path / "absent") is None


def test_inside_a_virtual_environment_the_python_behind_it_is_used(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    found = interpreters.probe(tmp_path / "venv" / "bin" / "python")
    assert found is not None
    assert tmp_path not in found.executable.parents


def test_every_folder_of_path_is_tried_and_then_pyenv_with_the_newest_patch_first(tmp_path: Path) -> None:
    first = program(tmp_path / "a" / "python3.10", "exit 127")
    second = program(tmp_path / "b" / "python3.10", "exit 0")
    for patch in ("3.10.2", "3.10.13"):
        program(tmp_path / "pyenv" / "versions" / patch / "bin" / "python3.10", "exit 0")
    environment = {
        "PATH": f"{first.parent}:{second.parent}",
        "HOME": str(tmp_path / "home"),
        "PYENV_ROOT": str(tmp_path / "pyenv"),
    }
    listed = [file for file in interpreters.candidates([(3, 10)], environment) if tmp_path in file.parents]
    assert listed == [
        first,
        second,
        tmp_path / "pyenv" / "versions" / "3.10.13" / "bin" / "python3.10",
        tmp_path / "pyenv" / "versions" / "3.10.2" / "bin" / "python3.10",
    ]
