"""Arbiter, the last component: it turns everything heard into one act and makes that act the intent."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.act_classifier import ACT_SCORES
from bot.nlu.deciding import Heard, decide
from bot.nlu.event_recogniser import EVENT_SCORES, NO_EVENT
from bot.nlu.fact_reader import INDEX, STATE, TODAY
from bot.nlu.tokenizer import HEARD

ACT = "act"
#: Acts that have no intent of their own: what Rasa's rules see instead.
INTENT_OF = {"apply": "affirm", "erase": "stop"}
_LONGEST_RANKING = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Arbiter(GraphComponent):  # type: ignore[misc]
    """Sets `act` (docs/contracts.md section 3), the intent, and the classifier's ranking."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Arbiter:
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            scores = message.get(ACT_SCORES)
            heard = Heard(
                text=message.get(HEARD),
                event_scores={e: s for e, s in message.get(EVENT_SCORES).items() if e != NO_EVENT},
                act_scores=scores,
                coverage=message.get(f"{ACT_SCORES}_coverage"),
                familiarity=message.get(f"{ACT_SCORES}_familiarity"),
                index=message.get(INDEX),
                today=message.get(TODAY),
                state=message.get(STATE),
            )
            act = decide(heard)
            intent = INTENT_OF.get(act["act"], act["act"])
            ranking = sorted(scores.items(), key=lambda pair: -pair[1])[:_LONGEST_RANKING]
            message.set(INTENT, {"name": intent, "confidence": act["confidence"]}, add_to_output=True)
            message.set(
                "intent_ranking", [{"name": n, "confidence": round(c, 4)} for n, c in ranking], add_to_output=True
            )
            message.set("entities", message.get("entities") or [], add_to_output=True)
            message.set(ACT, act, add_to_output=True)
        return messages
