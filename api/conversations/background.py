"""Conversations nobody has touched for long are erased."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from api.clock import now
from api.conversations import repository, service
from api.errors import Problem
from api.house import House

log = structlog.get_logger(__name__)
EVERY = 3600.0


async def run(house: House) -> None:
    """Erase what is due, once an hour."""
    while True:
        try:
            await asyncio.to_thread(erase_idle, house)
        except Problem as error:  # the database is away or still starting: the next round does it
            log.warning("retention_put_off", error=error.type)
        await asyncio.sleep(EVERY)


def erase_idle(house: House) -> int:
    """Erase conversations older than the retention, a hundred to a transaction; how many."""
    house.ready()
    before, count = now() - timedelta(days=house.settings.retention_days), 0
    while True:
        with house.database.writing() as session:
            idle = repository.idle_since(session, before)
            for conversation in idle:
                service.erase(session, conversation)
        count += len(idle)
        if not idle:
            if count:
                log.info("retention", count=count)
            return count
