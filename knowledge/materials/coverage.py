"""Covered papers: one that another paper of the same subject already shows is not asked for (QC-09).

Sources say 能被其他材料涵盖或替代的一律取消. The covered line goes; its uses move to the covering line, so that nothing is
lost. What is taken away or signed cannot be covered, and only a paper that is certain to be there covers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from knowledge.materials.alternatives import Before, choices_of, outright
from knowledge.materials.lines import FREE, Line, Use
from knowledge.model import Material

COVERABLE = ("submit", "show", "exempt_if_verified", "exempt", "possible")
COVERING = ("submit", "show", "exempt_if_verified", "exempt", "produced")


class CoverCycle(ValueError):
    """Materials cover each other in a circle; `circle` names them, first and last alike."""

    def __init__(self, circle: tuple[str, ...]) -> None:
        self.circle = circle
        super().__init__("材料互相涵盖，成了圈：" + " → ".join(circle))


def covered_by(materials: Mapping[str, Material], name: str) -> frozenset[str]:
    """Every material that `name` covers, directly or through others. Raises CoverCycle."""
    return _below(materials, name, (name,))


def _below(materials: Mapping[str, Material], name: str, path: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for other in materials[name].covers:
        if other in path:
            raise CoverCycle((*path[path.index(other) :], other))
        if other in materials:
            found |= {other} | _below(materials, other, (*path, other))
    return frozenset(found)


def covered(lines: Mapping[str, Line], materials: Mapping[str, Material], before: Before) -> dict[str, Line]:
    """The lines without those that another line covers; their uses stand with the covering line."""
    reach = {line.material: covered_by(materials, line.material) for line in lines.values()}
    if not any(reach.values()):
        return dict(lines)
    choices = choices_of(lines)
    certain = [name for name, line in lines.items() if outright(line, choices)]
    over = {
        name: [c for c in certain if _covers(lines[c], line, reach, before)]
        for name, line in lines.items()
        if all(use.mode in COVERABLE for use in line.uses)
    }
    # A line goes when one that stays covers it; where several do, the name decides.
    stays: dict[str, bool] = {}
    for name in over:
        _stay(name, over, stays)
    target = {name: min((c for c in found if stays.get(c, True)), default=None) for name, found in over.items()}
    kept = {name: line for name, line in lines.items() if target.get(name) is None}
    for name, covering in target.items():
        if covering is not None:
            line = lines[name]
            kept[covering] = kept[covering].with_uses(_moved(use, line, lines[covering]) for use in line.uses)
    return kept


def _stay(name: str, over: Mapping[str, list[str]], stays: dict[str, bool]) -> bool:
    if name not in stays:
        stays[name] = not any(_stay(c, over, stays) for c in over.get(name, ()))
    return stays[name]


def _covers(upper: Line, lower: Line, reach: Mapping[str, frozenset[str]], before: Before) -> bool:
    if (upper.subject, upper.index) != (lower.subject, lower.index) or lower.material not in reach[upper.material]:
        return False
    if upper.mode not in COVERING:
        return False
    if upper.mode != "produced":
        return True
    made_by = {use.requirement.result_of for use in upper.uses if use.mode == "produced"}
    return all(made_by & before.get(use.service.id, frozenset()) for use in lower.uses)


def _moved(use: Use, lower: Line, upper: Line) -> Use:
    """The use as the covering paper serves it: what spares that paper spares the covered one too."""
    spared = upper.mode in FREE or upper.mode == "exempt_if_verified" or use.mode == "possible"
    return replace(use, mode=upper.mode if spared else use.mode, covered=use.covered or lower.material)
