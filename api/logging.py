"""Logs: one JSON object a line on standard error. Names, counts and times; never words, numbers or tokens of people."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

import structlog

#: Keys a log line may carry; a key outside is dropped, so that a careless line cannot leak.
ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "request",
        "method",
        "route",
        "status",
        "ms",
        "error",
        "where",
        "attempt",
        "channel",
        "region",
        "problem",
        "model",
        "bundle",
        "key",
        "revision",
        "count",
        "seconds",
        "pid",
        "port",
        "version",
        "act",
        "state",
        "task",
        "service",
        "department",
        "step",
        "breaker",
        "reason",
        "feature",
        "stage",
        "effect",
    }
)


def _only_allowed(_logger: Any, _method: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
    return {key: value for key, value in line.items() if key in ALLOWED}


def configure(level: int = logging.INFO) -> None:
    """Send structlog and the standard library's warnings to standard error as JSON lines."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    for name in ("uvicorn.access", "httpx", "httpcore", "sqlalchemy.pool", "alembic"):
        logging.getLogger(name).setLevel(logging.CRITICAL if name == "sqlalchemy.pool" else logging.WARNING)


def where(error: BaseException, frames: int = 6) -> list[str]:
    """The innermost frames of an error as `file:line function`: enough to find it, without any value."""
    summary = traceback.extract_tb(error.__traceback__)[-frames:]
    return [f"{frame.filename.rsplit('/', 2)[-2:][-1]}:{frame.lineno} {frame.name}" for frame in summary]
