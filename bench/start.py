"""Starting: training from nothing, and from the command (installed, trained) to the first answered message."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.figures import Figure, percentile
from bench.product import product
from bench.talk import conversation

ROUNDS = 3


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        with product(data) as house:
            first = house.ready_after
        rounds = []
        for _ in range(ROUNDS):
            began = time.monotonic()
            with product(data) as house:
                http, path = conversation(house.url)
                http.post(path, json={"client_msg_id": "first", "text": "我媳妇刚生了，要办啥手续"}).raise_for_status()
                rounds.append(time.monotonic() - began)
    ready = percentile(rounds, 0.5)
    return [
        Figure("first run: compile, train, start, until the bot understands", first, "s"),
        Figure(f"trained: from daoban serve to the first answered message (median of {ROUNDS})", ready, "s"),
        Figure("of the first run, training and compiling (difference)", first - ready, "s"),
    ]
