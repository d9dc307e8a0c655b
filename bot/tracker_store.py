"""A tracker store that remembers nothing: every turn begins with an open session and leaves no trace."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker


class ForgettingTrackerStore(TrackerStore):  # type: ignore[misc]
    """Gives every conversation a fresh tracker whose session has begun, which spares a session start each turn."""

    def __init__(self, domain: Any = None, event_broker: Any = None, host: str | None = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        return None

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        tracker = self.init_tracker(sender_id)
        for event in (ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), ActionExecuted(ACTION_LISTEN_NAME)):
            tracker.update(event)
        return tracker

    async def keys(self) -> Iterable[str]:
        return ()
