"""What the two trained components share: a linear model in Rasa's model storage."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.linear import LinearModel, fit
from bot.nlu.tokenizer import HEARD


class LinearComponent(GraphComponent):  # type: ignore[misc]
    """Trains one `LinearModel` on the messages that `label_of` labels and sets its scores as `scores_property`."""

    scores_property = ""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: LinearModel | None = None
    ) -> None:
        self._config, self._storage, self._resource, self._model = config, storage, resource, model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"cost": 0.5, "leaning": False, "seed": 7}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearComponent:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> LinearComponent:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, LinearModel.load(folder))

    def label_of(self, example: Message) -> str | None:
        """Return the label of a training example; None leaves it out."""
        raise NotImplementedError

    def further_examples(self) -> list[tuple[str, str]]:
        """Return (cleaned text, label) pairs that are in no training file."""
        return []

    def train(self, training_data: TrainingData) -> Resource:
        told = {
            (example.get(HEARD), label)
            for example in training_data.intent_examples
            if (label := self.label_of(example)) is not None
        }
        pairs = sorted(told.union(self.further_examples()))
        texts, labels = [text for text, _ in pairs], [label for _, label in pairs]
        self._model = fit(texts, labels, **{name: self._config[name] for name in ("cost", "leaning", "seed")})
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        assert self._model is not None, "a component is loaded before it is asked"
        for message in messages:
            text = message.get(HEARD)
            scores = self._model.scores(text)
            best = max(scores, key=lambda label: scores[label])
            message.set(self.scores_property, scores)
            message.set(f"{self.scores_property}_familiarity", self._model.familiarity(text, best))
            message.set(f"{self.scores_property}_coverage", self._model.coverage(text))
        return messages
