"""What a turn asks the service to do, by name. Features register here; a turn applies them in its transaction.

    @effects.register("open_draft")
    def open_draft(asked: Asked) -> list[dict]: ...      # messages to append to the reply

A handler works in `asked.session`, never commits, and returns messages of contracts.md section 3. It may raise a
Problem: the turn is then not stored. Erasures run in the transaction that erases a conversation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from api.house import House

Message = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One effect to carry out. `state` is the conversation's state after the turn; `resumed`: reached by a code."""

    house: House
    session: Session
    conversation: str
    state: dict[str, Any]
    effect: dict[str, Any]
    resumed: bool


Handler = Callable[[Asked], list[Message]]
Erasure = Callable[[Session, str], None]


class Effects:
    """Handlers by effect name, and what else must go when a conversation is erased."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}
        self._erasures: list[Erasure] = []

    def register(self, name: str) -> Callable[[Handler], Handler]:
        """Decorator. Raises ValueError when the name is taken: one mechanism, one place."""

        def add(handler: Handler) -> Handler:
            if name in self._handlers:
                raise ValueError(f"effect {name} has a handler already")
            self._handlers[name] = handler
            return handler

        return add

    def erasure(self, erase: Erasure) -> Erasure:
        """Decorator for `(session, conversation id)`: delete what hangs on the conversation."""
        self._erasures.append(erase)
        return erase

    def apply(self, asked: Asked) -> list[Message]:
        """Messages of the handler. Raises KeyError for an effect nobody registered."""
        return self._handlers[asked.effect["effect"]](asked)

    def erase(self, session: Session, conversation: str) -> None:
        """Run every erasure for one conversation."""
        for erase in self._erasures:
            erase(session, conversation)


#: The registry of this service; features fill it when they are imported.
effects = Effects()
