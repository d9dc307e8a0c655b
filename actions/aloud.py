"""A message for the ear: what the hotline agent reads out and the kiosk says."""

from __future__ import annotations

from typing import Any

from knowledge.spoken import spoken
from knowledge.spoken_guidance import list_said, question_said

Message = dict[str, Any]


def said_aloud(message: Message) -> str:
    """The spoken form of a message: of a question with its answers, of a list its beginning, else of its text."""
    if message["type"] == "question":
        question = message["question"]
        before = message["text"].split(question["text"])[0]
        return f"{spoken(before)}。{question_said(question)}" if before.strip() else question_said(question)
    if message["type"] == "materials":
        return list_said(message["guidance"])
    return "。".join(spoken(line).rstrip("。") for line in message["text"].splitlines() if line.strip()) + "。"
