"""Why a line is on the list or not, when somebody names a paper or a service: 为什么要结婚证."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from actions import wording
from actions.state import places_of
from actions.talk import Talk
from knowledge.explain.citizen import Citizen
from knowledge.explain.explanation import explain, explainable

#: Who asks why something is asked means the question, not the paper.
QUESTION = ("问", "填")
#: As many signs of a name have to be said, and this share of it: 户口簿 of 居民户口簿.
SIGNS, SHARE = 3, 0.5
#: Reasons told between two questions; the list has them all.
MOST = 4


def line_named(talk: Talk) -> str | None:
    """The line whose name is in what was written; the one of which most was said, then the first."""
    text = talk.text()
    if not text or not talk.state["events"] or any(sign in text for sign in QUESTION):
        return None
    said: list[tuple[int, str]] = []
    citizen = _citizen(talk)
    for line in explainable(citizen):
        name = _name(talk, line)
        size = SequenceMatcher(None, text, name, autojunk=False).find_longest_match().size
        if size >= SIGNS and size >= SHARE * len(name):
            said.append((size, line))
    most = max((size for size, _ in said), default=0)
    return next((line for size, line in said if size == most), None)


def explained(talk: Talk, line: str) -> tuple[str, ...]:
    """Why it is as it is, short enough to read between two questions: who wants it, by what answers, what is open."""
    found = explain(_citizen(talk), line)
    parts = found["uses"] if found["kind"] == "material" else [found]
    if not parts:  # not on the list: the whole reason is short
        return (str(found["text"]),)
    reasons = [part["reason"] for part in parts]
    answered = dict.fromkeys(told["text"] for reason in reasons for told in reason["because"] if told["answer"])
    still = dict.fromkeys(fact["name"] for reason in reasons for fact in reason["open"])
    return (
        str(found["text"]).partition("\n")[0],
        *([_use(part) for part in parts] if found["kind"] == "material" else [_service(talk, found)]),
        wording.WHY_ANSWERED.format(answers="；".join([*answered][:MOST])) if answered else "",
        wording.WHY_OPEN.format(facts="、".join([*still][:MOST])) if still else "",
    )


def _service(talk: Talk, found: dict[str, Any]) -> str:
    basis = "、".join(line["text"] for line in found["basis"])
    return (talk.place.services[found["line"]].why or "") + (wording.BASIS.format(basis=basis) if basis else "")


def _use(part: dict[str, Any]) -> str:
    basis = "、".join(line["text"] for line in part["basis"])
    return wording.WHY_WANTED.format(
        service=part["name"], why=part["why"] or wording.WHY_UNSAID, basis=f"（{basis}）" if basis else ""
    )


def _citizen(talk: Talk) -> Citizen:
    state = talk.state
    places = places_of(state, talk.bundle)
    return Citizen(talk.bundle, tuple(state["events"]), state["region"], state["facts"], talk.on, places=places)


def _name(talk: Talk, line: str) -> str:
    material, _, subject = line.partition("/")
    return talk.bundle.materials[material].name if subject else talk.place.services[line].name
