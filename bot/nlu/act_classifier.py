"""DialogueActClassifier: what a citizen does by saying this (design.md section 7 names the acts)."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.classifying import LinearComponent

ACT_SCORES = "act_scores"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DialogueActClassifier(LinearComponent):
    """Learns the intents themselves."""

    scores_property = ACT_SCORES

    def label_of(self, example: Message) -> str | None:
        intent = example.get(INTENT)
        return str(intent) if intent else None
