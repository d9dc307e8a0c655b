"""The same conversation in the bot's Python and in ours: the same words, states and option ids."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.actions.script import played

CHECKOUT = Path(__file__).parents[2]
BOT_PYTHON = CHECKOUT / ".venv-bot" / "bin" / "python"


@pytest.mark.skipif(not BOT_PYTHON.exists(), reason=".venv-bot is not installed: make test prepares it")
def test_same_turns_in_both_environments() -> None:
    done = subprocess.run(
        [BOT_PYTHON, "-m", "tests.actions.script"], cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == played()
