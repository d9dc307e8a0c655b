"""What is said at last, held to the rules of the catalogue: QC-19, QC-35 and QC-36 on the spelled list and the copy files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from actions import list_wording, wording
from actions.spell import spell
from knowledge.bundle import Bundle, pack
from knowledge.check import CATALOGUE
from knowledge.content.load import read_catalogue
from knowledge.facts import parse_value
from knowledge.guidance import guide
from knowledge.lint.answers import DAY, NUMBER
from knowledge.lint.words import DECIDES, FORCED_ONLINE, unquoted
from tests.actions.test_wording import sentences
from tests.events import EVENTS

#: 共3样 and the like: what the reply itself counts.
COUNTED = re.compile(r"\d+\s*(?:样|项|件|个问题|张|处)")


@pytest.fixture(scope="module")
def shipped() -> Bundle:
    return Bundle(pack(read_catalogue(CATALOGUE)[0]))


def replies(bundle: Bundle, event: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    """(persona, guidance, what is said) for every example person of an event."""
    for persona in bundle.personas.values():
        if persona.event == event:
            facts = {name: parse_value(bundle, name, value) for name, value in persona.facts.items()}
            on = date.fromisoformat(persona.on)
            told = guide(bundle, [event], persona.region, facts, on, persona.holdings)
            yield persona.id, {"facts": persona.facts}, spell(told)


@pytest.mark.parametrize("event", EVENTS)
def test_qc_19_no_reply_forces_anybody_online(shipped: Bundle, event: str) -> None:
    for persona, _, said in replies(shipped, event):
        assert not FORCED_ONLINE.search(said), persona


@pytest.mark.parametrize("event", EVENTS)
def test_qc_35_every_figure_of_a_reply_stands_in_the_catalogue_or_in_the_answers(shipped: Bundle, event: str) -> None:
    known = set(NUMBER.findall(json.dumps(shipped.raw, ensure_ascii=False)))
    spoken = 0
    for persona, given, said in replies(shipped, event):
        own = set(NUMBER.findall(json.dumps(given, ensure_ascii=False)))
        figures = NUMBER.findall(COUNTED.sub("", DAY.sub("", said)))
        assert not [figure for figure in figures if figure not in known | own], persona
        spoken += len(figures)
    assert spoken > 100


@pytest.mark.parametrize("event", EVENTS)
def test_qc_36_no_reply_decides(shipped: Bundle, event: str) -> None:
    for persona, _, said in replies(shipped, event):
        assert not DECIDES.search(unquoted(said)), persona


@pytest.mark.parametrize("module", [wording, list_wording], ids=lambda m: m.__name__)
def test_qc_36_no_copy_file_decides(module: Any) -> None:
    texts = sentences(module)
    assert len(texts) > 30
    assert [text for text in texts if DECIDES.search(text) or FORCED_ONLINE.search(text)] == []
