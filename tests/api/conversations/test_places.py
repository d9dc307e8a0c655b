"""A conversation for which single places are elsewhere: kept, read back, and used by its lists."""

from __future__ import annotations

from typing import Any

import httpx

from tests.api.visitor import REGION, Visitor, problem

XINGGUO = "360732"


def test_places_are_kept_read_back_and_used(client: httpx.Client) -> None:
    visitor = Visitor(client, places={"birthplace": XINGGUO, "property": XINGGUO})
    assert visitor.state["places"] == {"birthplace": XINGGUO, "property": XINGGUO}
    visitor.tap(next(label for label in visitor.options() if "孩子" in label))
    assert "出生地在江西省赣州市兴国县的，按那边的办法给您列。" in visitor.text()
    assert "房子所在地" not in visitor.text()
    lines = {line["id"]: line["place"]["region"] for line in visitor.show().json()["guidance"]["services"]}
    assert lines["birth_certificate"] == "江西省赣州市兴国县"
    assert lines["birth_hukou"] == "甘肃省兰州市城关区"


def test_unknown_places_are_refused_at_the_door(client: httpx.Client) -> None:
    def begin(places: Any) -> httpx.Response:
        return client.post("/v1/conversations", json={"region": REGION, "places": places})

    assert "户口所在地" in problem(begin({"moon": REGION}), 422, "unknown-place-role")["detail"]
    assert "999999" in problem(begin({"birthplace": "999999"}), 422, "unknown-region")["detail"]
    for shape in ([], {"birthplace": 1}, {"birthplace": None}, {"": REGION}, {str(n): REGION for n in range(30)}):
        problem(begin(shape), 422, "invalid")
