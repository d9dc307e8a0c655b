"""Run the benchmarks and print one table a part; all figures go to `.daoban/bench.json`.

python -m bench [mind] [start] [talk] [intake]        (all parts when none is named)
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from bench import intake, mind, start, talk
from bench.figures import Figure
from tests.servers import CHECKOUT

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "mind": mind.measure,
    "start": start.measure,
    "talk": talk.measure,
    "intake": intake.measure,
}


#: Columns of the tables, also where the terminal has fewer or does not say.
WIDTH = 140


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"没有这一部分：{'、'.join(unknown)}；可以选：{'、'.join(PARTS)}", file=sys.stderr)
        return 2
    console = Console(width=max(Console().width, WIDTH))
    console.print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    )
    target = CHECKOUT / ".daoban" / "bench.json"
    found: dict[str, list[dict[str, object]]] = json.loads(target.read_text()) if target.exists() else {}
    for name in names or PARTS:
        console.print(f"[{name}] 正在测量 …", markup=False)
        figures = PARTS[name]()
        table = Table("what", "value", "beside", "ratio", title=name)
        for figure in figures:
            table.add_row(figure.what, figure.shown, figure.beside or "", figure.ratio or "")
        console.print(table)
        found[name] = [figure.as_dict() for figure in figures]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    console.print("写入 .daoban/bench.json")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
