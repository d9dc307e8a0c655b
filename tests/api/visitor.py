"""A person in front of the HTTP interface."""

from __future__ import annotations

import uuid
from typing import Any

import httpx

REGION = "620102"


class Visitor:
    """One conversation of one person. Every call returns the response; `messages` and `state` are the latest."""

    def __init__(
        self, http: httpx.Client, region: str = REGION, channel: str = "web", places: dict[str, str] | None = None
    ) -> None:
        self.http = http
        body = {"channel": channel, "region": region} | ({"places": places} if places else {})
        response = http.post("/v1/conversations", json=body)
        assert response.status_code == 201, response.text
        opened = response.json()
        self.id, self.token = opened["id"], opened["token"]
        self.messages: list[dict[str, Any]] = opened["messages"]
        self.state: dict[str, Any] = opened["state"]

    @property
    def path(self) -> str:
        return f"/v1/conversations/{self.id}"

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def send(self, client_msg_id: str | None = None, **said: Any) -> httpx.Response:
        """One turn with any body."""
        body = {"client_msg_id": client_msg_id or uuid.uuid4().hex, **said}
        response = self.http.post(f"{self.path}/messages", json=body, headers=self.headers)
        if response.status_code == 200:
            self.messages, self.state = response.json()["messages"], response.json()["state"]
        return response

    def say(self, text: str) -> httpx.Response:
        """Type `text`; asserts that it is answered."""
        response = self.send(text=text)
        assert response.status_code == 200, response.text
        return response

    def options(self) -> dict[str, str]:
        """label -> option id of everything that can be tapped now."""
        found: dict[str, str] = {}
        for message in self.messages:
            asked = message.get("question", {}).get("options", [])
            found |= {o["label"]: o["id"] for o in [*asked, *message.get("options", [])] if "id" in o}
        return found

    def tap(self, label: str) -> httpx.Response:
        """Tap the button with `label`; asserts that it is there and works."""
        response = self.send(option_id=self.options()[label])
        assert response.status_code == 200, response.text
        return response

    @property
    def question(self) -> dict[str, Any] | None:
        """The question just put."""
        asked = [message["question"] for message in self.messages if message["type"] == "question"]
        return asked[-1] if asked else None

    def answer(self, value: Any) -> None:
        """Answer the question just put, by its buttons where it has some that say so."""
        asked = self.question
        assert asked is not None, self.text()
        wanted = value if isinstance(value, list) else [value]
        taps = [option["id"] for option in asked["options"] if option.get("value") in wanted]
        alone = len(taps) == len(wanted) == 1
        said: dict[str, Any] = {"option_ids": taps} if taps and not alone else {"answers": {asked["fact"]: value}}
        response = self.send(option_id=taps[0]) if alone else self.send(**said)
        assert response.status_code == 200, response.text

    def interview(self, facts: dict[str, Any]) -> None:
        """Answer from `facts` until nothing is asked."""
        asked: list[str] = []
        while self.question is not None:
            fact = self.question["fact"]
            assert fact in facts, f"{fact} after {asked}"
            assert fact not in asked, f"{fact} is asked again"
            asked.append(fact)
            self.answer(facts[fact])

    def show(self) -> httpx.Response:
        return self.http.get(self.path, headers=self.headers)

    def text(self) -> str:
        """All that the last reply says."""
        return "\n".join(message["text"] for message in self.messages)


def problem(response: httpx.Response, status: int, kind: str) -> dict[str, Any]:
    """The problem document of `response`; asserts status, media type, kind and a Chinese detail."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert document["type"] == f"urn:daoban:problem:{kind}"
    assert document["status"] == status
    assert any("一" <= sign <= "鿿" for sign in document["detail"])
    return document
