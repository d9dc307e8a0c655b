"""First component of the pipeline: the text cleaned, then cut by spaCy's Chinese tokenizer over jieba."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.cleaning import clean, neutral
from bot.nlu.segments import segmenter

#: Property of a message: the cleaned text, on which every later component works.
HEARD = "heard"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ChineseTokenizer(Tokenizer):  # type: ignore[misc]
    """Sets `heard` on every message and cuts it into words.

    The text of the message itself is made harmless here: Rasa adds a handler to every model that takes a leading
    slash for an intent chosen by the speaker, and it runs after this component.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ChineseTokenizer:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            message.set(TEXT, neutral(message.get(TEXT) or ""))
        return super().process(messages)  # type: ignore[no-any-return]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        text = message.get(attribute) or ""
        if attribute == TEXT:
            text = clean(text)
            message.set(HEARD, text)
        return [Token(token.text, token.idx) for token in segmenter()(text) if token.text.strip()]
