"""An environment is trusted only when all of it was made from today's lock."""

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from deploy.bootstrap import command, environment, interpreters, layout, uv
from deploy.bootstrap.environment import Environment
from deploy.bootstrap.failure import Failure

Tool = Callable[[str, Sequence[object]], None]


@pytest.fixture
def bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """A small environment of its own; no tool is really run."""
    lock = tmp_path / "bot.txt"
    lock.write_text("jieba==0.42.1\n", "utf-8")
    monkeypatch.setattr(layout, "ROOT", tmp_path)
    monkeypatch.setattr(uv, "find", lambda: Path("uv"))
    monkeypatch.setattr(uv, "environment", dict)
    monkeypatch.setattr(interpreters, "probe", lambda file: interpreters.Interpreter((3, 10), file))
    made = dataclasses.replace(environment.BOT, folder=tmp_path / ".venv-bot", lock=lock, platforms=())
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    return made


def tools(monkeypatch: pytest.MonkeyPatch, *, failing: str | None = None, error: BaseException | None = None) -> None:
    def run(title: str, arguments: Sequence[object], **options: object) -> None:
        if failing in arguments:
            raise error or Failure(title, title, remedy="再试一次")

    monkeypatch.setattr(command, "run", run)


def test_what_was_installed_is_not_installed_again(bot: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    tools(monkeypatch)
    assert not environment.is_current(bot)
    environment.prepare(bot)
    assert environment.is_current(bot)


def test_a_changed_lock_is_noticed(bot: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    tools(monkeypatch)
    environment.prepare(bot)
    bot.lock.write_text("jieba==0.42.2\n", "utf-8")
    assert not environment.is_current(bot)


def test_an_environment_whose_python_is_gone_is_not_current(bot: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    tools(monkeypatch)
    environment.prepare(bot)
    bot.python.unlink()
    assert not environment.is_current(bot)


@pytest.mark.parametrize("error", [Failure("断网", "offline", remedy="再试"), KeyboardInterrupt()])
def test_a_failed_or_interrupted_installation_leaves_no_stamp(
    bot: Environment, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    tools(monkeypatch)
    environment.prepare(bot)
    tools(monkeypatch, failing="sync", error=error)
    with pytest.raises(type(error)):
        environment.prepare(bot)
    assert bot.stamp.read() is None
    assert not environment.is_current(bot)


def test_the_bot_sees_the_project_without_installing_it(bot: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = bot.folder / "lib" / "python3.10" / "site-packages"
    packages.mkdir(parents=True)
    tools(monkeypatch)
    environment.prepare(bot)
    assert (packages / "daoban.pth").read_text("utf-8").strip() == str(layout.ROOT)


def test_running_the_service_does_not_take_the_test_tools_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    service = dataclasses.replace(environment.SERVICE, folder=tmp_path)
    dev = dataclasses.replace(environment.DEV, folder=tmp_path)
    monkeypatch.setattr(environment, "SERVICE", service)
    monkeypatch.setattr(environment, "DEV", dev)
    assert environment.wanted("service") is service
    dev.stamp.write(dev.mark())
    assert environment.wanted("service") is dev


def test_without_a_python_the_reader_is_told_what_to_install(bot: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreters, "probe", lambda file: None)
    tools(monkeypatch)
    with pytest.raises(Failure, match=r"Python 3\.10") as caught:
        environment.prepare(bot)
    assert "pyenv install 3.10" in caught.value.remedy


def test_on_another_kind_of_machine_it_stops_before_downloading(bot: Environment) -> None:
    elsewhere = dataclasses.replace(bot, platforms=("plan9 mips",))
    with pytest.raises(Failure, match="plan9 mips"):
        environment.prepare(elsewhere)
