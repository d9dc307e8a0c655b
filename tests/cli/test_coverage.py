"""docs/coverage.md is what the catalogue gives, and nothing that somebody wrote."""

from __future__ import annotations

import re
from datetime import date

from api.cli.coverage import PAGE, page
from knowledge.bundle import Bundle

AGAIN = "daoban catalogue coverage writes it anew"


def test_the_page_is_the_present_catalogue(shipped: Bundle) -> None:
    text = PAGE.read_text(encoding="utf-8")
    on = date.fromisoformat(re.search(r"\d{4}-\d{2}-\d{2}", text)[0])  # type: ignore[index]
    assert page(shipped, on) == text, AGAIN


def test_every_event_has_a_line_with_all_its_figures(shipped: Bundle) -> None:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "`" in line]
    assert [re.search(r"`(\w+)`", line)[1] for line in lines] == list(shipped.events)  # type: ignore[index]
    for line in lines:
        assert len([cell for cell in line.strip("|").split("|") if cell.strip()]) == 9, line
