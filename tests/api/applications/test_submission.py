"""A submission is one case, whatever repeats, races or fails."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.applications.case_number import is_case_number
from knowledge.bundle import Bundle, save
from tests import servers
from tests.api.filing import FACTS, Filing, bearer, case_of, sign_in
from tests.api.visitor import problem


@pytest.fixture
def filing(client: httpx.Client) -> Filing:
    return Filing(client, facts={**FACTS["newborn"], "joint_services": ["medical_insurance", "social_card"]}).ready()


@pytest.fixture(autouse=True)
def _nothing_open(client: httpx.Client) -> None:
    """Take back what earlier tests have left open, so that nothing is a second case for the same child."""
    for person in ("demo_mother", "demo_father", "demo_owner"):
        headers = bearer(sign_in(client, person))
        for case in client.get("/v1/cases", headers=headers).json()["cases"]:
            client.post(f"/v1/cases/{case['case_no']}/withdraw", headers=headers)


def test_the_receipt_says_what_went_where_and_what_is_still_to_do(filing: Filing) -> None:
    response = filing.submit()
    assert response.status_code == 201, response.text
    body = response.json()
    receipt = body["receipt"]
    assert is_case_number(body["case_no"])
    assert body["case_no"].startswith("YJS-620102-")
    assert receipt["case_no"] == body["case_no"]
    submitted = {one["id"] for one in filing.draft["services"] if one["route"] == "submit" and one["state"] == "yes"}
    assert {one["id"] for one in receipt["services"]} == submitted
    assert [one["task"] for one in receipt["services"]] == [
        f"{body['case_no']}-{n:02d}" for n in range(1, len(submitted) + 1)
    ]
    assert {one["id"] for one in receipt["not_submitted"]} == {
        one["id"] for one in filing.draft["services"]
    } - submitted
    assert all(one["how"] for one in receipt["not_submitted"])
    assert receipt["note"] == "演示，无法律效力"
    assert "受理" not in receipt["note"]
    assert filing.look()["status"] == "submitted"
    assert filing.draft["case_no"] == body["case_no"]
    problem(filing.patch({"child_name": "改"}), 409, "draft-submitted")
    assert filing.visitor.show().json()["state"]["stage"] == "submitted"
    anew = filing.http.post("/v1/drafts", json={"conversation": filing.visitor.id}, headers=filing.visitor.headers)
    assert anew.json()["id"] != filing.draft["id"]


def test_a_repeat_gets_the_same_bytes_and_another_body_is_refused(filing: Filing) -> None:
    first, second = filing.submit("repeat-1"), filing.submit("repeat-1")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.content == second.content
    problem(filing.submit("repeat-1", anyway=True), 409, "idempotency-key-reused")
    again = problem(filing.submit("repeat-2"), 409, "draft-submitted")
    assert again["case_no"] == first.json()["case_no"]


def test_a_key_is_the_persons_own(filing: Filing, client: httpx.Client) -> None:
    one = filing.submit("shared-key")
    other = Filing(client).ready("demo_father").submit("shared-key", anyway=True)
    assert (one.status_code, other.status_code) == (201, 201)
    assert one.json()["case_no"] != other.json()["case_no"]


def test_twenty_at_once_with_one_key_are_one_case(filing: Filing) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: filing.submit("one-key"), range(20)))
    assert {one.status_code for one in answers} == {201}
    assert len({one.content for one in answers}) == 1
    assert len(filing.http.get("/v1/cases", headers=filing.headers).json()["cases"]) >= 1


def test_twenty_at_once_with_keys_of_their_own_are_one_case(filing: Filing) -> None:
    before = len(filing.http.get("/v1/cases", headers=filing.headers).json()["cases"])
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda n: filing.submit(f"own-{n}"), range(20)))
    assert sorted(one.status_code for one in answers) == [201] + [409] * 19
    won = next(one for one in answers if one.status_code == 201).json()["case_no"]
    for one in answers:
        if one.status_code == 409:
            assert problem(one, 409, "draft-submitted")["case_no"] == won
    assert len(filing.http.get("/v1/cases", headers=filing.headers).json()["cases"]) == before + 1


def test_the_number_of_a_case_is_its_own(client: httpx.Client) -> None:
    filings = [Filing(client).ready() for _ in range(6)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda one: one.submit(anyway=True), filings))
    assert {one.status_code for one in answers} == {201}
    assert len({one.json()["case_no"] for one in answers}) == 6


def test_a_key_must_be_given(filing: Filing) -> None:
    body = {"draft": filing.draft["id"], "version": filing.draft["version"]}
    problem(filing.http.post("/v1/applications", json=body, headers=filing.headers), 400, "bad-request")
    problem(filing.submit("x" * 129), 400, "bad-request")


def test_only_the_claimant_submits(filing: Filing) -> None:
    body = {"draft": filing.draft["id"], "version": filing.draft["version"]}
    for token, status, kind in (
        (None, 401, "unauthorized"),
        ("wrong", 401, "unauthorized"),
        (filing.visitor.token, 401, "unauthorized"),
        (sign_in(filing.http, "demo_father"), 404, "not-found"),
    ):
        headers = {**bearer(token), "Idempotency-Key": "k"}
        problem(filing.http.post("/v1/applications", json=body, headers=headers), status, kind)


def test_what_is_missing_is_named(client: httpx.Client) -> None:
    filing = Filing(client)
    filing.claim("demo_mother")
    refused = problem(filing.submit(), 422, "draft-incomplete")
    assert refused["missing"] == filing.draft["missing"]
    filing.fill()
    problem(filing.submit(), 409, "not-confirmed")
    filing.confirm()
    problem(filing.submit(version=filing.draft["version"] - 1), 409, "draft-changed")


def test_where_nothing_is_handed_in_here_it_says_so(client: httpx.Client) -> None:
    filing = Filing(client, "home_transfer", {**FACTS["home_transfer"], "utilities": []})
    filing.claim("demo_seller")
    refused = problem(filing.submit(), 409, "nothing-to-submit")
    assert all(one["route_text"] for one in refused["not_submitted"])


def test_an_open_case_for_the_same_child_is_told_and_may_be_passed_over(client: httpx.Client) -> None:
    mother = Filing(client).ready()
    case_no = mother.submitted()
    father = Filing(client)
    father.claim("demo_father")
    same = {line["key"]: line["value"] for line in mother.draft["fields"] if not line["locked"] and line["value"]}
    father.patch(same)
    father.look()
    father.fill()
    father.confirm()
    told = problem(father.submit(), 409, "open-case")
    assert told["case_no"] == case_no
    assert case_no in told["detail"]
    problem(client.get(f"/v1/cases/{case_no}", headers=father.headers), 404, "not-found")
    client.post(f"/v1/cases/{case_no}/withdraw", headers=mother.headers)
    assert father.submit().status_code == 201, "what was taken back is not open"
    again = Filing(client).ready()
    assert again.submit(anyway=True).status_code == 201


def test_another_child_of_the_same_mother_is_no_second_case(client: httpx.Client) -> None:
    Filing(client).ready().submitted()
    other = Filing(client, facts={**FACTS["newborn"], "born_on": "2026-11-01"})
    other.claim("demo_mother")
    other.type(child_birth_time="2026-11-01 09:00")
    other.fill()
    other.confirm()
    assert other.submit().status_code == 201


def test_a_list_that_changed_since_confirming_is_shown_and_confirmed_again(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], bundle: Bundle
) -> None:
    data = new_data()
    server = serve(data)
    with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
        filing = Filing(http).ready()
        without_card = changed(bundle, "child_social_card", route="guide")
        save(without_card, data / "bundle")
        servers.taken_up(server.url, without_card.hash)
        refused = problem(filing.submit(), 409, "list-changed")
        assert any("社会保障卡" in change["text"] for change in refused["changes"])
        filing.look()
        assert filing.draft["status"] == "claimed"
        filing.confirm()
        receipt = filing.submit().json()["receipt"]
        assert "child_social_card" in [one["id"] for one in receipt["not_submitted"]]


def changed(bundle: Bundle, service: str, **values: Any) -> Bundle:
    """The bundle with one service changed."""
    raw = json.loads(json.dumps(bundle.raw))
    next(record for record in raw["records"]["services"] if record["id"] == service).update(values)
    return Bundle(raw)


def test_restaurant_is_handed_to_its_departments(client: httpx.Client) -> None:
    filing = Filing(client, "restaurant")
    filing.claim("demo_owner")
    assert filing.field("credit_code")["origin"] == "lookup"
    filing.fill()
    filing.confirm()
    case = case_of(client, filing.submitted(), filing.identity)
    assert {"food_permit", "drainage_permit"} <= {task["service"] for task in case["tasks"]}


def test_nothing_personal_is_in_logs_or_readable_in_the_database(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path], tmp_path: Path
) -> None:
    data = new_data()
    server = serve(data)
    with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
        filing = Filing(http)
        filing.claim("demo_mother")
        filing.type(child_name="鹦鹉螺小宝", father_cert_no="11010519491231002X", father_name="鹦鹉螺爸爸")
        filing.fill()
        filing.confirm()
        case_no = filing.submitted("鹦鹉".encode().hex())
        http.get(f"/v1/cases/{case_no}", headers=filing.headers)
    server.stop()
    secrets = ["鹦鹉螺", "11010519491231002X", "620102199503120245", "13800000001", "王芳", "演示路1号"]
    secrets += [filing.identity or "", filing.visitor.token, "child_medical_insurance", "medical_insurance"]
    log = server.text()
    assert [secret for secret in secrets[:-1] if secret in log] == []
    assert case_no not in log
    shutil.copytree(data, tmp_path / "copy")
    stored = b"".join(path.read_bytes() for path in (tmp_path / "copy").glob("daoban.sqlite3*"))
    assert [secret for secret in secrets[:-1] if secret.encode() in stored] == []
    assert case_no.encode() in stored
