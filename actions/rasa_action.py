"""The turn as a Rasa action: the one file here that knows rasa-sdk. It runs in-process and under `rasa run actions`.

With metadata (`{"state", "now"}` on the message, as the API's bot process sends) the state travels with the message
and comes back in one envelope. Without it (`rasa shell`) the state is kept in the slot `state` of the tracker.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.talk import CHINA
from actions.turn import Turn, open_conversation, turn
from knowledge.bundle import Bundle, load

STATE_SLOT = "state"
#: The shape of what an action returns: exactly one such message a turn, or the turn has failed.
ENVELOPE = "daoban_turn"
#: Region of a conversation that nobody opened (`rasa shell`).
SHELL_REGION = "620102"
MOST_BUNDLES = 3


class BundleShelf:
    """Bundles by hash from `DAOBAN_DATA/bundle`, the last few kept in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: OrderedDict[str, Bundle] = OrderedDict()
        self._lock = threading.Lock()

    def current(self) -> str:
        """Return the hash that `current` names. Raises FileNotFoundError before the first build."""
        return (self.folder / "current").read_text(encoding="utf-8").strip()

    def bundle(self, digest: str | None = None) -> Bundle:
        """Return the bundle `digest`, the current one for None. Raises FileNotFoundError, ValueError when altered."""
        digest = digest or self.current()
        if not digest.isalnum():
            raise ValueError("知识包编号只能是字母和数字")
        with self._lock:
            bundle = self._kept.get(digest)
            if bundle is not None:
                self._kept.move_to_end(digest)
                return bundle
        bundle = load(self.folder / f"{digest}.json")
        with self._lock:
            self._kept[digest] = bundle
            while len(self._kept) > MOST_BUNDLES:
                self._kept.popitem(last=False)
        return bundle

    def holds(self, digest: str | None) -> bool:
        """Whether the bundle `digest` is in memory."""
        return digest in self._kept


@lru_cache(maxsize=1)
def shelf() -> BundleShelf:
    """Return the process's shelf."""
    data = os.environ.get("DAOBAN_DATA") or Path(__file__).resolve().parents[1] / ".daoban"
    return BundleShelf(Path(data) / "bundle")


def state_of_slots(slots: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the conversation's state as an earlier turn left it in the tracker, None for a new one."""
    state = slots.get(STATE_SLOT)
    return state if isinstance(state, dict) else None


class ActionTurn(Action):
    """Every rule leads here."""

    def name(self) -> str:
        return "action_turn"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer the act that the Arbiter left on the latest message."""
        message = tracker.latest_message
        metadata = message.get("metadata") or {}
        if "state" in metadata:
            state = metadata["state"]
            done = turn(shelf().bundle(state.get("bundle")), state, message["act"], metadata["now"])
            dispatcher.utter_message(json_message={ENVELOPE: _envelope(message["act"], done)})
            return []
        done = _shell_turn(tracker, message["act"])
        for said in done.messages:
            buttons = [{"title": o["label"], "payload": o["label"]} for o in said.get("options", [])]
            dispatcher.utter_message(text=said["text"], buttons=buttons)
        return [SlotSet(STATE_SLOT, done.state)]


def _envelope(act: dict[str, Any], done: Turn) -> dict[str, Any]:
    return {"act": act, "state": done.state, "messages": done.messages, "effects": done.effects}


def _shell_turn(tracker: Tracker, act: dict[str, Any]) -> Turn:
    """Answer in a conversation that only the tracker knows; the time is that of the message."""
    said = [event["timestamp"] for event in tracker.events if event.get("event") == "user"]
    now = datetime.fromtimestamp(said[-1], CHINA)
    state = state_of_slots(tracker.current_slot_values())
    bundle = shelf().bundle(state["bundle"] if state else None)
    if state is None:
        salt = hashlib.sha256(tracker.sender_id.encode()).hexdigest()[:16]
        state = open_conversation(bundle, salt=salt, channel="web", region=SHELL_REGION, now=now).state
    return turn(bundle, state, act, now)
