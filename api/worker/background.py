"""The worker inside the API process: dispatches what is due, as long as the service runs.

Several replicas may run it; `DAOBAN_WORKER=off` leaves the work to `python -m api.worker`.
"""

from __future__ import annotations

import asyncio
import os

import structlog

from api.adapters.neighbours import neighbours
from api.errors import Problem
from api.house import House
from api.logging import where
from api.worker.dispatch import work_once

log = structlog.get_logger(__name__)
LONGEST_SLEEP, SHORTEST_SLEEP = 1.0, 0.05
AFTER_TROUBLE = 2.0


async def run(house: House) -> None:
    """Work until cancelled; what was begun is finished or repeated by the next worker."""
    if os.environ.get("DAOBAN_WORKER") == "off":
        return
    while True:
        pause = await asyncio.to_thread(turn, house)
        await asyncio.sleep(pause)


def turn(house: House) -> float:
    """Do what is due; the seconds to wait before looking again. Never raises."""
    try:
        house.ready()
        if work_once(house, neighbours().departments):
            return 0.0
    except Problem as error:  # the database is away or still starting
        log.warning("worker_put_off", error=error.type)
        return AFTER_TROUBLE
    except Exception as error:
        log.error("worker_failed", error=type(error).__name__, where=where(error))
        return AFTER_TROUBLE
    return min(LONGEST_SLEEP, max(SHORTEST_SLEEP, house.settings.demo_pace / 4))
