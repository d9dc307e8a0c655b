"""The envelopes a turn may send. Each carries `text`, readable by itself where nothing else can be shown."""

from __future__ import annotations

from typing import Any

Message = dict[str, Any]
Options = list[dict[str, Any]]


def text(*lines: str, options: Options | None = None) -> Message:
    return _envelope("text", lines, options)


def notice(*lines: str, level: str = "info", options: Options | None = None) -> Message:
    return {**_envelope("notice", lines, options), "level": level}


def status(*lines: str, changes: list[dict[str, str]]) -> Message:
    return {**_envelope("status", lines, None), "changes": changes}


def handoff(*lines: str, phone: str, options: Options | None = None) -> Message:
    return {**_envelope("handoff", lines, options), "phone": phone}


def events(*lines: str, options: Options) -> Message:
    return _envelope("events", (*lines, *numbered(options)), options)


def question(*lines: str, asked: dict[str, Any], options: Options) -> Message:
    return {**_envelope("question", lines, options), "question": asked}


def materials(spelled: str, guidance: dict[str, Any], options: Options) -> Message:
    return {**_envelope("materials", (spelled,), options), "guidance": guidance}


def numbered(options: Options) -> list[str]:
    """Options as lines for those who see only text."""
    return [f"{number}. {option['label']}" for number, option in enumerate(options, 1)]


def _envelope(kind: str, lines: tuple[str, ...], options: Options | None) -> Message:
    message: Message = {"type": kind, "text": "\n".join(line for line in lines if line)}
    return {**message, "options": options} if options else message
