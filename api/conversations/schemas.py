"""Bodies of the conversation endpoints."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from api.conversations import wording
from api.edge import Body
from api.fact_values import FactValues
from api.regions import Code, Places

Channel = Literal["web", "miniprogram", "hotline", "kiosk", "window"]
MessageId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._:\-]{1,64}$")]
OptionId = Annotated[str, StringConstraints(min_length=1, max_length=100)]


class NewConversation(Body):
    """渠道与地区. `region` is a 6-digit division code, `places` that of a place role which is elsewhere."""

    channel: Channel = "web"
    region: Code
    places: Places = Field(default_factory=dict)


class NewMessage(Body):
    """One turn: exactly one of text, option_id, option_ids, answers."""

    client_msg_id: MessageId
    text: str | None = None
    option_id: OptionId | None = None
    option_ids: Annotated[list[OptionId], Field(min_length=1, max_length=40)] | None = None
    answers: FactValues | None = None

    @model_validator(mode="after")
    def _one_way(self) -> NewMessage:
        given = [name for name in ("text", "option_id", "option_ids", "answers") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(wording.ONE_WAY)
        return self

    def said(self) -> dict[str, Any]:
        """What was said, without the id: what a repeat must have in common."""
        return self.model_dump(mode="json", exclude={"client_msg_id"}, exclude_none=True)


class Resume(Body):
    """接续码: 8 characters, as shown on the other device."""

    code: Annotated[str, StringConstraints(max_length=40)]
