"""A person talking: acts in, messages out, on real state that goes through JSON between turns as it does on the wire."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from actions.options import resolve, resolve_all
from actions.turn import Turn, open_conversation, turn
from knowledge.bundle import Bundle

TODAY = date(2026, 11, 20)


def fact(name: str, value: Any) -> dict[str, Any]:
    return {"fact": name, "value": value}


class Conversation:
    """One conversation and the log of its acts."""

    def __init__(self, bundle: Bundle, *, salt: str = "salt-1", region: str = "620102") -> None:
        self.bundle = bundle
        self.log: list[dict[str, Any]] = []
        self.shown: dict[str, str] = {}
        self._take(open_conversation(bundle, salt=salt, channel="web", region=region, now=TODAY))

    def _take(self, result: Turn) -> None:
        self.state = json.loads(json.dumps(result.state, ensure_ascii=False))
        self.messages = json.loads(json.dumps(result.messages, ensure_ascii=False))
        self.effects = result.effects
        for message in self.messages:
            for option in [*message.get("options", ()), *message.get("question", {}).get("options", ())]:
                self.shown[option["label"]] = option["id"]

    def act(self, name: str, *facts: dict[str, Any], **more: Any) -> Conversation:
        """Do `name`, with facts."""
        return self.do({"act": name, "facts": list(facts), "source": "text", **more})

    def event(self, *events: tuple[str, float], facts: tuple[dict[str, Any], ...] = (), text: str = "") -> Conversation:
        return self.act("state_event", *facts, events=[{"id": e, "score": s} for e, s in events], text=text)

    def do(self, act: dict[str, Any]) -> Conversation:
        self.log.append(act)
        self._take(turn(self.bundle, self.state, act, TODAY))
        return self

    def tap(self, *labels: str) -> Conversation:
        """Press the buttons with these labels, as last shown."""
        ids = [self.shown[label] for label in labels]
        act = resolve(self.bundle, self.state, ids[0]) if len(ids) == 1 else resolve_all(self.bundle, self.state, ids)
        assert act is not None, f"{labels} leads nowhere"
        return self.do(act)

    @property
    def text(self) -> str:
        return "\n".join(m["text"] for m in self.messages)

    @property
    def types(self) -> list[str]:
        return [m["type"] for m in self.messages]

    @property
    def labels(self) -> list[str]:
        return [o["label"] for m in self.messages for o in m.get("options", ())]

    @property
    def asked(self) -> str | None:
        """The fact of the question just put."""
        questions = [m["question"]["fact"] for m in self.messages if m["type"] == "question"]
        return questions[-1] if questions else None

    def message(self, kind: str) -> dict[str, Any]:
        return next(m for m in self.messages if m["type"] == kind)
