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
