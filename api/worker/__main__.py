"""The worker as a process of its own: `python -m api.worker`, beside any number of API processes."""

from __future__ import annotations

import signal
import threading
from typing import Any

import structlog

from api.house import House
from api.logging import configure
from api.settings import Settings
from api.worker.background import turn

log = structlog.get_logger(__name__)


def main() -> None:
    """Work until told to stop (SIGINT, SIGTERM)."""
    configure()
    stop = threading.Event()

    def told(_signal: int, _frame: Any) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, told)
    signal.signal(signal.SIGINT, told)
    house = House(Settings.from_env())
    house.open()
    log.info("worker_started")
    while not stop.is_set():
        stop.wait(turn(house))
    house.close()


if __name__ == "__main__":
    main()
