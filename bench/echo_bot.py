"""A stock Rasa echo bot (HTTP action server, memory tracker), trained and served in the same run."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import BOT_PYTHON, CHECKOUT, Server, free_port

QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "RASA_TELEMETRY_ENABLED": "false", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}


@contextmanager
def echo_bot(folder: Path) -> Iterator[Server]:
    """Train the bot of `bench/echo` in `folder` and serve it; both processes end with the block."""
    home = folder / "echo"
    shutil.copytree(CHECKOUT / "bench" / "echo", home)
    env = os.environ | QUIET | {"SANIC_HOST": "127.0.0.1"}
    actions_port = free_port()
    endpoint = f'action_endpoint:\n  url: "http://127.0.0.1:{actions_port}/webhook"\n'
    (home / "endpoints.yml").write_text(endpoint, encoding="utf-8")
    rasa = [str(BOT_PYTHON), "-m", "rasa"]
    trained = subprocess.run(
        [*rasa, "train", "--data", "nlu.yml", "rules.yml"],
        cwd=home,
        env=env,
        capture_output=True,
        check=False,
        text=True,
    )
    if trained.returncode != 0:
        raise RuntimeError(trained.stderr[-2000:])
    served = [*rasa, "run", "actions", "--actions", "echo_actions.echo", "-p", str(actions_port)]
    actions = _serve(served, env, home, actions_port, "/health")
    port = free_port()
    try:
        rest = home / "credentials.yml"
        rest.write_text("rest:\n", encoding="utf-8")
        command = [*rasa, "run", "-i", "127.0.0.1", "-p", str(port), "--credentials", "credentials.yml"]
        bot = _serve([*command, "--endpoints", "endpoints.yml"], env, home, port, "/")
        try:
            yield bot
        finally:
            bot.stop()
    finally:
        actions.stop()


def _serve(command: list[str], env: dict[str, str], home: Path, port: int, ready: str) -> Server:
    # A shell keeps the working folder of the bot apart from the checkout; `exec` keeps one process.
    server = Server(["sh", "-c", 'cd "$0" && exec "$@"', str(home), *command], env, port, home / f"{port}.log")
    return server.start(ready, 120)
