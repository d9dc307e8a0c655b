"""Alive at once; ready, degraded or unready with the reason."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx
import pytest

from tests import servers


def test_without_a_bot_the_service_is_degraded_and_serves(client: httpx.Client) -> None:
    response = client.get("/readyz")
    report = response.json()
    assert response.status_code == 200
    assert report["status"] == "degraded"
    assert [part for part, check in report["checks"].items() if not check["ok"]] == ["bot"]


def test_alive_at_once_and_a_missing_bundle_is_reported_plainly(tmp_path: Path) -> None:
    server = servers.service(tmp_path)
    try:
        server.start("/healthz", 20)
        with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
            report = http.get("/readyz")
            assert report.status_code == 503
            assert "daoban catalogue build" in report.json()["checks"]["bundle"]["detail"]
            refused = http.post("/v1/guidance", json={"events": ["newborn"], "region": "620102"})
            assert refused.status_code == 503
            assert int(refused.headers["retry-after"]) > 0
            assert "12345" in refused.json()["detail"]
            assert http.post("/v1/conversations", json={"region": "620102"}).status_code == 503
    finally:
        server.stop()
    assert "daoban catalogue build" in server.text()


def test_a_bundle_built_later_is_taken_up(tmp_path: Path, bundle_folder: Path) -> None:
    server = servers.service(tmp_path)
    try:
        server.start("/healthz", 20)
        assert httpx.get(server.url + "/readyz", trust_env=False).status_code == 503
        (tmp_path / "bundle").symlink_to(bundle_folder)
        assert httpx.get(server.url + "/readyz", trust_env=False).json()["status"] == "degraded"
    finally:
        server.stop()


@pytest.mark.parametrize("damage", ["{", '{"keys": []}', '{"keys": [{"id": "00", "key": "AA=="}]}'])
def test_a_damaged_key_ring_is_reported_and_not_replaced(tmp_path: Path, damage: str) -> None:
    ring = tmp_path / "keys" / "data.json"
    ring.parent.mkdir(parents=True)
    ring.write_text(damage)
    server = servers.service(tmp_path)
    try:
        server.start("/healthz", 20)
        time.sleep(0.5)
        check = httpx.get(server.url + "/readyz", trust_env=False, timeout=15).json()["checks"]["keys"]
    finally:
        server.stop()
    assert not check["ok"]
    assert "data.json" in check["detail"] or "no key" in check["detail"]
    assert ring.read_text() == damage


def test_a_lost_key_ring_is_noticed_and_comes_back(tmp_path: Path, bundle_folder: Path) -> None:
    (tmp_path / "bundle").symlink_to(bundle_folder)
    server = servers.service(tmp_path)
    ring = tmp_path / "keys" / "data.json"
    try:
        server.start("/readyz", 20)
        opened = httpx.post(
            server.url + "/v1/conversations", json={"channel": "web", "region": "620102"}, trust_env=False
        ).json()
        server.stop()
        kept = json.loads(ring.read_text())
        ring.unlink()
        server.start("/healthz", 20)
        time.sleep(0.5)
        headers = {"Authorization": f"Bearer {opened['token']}"}
        with httpx.Client(base_url=server.url, headers=headers, timeout=15, trust_env=False) as http:
            check = http.get("/readyz").json()["checks"]["keys"]
            assert kept["keys"][0]["id"] in check["detail"]
            refused = http.get(f"/v1/conversations/{opened['id']}")
            assert refused.status_code == 503
            assert refused.json()["type"].endswith("keys-unavailable")
            ring.write_text(json.dumps(kept))
            for _ in range(100):
                if http.get("/readyz").status_code == 200:
                    break
                time.sleep(0.1)
            assert http.get(f"/v1/conversations/{opened['id']}").status_code == 200
    finally:
        server.stop()
