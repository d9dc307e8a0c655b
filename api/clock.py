"""The clock of the service. China keeps one time zone and no summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """This moment, aware, in UTC: what is stored."""
    return datetime.now(UTC)


def china(moment: datetime) -> datetime:
    """The same moment on a Chinese wall clock: what is shown, and what is given to actions and bot."""
    return moment.astimezone(CHINA)


def today() -> date:
    """The day it is in China: the day of a guidance."""
    return datetime.now(CHINA).date()
