"""What one person could do to another: races, links, tokens and keys used where they do not belong."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests import servers
from tests.api.filing import Filing, bearer, sign_in
from tests.api.unhurried import service  # noqa: F401 - in place of the fixture of the same name
from tests.api.visitor import Visitor, problem


@pytest.fixture
def home(client: httpx.Client) -> Filing:
    filing = Filing(client, "home_transfer")
    filing.claim("demo_seller")
    filing.fill()
    return filing


def link_of(filing: Filing) -> str:
    return str(next(one["link"] for one in filing.draft["parties"] if one.get("link")))


def party(filing: Filing, name: str = "buyer") -> dict[str, Any]:
    return next(one for one in filing.look()["parties"] if one["id"] == name)


def test_two_people_with_one_link_at_once_one_confirms(home: Filing) -> None:
    link = link_of(home)
    people = [sign_in(home.http, person) for person in ("demo_buyer", "demo_mother", "demo_father")]
    with ThreadPoolExecutor(3) as pool:
        send = lambda token: home.http.post(f"/v1/parties/{link}/confirm", headers=bearer(token))  # noqa: E731
        answers = list(pool.map(send, people))
    codes = sorted(answer.status_code for answer in answers)
    assert codes == [200, 409, 409], [answer.text[:200] for answer in answers]
    assert party(home)["status"] == "confirmed"


def test_nobody_confirms_for_two_parties_even_at_once(home: Filing) -> None:
    link = link_of(home)
    with ThreadPoolExecutor(2) as pool:
        own = pool.submit(home.http.post, f"{home.path}/confirm", headers=home.headers)
        other = pool.submit(home.http.post, f"/v1/parties/{link}/confirm", headers=home.headers)
    assert other.result().status_code == 409
    assert own.result().status_code in (200, 409)
    assert party(home)["status"] == "waiting"


def test_two_people_claiming_one_draft_at_once_one_gets_it(client: httpx.Client) -> None:
    filing = Filing(client)
    filing.type(child_name="秘密小宝")
    people = [sign_in(client, person) for person in ("demo_mother", "demo_father")]
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(
                lambda token: client.post(
                    f"{filing.path}/claim", json={"identity_token": token}, headers=filing.visitor.headers
                ),
                people,
            )
        )
    assert sorted(answer.status_code for answer in answers) == [200, 404]
    assert sum("秘密小宝" in answer.text for answer in answers) == 1
    assert sorted(client.get(filing.path, headers=bearer(token)).status_code for token in people) == [200, 404]


def test_many_writers_of_one_version_lose_nothing_unsaid(home: Filing) -> None:
    """One is kept; every other is told, so that nobody believes in a value that is not there."""
    key = next(
        line["key"] for line in home.draft["fields"] if line["type"] in ("text", "address") and not line["locked"]
    )
    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(lambda n: home.patch({key: f"第{n}份"}).status_code, range(8)))
    assert sorted(codes) == [200] + [409] * 7
    home.look()
    assert home.field(key)["value"] == f"第{codes.index(200)}份"


def test_a_link_is_no_token_and_a_token_no_link(home: Filing) -> None:
    link = link_of(home)
    for token in (link, home.draft["id"], home.visitor.id):
        problem(home.http.get(home.path, headers=bearer(token)), 404, "not-found")
        problem(home.http.get(home.visitor.path, headers=bearer(token)), 404, "not-found")
        problem(home.http.post(f"/v1/parties/{link}/confirm", headers=bearer(token)), 401, "unauthorized")
        problem(home.http.get("/v1/cases", headers=bearer(token)), 401, "unauthorized")
    bodies = {
        problem(home.http.get(f"/v1/parties/{wrong}"), 404, "not-found")["detail"]
        for wrong in (home.visitor.token, home.identity, home.draft["id"], "x" * 43, "%00")
    }
    assert len(bodies) == 1


def test_a_confirmation_never_stands_for_values_that_came_after_it(home: Filing) -> None:
    """A change and a confirmation at once, in either order."""
    link, buyer = link_of(home), sign_in(home.http, "demo_buyer")
    key = next(
        line["key"]
        for line in home.draft["fields"]
        if line["type"] in ("text", "address") and line["origin"] == "typed" and not line["locked"]
    )
    for turn in range(6):
        home.look()
        with ThreadPoolExecutor(2) as pool:
            changed = pool.submit(home.patch, {key: f"演示路{turn}号"})
            confirmed = pool.submit(home.http.post, f"/v1/parties/{link}/confirm", headers=bearer(buyer))
        codes = (changed.result().status_code, confirmed.result().status_code)
        assert set(codes) <= {200, 409}, codes
        standing = party(home)
        if codes == (200, 200):
            told = {line["key"]: line["value"] for line in confirmed.result().json()["fields"]}
            seen_new = told.get(key, home.field(key)["value"]) == home.field(key)["value"]
            assert standing["status"] == "waiting" or seen_new


def test_a_key_is_bound_to_person_and_body(home: Filing, client: httpx.Client) -> None:
    """Somebody else's key is simply theirs; on another draft of one's own it is refused."""
    mine = Filing(client).ready()
    receipt = mine.submit("one-key", anyway=True)
    assert receipt.status_code == 201, receipt.text
    again = home.submit("one-key")
    problem(again, 409, "not-confirmed")
    other = Filing(client).ready()
    problem(other.submit("one-key", anyway=True), 409, "idempotency-key-reused")
    stolen = client.post(
        "/v1/applications",
        json={"draft": mine.draft["id"], "version": mine.draft["version"], "anyway": True},
        headers={**bearer(home.identity), "Idempotency-Key": "one-key"},
    )
    problem(stolen, 404, "not-found")


def test_options_do_not_cross_conversations(client: httpx.Client) -> None:
    one, two = Visitor(client), Visitor(client)
    for visitor in (one, two):
        visitor.tap(next(label for label in visitor.options() if "孩子" in label))
    crossed = set(one.options().values()) & set(two.options().values())
    assert one.options().keys() == two.options().keys()
    assert crossed == set()
    before = two.show().json()
    for option in one.options().values():
        problem(two.send(option_id=option), 409, "stale-option")
        problem(two.send(option_ids=[option]), 409, "stale-option")
    assert two.show().json() == before


def test_a_party_that_has_not_confirmed_sees_no_case(home: Filing, client: httpx.Client) -> None:
    home.confirm()
    other = Filing(client).ready()
    case_no = other.submit(anyway=True).json()["case_no"]
    for person in ("demo_buyer", "demo_seller"):
        problem(client.get(f"/v1/cases/{case_no}", headers=bearer(sign_in(client, person))), 404, "not-found")
    problem(home.submit(), 409, "not-confirmed")
    assert client.get("/v1/cases", headers=bearer(sign_in(client, "demo_buyer"))).json()["cases"] == []


def test_limits_slow_one_and_nobody_else(serve: Any) -> None:
    server: servers.Server = serve(LIMIT_TURN="5/minute")
    with httpx.Client(base_url=server.url, timeout=15, trust_env=False) as http:
        loud, quiet = Visitor(http), Visitor(http)
        codes = [loud.send(text="在吗").status_code for _ in range(7)]
        assert codes == [200] * 5 + [429] * 2
        refused = loud.send(text="在吗")
        assert int(refused.headers["retry-after"]) > 0
        problem(refused, 429, "too-many-requests")
        assert quiet.send(text="在吗").status_code == 200
