"""A submission is one case, whatever repeats or races."""

from __future__ import annotations

import httpx

from tests.api.filing import Filing, until


def test_a_newborn_from_form_to_decided_case(client: httpx.Client) -> None:
    filing = Filing(client).ready()
    print(filing.draft["services"])
    response = filing.submit("k1")
    assert response.status_code == 201, response.text
    print(response.text)
    case_no = response.json()["case_no"]
    case = until(client, case_no, filing.identity, lambda case: case["state"] == "correction")
    print(case)
