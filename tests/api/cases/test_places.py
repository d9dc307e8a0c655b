"""A case of which one task is done elsewhere: that task's clock runs by the rules of its own place."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from api.clock import today
from knowledge.bundle import Bundle, save
from tests import servers
from tests.api.filing import Filing, until

XINGGUO = "360732"


def slow_in_xingguo(bundle: Bundle) -> Bundle:
    """The bundle in which 兴国县 promises the social card within a hundred days."""
    raw = json.loads(json.dumps(bundle.raw))
    times = [{"kind": "promised", "days": 100, "unit": "natural_day", "from": "accepted", "verified": True}]
    changes = {"service": "child_social_card", "set": {"times": times}, "source": "测试", "verified": True}
    raw["overlays"].append({"division": XINGGUO, **changes})
    return Bundle(raw)


@pytest.mark.parametrize(("places", "slow"), [({"child_insured_place": XINGGUO}, True), ({}, False)])
def test_a_task_runs_by_the_rules_of_its_own_place(
    serve: Callable[..., servers.Server],
    new_data: Callable[[], Path],
    bundle: Bundle,
    places: dict[str, str],
    slow: bool,
) -> None:
    data = new_data()
    save(slow_in_xingguo(bundle), data / "bundle")
    with httpx.Client(base_url=serve(data).url, timeout=15, trust_env=False) as http:
        filing = Filing(http, places=places).ready()
        case = until(http, filing.submitted(), filing.identity, lambda c: c["state"] == "decided")
    due = {task["service"]: task["due"] for task in case["tasks"]}
    late = due["child_social_card"] is not None and date.fromisoformat(due["child_social_card"]) > today() + timedelta(
        90
    )
    assert late == slow
