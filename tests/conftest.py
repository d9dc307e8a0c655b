"""Servers and the bundle that several parts of the tests use. Nothing here is skipped when a server is missing."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import servers

DATABASES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a real PostgreSQL: `DAOBAN_TEST_POSTGRES_URL`, or one of our own."""
    if url := os.environ.get("DAOBAN_TEST_POSTGRES_URL"):
        yield url
        return
    with servers.postgres() as (url, _):
        yield url


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a real Redis: `DAOBAN_TEST_REDIS_URL`, or one of our own."""
    if url := os.environ.get("DAOBAN_TEST_REDIS_URL"):
        yield url
        return
    with servers.redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture(scope="session")
def shipped() -> Any:
    """The catalogue of this checkout, compiled once a session."""
    from knowledge.bundle import compile as compile_catalogue

    return compile_catalogue(servers.CHECKOUT / "knowledge" / "catalogue")


@pytest.fixture(scope="session")
def bundle_folder(tmp_path_factory: pytest.TempPathFactory, shipped: Any) -> Path:
    """The compiled catalogue of this checkout, as `DAOBAN_DATA/bundle`."""
    from knowledge import bundle

    folder = tmp_path_factory.mktemp("bundle")
    bundle.save(shipped, folder)
    return folder


@pytest.fixture(scope="session")
def bundle(bundle_folder: Path) -> Any:
    """The bundle itself."""
    from knowledge.bundle import load

    return load(bundle_folder)


@pytest.fixture(scope="module")
def new_data(tmp_path_factory: pytest.TempPathFactory, bundle_folder: Path) -> Callable[[], Path]:
    """A function that makes a new `DAOBAN_DATA` with the bundle in it."""

    def make() -> Path:
        data = tmp_path_factory.mktemp("data")
        shutil.copytree(bundle_folder, data / "bundle")
        return data

    return make


@pytest.fixture(scope="module", params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'daoban.sqlite3'}"
        return
    with servers.fresh_database(request.getfixturevalue("postgres_server")) as url:
        yield url


@pytest.fixture(scope="module")
def serve(new_data: Callable[[], Path]) -> Iterator[Callable[..., servers.Server]]:
    """A function that starts the service as a process and waits until it is ready: `serve(DATABASE_URL=..., ...)`."""
    with ExitStack() as stack:

        def start(data: Path | None = None, **settings: str) -> servers.Server:
            server = servers.service(data or new_data(), **settings)
            stack.callback(server.stop)
            return server.start("/readyz", 30)

        yield start


@pytest.fixture(scope="module")
def service(serve: Callable[..., servers.Server], database_url: str) -> servers.Server:
    """The service without a bot, on each database."""
    return serve(DATABASE_URL=database_url)


@pytest.fixture
def client(service: servers.Server) -> Iterator[httpx.Client]:
    """An HTTP client of `service`."""
    with httpx.Client(base_url=service.url, timeout=15, trust_env=False) as http:
        yield http


@pytest.fixture(scope="session")
def trained(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory, bundle_folder: Path) -> Path:
    """`DAOBAN_DATA` with bundle and a bot trained on it; trained again only when data, code or bundle have changed."""
    data = tmp_path_factory.mktemp("trained")
    shutil.copytree(bundle_folder, data / "bundle")
    (data / "models").symlink_to(pytestconfig.cache.mkdir("daoban-models"))
    servers.train(data)
    return data


@pytest.fixture(scope="session")
def bot(trained: Path) -> Iterator[servers.Server]:
    """The real bot as a process."""
    server = servers.bot(trained)
    try:
        yield server.start("/health", 90)
    finally:
        server.stop()


@pytest.fixture(scope="module")
def talking(serve: Callable[..., servers.Server], database_url: str, bot: servers.Server) -> servers.Server:
    """The service with the real bot, on each database."""
    return serve(DATABASE_URL=database_url, BOT_URL=bot.url)


@pytest.fixture(autouse=True, scope="session")
def _quiet_servers() -> Iterator[None]:
    """The pip-installed servers warn about per-user folders and leave sockets to the collector."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=ResourceWarning)
        yield
