"""A word of condolence: once in a conversation, when the words or an answer speak of a death."""

from __future__ import annotations

from collections.abc import Iterator

from actions import tone, wording
from actions.reading import Reading
from actions.talk import Talk

SAID = "condolence"


def condolence(talk: Talk, reading: Reading) -> tuple[str, ...]:
    """The lines to say first, or none. Remembered in the state, so that it is said once."""
    if SAID in talk.state["said"] or not any(map(tone.grieving, (talk.text(), *_chosen(talk, reading)))):
        return ()
    talk.state["said"].append(SAID)
    return wording.CONDOLENCE, wording.CONDOLENCE_PERSON.format(phone=wording.PHONE)


def _chosen(talk: Talk, reading: Reading) -> Iterator[str]:
    """The label and the phrases of every option that was just chosen."""
    for heard in reading.taken:
        values = heard.value if isinstance(heard.value, list) else [heard.value]
        for option in talk.bundle.facts[heard.fact].options:
            if option.value in values:
                yield from (option.label, *option.phrases)
