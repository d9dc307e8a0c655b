"""What the citizen did, from everything heard: one act with its facts and events (docs/contracts.md section 3).

Read top down, the first rule that holds decides. A pending question comes before the classifier; an emergency
before everything.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.recognition import is_known
from actions.tone import grieving
from bot.nlu import cues, own_words
from bot.nlu.answering import NOTHING, Answer, ordinal, read_answer
from bot.nlu.emergency import is_emergency
from bot.nlu.faq import find_faq
from bot.nlu.lexicon import lexicon
from bot.nlu.openers import opened
from bot.nlu.own_words import is_measure, is_option
from bot.nlu.phrases import PhraseIndex
from bot.nlu.places import named_region
from bot.nlu.reading import HeardFact, read_facts
from knowledge.model import Fact

#: An event is taken without asking from `CLEAR`; above `PLAUSIBLE` it is worth a button, if the best has `LEAST_BEST`.
CLEAR, LEAST_BEST, PLAUSIBLE = 0.6, 0.15, 0.03
MOST_EVENTS = 3
#: From this chance that any event is told of, buttons are better than a refusal.
OFFERED = 0.5
#: The score of every event that an opener may mean.
MAYBE = 0.4
#: What the log odds of "some event" (recogniser), state_event and out_of_scope (acts) say together of whether any
#: event is told of; fitted on the training sentences out of fold.
SOME_EVENT, TOLD, OUTSIDE, BIAS = 0.37, 0.40, -0.15, -0.5
#: The classifier decides alone from here; below, an event or a fact that was heard comes first.
SURE_ACT, LIKELY_ACT = 0.75, 0.45
#: Another event beside one fact of the event at hand.
SURE_BESIDE = 0.92
#: Least share of known character pairs in a text that is to mean anything.
LEAST_COVERAGE = 0.1
#: Acts that turn the conversation, and that a fact or an event heard beside them does not undo.
TURNING = frozenset(
    ["why", "track_progress", "complaint", "human_agent", "show_list", "go_back", "repeat", "skip", "start_over",
     "stop", "goodbye", "thanks", "greeting"]
)  # fmt: skip
#: Acts that only the context can tell apart.
CONTEXTUAL = frozenset(
    ["state_event", "answer", "correct", "affirm", "deny", "unsure", "decline", "out_of_scope", "emergency"]
)  # fmt: skip
#: Acts said in few and known words. A text with other words is about something else.
OF_FEW_WORDS = frozenset(
    ["why", "human_agent", "show_list", "go_back", "repeat", "skip", "start_over", "stop", "goodbye", "thanks",
     "greeting", "unsure", "decline", "affirm", "deny", "correct", "emergency", "chitchat", "track_progress"]
)  # fmt: skip
LEAST_FAMILIAR, FAMILIAR = 0.34, 0.5
#: Below this the classifier has no idea.
LEAST_CHANCE = 0.25
#: Acts whose words (重新, 后面, 再) also stand in plain answers: a fact beside them comes first.
OF_COMMON_WORDS = frozenset(
    ["start_over", "go_back", "repeat", "skip", "stop", "show_list", "thanks", "greeting", "goodbye"]
)  # fmt: skip
FACTLESS = frozenset(
    ["greeting", "thanks", "goodbye", "chitchat", "why", "repeat", "go_back", "skip", "start_over", "stop",
     "human_agent"]
)  # fmt: skip


@dataclass(frozen=True)
class Heard:
    """A cleaned text with its scores, in its conversation. `state` is empty when none was sent."""

    text: str
    event_scores: Mapping[str, float]
    act_scores: Mapping[str, float]
    coverage: float
    familiarity: float  # of the best act, 0..1
    index: PhraseIndex
    today: date
    state: Mapping[str, Any] = field(default_factory=dict)

    @property
    def pending(self) -> Mapping[str, Any]:
        return self.state.get("pending") or {"kind": "none"}

    @property
    def pending_fact(self) -> Fact | None:
        fact = self.pending.get("fact") if self.pending["kind"] == "fact" else None
        return self.index.bundle.facts.get(fact) if isinstance(fact, str) else None

    @property
    def told(self) -> float:
        """Return the chance (0..1) that the sentence tells of a life event at all."""
        odds = BIAS + SOME_EVENT * _log_odds(sum(self.event_scores.values()))
        odds += TOLD * _log_odds(self.act_scores.get("state_event", 0.0))
        odds += OUTSIDE * _log_odds(self.act_scores.get("out_of_scope", 0.0))
        return 1.0 / (1.0 + math.exp(-odds))

    @property
    def ranked(self) -> list[dict[str, Any]]:
        """Events of the bundle worth a button, best first: the chance that any is told of, each by its share."""
        known = [(event, score) for event, score in self.event_scores.items() if is_known(self.index.bundle, event)]
        whole = sum(score for _, score in known) or 1.0
        known = [(event, self.told * score / whole) for event, score in known]
        best = sorted(known, key=lambda pair: (-pair[1], pair[0]))[:MOST_EVENTS]
        if not best or best[0][1] < LEAST_BEST:
            return []
        return [{"id": event, "score": round(score, 4)} for event, score in best if score >= PLAUSIBLE]

    @property
    def top_act(self) -> tuple[str, float]:
        """The classifier's best act and its score; an act whose words are strange to it is no act, but content."""
        name, chance = max(self.act_scores.items(), key=lambda pair: pair[1])
        strange = self.familiarity < LEAST_FAMILIAR or cues.MEASURE.search(self.text)
        if (name in OF_FEW_WORDS and strange) or (name == "start_over" and cues.NEWLY_OPENED.search(self.text)):
            return "out_of_scope", LIKELY_ACT
        return name, chance


