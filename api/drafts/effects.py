"""帮我办: a turn opens the form of its conversation."""

from __future__ import annotations

from api.drafts import reading, service, wording
from api.effects import Asked, Message, effects


@effects.register("open_draft")
def open_draft(asked: Asked) -> list[Message]:
    """A `form` message with the draft. What was typed or verified is not in it: a reply can be read again later."""
    asked.session.flush()
    draft = service.open_for(asked.house.cipher, asked.session, asked.conversation)
    current = reading.read(asked.house, asked.session, draft)
    service.arrange(asked.house, asked.session, current)
    claimed = draft.person_ref is not None
    text = wording.OPENED_PRIVATE if claimed or asked.resumed else wording.OPENED
    return [{"type": "form", "text": text, "draft": service.without_values(service.view(current))}]
