"""Bundles: a new one is taken up while the service runs, a running conversation keeps its own, a bad one never answers."""

from __future__ import annotations

import json
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from api.bundles import KEPT, BundleAway, Bundles
from knowledge.bundle import CURRENT, Bundle, save
from tests import servers
from tests.api.visitor import Visitor

EVENT = "newborn"


def told(bundle: Bundle, opening: str) -> Bundle:
    """The bundle with other words said when a child is born."""
    raw = json.loads(json.dumps(bundle.raw))
    next(record for record in raw["records"]["events"] if record["id"] == EVENT)["opening"] = opening
    return Bundle(raw)


def button(visitor: Visitor) -> str:
    return next(label for label in visitor.options() if "出生" in label or "孩子" in label)


@pytest.fixture
def folder(bundle_folder: Path, tmp_path: Path) -> Path:
    """A bundle folder of our own."""
    shutil.copytree(bundle_folder, tmp_path / "bundle")
    return tmp_path / "bundle"


def until_current(bundles: Bundles, digest: str, seconds: float = 10) -> None:
    give_up = time.monotonic() + seconds
    while bundles.current().hash != digest:
        assert time.monotonic() < give_up
        time.sleep(0.005)


def test_a_new_bundle_answers_once_it_is_read_and_nobody_waits_for_it(folder: Path, bundle: Bundle) -> None:
    bundles = Bundles(folder)
    before = bundles.current()
    new = told(bundle, "新的开场白。")
    save(new, folder)
    assert bundles.current() is before
    until_current(bundles, new.hash)
    assert bundles.by_hash(before.hash) is before


@pytest.mark.parametrize("content", ["", "{", '{"hash": "abc"}', "null", "[]", "altered", None])
def test_a_bundle_that_does_not_read_never_answers_and_is_reported(
    folder: Path, bundle: Bundle, content: str | None
) -> None:
    bundles = Bundles(folder)
    before = bundles.current()
    new = told(bundle, "新的开场白。")
    path = save(new, folder)
    good = path.read_text(encoding="utf-8")
    if content is None:
        path.unlink()
    else:
        path.write_text(good.replace("新的开场白", "改过的") if content == "altered" else content, encoding="utf-8")
    give_up = time.monotonic() + 10
    while bundles.warning() is None:
        assert bundles.current() is before
        assert time.monotonic() < give_up
        time.sleep(0.01)
    assert new.hash in str(bundles.warning())
    assert bundles.trouble() is None
    path.write_text(good, encoding="utf-8")
    until_current(bundles, new.hash)
    assert bundles.warning() is None


def test_a_service_that_starts_on_a_bundle_that_does_not_read_says_so(folder: Path, bundle: Bundle) -> None:
    (folder / f"{bundle.hash}.json").write_text("{", encoding="utf-8")
    with pytest.raises(BundleAway):
        Bundles(folder).current()
    assert "daoban catalogue build" in str(Bundles(folder).trouble())


def test_a_lost_pointer_does_not_stop_a_service_that_runs(folder: Path) -> None:
    bundles = Bundles(folder)
    before = bundles.current()
    (folder / CURRENT).unlink()
    assert bundles.current() is before
    assert bundles.trouble() is None


def test_memory_is_bounded_and_pinned_bundles_come_back_from_disk(folder: Path, bundle: Bundle) -> None:
    bundles = Bundles(folder)
    built = [told(bundle, f"第{n}版。") for n in range(KEPT + 3)]
    for one in built:
        save(one, folder)
    read = {one.hash: bundles.by_hash(one.hash) for one in built}
    assert len(bundles._kept) == KEPT
    assert bundles.by_hash(built[-1].hash) is read[built[-1].hash]
    again = bundles.by_hash(built[0].hash)
    assert again is not read[built[0].hash]
    assert again.events[EVENT].opening == "第0版。"


def test_building_leaves_every_older_bundle_where_it_is(folder: Path, bundle: Bundle) -> None:
    for n in range(3):
        save(told(bundle, f"第{n}版。"), folder)
    assert len(list(folder.glob("*.json"))) == 4
    assert not list(folder.glob("*.tmp"))


def test_readers_beside_a_builder_only_ever_see_whole_bundles(folder: Path, bundle: Bundle) -> None:
    built = [told(bundle, f"第{n}版。") for n in range(6)]
    known = {bundle.hash, *(one.hash for one in built)}
    bundles, seen, done = Bundles(folder), set(), threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(bundles.current().hash)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for one in built:
            save(one, folder)
            time.sleep(0.05)
        until_current(bundles, built[-1].hash)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert seen <= known
    assert bundles.warning() is None


@pytest.fixture
def running(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> Iterator[tuple[servers.Server, Path, httpx.Client]]:
    """A service as a process, its bundle folder, and a client."""
    data = new_data()
    server = serve(data)
    with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
        yield server, data / "bundle", http


def test_new_conversations_take_up_a_new_bundle_and_running_ones_keep_theirs(
    running: tuple[servers.Server, Path, httpx.Client], bundle: Bundle
) -> None:
    server, folder, http = running
    old = Visitor(http)
    new = told(bundle, "新的开场白。")
    save(new, folder)
    servers.taken_up(server.url, new.hash)
    assert old.state["bundle"] == bundle.hash
    old.tap(button(old))
    assert old.state["bundle"] == bundle.hash
    assert "新的开场白" not in old.text()
    assert str(bundle.events[EVENT].opening) in old.text()
    assert old.show().json()["guidance"]["bundle"] == bundle.hash
    young = Visitor(http)
    assert young.state["bundle"] == new.hash
    young.tap(button(young))
    assert "新的开场白" in young.text()
    assert http.get("/readyz").json()["checks"]["bundle"]["ok"]


def test_a_half_written_bundle_leaves_the_service_answering_and_degraded(
    running: tuple[servers.Server, Path, httpx.Client], bundle: Bundle
) -> None:
    server, folder, http = running
    Visitor(http)
    new = told(bundle, "写了一半。")
    (folder / f"{new.hash}.json").write_text(json.dumps({"hash": new.hash, **new.raw})[:5000], encoding="utf-8")
    (folder / CURRENT).write_text(new.hash, encoding="utf-8")
    give_up = time.monotonic() + 10
    while "new_bundle" not in (report := http.get("/readyz").json())["checks"]:
        assert time.monotonic() < give_up
        assert Visitor(http).state["bundle"] == bundle.hash
    assert report["status"] == "degraded"
    assert new.hash in report["checks"]["new_bundle"]["detail"]
    assert Visitor(http).state["bundle"] == bundle.hash
    save(new, folder)
    servers.taken_up(server.url, new.hash)
    assert Visitor(http).state["bundle"] == new.hash
