"""LifeEventRecogniser: which life event a sentence is about. The scores of all events and of `none` sum to one."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from actions.rasa_action import shelf
from bot.nlu.catalogue_examples import catalogue_examples
from bot.nlu.classifying import LinearComponent

EVENT_SCORES = "event_scores"
NO_EVENT = "none"
#: Said in the middle of an event, of which they speak without naming it: neither for nor against.
NEUTRAL_ACTS = frozenset({"answer", "correct", "unsure", "decline", "affirm", "deny", "faq_general"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LifeEventRecogniser(LinearComponent):
    """Learns from the intent metadata `event` and from the catalogue; everything else that is said teaches `none`."""

    scores_property = EVENT_SCORES

    def label_of(self, example: Message) -> str | None:
        event = ((example.get("metadata") or {}).get("intent") or {}).get("event")
        if event:
            return str(event)
        return None if example.get(INTENT) in NEUTRAL_ACTS else NO_EVENT

    def further_examples(self) -> list[tuple[str, str]]:
        return catalogue_examples(shelf().bundle())
