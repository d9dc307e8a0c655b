"""The application: features, problems, headers and the start of the house, put together once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from api import features, problems, reference, web
from api.house import House
from api.logging import configure
from api.middleware import Guard
from api.settings import Settings

DESCRIPTION = """
一句话说清办什么，一次告知，一张表，一次提交。

Conversation, guidance and intake for life events (一件事). Errors are RFC 9457 problem documents whose `detail` is
Chinese and says what to do next. Ids are opaque; tokens go into `Authorization: Bearer`. 本系统为演示，无法律效力。
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The ASGI application. Creating it opens nothing; serving it brings the house up."""
    settings = settings or Settings.from_env()
    configure()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.threads
        app.state.house = house = House(settings)
        house.open()
        async with features.running(house):
            yield
        house.close()

    app = FastAPI(
        title="导办 Daoban",
        version="1",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    problems.install(app)
    for router in features.routers():
        app.include_router(router)
    reference.install(app)
    web.install(app, settings.web)
    app.add_middleware(Guard)
    if settings.widget_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=list(settings.widget_origins),
            allow_methods=["GET", "POST", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID"],
            expose_headers=["Retry-After"],
            max_age=600,
        )
    return app
