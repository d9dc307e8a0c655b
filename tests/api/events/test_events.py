"""The column of events, and one guide."""

from __future__ import annotations

import httpx

from tests.api.visitor import REGION, problem


def test_the_column_lists_events_and_regions(client: httpx.Client) -> None:
    column = client.get("/v1/events").json()
    newborn = next(event for event in column["events"] if event["id"] == "newborn")
    assert newborn["audience"] == "person"
    assert newborn["demo"] is True
    codes = {region["code"] for region in column["regions"]}
    assert codes == {"620102", "620103", "620500", "622900", "623000", "360732"}


def test_one_guide_has_questions_and_services_of_its_region(client: httpx.Client) -> None:
    guide = client.get("/v1/events/newborn", params={"region": REGION}).json()
    assert guide["guidance"]["region"]["code"] == REGION
    assert guide["guidance"]["services"]
    assert all(fact["text"] for chapter in guide["chapters"] for fact in chapter["facts"])


def test_unknown_event_and_region_are_told_apart(client: httpx.Client) -> None:
    problem(client.get("/v1/events/moon_landing"), 404, "not-found")
    problem(client.get("/v1/events/newborn", params={"region": "1"}), 422, "unknown-region")


def test_the_column_says_what_is_recognised_but_not_encoded(client: httpx.Client) -> None:
    column = client.get("/v1/events").json()
    assert len(column["stages"]) == 16
    entry = next(entry for entry in column["entries"] if entry["id"] == "work_injury")
    assert entry["encoded"] is False
    assert entry["phone"] == "12345"
    known = client.get("/v1/events/work_injury", params={"region": REGION}).json()
    assert known["text"] == entry["text"]
    assert known["offices"][0]["phone"]
