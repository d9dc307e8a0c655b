"""The flow picture of an event: its services in parallel levels, as SVG that a phone can read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.publication import wording
from knowledge.bundle import Bundle, Place
from knowledge.model import ServiceItem
from knowledge.timing.schedule import levels
from knowledge.words import ROUTE

#: Units of the picture: 360 wide, two boxes beside each other.
WIDTH, MARGIN, GAP = 360, 8, 8
BOX_WIDTH = (WIDTH - 2 * MARGIN - 3 * GAP) // 2
LINE, HEAD, ARROW, PAD = 17, 24, 22, 8
#: Characters in one line of a box.
NAME_CHARACTERS, SMALL_CHARACTERS = 10, 12


@dataclass(frozen=True)
class Box:
    """One service: where it stands, its lines of text, its route, and whether it depends on the case."""

    x: int
    y: int
    height: int
    name: tuple[str, ...]
    small: tuple[str, ...]
    route: str
    depends: bool


@dataclass(frozen=True)
class Band:
    """One level: what can be done at the same time. `last`: no arrow leads on."""

    title: str
    y: int
    height: int
    boxes: tuple[Box, ...]
    last: bool


@dataclass(frozen=True)
class Picture:
    """`spoken` says the same in words, for who cannot see it."""

    width: int
    height: int
    bands: tuple[Band, ...]
    spoken: str


def picture(bundle: Bundle, place: Place, event: str) -> Picture:
    """The services of `event` as they stand in `place`, each under those it waits for. Raises CircularServices."""
    uses = {use.service: use for use in place.events[event].services}
    steps = levels(place, list(uses))
    bands: list[Band] = []
    top = MARGIN
    for number, step in enumerate(steps, 1):
        boxes: list[Box] = []
        row_top, row_height = top + HEAD, 0
        for index, name in enumerate(step):
            service = place.services[name]
            lines = _wrapped(service.name, NAME_CHARACTERS), _small(bundle, place, service, uses.keys())
            height = 2 * PAD + LINE * (len(lines[0]) + len(lines[1]))
            if index % 2 == 0 and index:
                row_top, row_height = row_top + row_height + GAP, 0
            x = MARGIN + GAP + (index % 2) * (BOX_WIDTH + GAP)
            depends = service.when is not None or uses[name].when is not None
            boxes.append(Box(x, row_top, height, *lines, service.route, depends))
            row_height = max(row_height, height)
        height = row_top + row_height + GAP - top
        bands.append(Band(wording.STEP.format(number=number), top, height, tuple(boxes), number == len(steps)))
        top += height + ARROW
    return Picture(WIDTH, top - ARROW + MARGIN, tuple(bands), _spoken(place, steps))


def _small(bundle: Bundle, place: Place, service: ServiceItem, here: object) -> tuple[str, ...]:
    """Who does it and how, and what comes first."""
    department = bundle.departments[service.department]
    lines = [f"{department.short or department.name}·{wording.ROUTE_SHORT.get(service.route, ROUTE[service.route])}"]
    before = [place.services[name].name for name in service.after if name in here]  # type: ignore[operator]
    lines += [wording.AFTER.format(name=name) for name in before]
    return tuple(part for line in lines for part in _wrapped(line, SMALL_CHARACTERS))


def _wrapped(text: str, most: int) -> tuple[str, ...]:
    return tuple(text[start : start + most] for start in range(0, len(text), most))


def _spoken(place: Place, steps: Sequence[Sequence[str]]) -> str:
    said = (
        wording.FLOW_READ.format(step=number, names="、".join(place.services[name].name for name in step))
        for number, step in enumerate(steps, 1)
    )
    return "".join(said)
