"""FactReader: hands the phrases of the conversation's bundle, its state and its day to the components after it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.training_data.message import Message

from actions.rasa_action import shelf, state_of_slots
from actions.talk import CHINA
from bot.nlu.phrases import index_of
from bot.nlu.segments import learn_terms

INDEX, STATE, TODAY = "phrase_index", "conversation_state", "today"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactReader(GraphComponent):  # type: ignore[misc]
    """Sets the phrase index, the state and the day. What is read of a text depends on its event: the arbiter decides.

    State and clock come in the message's metadata; without metadata (`rasa shell`) from the tracker's slot and the
    machine's clock. Phrases come from the bundle that the state names, so new content needs no new model.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactReader:
        return cls()

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        for message in messages:
            metadata = message.get("metadata") or {}
            state = metadata.get("state") or state_of_slots(tracker.current_slot_values() if tracker else {}) or {}
            index = index_of(shelf().bundle(state.get("bundle")))
            learn_terms(index.terms)
            message.set(INDEX, index)
            message.set(STATE, state)
            message.set(TODAY, day_of(metadata.get("now")))
        return messages


def day_of(now: Any) -> date:
    """Return the day in China at `now` (ISO 8601 text), today when it is not given."""
    moment = datetime.fromisoformat(now.replace("Z", "+00:00")) if isinstance(now, str) else datetime.now(CHINA)
    return (moment.astimezone(CHINA) if moment.tzinfo else moment).date()
