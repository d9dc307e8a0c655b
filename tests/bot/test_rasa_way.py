"""The same files under Rasa's own commands: validate, run with an action server over HTTP, and a tracker that remembers."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.bot.talk import NOW, ROOT

RASA = Path(sys.executable).with_name("rasa")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def post(url: str, body: Any) -> Any:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        return json.load(reply)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert process.poll() is None, f"the process for {url} ended"
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise AssertionError(f"{url} never answered")


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "DAOBAN_DATA": str(data), "SANIC_HOST": "127.0.0.1", "RASA_TELEMETRY_ENABLED": "false"}


def test_the_training_data_validates_without_a_warning(data: Path) -> None:
    done = subprocess.run(
        [str(RASA), "data", "validate", "--fail-on-warnings", "--config", "config.yml", "--domain", "bot/domain.yml",
         "--data", "nlu_data", "bot/rules.yml"],
        cwd=ROOT, env=environment(data), capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def test_every_act_has_an_intent_and_one_rule() -> None:
    domain = yaml.safe_load((ROOT / "bot" / "domain.yml").read_text(encoding="utf-8"))
    rules = yaml.safe_load((ROOT / "bot" / "rules.yml").read_text(encoding="utf-8"))["rules"]
    assert len(domain["intents"]) == 24
    assert [rule["steps"] for rule in rules] == [
        [{"intent": act}, {"action": "action_turn"}] for act in domain["intents"]
    ]


@pytest.fixture(scope="module")
def plain_rasa(model: Path, data: Path) -> Iterator[str]:
    """`rasa run actions` and `rasa run` with the shell's endpoints, on loopback; the address of the latter."""
    actions, server = free_port(), free_port()
    endpoints = data / "endpoints.yml"
    shell = (ROOT / "bot" / "endpoints.shell.yml").read_text(encoding="utf-8")
    assert "5055" in shell
    endpoints.write_text(shell.replace("5055", str(actions)), encoding="utf-8")
    log = (data / "rasa.log").open("wb")
    started = [
        subprocess.Popen([str(RASA), *command], cwd=ROOT, env=environment(data), stdout=log, stderr=log)
        for command in (
            ["run", "actions", "--actions", "actions.rasa_action", "--port", str(actions)],
            ["run", "--model", str(model), "--endpoints", str(endpoints), "--credentials", "bot/credentials.yml",
             "--interface", "127.0.0.1", "--port", str(server)],
        )
    ]  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{actions}/health", started[0])
        wait_for(f"http://127.0.0.1:{server}/", started[1])
        yield f"http://127.0.0.1:{server}"
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)
        log.close()


def test_plain_rasa_gives_the_same_envelope(plain_rasa: str, ear: Any, loop: Any, opened: dict[str, Any]) -> None:
    from actions.rasa_action import ENVELOPE

    text = "我媳妇昨天生了，没领证"
    metadata = {"state": opened, "now": NOW}
    replies = post(f"{plain_rasa}/webhooks/rest/webhook", {"sender": "a", "message": text, "metadata": metadata})
    envelopes = [reply["custom"][ENVELOPE] for reply in replies if ENVELOPE in reply.get("custom", {})]
    assert envelopes == [loop.run_until_complete(ear.turn(text, opened, NOW))]


def test_without_metadata_the_tracker_keeps_the_conversation(plain_rasa: str) -> None:
    """What `rasa shell` does: plain text in, texts and buttons out, the state in a slot."""
    url = f"{plain_rasa}/webhooks/rest/webhook"
    first = post(url, {"sender": "shell", "message": "我媳妇刚生了，要办啥手续"})
    assert any("孩子" in reply.get("text", "") for reply in first)
    second = post(url, {"sender": "shell", "message": "昨天"})
    assert second
    assert second != first
    assert not any("custom" in reply for reply in second)


def test_a_typed_command_is_no_command_even_there(plain_rasa: str) -> None:
    url = f"{plain_rasa}/webhooks/rest/webhook"
    assert post(url, {"sender": "slash", "message": "/restart"})
    assert post(url, {"sender": "slash", "message": "/action_turn"})
