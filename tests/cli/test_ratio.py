"""`daoban catalogue ratio`: a table that a newcomer can read, and the same figures as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from api.cli import build, wording
from api.cli.ratio import told
from knowledge.optimum.ratio import Expected, Ratio

Daoban = Callable[..., tuple[int, str, str]]


def _row(**changed: object) -> Ratio:
    figures = {name: Expected(value) for name, value in {"written": 20.0, "skipping": 11.0, "ours": 10.1}.items()}
    figures |= {"same_rules": Expected(10.0), "free": Expected(9.0)}
    return Ratio("newborn", "authored", "questions", **(figures | changed))  # type: ignore[arg-type]


def _lines(*rows: Ratio) -> list[str]:
    return list(told(build.current_bundle(), rows, "620102", date(2026, 11, 20)))


def test_the_table_has_a_row_for_each_prior(daoban: Daoban) -> None:
    code, out, _ = daoban("catalogue", "ratio", "newborn", "--on", "2026-11-20")
    assert code == 0
    rows = [line.split() for line in out.splitlines() if line.startswith("新生儿出生")]
    assert [row[1] for row in rows] == list(wording.RATIO_PRIORS.values())
    written, skipping, ours, rules, free = (float(cell) for cell in rows[0][2:7])
    assert free <= rules <= ours <= written
    assert skipping <= written
    assert wording.RATIO_LEGEND in out


def test_the_json_holds_the_figures_of_the_table(daoban: Daoban) -> None:
    code, out, _ = daoban("catalogue", "ratio", "newborn", "--on", "2026-11-20", "--json")
    assert code == 0
    found = json.loads(out)
    assert (found["region"], found["on"]) == ("620102", "2026-11-20")
    assert [row["prior"] for row in found["ratios"]] == ["authored", "uniform"]
    row = found["ratios"][0]
    assert row["over_rules"] == row["ours"]["value"] / row["same_rules"]["value"]


def test_mean_and_worst_are_told_beside_the_targets() -> None:
    told_of = next(line for line in _lines(_row(), _row(ours=Expected(10.3))) if line.startswith("编写者估计："))
    assert "平均 1.0200，最差 1.0300" in told_of


def test_a_drawn_figure_shows_its_error_and_a_bound_says_so() -> None:
    lines = _lines(_row(same_rules=Expected(9.5, people=400, error=0.061, bound=True)))
    row = next(line for line in lines if line.startswith("新生儿出生"))
    assert "≥9.50±0.06" in row
    assert "≤1.0632" in row
    assert lines[-1] == wording.RATIO_DRAWN.format(people=400)


def test_an_unknown_event_is_named(daoban: Daoban) -> None:
    code, _, said = daoban("catalogue", "ratio", "wedding")
    assert code == 2
    assert "wedding" in said
    assert "newborn" in said
