"""Serve the application with uvicorn: `python -m api.server`, or `daoban serve`."""

from __future__ import annotations

import uvicorn

from api.app import create_app
from api.settings import Settings


def serve(settings: Settings | None = None) -> None:
    """Run until told to stop (SIGINT, SIGTERM); open requests are finished first."""
    settings = settings or Settings.from_env()
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )


if __name__ == "__main__":
    serve()
