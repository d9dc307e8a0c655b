"""Live updates of one case as server-sent events: ids and states only; the client reads the case for the words.

The timeline is the truth and its numbers are the event ids, so a watcher that comes back with Last-Event-ID gets what
it missed, and an update lost on the way is made up for at the next one or after a heartbeat.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime

import structlog

from api.cases import moving, repository
from api.clock import now
from api.errors import DatabaseAway
from api.house import House

log = structlog.get_logger(__name__)
QUIET = ": quiet\n\n"


async def events(house: House, case_no: str, after: int | None, until: datetime) -> AsyncIterator[str]:
    """The events of a case after entry `after` (None: from now on, one at once), until the sign-in ends at `until`."""
    async with house.live.subscribe(moving.topic(case_no)) as updates:
        last = await asyncio.to_thread(_last, house, case_no) if after is None else after
        if after is None:
            yield _event(last, {"state": "watching"})
        for text, number in await asyncio.to_thread(_since, house, case_no, last):
            last = number
            yield text
        async for update in updates:
            if now() >= until:
                return
            try:
                found = await asyncio.to_thread(_since, house, case_no, last)
            except DatabaseAway as error:  # the next update or heartbeat makes up for it
                log.warning("stream_put_off", error=error.type)
                found = []
            for text, number in found:
                last = number
                yield text
            if update is None and not found:
                yield QUIET


def _last(house: House, case_no: str) -> int:
    with house.database.reading() as session:
        return repository.last_told(session, case_no)


def _since(house: House, case_no: str, number: int) -> list[tuple[str, int]]:
    with house.database.reading() as session:
        entries = repository.told_after(session, case_no, number)
        return [(_event(e.number, {"task": e.task_id, "state": e.state}), e.number) for e in entries]


def _event(number: int, data: dict[str, str | None]) -> str:
    return f"id: {number}\nevent: progress\ndata: {json.dumps(data)}\n\n"
