from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli import places
from api.cli.main import main
from api.cli.screen import Screen

#: Typing needs the bot's environment; these tests are about the command line and go by buttons.
NO_BOT = "/nonexistent/python"


@pytest.fixture(scope="session")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for the session, so that the catalogue is compiled once, by the command line itself."""
    return tmp_path_factory.mktemp("daoban")


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch, data_folder: Path) -> None:
    monkeypatch.setenv("DAOBAN_DATA", str(data_folder))
    monkeypatch.setenv("DAOBAN_BOT_PYTHON", NO_BOT)
    for name in ("DAOBAN_BOT_URL", "DAOBAN_DATABASE_URL", "DAOBAN_REDIS_URL", "DAOBAN_PORT", "DAOBAN_HOST"):
        monkeypatch.delenv(name, raising=False)
    assert places.data() == data_folder


@pytest.fixture
def daoban(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process: (exit code, standard output, standard error)."""

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def typing() -> Callable[..., tuple[Screen, io.StringIO]]:
    """A screen on which these lines are typed, and what appears on it."""

    def make(*lines: str) -> tuple[Screen, io.StringIO]:
        out = io.StringIO()
        return Screen(io.StringIO("".join(f"{line}\n" for line in lines)), out), out

    return make