def _log_odds(chance: float) -> float:
    return math.log(max(chance, 1e-4) / max(1.0 - chance, 1e-4))


def decide(heard: Heard) -> dict[str, Any]:
    """Return the act: `{act, confidence, facts, events, text, source}` and what else its kind carries."""
    act = _decide(heard)
    if act["act"] in FACTLESS and grieving(heard.text):
        act = _act("out_of_scope", 0.9)  # 老爷子走了 is no goodbye
    return {**act, "text": heard.text, "source": "text"}


def _decide(heard: Heard) -> dict[str, Any]:
    asked = heard.pending_fact
    if asked and (is_option(asked, heard.text) or is_measure(asked, heard.text)):
        act = _by_pending_fact(heard, noise=True)  # 车祸当场没的 as the answer asked for is no call for help
        if act is not None:
            return act
    if is_emergency(heard.text):
        return _act("emergency", 1.0)
    if _is_noise(heard):
        return _noise(heard)
    for rule in (
        _by_set_phrase,
        _by_confirmation,
        _by_correction,
        _by_pending_fact,
        _by_opener,
        _by_context,
        _by_event,
    ):
        act = rule(heard)
        if act is not None:
            return act
    return _by_classifier(heard)


def _act(
    name: str,
    confidence: float,
    facts: list[HeardFact] | None = None,
    events: list[dict[str, Any]] | None = None,
    **more: Any,
) -> dict[str, Any]:
    said = [one.as_json() for one in facts or []]
    return {"act": name, "confidence": round(confidence, 4), "facts": said, "events": events or [], **more}


def _is_noise(heard: Heard) -> bool:
    """Nothing, signs only, or letters in which no training sentence and no word of the lexicon is found."""
    if cues.NO_WORDS.match(heard.text):
        return heard.act_scores.get("greeting", 0.0) < SURE_ACT and heard.act_scores.get("thanks", 0.0) < SURE_ACT
    return heard.coverage < LEAST_COVERAGE and len(heard.text) > 4 and not lexicon().said(heard.text)


def _noise(heard: Heard) -> dict[str, Any]:
    """Noise may still be the reply to a question: 3, 2026-11-01, ok."""
    act = _by_confirmation(heard) or _by_pending_fact(heard, noise=True)
    return act or _act("out_of_scope", 0.0)


def _by_set_phrase(heard: Heard) -> dict[str, Any] | None:
    if cues.ERASING.search(heard.text):
        return _act("erase", 0.95)
    if cues.APPLYING.match(heard.text):
        return _act("apply", 0.95)
    return None


def _by_confirmation(heard: Heard) -> dict[str, Any] | None:
    """Yes, no, or one of the events just offered."""
    kind = heard.pending["kind"]
    if kind == "fact" or (kind == "none" and len(heard.text) > 6):
        return None
    text = heard.text.strip("。！，？ ")
    if kind == "events":
        offered = [event for event in heard.pending.get("events", ()) if is_known(heard.index.bundle, event)]
        place = ordinal(text, len(offered))
        named = offered[place - 1] if place is not None else own_words.offered(text, _titles(heard, offered))
        if named is not None:
            return _act("state_event", 0.95, events=[{"id": named, "score": 1.0}])
        if cues.NONE_OF_EVENTS.match(text):
            return _act("deny", 0.9)
    if cues.NO.match(text):
        return _act("deny", 0.9)
    if cues.YES.match(text):
        return _act("affirm", 0.9)
    return None


def _titles(heard: Heard, events: list[str]) -> dict[str, tuple[str, ...]]:
    bundle = heard.index.bundle
    records = {event: bundle.events.get(event) or bundle.column[event] for event in events}
    return {event: (record.title, record.name) for event, record in records.items()}


