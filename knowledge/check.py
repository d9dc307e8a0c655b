"""Checking a catalogue folder: read it, compile it, run every rule. The only way to a bundle.

`python -m knowledge.check [FOLDER]` prints what is wrong as `file:line  what, what to do`, and ends with 1 when
something stops the bundle. The rules themselves are in `knowledge.lint`.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from knowledge.bundle import Bundle, pack
from knowledge.content.check_layers import layer_problems
from knowledge.content.load import OVERLAYS, Records, read_catalogue
from knowledge.content.overlay import OverlayError
from knowledge.content.records import LINE, CatalogueError, Problem, Reader
from knowledge.engine.ordering import ordered
from knowledge.engine.relevance import Entangled
from knowledge.lint import Sources, linted
from knowledge.model import KINDS

CATALOGUE = Path(__file__).parent / "catalogue"


def check_catalogue(root: Path = CATALOGUE, on: str | None = None) -> tuple[Bundle | None, list[Problem]]:
    """Return the compiled bundle (None when it cannot be made) and every problem found below `root`.

    `on`: the day of publication (ISO text); laws are checked to be in force on it.
    """
    found, problems = read_catalogue(root)
    problems += _unreadable(found)
    if problems:
        return None, sorted(problems)
    if problems := layer_problems(found):
        return None, problems
    try:
        bundle = Bundle(pack(found))
    except CatalogueError as error:
        return None, error.problems
    except (OverlayError, KeyError) as error:
        return None, [Problem(OVERLAYS, 0, f"覆盖项有误：{error}；请检查编号和路径")]
    records = {
        (kind, _key(raw)): (raw, file) for kind, written in found.items() if kind != OVERLAYS for raw, file in written
    }
    problems = linted(bundle, Sources(records, tuple(found[OVERLAYS])), on)
    if any(problem.stops for problem in problems):
        return bundle, problems
    try:
        return ordered(bundle), problems
    except Entangled as error:
        file, line = _written(records, error.element.service)
        text = f"{error.element.service} 的条件 {error.element.id} 牵连的情形太多，算不过来；请拆成几个派生情形，或少写几个互相交叉的“任一”"
        return None, [Problem(file, line, text)]


def _written(records: Mapping[tuple[str, str], tuple[dict[str, Any], str]], service: str) -> tuple[str, int]:
    raw, file = records.get(("services", service), ({}, "services"))
    return file, int(raw.get(LINE, 0))


def _key(raw: dict[str, object]) -> str:
    return str(raw.get("id") or raw.get("code") or "")


def _unreadable(found: Records) -> list[Problem]:
    """Records without an id, with an id that another has, or with fields that their class does not have."""
    problems: list[Problem] = []
    for kind in KINDS:
        places: dict[str, tuple[str, int]] = {}
        for raw, file in found[kind]:
            key, line = _key(raw), int(raw.get(LINE, 0))
            if not key:
                problems.append(Problem(file, line, "这条记录没有 id，请写一个编号"))
            elif not isinstance(raw.get("id") or raw.get("code"), str):
                problems.append(Problem(file, line, f"编号 {key[:40]} 要写成文字；只有数字的请加引号"))
            elif key in places:
                other, at = places[key]
                problems.append(Problem(file, line, f"{key} 已经写过了（{other}:{at}），编号不能重复，请改掉一个"))
            else:
                places[key] = file, line
                reader = Reader(file)
                reader.read(KINDS[kind], raw, key)
                problems += reader.problems
    return problems


def main() -> int:
    bundle, problems = check_catalogue(Path(sys.argv[1]) if len(sys.argv) > 1 else CATALOGUE)
    for problem in problems:
        print(problem)
    errors = [problem for problem in problems if problem.stops]
    print(f"{len(errors)} 处要改，{len(problems) - len(errors)} 处提醒" + (f"；知识包 {bundle.hash}" if bundle else ""))
    return 1 if errors or bundle is None else 0


if __name__ == "__main__":
    sys.exit(main())
