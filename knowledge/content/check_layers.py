"""Checks on layers: overlays that lead nowhere, contradict one another or name no division, and days that are none.

Every mistake is told with the file and line of the overlay that makes it, whatever the layer it only shows in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.bundle import NATION
from knowledge.content.epoch import Dated, boundaries, day, epochs, in_force, overlap
from knowledge.content.overlay import OVERLAID, OverlayError, overlaid, paths, target
from knowledge.content.records import LINE, Problem, Reader, strip_lines
from knowledge.model import KINDS, Overlay, ServiceItem

#: Raw records with their file, by folder, as `knowledge.content.load.read_catalogue` returns them.
Found = Mapping[str, list[tuple[dict[str, Any], str]]]
Raw = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """An overlay and where it is written."""

    overlay: Overlay
    file: str
    line: int

    def problem(self, text: str) -> Problem:
        return Problem(self.file, self.line, text)


def layer_problems(found: Found) -> list[Problem]:
    """What is wrong with the overlays, the effective dates and the place roles of a catalogue that otherwise reads."""
    index = {kind: {str(r.get("id") or r.get("code")): r for r, _ in found[kind]} for kind in KINDS}
    problems = [p for raw, file in found["regions"] for p in _region_problems(raw, file, index["regions"])]
    problems += [p for raw, file in found["services"] for p in _service_problems(raw, file, index)]
    overlays: list[Written] = []
    for raw, file in found["overlays"]:
        reader = Reader(file)
        overlay = reader.read(Overlay, raw, "覆盖项")
        problems += reader.problems
        if overlay is None or reader.problems:
            continue
        written = Written(overlay, file, int(raw.get(LINE, 0)))
        faults = [written.problem(text) for text in _faults(overlay, index)]
        problems += faults
        if not faults:
            overlays.append(written)
    problems += _conflicts(overlays)
    return sorted({*problems, *(() if problems else _misfits(overlays, index))})


def _region_problems(raw: Raw, file: str, regions: Mapping[str, Raw]) -> Iterator[Problem]:
    parent, line = raw.get("parent"), int(raw.get(LINE, 0))
    if parent is not None and parent not in regions:
        yield Problem(file, line, f"{raw['code']}：上级 {parent} 在 regions/ 里没有")
    elif raw["code"] in _above(raw["code"], regions):
        yield Problem(file, line, f"{raw['code']}：上级绕了一圈又回到自己")


def _service_problems(raw: Raw, file: str, index: Mapping[str, Mapping[str, Raw]]) -> Iterator[Problem]:
    line, name = int(raw.get(LINE, 0)), raw["id"]
    service = Reader(file).read(ServiceItem, raw, name)
    if service is None:
        return
    yield from (Problem(file, line, f"{name}：{text}") for text in _date_faults(service))
    if service.place_role not in index["place_roles"]:
        known = "、".join(index["place_roles"]) or "一个也没有"
        yield Problem(file, line, f"{name}：办理地 {service.place_role} 在 place_roles/ 里没有；现有：{known}")


def _date_faults(item: Dated) -> Iterator[str]:
    """Days that are none, and a last day before the first."""
    days = []
    for key, text in (("from", item.starts), ("to", item.ends)):
        try:
            days += [day(text)] if text is not None else []
        except ValueError:
            yield f"{key}: {text} 不是日期，要写成 2026-01-31 的样子"
    if len(days) == 2 and days[0] > days[1]:
        yield f"from {item.starts} 在 to {item.ends} 之后，永远不生效"


def _faults(overlay: Overlay, index: Mapping[str, Mapping[str, Raw]]) -> Iterator[str]:
    """What is wrong with an overlay by itself."""
    if overlay.division not in index["regions"]:
        yield f"overlays/ 下的目录 {overlay.division} 不是 regions/ 里的区划代码"
    yield from _date_faults(overlay)
    for basis in overlay.basis:
        if basis.law not in index["laws"]:
            yield f"依据 {basis.law} 在 laws/ 里没有"
    try:
        kind, name = target(overlay)
        touched = list(paths(overlay))
    except OverlayError as error:
        yield str(error)
        return
    if name not in index[OVERLAID[kind]]:
        yield f"要改的 {name} 在 {OVERLAID[kind]}/ 里没有，是不是写错了"
    if not touched:
        yield f"对 {name} 什么也没改；set、add、remove 至少写一样"


def _conflicts(overlays: list[Written]) -> Iterator[Problem]:
    """One division says one thing about one field at a time; otherwise the order of its files would decide."""
    for n, one in enumerate(overlays):
        for other in overlays[:n]:
            if one.overlay.division != other.overlay.division or target(one.overlay) != target(other.overlay):
                continue
            same = sorted(
                {
                    min(mine, theirs, key=len)
                    for mine in paths(one.overlay)
                    for theirs in paths(other.overlay)
                    if f"{mine}.".startswith(f"{theirs}.") or f"{theirs}.".startswith(f"{mine}.")
                }
            )
            if same and overlap(one.overlay, other.overlay):
                where = f"{other.file}:{other.line}"
                yield one.problem(
                    f"{target(one.overlay)[1]} 的 {'、'.join(same)} 在 {where} 已经改过，日期又有重叠，请只留一处"
                )


def _misfits(overlays: list[Written], index: Mapping[str, Mapping[str, Raw]]) -> Iterator[Problem]:
    """Overlays that do not fit what is above them, in any region and epoch."""
    seen: set[tuple[int, ...]] = set()
    for code in index["regions"]:
        chain = _chain(code, index["regions"])
        layered = [w for division in chain for w in overlays if w.overlay.division == division]
        for kind, name in dict.fromkeys(target(w.overlay) for w in layered):
            mine = [w for w in layered if target(w.overlay) == (kind, name)]
            for epoch in epochs(boundaries(w.overlay for w in mine)):
                now = [w for w in mine if in_force(w.overlay, epoch.day)]
                if (key := tuple(map(id, now))) in seen:
                    continue
                seen.add(key)
                yield from _applied(now, kind, index[OVERLAID[kind]][name])


def _applied(overlays: list[Written], kind: str, raw: Raw) -> Iterator[Problem]:
    raw = nation = strip_lines(raw)
    for written in overlays:
        try:
            raw = overlaid(raw, written.overlay)
        except OverlayError as error:
            yield written.problem(f"{target(written.overlay)[1]}：{error}")
            return
        reader = Reader(written.file)
        reader.read(KINDS[OVERLAID[kind]], raw, target(written.overlay)[1])
        if reader.problems:
            yield from (written.problem(problem.text) for problem in reader.problems)
            return
        if kind == "fact" and _answers(raw) != _answers(nation):
            text = "答案全国一样：这里只能改说法，不能改类型、选项的取值和每一位要问的项"
            yield written.problem(f"{target(written.overlay)[1]}：{text}")
            return


def _answers(fact: Raw) -> tuple[Any, ...]:
    """What may be answered: an answer given in one place has to mean the same in every other."""
    listed = [
        [part.get(key) for part in fact.get(name) or ()] for name, key in (("options", "value"), ("members", "id"))
    ]
    return fact.get("type"), sorted(map(str, listed[0])), sorted(map(str, listed[1]))


def _above(code: str, regions: Mapping[str, Raw]) -> list[str]:
    """The divisions above `code`, the nearest first; ends where a parent is unknown or comes round again."""
    found: list[str] = []
    while (parent := regions[(found or [code])[-1]].get("parent")) in regions and parent not in found:
        found.append(str(parent))
    return found


def _chain(code: str, regions: Mapping[str, Raw]) -> list[str]:
    """Division codes from the nation down to `code`."""
    codes = [*reversed(_above(code, regions)), code]
    return codes if codes[0] == NATION or NATION not in regions else [NATION, *codes]
