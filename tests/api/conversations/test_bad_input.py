"""What people and programs send by mistake or on purpose: a clear answer each, and the conversation goes on."""

from __future__ import annotations

import httpx
import pytest

from tests.api.visitor import REGION, Visitor, problem

INVISIBLE = "\u200b\u200e\u2060\ufeff\x00\x07\u202e"


@pytest.fixture
def visitor(client: httpx.Client) -> Visitor:
    return Visitor(client)


@pytest.mark.parametrize("text", ["", "   \n\t", INVISIBLE, "/", "／／／", "EXTERNAL:", "/ EXTERNAL: /"])
def test_nothing_to_read_is_said_and_changes_nothing(visitor: Visitor, text: str) -> None:
    assert "一句话" in problem(visitor.send(text=text), 422, "empty-text")["detail"]
    assert visitor.show().json()["turn"] == 0


def test_a_lone_surrogate_is_nothing_to_read(visitor: Visitor) -> None:
    response = visitor.http.post(
        f"{visitor.path}/messages",
        content=b'{"client_msg_id": "s", "text": "\\ud800"}',
        headers={**visitor.headers, "content-type": "application/json"},
    )
    problem(response, 422, "empty-text")


@pytest.mark.parametrize("length", [2001, 30_000])
def test_more_than_2000_characters_are_politely_refused(visitor: Visitor, length: int) -> None:
    assert "2000" in problem(visitor.send(text="我" * length), 413, "text-too-long")["detail"]


@pytest.mark.parametrize("sign", ["我", "a", "😀"])
def test_100000_characters_are_refused_before_they_are_read(visitor: Visitor, sign: str) -> None:
    response = visitor.send(text=sign * 100_000)
    assert response.status_code == 413
    assert "2000" in response.json()["detail"]
    assert visitor.show().status_code == 200


def test_2000_characters_pass(visitor: Visitor) -> None:
    assert visitor.send(text="我" * 2000).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {"client_msg_id": "1"},
        {"client_msg_id": "1", "text": "好", "option_id": "x"},
        {"client_msg_id": "1", "text": None},
        {"client_msg_id": "", "text": "好"},
        {"client_msg_id": "一", "text": "好"},
        {"client_msg_id": "1", "text": 5},
        {"client_msg_id": "1", "text": "好", "more": 1},
        {"client_msg_id": "1", "option_ids": []},
        {"client_msg_id": "1", "answers": {"hukou_follow": {"unknown": "perhaps"}}},
        {"client_msg_id": "1", "answers": {"hukou_follow": {"unknown": ["unsure"]}}},
        {"text": "好"},
        [],
    ],
)
def test_a_body_of_another_shape_is_named(visitor: Visitor, body: object) -> None:
    response = visitor.http.post(f"{visitor.path}/messages", json=body, headers=visitor.headers)
    assert problem(response, 422, "invalid")["errors"]


@pytest.mark.parametrize("content", [b"", b"{", b'{"text": "', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_said(visitor: Visitor, content: bytes) -> None:
    headers = {**visitor.headers, "content-type": "application/json"}
    response = visitor.http.post(f"{visitor.path}/messages", content=content, headers=headers)
    assert response.status_code in (400, 422)
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("region", ["000001", "月球", "62010", "", "620102\x00"])
def test_an_unknown_region_is_named_with_those_known(client: httpx.Client, region: str) -> None:
    response = client.post("/v1/conversations", json={"channel": "web", "region": region})
    assert response.status_code == 422
    if region:
        document = problem(response, 422, "unknown-region")
        assert document["region"] == region
        assert REGION in {known["code"] for known in document["allowed"]}


def test_an_unknown_channel_is_refused(client: httpx.Client) -> None:
    problem(client.post("/v1/conversations", json={"channel": "fax", "region": REGION}), 422, "invalid")


def test_a_button_of_another_conversation_is_stale(client: httpx.Client, visitor: Visitor) -> None:
    stranger = Visitor(client)
    option = next(iter(stranger.options().values()))
    document = problem(visitor.send(option_id=option), 409, "stale-option")
    assert document["messages"], "what can be tapped instead"
    assert visitor.show().json()["turn"] == 0


@pytest.mark.parametrize("option", ["x", "0" * 24, "/restart", "《》"])
def test_an_invented_option_is_stale(visitor: Visitor, option: str) -> None:
    problem(visitor.send(option_id=option), 409, "stale-option")


def test_answers_outside_the_domain_name_fact_and_values(visitor: Visitor) -> None:
    document = problem(visitor.send(answers={"hukou_follow": "月球"}), 422, "fact-outside-domain")
    assert document["fact"] == "hukou_follow"
    assert any(value.startswith("mother") for value in document["allowed"])


def test_answers_before_any_event_say_what_is_missing(visitor: Visitor) -> None:
    problem(visitor.send(answers={"hukou_follow": "mother"}), 409, "conflict")


@pytest.mark.parametrize("token", [None, "", "x", "Bearer", "0" * 43, "é".encode().decode("latin-1")])
@pytest.mark.parametrize("method", ["GET", "DELETE", "POST"])
def test_a_wrong_token_answers_like_a_wrong_conversation(
    client: httpx.Client, visitor: Visitor, token: str | None, method: str
) -> None:
    headers = {} if token is None else {"Authorization": f"Bearer {token}".strip().encode("latin-1")}
    paths = [visitor.path, "/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA", "/v1/conversations/%00"]
    if method == "POST":
        paths = [path + "/messages" for path in paths]
    answers = [
        client.request(
            method, path, headers=headers, json={"client_msg_id": "1", "text": "好"} if method == "POST" else None
        )
        for path in paths
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.text for answer in answers}) == 1
    assert visitor.show().status_code == 200


def test_the_token_of_another_conversation_opens_nothing(client: httpx.Client, visitor: Visitor) -> None:
    stranger = Visitor(client)
    for path in ("", "/resume-code"):
        response = client.request(
            "POST" if path else "GET", visitor.path + path, headers={"Authorization": f"Bearer {stranger.token}"}
        )
        problem(response, 404, "not-found")