def _facts(heard: Heard, events: list[str] | None = None) -> list[HeardFact]:
    """Facts volunteered of the events at hand, just offered, or given here; none without an event: phrases collide."""
    pending = heard.pending_fact.id if heard.pending_fact else None
    at_hand = [*heard.state.get("events", ()), *heard.pending.get("events", ()), *(events or ())]
    return read_facts(heard.index, heard.text, heard.today, at_hand, pending, heard.state.get("facts"))


def _by_correction(heard: Heard) -> dict[str, Any] | None:
    """不对，我说错了，领证了: the new value where it was said, else the fact that was named."""
    if not cues.CORRECTING.search(heard.text):
        return None
    if not heard.state.get("facts") and heard.act_scores.get("correct", 0.0) < LIKELY_ACT and not _says_wrong(heard):
        return None
    clear = [event["id"] for event in heard.ranked if event["score"] >= CLEAR] if not heard.state.get("events") else []
    facts = _facts(heard, clear)
    if facts:
        return _act("correct", 0.95, facts)
    answered = [fact for fact in reversed(heard.state.get("answered", ())) if fact in heard.index.bundle.facts]
    core = _correction(heard.text)
    for fact in answered:
        record = heard.index.bundle.facts[fact]
        answer = read_answer(heard.index, record, core, heard.today) if core else NOTHING
        other = answer.is_read and not answer.unknown and answer.value != heard.state["facts"].get(fact)
        if other and (answer.confidence >= 0.95 or fact == answered[0]):
            return _act("correct", answer.confidence, [_heard_fact(record, answer)])
    named = [fact for fact in answered if heard.index.bundle.facts[fact].name in heard.text]
    return {**_act("correct", 0.9), **({"fact": named[0]} if len(named) == 1 else {})}


_INSTEAD = re.compile(r"不是[^，。！？]{1,10}[，、 ]?(?:而)?是([^，。！？]+)$")


def _correction(text: str) -> str:
    """Return what stands in place of the old answer: the B of 不是A，是B, else what follows the word of correcting."""
    instead = _INSTEAD.search(text)
    if instead:
        return instead.group(1)
    clauses = [clause.strip(" ") for clause in re.split(r"[，。！？；]", cues.CORRECTING.sub("，", text))]
    return "，".join(
        clause for clause in clauses if clause and not re.fullmatch(r"不是|不对|不|我|是|的|了|哦|噢|哎", clause)
    )


def _says_wrong(heard: Heard) -> bool:
    return any(
        word in heard.text for word in ("说错", "讲错", "选错", "填错", "点错", "写错", "弄错", "搞错", "记错", "更正")
    )


def _by_pending_fact(heard: Heard, noise: bool = False) -> dict[str, Any] | None:
    """The reply to the question just asked, with whatever else it says."""
    fact = heard.pending_fact
    if fact is None:
        return None
    answer = read_answer(heard.index, fact, heard.text, heard.today)
    top, chance = heard.top_act
    if not answer.is_read:
        return None
    # A reply read from the letters of its option stands; one read from less gives way to an act that is sure.
    needed = SURE_ACT if answer.confidence >= 0.9 else LIKELY_ACT
    if not noise and top not in CONTEXTUAL and chance >= needed and answer.confidence < 0.95 and len(heard.text) > 2:
        return None
    others = [one for one in ([] if noise else _facts(heard)) if one.fact != fact.id]
    if answer.unknown:
        name = {"unsure": "unsure", "declined": "decline"}[answer.unknown]
        # What else was said is an answer; the turn leaves the pending fact open by its own unknown.
        return _act("answer" if others else name, answer.confidence, [*others, _heard_fact(fact, answer)])
    return _act("answer", answer.confidence, [_heard_fact(fact, answer), *others])


def _heard_fact(fact: Fact, answer: Answer) -> HeardFact:
    value = {"unknown": answer.unknown} if answer.unknown else answer.value
    return HeardFact(fact.id, value, answer.text, 0, 0)


def _by_opener(heard: Heard) -> dict[str, Any] | None:
    """One word for many matters, while none is at hand: buttons, no certainty."""
    if heard.state.get("events"):
        return None
    offered = [event for event in opened(heard.text) if is_known(heard.index.bundle, event)]
    events = [{"id": event, "score": MAYBE} for event in offered]
    return _act("state_event", MAYBE, events=events) if events else None


