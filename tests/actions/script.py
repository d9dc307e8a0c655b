"""A fixed conversation, printed as one line of JSON: run by both Pythons and compared."""

from __future__ import annotations

import json
from pathlib import Path

from knowledge.bundle import compile as compile_catalogue
from tests.actions.conversation import Conversation, fact


def played() -> str:
    """Every state and message of the conversation."""
    talk = Conversation(compile_catalogue(Path(__file__).parent / "catalogue"))
    found = [talk.messages]
    steps = [
        ("state_event", {"events": [{"id": "baby", "score": 0.9}]}, fact("parents_married", False)),
        ("answer", {}, fact("born_on", "2026-11-01")),
        ("why", {}),
        ("unsure", {}),
        ("answer", {}, fact("hukou_follow", "mother"), fact("children", 9)),
        ("show_list", {}),
        ("correct", {}, fact("parents_married", True)),
        ("answer", {}, fact("rare", ["army"])),
        ("state_event", {"events": [{"id": "shop", "score": 0.8}]}),
        ("affirm", {}),
        ("answer", {}, fact("area", 80)),
        ("go_back", {}),
        ("complaint", {}),
    ]
    for name, more, *facts in steps:
        talk.act(name, *facts, **more)  # type: ignore[arg-type]
        found.append([talk.state, talk.messages])
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


if __name__ == "__main__":
    print(played())
