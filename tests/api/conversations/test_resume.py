"""A code carries a conversation to another device: once, for ten minutes, and five wrong tries end it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests import servers
from tests.api.visitor import Visitor, problem


@pytest.fixture(scope="module")
def service(serve: Callable[..., servers.Server], database_url: str) -> servers.Server:
    """These tests try many codes from one address; the limit on that has a test of its own."""
    return serve(DATABASE_URL=database_url, LIMIT_RESUME="10000/minute")


@pytest.fixture
def visitor(client: httpx.Client) -> Visitor:
    return Visitor(client)


def code_of(visitor: Visitor) -> str:
    response = visitor.http.post(f"{visitor.path}/resume-code", headers=visitor.headers)
    assert response.status_code == 201
    return str(response.json()["code"])


def use(visitor: Visitor, code: str) -> httpx.Response:
    return visitor.http.post("/v1/conversations/resume", json={"code": code})


def other(letter: str) -> str:
    return "2" if letter != "2" else "3"


def test_a_code_gives_a_new_token_and_revokes_the_old(visitor: Visitor) -> None:
    visitor.tap(next(iter(visitor.options())))
    code = code_of(visitor)
    assert len(code) == 8
    resumed = use(visitor, code).json()
    assert resumed["id"] == visitor.id
    problem(visitor.show(), 404, "not-found")
    visitor.token = resumed["token"]
    assert visitor.show().json()["state"] == resumed["state"]
    assert resumed["state"]["events"]
    assert resumed["guidance"]["events"]


def test_before_identity_only_facts_and_list_are_shown(visitor: Visitor) -> None:
    visitor.tap(next(iter(visitor.options())))
    said = visitor.messages
    visitor.token = use(visitor, code_of(visitor)).json()["token"]
    shown = visitor.show().json()
    assert shown["messages"] != said
    assert [message["type"] for message in shown["messages"]] == ["text"]


def test_a_code_is_read_as_people_type_it(visitor: Visitor) -> None:
    code = code_of(visitor)
    assert use(visitor, f" {code[:4].lower()}-{code[4:].lower()} ").status_code == 200


def test_a_code_works_once(visitor: Visitor) -> None:
    code = code_of(visitor)
    assert use(visitor, code).status_code == 200
    problem(use(visitor, code), 404, "not-found")


def test_a_code_used_twice_at_once_works_once(visitor: Visitor) -> None:
    code = code_of(visitor)
    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(response.status_code for response in pool.map(lambda _: use(visitor, code), range(8)))
    assert statuses == [200] + [404] * 7


def test_a_newer_code_replaces_the_older(visitor: Visitor) -> None:
    older, newer = code_of(visitor), code_of(visitor)
    problem(use(visitor, older), 404, "not-found")
    assert use(visitor, newer).status_code == 200


def test_five_wrong_tries_end_a_code(visitor: Visitor) -> None:
    code = code_of(visitor)
    wrong = code[:7] + other(code[7])
    for _ in range(5):
        problem(use(visitor, wrong), 404, "not-found")
    problem(use(visitor, code), 404, "not-found")
    assert visitor.show().status_code == 200, "the conversation itself is untouched"


def test_four_wrong_tries_do_not(visitor: Visitor) -> None:
    code = code_of(visitor)
    for _ in range(4):
        use(visitor, code[:7] + other(code[7]))
    assert use(visitor, code).status_code == 200


@pytest.mark.parametrize("code", ["", "ABCDEFGH", "00000000", "ABC", "ABCDEFGHJ", "一二三四五六七八", "\x00" * 8])
def test_invented_codes_answer_alike(visitor: Visitor, code: str) -> None:
    assert "重新取" in problem(use(visitor, code), 404, "not-found")["detail"]