def _by_context(heard: Heard) -> dict[str, Any] | None:
    """Acts that turn the conversation, questions, and facts given while an event is at hand."""
    top, chance = heard.top_act
    best = best_event(heard)
    turns = top in TURNING and (chance >= SURE_ACT or (chance >= LIKELY_ACT and best < CLEAR))
    if turns and not (top in OF_COMMON_WORDS and heard.state.get("events") and _facts(heard)):
        return _act(top, chance)
    if top in ("unsure", "decline") and chance >= LIKELY_ACT and best < CLEAR:
        return _act(top, chance)
    at_hand = list(heard.state.get("events", ()))
    if not at_hand:
        return None
    if cues.ASKING.search(heard.text):
        faq = find_faq(heard.index, heard.text, at_hand)
        if faq and (faq[2] >= 0.6 or top == "faq_general"):
            return _act("faq_general", faq[2], faq={"event": faq[0], "index": faq[1]})
        if (top == "faq_general" and chance >= LIKELY_ACT) or (top == "out_of_scope" and _is_general(heard)):
            return _act("faq_general", chance)
    facts = _facts(heard)
    # What is said of the event at hand may sound like another (户口落集体户): the more of it, the clearer that must be.
    clear = (CLEAR, SURE_BESIDE, 1.0)[min(len(facts), 2)]
    other = [event for event in heard.ranked if event["id"] not in at_hand and event["score"] >= clear]
    answers = bool(facts) and top in ("answer", "correct")
    if other and not answers and (top in ("state_event", "out_of_scope") or other[0]["score"] >= 0.85):
        return None
    if facts and not (top == "out_of_scope" and chance >= SURE_ACT):
        known = heard.state.get("facts", {})
        changed = any(one.fact in known and known[one.fact] != one.value for one in facts)
        return _act("correct" if changed else "answer", 0.9, facts)
    return None


def _is_general(heard: Heard) -> bool:
    """Whether a short question is of those that fit any matter (要几天, 能代办吗) and names no matter of its own."""
    said = lexicon().said(heard.text)
    asks = len(heard.text) <= 12 and bool(cues.ASKING.search(heard.text))
    return asks and bool(said & lexicon().general) and said <= lexicon().general | {"办理", "家人", "不知"}


def best_event(heard: Heard) -> float:
    """Return the score of the likeliest event, 0 for none worth a button."""
    return float(heard.ranked[0]["score"]) if heard.ranked else 0.0


def _by_event(heard: Heard) -> dict[str, Any] | None:
    """What happened; unsure between events, the best three go along for buttons."""
    ranked = heard.ranked
    if not ranked:
        return None
    best = ranked[0]["score"]
    top, chance = heard.top_act
    if best >= CLEAR and (top in ("state_event", "answer", "correct") or best >= 0.75 or chance < SURE_ACT):
        clear = [event["id"] for event in ranked if event["score"] >= CLEAR]
        return _act("state_event", best, _facts(heard, clear), ranked)
    if (top == "state_event" and heard.act_scores[top] >= LIKELY_ACT) or (
        top == "out_of_scope" and heard.told >= OFFERED
    ):
        return _act("state_event", best, _facts(heard, [event["id"] for event in ranked]), ranked)
    return None


def _by_classifier(heard: Heard) -> dict[str, Any]:
    top, chance = heard.top_act
    in_talk = bool(heard.state.get("events") or heard.state.get("pending"))
    if top == "out_of_scope" and best_event(heard) < PLAUSIBLE and _is_general(heard):
        top = "faq_general"
    if top == "faq_general":
        faq = find_faq(heard.index, heard.text, heard.index.bundle.events)
        strange = bool(lexicon().said(heard.text) & lexicon().matters) or heard.familiarity < FAMILIAR
        general = _is_general(heard) or not strange
        if in_talk or faq or general:
            more: dict[str, Any] = {"faq": {"event": faq[0], "index": faq[1]}} if faq else {}
            return _act(top, chance, **more)
        return _act("out_of_scope", chance)
    if top in FACTLESS and chance >= LIKELY_ACT:
        return _act(top, chance)
    region = named_region(heard.index.bundle, heard.text)
    if region and len(heard.text) <= 14 and not cues.ASKING.search(heard.text):
        return _act("answer", 0.8, [HeardFact("region", region, heard.text, 0, 0)])
    facts = _facts(heard)
    if facts and not (top == "out_of_scope" and chance >= SURE_ACT):
        return _act("correct" if top == "correct" else "answer", 0.8, facts)
    if top == "state_event" and heard.ranked:
        return _act(top, chance, events=heard.ranked)
    if (not in_talk and top in ("state_event", "answer", "correct")) or chance < LEAST_CHANCE:
        top = "out_of_scope"
    if top == "emergency" and chance < SURE_ACT:
        top = "out_of_scope"
    return _act(top, chance)
