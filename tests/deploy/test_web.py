"""The web client is built when a person changed something, and not otherwise."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from deploy.bootstrap import command, layout, node, web
from deploy.bootstrap.failure import Failure
from deploy.bootstrap.stamp import Stamp


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "clients" / "web"
    (folder / "src").mkdir(parents=True)
    for file in ("package.json", "package-lock.json", "src/main.ts"):
        (folder / file).write_text("{}", "utf-8")
    monkeypatch.setattr(layout, "ROOT", tmp_path)
    monkeypatch.setattr(layout, "CLIENTS", tmp_path / "clients")
    monkeypatch.setattr(layout, "WEB", folder)
    monkeypatch.setattr(web, "BUILT", Stamp(tmp_path / "web.stamp"))
    monkeypatch.setattr(node, "environment", dict)
    return folder


@pytest.fixture
def calls(client: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stands for npm: `ci` fills node_modules, `run build` fills dist."""
    seen: list[str] = []

    def run(title: str, arguments: Sequence[object], **options: object) -> None:
        seen.append(" ".join(str(word) for word in arguments[1:3] if not str(word).startswith("-")))
        made = client / ("node_modules" if arguments[1] == "ci" else "dist")
        made.mkdir(exist_ok=True)
        (made / "index.js").write_text(str(len(seen)), "utf-8")

    monkeypatch.setattr(command, "run", run)
    return seen


def test_nothing_changed_nothing_done(calls: list[str]) -> None:
    web.build()
    web.build()
    assert calls == ["ci", "run build"]


def test_a_changed_source_is_built_without_fetching_packages_again(client: Path, calls: list[str]) -> None:
    web.build()
    (client / "src" / "main.ts").write_text("export {}", "utf-8")
    web.build()
    assert calls == ["ci", "run build", "run build"]


def test_a_failed_build_is_tried_again(client: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    web.build()
    (client / "src" / "main.ts").write_text("syntax error", "utf-8")

    def fail(title: str, arguments: Sequence[object], **options: object) -> None:
        raise Failure(title, title, remedy="改好再试")

    monkeypatch.setattr(command, "run", fail)
    for _ in range(2):
        with pytest.raises(Failure):
            web.build()


def test_a_client_without_a_lock_is_refused(client: Path) -> None:
    (client / "package-lock.json").unlink()
    with pytest.raises(Failure, match=r"package-lock\.json"):
        web.build()


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("v20.19.0", True),
        ("v20.18.9", False),
        ("v21.7.0", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.1.0", True),
        ("", False),
    ],
)
def test_a_node_that_cannot_build_the_client_is_not_taken(version: str, enough: bool) -> None:
    assert node.recent(version) is enough
