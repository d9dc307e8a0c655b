"""A conversation for which single places are elsewhere: kept, read back, and used by its lists."""

from __future__ import annotations

from typing import Any

import httpx

from tests.api.visitor import REGION, Visitor, problem

XINGGUO = "360732"


class Elsewhere(Visitor):
    """A visitor whose child was born elsewhere."""

    def __init__(self, http: httpx.Client) -> None:
        super().__init__(_With(http, {"birthplace": XINGGUO, "property": XINGGUO}))  # type: ignore[arg-type]


class _With:
    """A client that begins conversations with places."""

    def __init__(self, http: httpx.Client, places: dict[str, str]) -> None:
        self._http, self._places = http, places

    def post(self, url: str, json: dict[str, Any], **more: Any) -> httpx.Response:
        return self._http.post(url, json=json | ({"places": self._places} if "region" in json else {}), **more)

    def get(self, url: str, **more: Any) -> httpx.Response:
        return self._http.get(url, **more)


def test_places_are_kept_read_back_and_used(client: httpx.Client) -> None:
    visitor = Elsewhere(client)
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
