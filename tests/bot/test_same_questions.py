"""In the bot's Python everybody is asked what the service's Python asks: tests/knowledge/same_questions.txt.

`python -m tests.knowledge.same_questions` writes that file anew after a change of the engine or of the content.
"""

from __future__ import annotations

from typing import Any

from tests.knowledge import same_questions


def test_everybody_is_asked_what_was_written_down(bundle: Any) -> None:
    told = same_questions.difference(bundle)
    assert told is None, told
