"""Pages, headers, errors and the interface description."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from tests import servers
from tests.api.visitor import REGION, problem


@pytest.fixture(scope="module")
def site(serve: Callable[..., servers.Server], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The service with a built client of three small files, embedded by one foreign page."""
    folder = tmp_path_factory.mktemp("dist")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<title>portal</title>")
    (folder / "widget.js").write_text("export {}")
    (folder / "assets" / "a.css").write_text("a{}")
    return serve(WEB=str(folder), WIDGET_ORIGINS="https://portal.example").url


@pytest.mark.parametrize(
    ("path", "kind"), [("/", "html"), ("/p/some-link", "html"), ("/widget.js", "javascript"), ("/assets/a.css", "css")]
)
def test_pages_are_served_with_strict_headers(site: str, path: str, kind: str) -> None:
    answer = httpx.get(site + path, trust_env=False)
    assert answer.status_code == 200
    assert kind in answer.headers["content-type"]
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors" in policy


@pytest.mark.parametrize("path", ["/assets/../index.html", "/assets/%2e%2e/index.html", "/assets/nothing.js", "/x"])
def test_nothing_else_is_served(site: str, path: str) -> None:
    problem(httpx.get(site + path, trust_env=False), 404, "not-found")


def test_a_known_page_may_embed_the_widget_and_no_other(site: str) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    for origin, allowed in (("https://portal.example", True), ("https://evil.example", False)):
        preflight = httpx.options(site + "/v1/conversations", headers={"Origin": origin, **asked}, trust_env=False)
        assert (preflight.headers.get("access-control-allow-origin") == origin) is allowed
        refused = httpx.post(
            site + "/v1/conversations", json={"region": "1"}, headers={"Origin": origin}, trust_env=False
        )
        assert refused.status_code == 422
        assert (refused.headers.get("access-control-allow-origin") == origin) is allowed, "problems can be read too"


def test_without_a_built_client_the_page_says_how_to_build_it(serve: Callable[..., servers.Server]) -> None:
    url = serve(WEB="/nowhere").url
    assert "make run" in httpx.get(url, trust_env=False).text
    problem(httpx.get(url + "/widget.js", trust_env=False), 404, "not-found")


def test_answers_about_people_are_not_cached(client: httpx.Client) -> None:
    answer = client.post("/v1/conversations", json={"region": REGION})
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/v1/nothing", 404, "not-found"),
        ("PUT", "/v1/conversations", 405, "method-not-allowed"),
        ("POST", "/v1/events", 405, "method-not-allowed"),
    ],
)
def test_wrong_addresses_and_methods_are_problems(
    client: httpx.Client, method: str, path: str, status: int, kind: str
) -> None:
    problem(client.request(method, path), status, kind)


def test_a_body_without_length_is_capped_too(client: httpx.Client) -> None:
    def endless() -> object:
        for _ in range(200):
            yield b" " * 1024

    answer = client.post("/v1/conversations", content=endless(), headers={"content-type": "application/json"})
    problem(answer, 413, "too-large")


def test_the_interface_is_described(client: httpx.Client) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation.get("summary"), f"{method} {path} has no summary"
    for path in ("/v1/conversations", "/v1/guidance", "/v1/understand", "/v1/events", "/healthz"):
        assert path in described["paths"]


def test_the_description_is_a_page_without_script(client: httpx.Client) -> None:
    answer = client.get("/docs")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script" not in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method, operation in operations.items():
            assert f"{method.upper()} {path}" in answer.text
            assert operation["summary"] in answer.text
    assert "client_msg_id" in answer.text
