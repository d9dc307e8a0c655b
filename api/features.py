"""The features of this service. A feature is a folder with `endpoints.py` (its `router`), and, as needed, `models.py`,
`schemas.py`, `repository.py`, `service.py`, `effects.py` (handlers of turn effects) and `background.py` (`run(house)`).
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from types import ModuleType

from fastapi import APIRouter

from api.house import House

FOLDER = Path(__file__).parent


def _modules(name: str) -> list[ModuleType]:
    found = sorted(path.parent.name for path in FOLDER.glob(f"*/{name}.py"))
    return [importlib.import_module(f"api.{feature}.{name}") for feature in found]


def routers() -> list[APIRouter]:
    """The routers of all features; importing their effects registers these."""
    _modules("effects")
    return [module.router for module in _modules("endpoints")]


@asynccontextmanager
async def running(house: House) -> AsyncIterator[None]:
    """Run each feature's `background.run(house)` (a coroutine) while the service runs; cancel them at its end."""
    async with AsyncExitStack() as stack:
        for module in _modules("background"):
            task = asyncio.create_task(module.run(house), name=module.__name__)
            stack.push_async_callback(_ended, task)
        yield


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
