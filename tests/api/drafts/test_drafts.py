"""Drafts: what is known is filled in, what is typed is never lost, and nobody else opens them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select

from api.database import Database
from api.drafts.models import LookUp
from tests import servers
from tests.api.filing import NEWBORN, Filing, bearer, sign_in
from tests.api.neighbour import neighbour
from tests.api.visitor import Visitor, problem


@pytest.fixture
def filing(client: httpx.Client) -> Filing:
    return Filing(client)


def test_the_form_has_every_field_once_with_its_origin(filing: Filing) -> None:
    keys = [line["key"] for line in filing.draft["fields"]]
    assert len(keys) == len(set(keys))
    assert {"child_name", "child_sex", "applicant_name", "applicant_cert_no"} <= set(keys)
    assert filing.draft["status"] == "open"
    assert filing.draft["missing"] == [line["key"] for line in filing.draft["fields"] if line["required"]]
    assert filing.draft["events"] == ["newborn"]
    assert filing.draft["demo"] is True


def test_opening_again_gives_the_same_draft_with_what_was_typed(filing: Filing) -> None:
    filing.type(child_name="王小宝")
    body = {"conversation": filing.visitor.id}
    again = filing.http.post("/v1/drafts", json=body, headers=filing.visitor.headers)
    assert again.status_code == 201
    assert again.json() == filing.draft
    problem(filing.http.post("/v1/drafts", json=body, headers=bearer("wrong")), 404, "not-found")


def test_answers_of_the_conversation_are_in_the_form(client: httpx.Client) -> None:
    filing = Filing(client, "restaurant")
    area, items = filing.field("business_area_field"), filing.field("food_items_field")
    assert (area["value"], area["origin"], area["locked"]) == (80, "answer", False)
    assert "热菜" in items["value"]
    filing.type(business_area_field="90㎡")
    area = filing.field("business_area_field")
    assert (area["value"], area["origin"]) == (90, "typed")


def test_a_wrong_value_is_kept_and_shown_with_its_error(filing: Filing) -> None:
    filing.type(applicant_cert_no="620102199503120246", child_name="王小宝", applicant_phone="123")
    assert filing.field("applicant_cert_no")["value"] == "620102199503120246"
    assert "最后一位" in filing.field("applicant_cert_no")["error"]
    assert filing.field("applicant_phone")["error"]
    assert "error" not in filing.field("child_name")
    assert filing.look()["fields"] == filing.draft["fields"]
    filing.type(applicant_phone="13912345678")
    assert "error" not in filing.field("applicant_phone")
    filing.type(applicant_phone=None)
    assert filing.field("applicant_phone")["value"] is None
    assert "applicant_phone" in filing.draft["missing"]


def test_an_old_version_is_refused_and_nothing_is_lost(filing: Filing) -> None:
    first = filing.draft["version"]
    filing.type(child_name="王小宝")
    refused = problem(filing.patch({"child_name": "别的"}, version=first), 409, "draft-changed")
    assert refused["version"] == filing.draft["version"]
    assert filing.look()["version"] == first + 1
    assert filing.field("child_name")["value"] == "王小宝"


def test_of_many_writers_with_one_version_exactly_one_wins(filing: Filing) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: filing.patch({"child_name": f"宝{n}"}), range(8)))
    won = [one for one in answers if one.status_code == 200]
    assert len(won) == 1
    assert {one.status_code for one in answers} == {200, 409}
    filing.look()
    assert filing.field("child_name")["value"] in [f"宝{n}" for n in range(8)]
    assert filing.draft["version"] == 2


@pytest.mark.parametrize("key", ["no_such_field", "child_name[0]", "CHILD", "child_name; drop"])
def test_an_unknown_field_is_refused_by_name(filing: Filing, key: str) -> None:
    refused = problem(filing.patch({key: "x"}), 422, "invalid")
    assert refused["errors"]
    assert filing.look()["version"] == 1


def test_a_typed_value_survives_an_answer_that_takes_its_field_away(filing: Filing) -> None:
    filing.type(card_bank="演示银行")
    filing.visitor.send(answers={"rare_cases": ["child_gone"]})
    filing.look()
    assert "card_bank" not in [line["key"] for line in filing.draft["fields"]]
    filing.visitor.send(answers={"rare_cases": []})
    filing.look()
    assert filing.field("card_bank")["value"] == "演示银行"


def test_claiming_fills_in_and_locks_what_identity_and_registers_say(filing: Filing) -> None:
    filing.type(child_name="王小宝", applicant_name="别人")
    filing.claim("demo_mother")
    assert filing.draft["status"] == "claimed"
    name = filing.field("applicant_name")
    assert (name["value"], name["origin"], name["locked"]) == ("王芳（演示）", "identity", True)
    assert filing.field("applicant_cert_no")["value"] == "620102199503120245"
    assert filing.field("child_name")["value"] == "王小宝"
    mother = filing.field("mother_name")
    assert (mother["value"], mother["origin"], mother["locked"]) == ("王芳（演示）", "lookup", False)
    refused = problem(filing.patch({"applicant_name": "别人"}), 422, "invalid")
    assert refused["errors"][0]["field"] == "applicant_name"


def test_a_telephone_comes_with_the_identity_and_may_be_another(filing: Filing) -> None:
    filing.claim("demo_mother")
    phone = filing.field("applicant_phone")
    assert (phone["value"], phone["origin"], phone["locked"]) == ("13800000001", "identity", False)
    filing.type(applicant_phone="13912345678")
    phone = filing.field("applicant_phone")
    assert (phone["value"], phone["origin"]) == ("13912345678", "typed")


def test_after_claiming_only_that_person_opens_it(filing: Filing) -> None:
    filing.claim("demo_mother")
    problem(filing.http.get(filing.path, headers=filing.visitor.headers), 404, "not-found")
    problem(filing.http.get(filing.path, headers=bearer(sign_in(filing.http, "demo_father"))), 404, "not-found")
    again = sign_in(filing.http, "demo_mother")
    assert filing.http.get(filing.path, headers=bearer(again)).json() == filing.draft
    other = filing.http.post(
        f"{filing.path}/claim",
        json={"identity_token": sign_in(filing.http, "demo_father")},
        headers=filing.visitor.headers,
    )
    problem(other, 404, "not-found")
    reopened = filing.http.post(
        "/v1/drafts", json={"conversation": filing.visitor.id}, headers=filing.visitor.headers
    ).json()
    assert reopened["id"] == filing.draft["id"]
    assert all(line["origin"] in (None, "answer") for line in reopened["fields"])
    assert "620102199503120245" not in str(reopened)


def test_foreign_and_missing_answer_alike(filing: Filing, client: httpx.Client) -> None:
    stranger = Visitor(client)
    missing = f"/v1/drafts/{uuid.uuid4().hex}"
    for headers in (stranger.headers, bearer("wrong"), {}, bearer(sign_in(client, "demo_father"))):
        for call in (
            lambda path, h: client.get(path, headers=h),
            lambda path, h: client.patch(path, json={"version": 1, "values": {}}, headers=h),
            lambda path, h: client.delete(path, headers=h),
            lambda path, h: client.post(f"{path}/confirm", headers=h),
            lambda path, h: client.post(f"{path}/claim", json={"identity_token": "x"}, headers=h),
            lambda path, h: client.get(f"{path}/sheet.pdf", headers=h),
        ):
            foreign, nothing = call(filing.path, headers), call(missing, headers)
            problem(foreign, 404, "not-found")
            assert foreign.content == nothing.content


def test_the_button_opens_the_form(client: httpx.Client) -> None:
    visitor = Visitor(client)
    visitor.tap(next(label for label in visitor.options() if "孩子" in label))
    visitor.send(answers={**NEWBORN, "hukou_here": True})
    label = next((text for text in visitor.options() if "帮我办" in text), None)
    assert label, visitor.options()
    visitor.tap(label)
    form = next(message for message in visitor.messages if message["type"] == "form")
    read = client.get(f"/v1/drafts/{form['draft']['id']}", headers=visitor.headers).json()
    assert read["id"] == form["draft"]["id"]
    assert read["fields"]


def test_a_draft_of_a_conversation_without_event_says_what_to_do(client: httpx.Client) -> None:
    visitor = Visitor(client)
    refused = client.post("/v1/drafts", json={"conversation": visitor.id}, headers=visitor.headers)
    problem(refused, 409, "nothing-to-fill")


def test_after_a_resume_code_what_was_typed_needs_the_person(filing: Filing) -> None:
    filing.type(child_name="王小宝")
    code = filing.http.post(f"{filing.visitor.path}/resume-code", headers=filing.visitor.headers).json()["code"]
    token = filing.http.post("/v1/conversations/resume", json={"code": code}).json()["token"]
    problem(filing.http.get(filing.path, headers=bearer(token)), 401, "unauthorized")
    opened = filing.http.post("/v1/drafts", json={"conversation": filing.visitor.id}, headers=bearer(token))
    assert "王小宝" not in opened.text
    problem(filing.http.get(filing.path, headers=filing.visitor.headers), 404, "not-found")
    filing.visitor.token = token
    filing.claim("demo_mother")
    assert filing.field("child_name")["value"] == "王小宝"


def test_erasing_the_conversation_erases_the_draft(filing: Filing) -> None:
    filing.claim("demo_mother")
    filing.http.delete(filing.visitor.path, headers=filing.visitor.headers)
    problem(filing.http.get(filing.path, headers=filing.headers), 404, "not-found")


def test_a_draft_can_be_erased_alone(filing: Filing) -> None:
    assert filing.http.delete(filing.path, headers=filing.headers).status_code == 204
    problem(filing.http.get(filing.path, headers=filing.headers), 404, "not-found")
    assert filing.visitor.show().status_code == 200


def test_confirming_waits_until_everything_required_is_right(filing: Filing) -> None:
    filing.claim("demo_mother")
    refused = problem(filing.http.post(f"{filing.path}/confirm", headers=filing.headers), 422, "draft-incomplete")
    assert refused["missing"] == filing.draft["missing"]
    assert {one["field"] for one in refused["errors"]} == set(filing.draft["missing"])
    filing.fill()
    filing.type(father_cert_no="11010519491231002")
    refused = problem(filing.http.post(f"{filing.path}/confirm", headers=filing.headers), 422, "draft-incomplete")
    assert [one["field"] for one in refused["errors"]] == ["father_cert_no"]
    filing.type(father_cert_no="11010519491231002X")
    assert filing.confirm()["status"] == "confirmed"
    assert filing.type(child_name="改过")["status"] == "claimed"
    assert filing.confirm()["status"] == "confirmed"
    filing.visitor.send(answers={"joint_services": ["medical_insurance"]})
    assert filing.look()["status"] == "claimed"


def test_the_sheet_is_a_pdf_without_anything_of_the_form(filing: Filing) -> None:
    filing.type(child_name="王小宝")
    before = filing.http.get(f"{filing.path}/sheet.pdf", headers=filing.visitor.headers)
    assert before.headers["content-type"] == "application/pdf"
    assert before.content.startswith(b"%PDF-")
    filing.claim("demo_mother")
    for headers in (filing.visitor.headers, filing.headers):
        assert filing.http.get(f"{filing.path}/sheet.pdf", headers=headers).status_code == 200


def test_every_question_to_a_register_is_recorded_without_its_answer(filing: Filing, database_url: str) -> None:
    before = look_ups(database_url)
    filing.claim("demo_mother")
    rows = look_ups(database_url)[len(before) :]
    named = {p.split(".")[1] for line in filing.draft["fields"] for p in line["prefill"] if p.startswith("lookup.")}
    assert {row.query for row in rows} == named
    assert {row.outcome for row in rows} == {"found"}
    assert {(row.why, row.authority) for row in rows} == {("prefill_form", "own_request_after_sign_in")}
    assert all(row.who == row.whose for row in rows)
    assert all(len(row.result_digest) == 64 for row in rows)
    filing.claim("demo_mother")
    assert len(look_ups(database_url)) == len(before) + len(rows), "claiming again asks nobody"


def look_ups(url: str) -> list[LookUp]:
    database = Database(url)
    with database.reading() as session:
        found = list(session.scalars(select(LookUp).order_by(LookUp.at)))
        session.expunge_all()
    database.close()
    return found


def test_a_register_that_is_away_leaves_its_fields_to_be_filled_in(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> None:
    with neighbour(lambda *_: (500, {})) as away:
        server = serve(new_data(), LOOKUPS_URL=away)
        with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
            filing = Filing(http)
            filing.claim("demo_mother")
            assert filing.field("applicant_name")["origin"] == "identity"
            assert filing.field("mother_name")["value"] is None
            assert filing.type(mother_name="王芳")["status"] == "claimed"


def test_an_identity_platform_that_is_away_says_so(
    serve: Callable[..., servers.Server], new_data: Callable[[], Path]
) -> None:
    with neighbour(lambda *_: (500, {})) as away:
        server = serve(new_data(), IDENTITY_URL=away)
        with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
            assert http.get("/v1/sign-in/people").json() == {"people": [], "demo": False}
            problem(http.post("/v1/sign-in", json={"person": "ticket"}), 503, "identity-unavailable")
