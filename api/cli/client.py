"""The service as the terminal sees it: calls over HTTP, problems as sentences."""

from __future__ import annotations

import uuid
from typing import Any

import httpx

from api.cli import wording
from api.cli.errors import CommandError

Reply = dict[str, Any]


class Problem(Exception):
    """The service refused: `detail` says what to do next (RFC 9457); `body` is the whole document."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        self.status, self.body = status, body
        self.detail = str(body.get("detail") or wording.SERVER_ODD.format(status=status))
        super().__init__(self.detail)


class Client:
    """One conversation and, once signed in, one person's drafts and cases."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http
        self.conversation = ""
        self.token = ""
        self.identity: str | None = None

    def begin(self, region: str) -> Reply:
        """Open a conversation; its greeting."""
        reply = self._call("POST", "/v1/conversations", None, {"channel": "web", "region": region})
        self.conversation, self.token = reply["id"], reply["token"]
        return reply

    def say(self, **what: Any) -> Reply:
        """One turn: `text`, `option_id`, `option_ids` or `answers`."""
        body = {"client_msg_id": str(uuid.uuid4()), **what}
        return self._call("POST", f"/v1/conversations/{self.conversation}/messages", self.token, body)

    def people(self) -> list[Reply]:
        """The 演示 persons of the identity simulator."""
        people: list[Reply] = self._call("GET", "/v1/sign-in/people", None)["people"]
        return people

    def sign_in(self, person: str) -> Reply:
        """`{token, person, expires_at}` of a demo person; remembers nothing."""
        return self._call("POST", "/v1/sign-in", None, {"person": person})

    def claim(self, draft: str) -> Reply:
        """Bind the draft to the signed-in person."""
        return self._call("POST", f"/v1/drafts/{draft}/claim", self.token, {"identity_token": self.identity})

    def draft(self, draft: str) -> Reply:
        return self._call("GET", f"/v1/drafts/{draft}", self.identity or self.token)

    def fill(self, draft: str, version: int, values: dict[str, Any], party: str | None = None) -> Reply:
        """Save typed values; `party` says which of the parties the signed-in person is."""
        body = {"version": version, "values": values, **({"party": party} if party else {})}
        return self._call("PATCH", f"/v1/drafts/{draft}", self.identity or self.token, body)

    def confirm(self, draft: str) -> Reply:
        """The signed-in person confirms what the draft is now."""
        return self._call("POST", f"/v1/drafts/{draft}/confirm", self.identity)

    def page(self, link: str) -> str:
        """The address of a party's own page."""
        return str(self._http.base_url.join(f"/p/{link}"))

    def confirm_party(self, link: str, identity: str) -> Reply:
        """Another party confirms by their own link."""
        return self._call("POST", f"/v1/parties/{link}/confirm", identity)

    def apply(self, draft: str, version: int, key: str) -> Reply:
        """Submit; the same `key` gives the same receipt."""
        body = {"draft": draft, "version": version}
        return self._call("POST", "/v1/applications", self.identity, body, {"Idempotency-Key": key})

    def cases(self) -> list[Reply]:
        """The cases of the signed-in person, without their timelines."""
        cases: list[Reply] = self._call("GET", "/v1/cases", self.identity)["cases"]
        return cases

    def case(self, case_no: str) -> Reply:
        return self._call("GET", f"/v1/cases/{case_no}", self.identity)

    def correct(self, case_no: str, task: str, values: dict[str, Any]) -> Reply:
        return self._call("POST", f"/v1/cases/{case_no}/tasks/{task}/correction", self.identity, {"values": values})

    def _call(
        self,
        method: str,
        path: str,
        token: str | None,
        body: Any = None,
        headers: dict[str, str] | None = None,
    ) -> Reply:
        """The JSON answer. Raises Problem for a refusal, CommandError when the connection is lost."""
        sent = {**(headers or {}), **({"Authorization": f"Bearer {token}"} if token else {})}
        try:
            answer = self._http.request(method, path, json=body, headers=sent)
        except httpx.HTTPError:
            raise CommandError(wording.CONNECTION_LOST) from None
        try:
            found = answer.json() if answer.content else {}
        except ValueError:
            found = {}
        if answer.is_error:
            raise Problem(answer.status_code, found if isinstance(found, dict) else {})
        result: Reply = found
        return result
