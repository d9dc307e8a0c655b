"""Whatever is put into any body, path or header: never a defect, and every refusal is a problem in Chinese.

Every operation of the interface description that takes a body is tried; an operation without an example here fails.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from tests import servers
from tests.api.filing import Filing, sign_in, until
from tests.api.unhurried import LIMITS
from tests.api.visitor import REGION

#: JSON texts of values that no field expects. Written as text: some are none that a JSON library would write.
STRANGE = [
    "null",
    "true",
    "0",
    "-1",
    "1.5",
    "1e400",
    "-1e400",
    "NaN",
    "Infinity",
    "9" * 400,
    "9" * 5000,
    '""',
    '" "',
    '"月球"',
    r'"\u0000"',
    r'"a\u0000b"',
    r'"\ud800"',
    r'"\udfff\ud800"',
    r'"\uffff\u202e\u200b"',
    '"😀"',
    '"' + "长" * 30_000 + '"',
    '"' + "x" * 3000 + '"',
    json.dumps("' OR 1=1; DROP TABLE conversations; --"),
    json.dumps('"><script>alert(1)</script>{{7*7}}${7*7}%s%n\\'),
    '"../../../etc/passwd"',
    '"/restart"',
    '"2026-02-30"',
    '"0001-01-01"',
    '"99999-01-01"',
    "[]",
    "{}",
    "[[[[1]]]]",
    '[null, "x", 1]',
    '{"unknown": "unsure"}',
    '{"unknown": "declined", "more": 1}',
    r'{"\ud800": 1}',
    r'{"\u0000": "\u0000"}',
    '{"": ""}',
    '{"__proto__": {"x": 1}, "constructor": 1}',
    "[" * 200 + "]" * 200,
    '{"a":' * 200 + "1" + "}" * 200,
    "[" * 40_000 + "]" * 40_000,
    '{"a":' * 20_000 + "1" + "}" * 20_000,
]
#: Whole bodies that are no JSON object, or none at all.
BODIES = [
    b"",
    b" ",
    b"null",
    b"\x00",
    b"{",
    b"{}x",
    b"\xff\xfe{\x00",
    b'{"a": "\xed\xa0\x80"}',
    b"\xef\xbb\xbf{}",
    b"a=b",
]
NAMES = [
    "%00",
    "x%00y",
    "%ED%A0%80",
    "%F0%9F%98%80",
    "%27%20OR%201%3D1--",
    "..%2F..%2Fetc",
    "x" * 500,
    "%0d%0aX:1",
    "-",
]

Send = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def service(serve: Callable[..., servers.Server], database_url: str) -> servers.Server:
    return serve(DATABASE_URL=database_url, **LIMITS)


@pytest.fixture(scope="module")
def http(service: servers.Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.url, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def world(http: httpx.Client) -> dict[str, Any]:
    """A conversation, an open draft, a claimed one, and a case that waits for a correction; with who may open them."""
    done = Filing(http).ready()
    case_no = done.submitted()
    asking = until(http, case_no, done.identity, lambda case: case["state"] == "correction")
    task = next(one["id"] for one in asking["tasks"] if one["state"] == "correction")
    open_one, claimed = Filing(http), Filing(http, "home_transfer")
    claimed.claim("demo_seller")
    link = next(one["link"] for one in claimed.draft["parties"] if one.get("link"))
    return {
        "conversation": open_one.visitor.id,
        "token": open_one.visitor.token,
        "draft": open_one.draft,
        "claimed": claimed.draft,
        "seller": claimed.identity,
        "mother": done.identity,
        "case_no": case_no,
        "task": task,
        "link": link,
    }


def bodies(world: dict[str, Any]) -> dict[tuple[str, str], list[tuple[str, str | None, dict[str, Any]]]]:
    """(method, route) -> [(address, token, a body that is right)]."""
    conversation, draft, case = world["conversation"], world["draft"], world["case_no"]
    at, token = f"/v1/conversations/{conversation}", world["token"]
    messages = [
        {"text": "你好"},
        {"option_id": "x"},
        {"option_ids": ["x", "y"]},
        {"answers": {"hukou_follow": "mother", "rare_cases": ["foreign"], "born_on": "2026-11-01"}},
    ]
    guidance = {
        "events": ["newborn"],
        "region": REGION,
        "facts": {"hukou_follow": "mother", "born_on": "2026-11-01", "rare_cases": ["foreign"]},
        "holdings": [{"licence": "el_sfz", "subject": "mother", "valid": True, "authorised": True}],
        "on": "2026-11-20",
    }
    change = {"version": draft["version"], "values": {"child_name": "演示"}, "party": "x"}
    return {
        ("post", "/v1/conversations"): [("/v1/conversations", None, {"channel": "web", "region": REGION})],
        ("post", "/v1/conversations/resume"): [("/v1/conversations/resume", None, {"code": "ABCD2345"})],
        ("post", "/v1/conversations/{conversation_id}/messages"): [
            (f"{at}/messages", token, {"client_msg_id": "m", **said}) for said in messages
        ],
        ("post", "/v1/guidance"): [("/v1/guidance", None, guidance)],
        ("post", "/v1/understand"): [("/v1/understand", None, {"text": "你好", "region": REGION})],
        ("post", "/v1/sign-in"): [("/v1/sign-in", None, {"person": "demo_mother"})],
        ("post", "/v1/drafts"): [("/v1/drafts", token, {"conversation": conversation})],
        ("patch", "/v1/drafts/{draft_id}"): [(f"/v1/drafts/{draft['id']}", token, change)],
        ("post", "/v1/drafts/{draft_id}/claim"): [
            (f"/v1/drafts/{draft['id']}/claim", token, {"identity_token": "nobody's"})
        ],
        # The mother of another draft is a stranger here: whatever the body, she is refused kindly.
        ("post", "/v1/parties/{link}/confirm"): [
            (f"/v1/parties/{world['link'].rsplit('/', 1)[-1]}/confirm", world["mother"], {"seen": "0" * 64})
        ],
        ("post", "/v1/applications"): [
            (
                "/v1/applications",
                world["seller"],
                {"draft": world["claimed"]["id"], "version": world["claimed"]["version"], "anyway": False},
            )
        ],
        ("post", "/v1/cases/{case_no}/tasks/{task_id}/correction"): [
            (f"/v1/cases/{case}/tasks/{world['task']}/correction", world["mother"], {"values": {"child_name": ""}})
        ],
    }


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield path
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from places(value[key], (*path, key))


def with_strange(body: dict[str, Any], place: tuple[Any, ...], strange: str) -> bytes:
    """`body` as JSON with `strange`, a JSON text, at one place."""
    mark = "@@here@@"
    if not place:
        return strange.encode()
    changed = copy.deepcopy(body)
    inside: Any = changed
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = mark
    return json.dumps(changed).replace(json.dumps(mark), strange).encode()


def fits(answer: httpx.Response) -> str | None:
    """What is wrong with an answer, None when nothing is."""
    if answer.status_code < 400:
        return None
    if answer.headers["content-type"] != "application/problem+json":
        return f"{answer.status_code} is {answer.headers['content-type']}"
    document = answer.json()
    if answer.status_code >= 500 and document["type"] != "urn:daoban:problem:understanding-unavailable":
        return f"{answer.status_code} {document['type']}"
    if document["status"] != answer.status_code or not document["type"].startswith("urn:daoban:problem:"):
        return f"{answer.status_code} {document}"
    if not any("一" <= sign <= "鿿" for sign in document["detail"]):
        return f"{answer.status_code} detail: {document['detail'][:80]}"
    return None


def send(http: httpx.Client, method: str, address: str, token: str | None, content: bytes, **more: str) -> str | None:
    headers = {"content-type": "application/json", "idempotency-key": "k", **more}
    if token:
        headers["authorization"] = f"Bearer {token}"
    return fits(http.request(method, address, content=content, headers=headers))


def test_every_operation_with_a_body_is_tried(http: httpx.Client, world: dict[str, Any]) -> None:
    described = http.get("/openapi.json").json()["paths"]
    with_body = {
        (method, path)
        for path, operations in described.items()
        for method, operation in operations.items()
        if "requestBody" in operation
    }
    assert with_body == set(bodies(world))


def test_strange_values_in_every_place_of_every_body(
    http: httpx.Client, world: dict[str, Any], database_url: str
) -> None:
    """All of them on one database; on the other, which is stricter about text, those that come near it."""
    wrong = []
    chosen = (
        STRANGE if database_url.startswith("sqlite") else [one for one in STRANGE if "\\u" in one or "9" * 9 in one]
    )
    for (method, route), examples in bodies(world).items():
        for address, token, body in examples:
            for place in places(body):
                for strange in chosen:
                    fault = send(http, method, address, token, with_strange(body, place, strange))
                    if fault:
                        wrong.append((method, route, place, strange[:40], fault))
    assert wrong == []


def test_strange_names_in_every_object(http: httpx.Client, world: dict[str, Any]) -> None:
    wrong = []
    names = [r"\ud800", r"\u0000", "", "月球", "x" * 300, "__proto__", r"\u202e"]
    for (method, route), examples in bodies(world).items():
        for address, token, body in examples:
            for place in places(body):
                inside: Any = body
                for key in place:
                    inside = inside[key]
                if not isinstance(inside, dict):
                    continue
                for name in names:
                    members = [f'"{name}": 1', *(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in inside.items())]
                    fault = send(
                        http, method, address, token, with_strange(body, place, "{" + ", ".join(members) + "}")
                    )
                    if fault:
                        wrong.append((method, route, place, name[:20], fault))
    assert wrong == []


def test_bodies_that_are_none(http: httpx.Client, world: dict[str, Any]) -> None:
    wrong = []
    for (method, route), examples in bodies(world).items():
        address, token, _ = examples[0]
        for content in BODIES:
            for kind in (
                "application/json",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
                "",
            ):
                fault = send(http, method, address, token, content, **{"content-type": kind})
                if fault:
                    wrong.append((method, route, content, kind, fault))
    assert wrong == []


def test_strange_names_in_every_address(http: httpx.Client, world: dict[str, Any]) -> None:
    """With every kind of token: what is behind the door must be as firm as the door."""
    right = {
        "conversation_id": world["conversation"],
        "draft_id": world["claimed"]["id"],
        "case_no": world["case_no"],
        "task_id": world["task"],
        "link": world["link"],
        "event_id": "newborn",
        "party": "buyer",
    }
    wrong = []
    for path, operations in http.get("/openapi.json").json()["paths"].items():
        names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
        for method in operations:
            for name in names:
                for strange in NAMES:
                    for token in (world["token"], world["mother"], world["seller"], None):
                        address = path.format(**{**right, name: strange})
                        fault = send(http, method, address, token, b"{}")
                        if fault:
                            wrong.append((method, path, name, strange, fault))
    assert wrong == []


def test_strange_headers_and_queries(http: httpx.Client, world: dict[str, Any]) -> None:
    strange = [b"\xff\xfe", "钥匙".encode(), b"x" * 5000, b"", b"' OR 1=1 --", b"Bearer", b"Bearer a b c", b"-1"]
    wrong = []
    submission = json.dumps({"draft": world["claimed"]["id"], "version": 1}).encode()
    for value in strange:
        for name in ("idempotency-key", "authorization", "last-event-id", "content-type", "accept", "origin"):
            answers = [
                http.post("/v1/applications", content=submission, headers={name: value}),
                http.get("/v1/cases", headers={name: value}),
                http.get("/v1/cases/x/events", headers={name: value}),
            ]
            wrong += [(name, value[:20], fault) for fault in map(fits, answers) if fault]
    for query in ("region=%00", "region=%ED%A0%80", "region=", "region=" + "9" * 3000, "region=a&region=b", "x=%ff"):
        fault = fits(http.get(f"/v1/events/newborn?{query}"))
        if fault:
            wrong.append((query, b"", fault))
    assert wrong == []


def test_signed_in_people_too_are_only_people(http: httpx.Client) -> None:
    """The list of a person who has nothing is empty, not an error."""
    token = sign_in(http, "demo_buyer")
    assert http.get("/v1/cases", headers={"Authorization": f"Bearer {token}"}).json()["cases"] == []
