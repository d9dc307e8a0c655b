"""`daoban catalogue coverage`: how far each life event is encoded, as a page of the documentation."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from api.cli import build, places, wording
from api.cli.guide import REGION, day
from api.cli.progress import doing
from api.clock import CHINA
from knowledge.bundle import Bundle
from knowledge.coverage import Coverage, coverage

PAGE = places.CHECKOUT / "docs" / "coverage.md"
ROUTE = {
    "submit": "交件",
    "prefile": "网填到场",
    "jump": "专网",
    "book": "预约",
    "guide": "指引",
    "by_other": "由他人",
    "auto": "免申",
    "duty": "义务",
}
MODE = {
    "submit": "提交",
    "show": "核验",
    "surrender": "收存",
    "keep": "备查",
    "form": "签字",
    "sent_by_other": "他处送来",
    "produced": "办理产生",
}


def register(actions: Any) -> None:
    command = actions.add_parser("coverage", help=wording.COVERAGE_HELP, description=wording.COVERAGE_HELP)
    command.add_argument("file", nargs="?", type=Path, default=PAGE, help=wording.COVERAGE_FILE)
    command.add_argument("--on", type=day, default=None, metavar="日期", help=wording.GUIDE_ON)
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    on = arguments.on or datetime.now(CHINA).date()
    with doing(wording.COUNTING):
        text = page(build.current_bundle(), on)
    arguments.file.write_text(text, encoding="utf-8")
    print(wording.COVERAGE_WRITTEN.format(path=arguments.file))
    return 0


def page(bundle: Bundle, on: date) -> str:
    """The whole page. The same bundle and day give the same text."""
    return "\n".join(_lines(bundle, list(coverage(bundle, REGION, on)), on)) + "\n"


def _lines(bundle: Bundle, found: list[Coverage], on: date) -> Iterator[str]:
    yield "# 编到什么程度 · Coverage"
    yield ""
    yield f"由 `daoban catalogue coverage` 按 {bundle.regions[REGION].full_name}、{on.isoformat()} 的内容数出来，不要手改。"
    yield ""
    yield "- 事项按办理路径、材料按方式计数；“能免”是政府核发的材料里，查得到电子证照、数据或前一项结果就不用交的占比。"
    yield "- “预计问”是照内置的先后，一个人平均要答几个问题；“不同结果”是清单可能有几种（≥ 表示至少，按抽出来的人数）。"
    yield "- “核实”是事项、材料、时限、收费、提醒、情形、问答里，有人对过出处的占比；其余给群众看时写“以当地窗口为准”。"
    yield ""
    yield "| 一件事 | 事项 | 问题 | 预计问 | 不同结果 | 材料 | 能免 | 例子 | 核实 |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in found:
        services = f"{sum(row.routes.values())}（{_parts(row.routes, ROUTE)}）"
        materials = f"{sum(row.modes.values())}（{_parts(row.modes, MODE)}）" if row.modes else "0"
        yield (
            f"| {row.name} `{row.event}` | {services} | {row.questions} | {row.expected.value:.1f} | {_many(row)} "
            f"| {materials} | {row.spared:.0%} | {row.personas} | {row.verified:.0%} |"
        )
    yield ""
    yield from _totals(bundle, found)
    yield ""
    yield from _listed(bundle)


def _parts(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    return "、".join(f"{names[key]}{count}" for key, count in counts.items())


def _many(row: Coverage) -> str:
    return f"≥{row.outcomes.count}" if row.outcomes.bound else f"{row.outcomes.count:,}"


def _totals(bundle: Bundle, found: list[Coverage]) -> Iterator[str]:
    yield (
        f"共 {len(found)} 件事，{len(bundle.services)} 个事项，{len(bundle.facts)} 个情形，{len(bundle.materials)} 种材料，"
        f"{len(bundle.fields)} 个栏目，{len(bundle.laws)} 部法律法规和文件，{len(bundle.personas)} 个例子，"
        f"{len(bundle.regions)} 个地方，{len(bundle.overlays)} 处本地差异。"
    )


def _listed(bundle: Bundle) -> Iterator[str]:
    """The national lists: what is encoded, what is only recognised, what is not known."""
    yield "## 国家清单"
    yield ""
    yield "| 清单 | 项数 | 编出清单 | 认得出、没有编 | 名称没有查到 |"
    yield "|---|---|---|---|---|"
    for listing in bundle.lists.values():
        encoded = sum(item.event is not None for item in listing.items)
        entries = sum(item.entry is not None for item in listing.items)
        yield f"| {listing.name} | {listing.count} | {encoded} | {entries} | {listing.count - len(listing.items)} |"
