"""LifeEventRecogniser: which life events a sentence may be about, each with its own calibrated score."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.classifying import LinearComponent

EVENT_SCORES = "event_scores"
NO_EVENT = "none"
#: Said in the middle of an event, of which they speak without naming it: neither for nor against.
NEUTRAL_ACTS = frozenset({"answer", "correct", "unsure", "decline", "affirm", "deny", "faq_general"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LifeEventRecogniser(LinearComponent):
    """Learns from the intent metadata `event`; everything else that is said teaches `none`."""

    scores_property = EVENT_SCORES
    exclusive = False

    def label_of(self, example: Message) -> str | None:
        event = ((example.get("metadata") or {}).get("intent") or {}).get("event")
        if event:
            return str(event)
        return None if example.get(INTENT) in NEUTRAL_ACTS else NO_EVENT
