"""Every life event of the catalogue can be spoken of: it has its own sentences, is heard, and is told from its neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.recognition import recognise
from bot.nlu.openers import opened
from tests.bot.test_heldout import first, read

NLU_DATA = Path(__file__).parents[2] / "nlu_data"
LEAST_OF_EVENT, LEAST_OF_ENTRY, LEAST_OUTSIDE = 30, 10, 250

Hear = Callable[..., dict[str, Any]]


def blocks() -> Iterator[tuple[str, str | None, list[str]]]:
    """(intent, event, sentences) of every block of every training file."""
    for path in sorted(NLU_DATA.rglob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for block in content.get("nlu", ()):
            lines = [line.strip()[2:].strip() for line in block["examples"].splitlines() if line.strip()]
            yield block["intent"], (block.get("metadata") or {}).get("event"), lines


def test_every_event_has_its_file(bundle: Any) -> None:
    files = {path.stem for path in (NLU_DATA / "events").glob("*.yml")}
    assert files == set(bundle.events)


def test_every_event_and_entry_has_sentences_enough(bundle: Any) -> None:
    said: Counter[str] = Counter()
    for _, event, lines in blocks():
        if event:
            said[event] += len(lines)
    assert set(said) == {*bundle.events, *bundle.column}
    assert [event for event in bundle.events if said[event] < LEAST_OF_EVENT] == []
    assert [entry for entry in bundle.column if said[entry] < LEAST_OF_ENTRY] == []


def test_no_sentence_stands_twice() -> None:
    counts = Counter(line for _, _, lines in blocks() for line in lines)
    assert [line for line, count in counts.items() if count > 1] == []


def test_what_is_outside_has_sentences_enough() -> None:
    outside = [line for intent, _, lines in blocks() if intent == "out_of_scope" for line in lines]
    assert len(outside) >= LEAST_OUTSIDE


def test_every_event_is_recognised_from_its_own_lines(hear: Hear, bundle: Any) -> None:
    """Of the ten lines nobody trained on, six are taken at once and eight stand among the buttons, whatever the event."""
    weak = {}
    for event, texts in read("thirty")["events"].items():
        acts = [hear(text) for text in texts]
        right = sum(first(act) == event for act in acts)
        among = sum(event in [one["id"] for one in act["events"]] for act in acts)
        if right < 0.6 * len(texts) or among < 0.8 * len(texts):
            weak[event] = (right, among, len(texts))
    assert set(read("thirty")["events"]) == set(bundle.events)
    assert weak == {}


def test_every_entry_of_the_column_is_recognised(hear: Hear, bundle: Any) -> None:
    groups = read("entries")["events"]
    assert set(groups) == set(bundle.column)
    among = {
        entry: sum(entry in [one["id"] for one in hear(text)["events"]] for text in texts)
        for entry, texts in groups.items()
    }
    assert [entry for entry, count in among.items() if count < 3] == []


@pytest.mark.parametrize("case", read("neighbours")["neighbours"], ids=lambda case: case["text"])
def test_neighbours_are_told_apart(hear: Hear, case: dict[str, str]) -> None:
    act = hear(case["text"])
    assert act["act"] == "state_event"
    assert first(act) != case["not"]
    assert case["event"] in [event["id"] for event in act["events"]]


@pytest.mark.parametrize(
    "text",
    ["我要开店", "房子的事", "户口的事", "车子", "想问下车的事", "孩子", "证丢了", "报销", "老人", "老人的事咋办", "社保", "公司的事",
     "贷款", "补贴", "过户"],
)  # fmt: skip
def test_an_opener_for_many_matters_gets_buttons(hear: Hear, bundle: Any, text: str) -> None:
    act = hear(text)
    judged = recognise(bundle, act)
    assert act["act"] == "state_event"
    assert judged.event is None
    assert 2 <= len(judged.candidates) <= 3


@pytest.mark.parametrize(
    "text", ["孩子刚出生，要上户口", "开个面馆", "房子卖给别人了怎么过户", "车子要上牌", "老人去世了"]
)
def test_an_opener_with_more_to_it_is_no_opener(text: str) -> None:
    assert opened(text) == ()


def test_openers_name_events_of_the_catalogue(bundle: Any) -> None:
    openers = yaml.safe_load((NLU_DATA / "openers.yml").read_text(encoding="utf-8"))["openers"]
    words = Counter(word for opener in openers for word in opener["words"])
    assert [word for word, count in words.items() if count > 1] == []
    for opener in openers:
        assert 1 <= len(opener["events"]) <= 3
        assert [event for event in opener["events"] if event not in bundle.events and event not in bundle.column] == []


def test_facts_wait_for_an_event(hear: Hear) -> None:
    """Phrases of hundreds of questions collide; without an event at hand or clear, none is read."""
    assert hear("没有，两个人，八十平")["facts"] == []
    assert hear("全款")["facts"] == []
