"""Look at every part of the house once."""

from __future__ import annotations

from typing import Any

import redis

from api.errors import BotAway, DatabaseAway
from api.house import House


def report(house: House) -> dict[str, Any]:
    """`{status, checks: {part: {ok, detail?}}}`; details are for operators and name what to do."""
    checks = {
        "database": _database(house),
        "keys": _keys(house),
        "bundle": _found(house.bundles.trouble()),
        "bot": _bot(house),
    }
    if warning := house.bundles.warning():
        checks["new_bundle"] = _found(warning)
    if house.settings.redis_url:
        checks["redis"] = _redis(house.settings.redis_url)
    if not all(checks[part]["ok"] for part in ("database", "keys", "bundle")):
        status = "unready"
    else:
        status = "ready" if all(check["ok"] for check in checks.values()) else "degraded"
    return {"status": status, "checks": checks}


def _found(trouble: str | None) -> dict[str, Any]:
    return {"ok": True} if trouble is None else {"ok": False, "detail": trouble}


def _keys(house: House) -> dict[str, Any]:
    trouble = None if house.stands else house.trouble.get("keys") or house.trouble.get("startup")
    return _found(trouble)


def _database(house: House) -> dict[str, Any]:
    if "database" in house.trouble:
        return _found(f"migrations have not run: {house.trouble['database']}")
    try:
        house.database.ping()
    except DatabaseAway as error:
        return _found(f"no answer: {type(error.__cause__).__name__}")
    return _found(None)


def _bot(house: House) -> dict[str, Any]:
    try:
        answer = house.bot.health()
    except BotAway:
        return _found("no answer; typed messages are answered with buttons until it is back")
    return {"ok": True, "model": answer.get("model"), "bundle": answer.get("bundle")}


def _redis(url: str) -> dict[str, Any]:
    try:
        with redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1) as client:
            client.ping()
    except (redis.RedisError, OSError) as error:
        return _found(f"no answer: {type(error).__name__}; limits and live updates are counted locally")
    return _found(None)
