"""The same persons are asked the same questions as when same_questions.txt was written.

tests/bot/test_same_questions.py holds the bot's Python against the same file. After a change of the engine or of the
shipped content, `python -m tests.knowledge.same_questions` writes the file anew; read what changed before keeping it.
"""

from __future__ import annotations

import pytest

from knowledge.bundle import Bundle
from tests.knowledge import same_questions


def test_everybody_is_asked_what_was_written_down(shipped: Bundle) -> None:
    told = same_questions.difference(shipped)
    assert told is None, told


def test_a_change_is_told_with_the_person_and_the_question(
    shipped: Bundle, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = same_questions.GOLDEN.read_text(encoding="utf-8").splitlines()
    changed = written[0].split()
    changed[4] = "something_else"
    other = tmp_path_factory.mktemp("golden") / "same_questions.txt"
    other.write_text("\n".join([" ".join(changed), *written[1:]]) + "\n", encoding="utf-8")
    monkeypatch.setattr(same_questions, "GOLDEN", other)
    told = same_questions.difference(shipped)
    assert told is not None
    assert "question 2: something_else is now" in told
