"""A person who fills in the form, signs in, confirms, submits and follows the case: through HTTP alone."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any

import httpx

from tests.api.visitor import Visitor

NEWBORN = {
    "born_on": "2026-11-10",
    "child_count": "one",
    "born_where": "hospital",
    "certificate_state": "obtained",
    "hukou_follow": "mother",
    "hukou_here": True,
    "book_type": "family",
    "parents_married": True,
    "mother_insurance": "none",
    "father_insured": False,
    "rare_cases": [],
    "joint_services": ["medical_insurance", "social_card"],
    "who_goes": "mother",
}
HOME_TRANSFER = {
    "asking_side": "seller",
    "transfer_kind": "sale",
    "property_kind": "home",
    "house_origin": "commodity",
    "land_kind": "granted",
    "house_rare": [],
    "seller_count": 1,
    "buyer_count": 1,
    "seller_mortgage": False,
    "sealed": "no",
    "buyer_loan": "cash",
    "buyer_marital": "single",
    "utilities": ["water", "power"],
    "minor_side": [],
    "absent_side": [],
}
RESTAURANT = {
    "shop_building": "street",
    "cooking_smoke": True,
    "shop_origin": "new",
    "business_licence_held": True,
    "scope_written": True,
    "legal_form": "individual",
    "business_area": 80,
    "food_items": ["hot", "cold"],
    "online_food": False,
    "fit_out": False,
    "gathering_place": "not_needed",
    "signs": ["shop_sign"],
    "drainage_way": "public_sewer",
    "uses_gas": True,
    "hires_staff": True,
    "shop_agent": False,
}
FACTS = {"newborn": NEWBORN, "home_transfer": HOME_TRANSFER, "restaurant": RESTAURANT}
LABELS = {"newborn": "孩子", "home_transfer": "房", "restaurant": "店"}
#: A right value for each type of field.
SAMPLES = {
    "id_number": "11010519491231002X",
    "phone": "13912345678",
    "date": "2026-11-10",
    "datetime": "2026-11-10 08:30",
    "integer": "3",
    "money": "1200.50",
    "credit_code": "91350100M000100Y43",
    "bank_account": "6228480402564890018",
    "region": "620102",
    "property_no": "甘(2020)兰州市不动产权第0001234号",
}


class Filing:
    """One draft and what becomes of it. `draft` is the latest view; calls assert that they succeed unless raw."""

    def __init__(
        self,
        http: httpx.Client,
        event: str = "newborn",
        facts: dict[str, Any] | None = None,
        region: str = "620102",
        places: dict[str, str] | None = None,
    ) -> None:
        visitor = Visitor(http, region, places=places)
        label = next(text for text in visitor.options() if LABELS[event] in text)
        visitor.tap(label)
        assert visitor.state["events"] == [event]
        said = visitor.send(answers=FACTS[event] if facts is None else facts)
        assert said.status_code == 200, said.text
        self._open(visitor)

    @classmethod
    def of(cls, visitor: Visitor) -> Filing:
        """The draft of a conversation that has its list."""
        filing = cls.__new__(cls)
        filing._open(visitor)
        return filing

    def _open(self, visitor: Visitor) -> None:
        self.http, self.visitor = visitor.http, visitor
        self.identity: str | None = None
        opened = self.http.post("/v1/drafts", json={"conversation": visitor.id}, headers=visitor.headers)
        assert opened.status_code == 201, opened.text
        self.draft: dict[str, Any] = opened.json()

    @property
    def path(self) -> str:
        return f"/v1/drafts/{self.draft['id']}"

    @property
    def headers(self) -> dict[str, str]:
        return bearer(self.identity) if self.identity else self.visitor.headers

    def field(self, key: str) -> dict[str, Any]:
        return next(line for line in self.draft["fields"] if line["key"] == key)

    def look(self) -> dict[str, Any]:
        return self._kept(self.http.get(self.path, headers=self.headers))

    def patch(self, values: dict[str, Any], version: int | None = None, **more: Any) -> httpx.Response:
        body = {"version": self.draft["version"] if version is None else version, "values": values, **more}
        return self.http.patch(self.path, json=body, headers=self.headers)

    def type(self, **values: Any) -> dict[str, Any]:
        return self._kept(self.patch(values))

    def fill(self) -> dict[str, Any]:
        """Type something right into every required field that is still empty."""
        values = {}
        for line in self.draft["fields"]:
            if line["required"] and line["value"] is None and not line["locked"]:
                chosen = line["options"][0]["value"] if line["options"] else None
                values[line["key"]] = chosen or SAMPLES.get(line["type"], "演示内容")
        return self._kept(self.patch(values))

    def claim(self, person: str) -> dict[str, Any]:
        identity = sign_in(self.http, person)
        claimed = self.http.post(f"{self.path}/claim", json={"identity_token": identity}, headers=self.visitor.headers)
        assert claimed.status_code == 200, claimed.text
        self.identity = identity
        return self._kept(claimed)

    def confirm(self) -> dict[str, Any]:
        return self._kept(self.http.post(f"{self.path}/confirm", headers=self.headers))

    def confirm_all(self, others: Sequence[str]) -> dict[str, Any]:
        """The claimant confirms, and each other party by its link, one of `others` for each."""
        if self.draft["parties"] and self.draft["own_party"] is None:
            self._kept(self.patch({}, party=self.draft["parties"][0]["id"]))
        if not self.draft["parties"] or self.draft["own_party"]:
            self.confirm()
        waiting = [one for one in self.draft["parties"] if one["status"] == "waiting" and one["link"]]
        for party, person in zip(waiting, others, strict=False):
            headers = bearer(sign_in(self.http, person))
            confirmed = self.http.post(f"/v1/parties/{party['link']}/confirm", headers=headers)
            assert confirmed.status_code == 200, confirmed.text
        return self.look()

    def ready(self, person: str = "demo_mother") -> Filing:
        """Claimed, filled and confirmed."""
        self.claim(person)
        self.fill()
        self.confirm()
        return self

    def submit(self, key: str | None = None, http: httpx.Client | None = None, **more: Any) -> httpx.Response:
        body = {"draft": self.draft["id"], "version": self.draft["version"], **more}
        headers = {**self.headers, "Idempotency-Key": key or uuid.uuid4().hex}
        return (http or self.http).post("/v1/applications", json=body, headers=headers)

    def submitted(self, key: str | None = None) -> str:
        """The number of the new case."""
        response = self.submit(key)
        assert response.status_code == 201, response.text
        return str(response.json()["case_no"])

    def _kept(self, response: httpx.Response) -> dict[str, Any]:
        assert response.status_code == 200, response.text
        self.draft = response.json()
        return self.draft


def sign_in(http: httpx.Client, person: str) -> str:
    """The identity token of a 演示 person."""
    response = http.post("/v1/sign-in", json={"person": person})
    assert response.status_code == 200, response.text
    return str(response.json()["token"])


def bearer(token: str | None) -> dict[str, str]:
    """The header that carries `token`."""
    return {"Authorization": f"Bearer {token}"}


def case_of(http: httpx.Client, case_no: str, token: str | None) -> dict[str, Any]:
    """The case as the person of `token` sees it."""
    response = http.get(f"/v1/cases/{case_no}", headers=bearer(token))
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def until(
    http: httpx.Client, case_no: str, token: str | None, holds: Callable[[dict[str, Any]], bool], seconds: float = 20
) -> dict[str, Any]:
    """The case once `holds(case)`; fails with its last state."""
    deadline = time.monotonic() + seconds
    while True:
        case = case_of(http, case_no, token)
        if holds(case):
            return case
        assert time.monotonic() < deadline, case
        time.sleep(0.05)
