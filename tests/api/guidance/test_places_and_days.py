"""POST /v1/guidance for several places at once, and for a day that is still to come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from knowledge.bundle import Bundle, save
from tests import servers
from tests.api.visitor import REGION, problem

FIVE = {
    "birthplace": "620100",
    "residence": "620102",
    "target_hukou": "360732",
    "mother_insured_place": "360700",
    "child_insured_place": "620000",
}


def guidance(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    body = {"events": ["newborn"], "region": REGION, "facts": {}, "on": "2026-11-20"} | changes
    response = client.post("/v1/guidance", json=body)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_one_guidance_draws_on_five_places(client: httpx.Client, bundle: Bundle) -> None:
    lines = guidance(client, places=FIVE)["services"]
    assert {line["place"]["role"] for line in lines} == set(FIVE)
    assert {line["id"]: line["place"]["region"] for line in lines} == {
        line["id"]: bundle.regions[FIVE[line["place"]["role"]]].full_name for line in lines
    }


def test_a_service_follows_the_rules_of_its_own_place(client: httpx.Client) -> None:
    def how(**places: str) -> list[str]:
        lines = guidance(client, places=places)["services"]
        found: list[str] = next(line["how"] for line in lines if line["id"] == "vaccination_certificate")
        return found

    here, there = how(), how(residence="360732")
    assert here != there
    assert how(birthplace="360732") == here
    assert how(residence=REGION) == here


@pytest.mark.parametrize(
    ("places", "kind", "said"),
    [
        ({"moon": "620102"}, "unknown-place-role", "户口所在地（target_hukou）"),
        ({"target_hukou": "999999"}, "unknown-region", "999999"),
    ],
)
def test_an_unknown_role_or_region_is_named_with_what_may_be_written(
    client: httpx.Client, places: dict[str, str], kind: str, said: str
) -> None:
    response = client.post("/v1/guidance", json={"events": ["newborn"], "region": REGION, "places": places})
    document = problem(response, 422, kind)
    assert said in document["detail"]
    assert document["allowed"]
    assert document["errors"][0]["field"] == f"places.{next(iter(places))}"


@pytest.fixture
def dated(serve: Callable[..., servers.Server], new_data: Callable[[], Path], bundle: Bundle) -> Iterator[httpx.Client]:
    """A service whose catalogue changes on 2027-07-01: other steps in Lanzhou, and one service fewer everywhere."""
    raw = json.loads(json.dumps(bundle.raw))
    overlay = {
        "division": "620100",
        "service": "vaccination_certificate",
        "from": "2027-07-01",
        "add": {"notices": [{"id": "new_rule", "text": "从2027年7月起有变化。"}]},
        "source": "测试",
        "verified": True,
    }
    raw["overlays"].append(overlay)
    next(one for one in raw["records"]["services"] if one["id"] == "parenting_guidance")["to"] = "2027-06-30"
    data = new_data()
    save(Bundle(raw), data / "bundle")
    with httpx.Client(base_url=serve(data).url, timeout=15, trust_env=False) as http:
        yield http


def test_a_list_can_be_seen_as_it_will_be_on_a_later_day(dated: httpx.Client) -> None:
    before, after = (guidance(dated, on=day) for day in ("2027-06-30", "2027-07-01"))
    assert "new_rule" not in [notice["id"] for notice in before["notices"]]
    assert "new_rule" in [notice["id"] for notice in after["notices"]]
    gone = {line["id"] for line in before["services"]} - {line["id"] for line in after["services"]}
    assert gone == {"parenting_guidance"}
    elsewhere = guidance(dated, on="2027-07-01", region="360732")
    assert "new_rule" not in [notice["id"] for notice in elsewhere["notices"]]
