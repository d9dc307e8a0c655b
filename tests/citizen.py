"""A citizen at the real HTTP interface: says, taps, fills in, signs in, confirms, submits, follows the case."""

from __future__ import annotations

import time
import uuid
from typing import Any

import httpx

#: What is typed into a blank of each type when the story says nothing else.
TYPED = {
    "text": "演示内容",
    "id_number": "620102199503120245",
    "phone": "13800000001",
    "date": "2026-11-01",
    "datetime": "2026-11-01T08:30",
    "integer": "1",
    "money": "1000",
    "address": "甘肃省兰州市城关区演示路1号",
    "bank_account": "6222020000000000000",
    "credit_code": "92620102MA0DEM000U",
    "region": "620102",
    "property_no": "赣(2020)兴国县不动产权第0000000号",
}

Reply = dict[str, Any]


class Citizen:
    """One conversation and, once signed in, one person."""

    def __init__(self, url: str, *, region: str = "620102", channel: str = "web") -> None:
        self.http = httpx.Client(base_url=url, timeout=30, trust_env=False)
        made = self.post("/v1/conversations", {"channel": channel, "region": region}, token=None)
        self.conversation, self.token = made["id"], made["token"]
        self.identity: str | None = None
        self.last: Reply = {"messages": made["messages"]}

    def leave(self) -> None:
        """Close the connection."""
        self.http.close()

    def post(
        self, path: str, body: Reply | None = None, *, token: str | None = "", method: str = "POST", **headers: str
    ) -> Any:
        """A request with the conversation's token (default), another one, or none; raises on an error answer."""
        bearer = self.token if token == "" else token
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        answer = self.http.request(
            method, path, json=body, headers={k.replace("_", "-"): v for k, v in headers.items()}
        )
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json()

    def _turn(self, **body: Any) -> Reply:
        path = f"/v1/conversations/{self.conversation}/messages"
        self.last = self.post(path, {"client_msg_id": uuid.uuid4().hex, **body})
        return self.last

    def say(self, text: str) -> Reply:
        return self._turn(text=text)

    def answer(self, **facts: Any) -> Reply:
        return self._turn(answers=facts)

    def tap(self, label: str) -> Reply:
        """Tap the button with this label in the last reply."""
        for message in reversed(self.last["messages"]):
            for option in [*message.get("options", []), *(message.get("question") or {}).get("options", [])]:
                if option["label"] == label:
                    return self._turn(option_id=option["id"])
        raise AssertionError(f"no button {label} in {self.heard()}")

    def tap_event(self, event: str) -> Reply:
        """Tap the button of a life event in the last reply."""
        events = self.post("/v1/events", token=None, method="GET")["events"]
        return self.tap(next(e["title"] for e in events if e["id"] == event))

    def heard(self) -> str:
        """The plain text of the last reply."""
        return "\n".join(m["text"] for m in self.last["messages"])

    def of_type(self, kind: str) -> list[Reply]:
        return [m for m in self.last["messages"] if m["type"] == kind]

    @property
    def asked(self) -> str | None:
        """The fact that is asked now."""
        pending = self.last["state"]["pending"]
        return pending["fact"] if pending and pending["kind"] == "fact" else None

    def interview(self, facts: dict[str, Any], *, by_buttons: bool = True) -> list[str]:
        """Answer what is asked from `facts` until nothing is; returns the facts asked, in order."""
        asked: list[str] = []
        while (fact := self.asked) is not None:
            assert fact in facts, f"asked {fact}: {self.heard()}"
            asked.append(fact)
            question = next(m["question"] for m in reversed(self.last["messages"]) if m["type"] == "question")
            value = facts[fact]
            label = next((o["label"] for o in question["options"] if o.get("value") == value), None)
            if by_buttons and label is not None and not isinstance(value, list):
                self.tap(label)
            else:
                self.answer(**{fact: value})
            assert self.asked != fact, f"asked {fact} again: {self.heard()}"
        return asked

    def sign_in(self, person: str) -> str:
        self.identity = self.post("/v1/sign-in", {"person": person}, token=None)["token"]
        return self.identity

    def apply(self) -> Reply:
        """帮我办: returns the draft."""
        self.tap("帮我办")
        return self.of_type("form")[0]["draft"]

    def claim(self, draft: Reply) -> Reply:
        return self.post(f"/v1/drafts/{draft['id']}/claim", {"identity_token": self.identity})

    def fill(self, draft: Reply, values: dict[str, Any] | None = None) -> Reply:
        """Type something fitting into every blank that is required and still empty."""
        typed = dict(values or {})
        for field in draft["fields"]:
            if field["required"] and not field.get("value") and field["key"] not in typed and not field.get("locked"):
                options = field.get("options")
                typed[field["key"]] = options[0]["value"] if options else TYPED[field["type"]]
        body = {"version": draft["version"], "values": typed}
        return self.post(f"/v1/drafts/{draft['id']}", body, token=self.identity, method="PATCH")

    def confirm(self, draft: Reply) -> Reply:
        return self.post(f"/v1/drafts/{draft['id']}/confirm", {}, token=self.identity)

    def submit(self, draft: Reply, key: str = "") -> Reply:
        body = {"draft": draft["id"], "version": draft["version"]}
        return self.post("/v1/applications", body, token=self.identity, Idempotency_Key=key or uuid.uuid4().hex)

    def case(self, case_no: str) -> Reply:
        return self.post(f"/v1/cases/{case_no}", token=self.identity, method="GET")

    def follow(self, case_no: str, wanted: set[str], seconds: float = 30) -> Reply:
        """Wait until every task is in one of the `wanted` states."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            case = self.case(case_no)
            if {t["state"] for t in case["tasks"]} <= wanted:
                return case
            time.sleep(0.1)
        raise AssertionError(f"{case_no} stands at {[(t['service'], t['state']) for t in case['tasks']]}")

    def submit_and_follow(self, draft: Reply) -> Reply:
        """From a filled draft of a single applicant to a decided case."""
        draft = self.confirm(draft)
        assert draft["missing"] == []
        receipt = self.submit(draft)["receipt"]
        assert receipt["demo"] is True
        assert receipt["services"]
        assert "演示" in receipt["note"]
        return self.until_decided(receipt["case_no"])

    def until_decided(self, case_no: str) -> Reply:
        """Follow a case until every task is decided; answers the correction on the way."""
        case = self.follow(case_no, {"decided", "correction"})
        for task in case["tasks"]:
            if task["state"] == "correction":
                path = f"/v1/cases/{case_no}/tasks/{task['id']}/correction"
                field = task["correction"]["field"]
                self.post(path, {"values": {field: task["correction"].get("value") or "已核对"}}, token=self.identity)
        case = self.follow(case_no, {"decided"})
        assert all(entry["at"] for entry in case["timeline"])
        return case
