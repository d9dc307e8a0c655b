"""Whether the process lives, and whether it can serve."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from api.edge import TheHouse
from api.health import service

router = APIRouter(tags=["health 健康"])


@router.get("/healthz", summary="进程活着 (alive)")
async def healthz() -> dict[str, str]:
    """Answers as soon as the process listens, whatever else is missing."""
    return {"status": "ok"}


@router.get("/readyz", summary="能否服务 (ready, degraded or unready)", responses={503: {"description": "unready"}})
def readyz(house: TheHouse) -> JSONResponse:
    """`ready`; `degraded` when only the bot or Redis is away (people are served); `unready` (503) otherwise."""
    report: dict[str, Any] = service.report(house)
    return JSONResponse(report, 503 if report["status"] == "unready" else 200)
