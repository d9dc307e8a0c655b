"""A case of which one task is done elsewhere: that task's clock runs by the rules of its own place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from knowledge.bundle import Bundle, save
from tests import servers
from tests.api.filing import Filing, until

XINGGUO = "360732"


def slow_in_xingguo(bundle: Bundle) -> Bundle:
    """The bundle in which 兴国县 promises the social card within twenty days."""
    raw = json.loads(json.dumps(bundle.raw))
    times = [{"kind": "promised", "days": 20, "unit": "natural_day", "from": "accepted", "verified": True}]
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
        case = until(http, filing.submitted(), filing.identity, lambda c: accepted(c) is not None)
    assert ("办理时限以当地窗口为准" in str(accepted(case))) != slow


def accepted(case: dict[str, Any]) -> str | None:
    """What was said when the social card's clock started."""
    task = next(one["id"] for one in case["tasks"] if one["service"] == "child_social_card")
    said = (line["text"] for line in case["timeline"] if (line["task"], line["state"]) == (task, "accepted"))
    return next(said, None)
