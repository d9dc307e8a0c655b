"""The engine's answers, held to the rules: every persona as the author wrote it, and again with everything found for it.

These rules cannot be read off the records (QC-09, 10, 16, 20, 21, 22, 35, 36): they say what may not stand together in
one guidance.
"""

from __future__ import annotations

import functools
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from knowledge.bundle import Bundle
from knowledge.content.records import Problem
from knowledge.facts import FactError, parse_value
from knowledge.guidance import guide
from knowledge.lint.checked import Checked
from knowledge.lint.rule import answer_rule
from knowledge.lint.words import DECIDES, unquoted
from knowledge.materials.coverage import covered_by
from knowledge.model import Persona, Requirement

#: Modes in which a paper must be brought.
BROUGHT = ("submit", "show", "surrender")
#: Members of a group for whom holdings are made up.
MOST_MEMBERS = 8
NUMBER = re.compile(r"\d+(?:\.\d+)?")
#: A day, and the year of which the holidays are not known.
DAY = re.compile(r"\d{4}\s*[年-]\s*\d{1,2}(?:\s*[月-]\s*\d{1,2}\s*日?)?|\d{4} 年的放假安排")
#: Parts of a guidance whose words the engine puts together.
MADE_UP = ("services", "materials", "deadlines", "notices", "duties", "fees")


@dataclass(frozen=True)
class Answer:
    """What one persona is told. `held`: with every licence and query found for everybody."""

    persona: Persona
    guidance: dict[str, Any]
    held: bool


@functools.lru_cache(maxsize=1)
def answers(bundle: Bundle) -> tuple[Answer, ...]:
    """The guidance of every persona whose facts can be read, as written and with everything found."""
    found = []
    for persona in bundle.personas.values():
        try:
            facts = {name: parse_value(bundle, name, value) for name, value in persona.facts.items()}
        except FactError:
            continue  # `personas_get_their_answer` tells it
        on = date.fromisoformat(persona.on)
        for held, holdings in ((False, persona.holdings), (True, everything(bundle, persona))):
            found.append(Answer(persona, guide(bundle, [persona.event], persona.region, facts, on, holdings), held))
    return tuple(found)


def everything(bundle: Bundle, persona: Persona) -> list[dict[str, Any]]:
    """A holding, found and authorised today, of every licence that may spare a paper of the event."""
    place = bundle.at(persona.region, date.fromisoformat(persona.on))
    wanted = {
        (licence, need.subject)
        for use in place.events[persona.event].services
        for need in place.services[use.service].requirements
        for licence in need.exempt_by
    }
    return [
        {"licence": licence, "subject": subject, "index": index, "authorised": True, "issued_on": persona.on}
        for licence, subject in sorted(wanted)
        for index in range(1, MOST_MEMBERS + 1)
    ]


def needs(c: Checked, answer: Answer, line: dict[str, Any], service: str) -> list[Requirement]:
    """The requirements of a service that a material line stands for."""
    place = c.bundle.at(answer.persona.region, date.fromisoformat(answer.persona.on))
    return [
        need
        for need in place.services[service].requirements
        if (need.material, need.subject) == (line["material"], line["subject"])
    ]


def said(c: Checked, answer: Answer, text: str) -> Problem:
    """A problem of an answer, at the persona who gets it."""
    how = "（证照都查到时）" if answer.held else ""
    return c.wrong("personas", answer.persona.id, f"{text}{how}")


@answer_rule("QC-09")
def qc_09_covered_papers_are_dropped(c: Checked) -> Iterator[Problem]:
    """A guidance never asks for a paper and for one that covers it, of the same person (种S1 三7)."""
    for answer in answers(c.bundle):
        brought = {m["id"]: m for m in answer.guidance["materials"] if m["mode"] in BROUGHT}
        owners = {name: (m["subject"], name.partition("/")[2]) for name, m in brought.items()}
        for name, line in brought.items():
            covers = covered_by(c.bundle.materials, line["material"])
            for other, under in brought.items():
                if under["material"] in covers and owners[name] == owners[other]:
                    yield said(c, answer, f"{line['name']} 已经涵盖 {under['name']}，不能两样都要")


@answer_rule("QC-20")
def qc_20_what_was_found_is_not_asked_for_on_paper(c: Checked) -> Iterator[Problem]:
    """With an e-copy or a data query found, nobody brings the paper (种S4 26; QC-10)."""
    for answer in (a for a in answers(c.bundle) if a.held):
        for line in answer.guidance["materials"]:
            for use in line["uses"]:
                spared = [need for need in needs(c, answer, line, use["service"]) if need.exempt_by]
                asked = use["mode"] in ("submit", "show", "exempt_if_verified")
                if asked and spared and all(need.mode in ("submit", "show") for need in spared):
                    yield said(c, answer, f"{line['name']} 已经查到，{use['service']} 还要（{use['mode']}）")


@answer_rule("QC-21")
def qc_21_nothing_is_asked_for_twice(c: Checked) -> Iterator[Problem]:
    """One paper of one person is one line, however many stages want it (种S1 二6)."""
    for answer in answers(c.bundle):
        times = Counter(line["id"] for line in answer.guidance["materials"])
        for name in sorted(name for name, count in times.items() if count > 1):
            yield said(c, answer, f"材料 {name} 列了 {times[name]} 次")


@answer_rule("QC-22")
def qc_22_a_siblings_result_is_produced(c: Checked) -> Iterator[Problem]:
    """A paper that a sibling service makes comes from there and not from the citizen (兴国县方案 三4、5)."""
    for answer in answers(c.bundle):
        live = {s["id"] for s in answer.guidance["services"] if s["state"] == "yes"}
        for line in answer.guidance["materials"]:
            for use in line["uses"]:
                makers = {need.result_of for need in needs(c, answer, line, use["service"]) if need.result_of}
                if makers and makers <= live and use["mode"] in BROUGHT:
                    yield said(
                        c, answer, f"{line['name']} 由 {'、'.join(sorted(makers))} 办出，不能再要（{use['mode']}）"
                    )


@answer_rule("QC-16")
def qc_16_a_guidance_asks_for_nothing_of_its_own(c: Checked) -> Iterator[Problem]:
    """Every material line stands for a requirement of each service it names (种S4 6)."""
    for answer in answers(c.bundle):
        for line in answer.guidance["materials"]:
            for service in line["services"]:
                if not needs(c, answer, line, service) and not line.get("covers"):
                    yield said(c, answer, f"{service} 的清单里没有 {line['name']}，不能要")


@answer_rule("QC-35")
def qc_35_figures_come_from_the_catalogue(c: Checked) -> Iterator[Problem]:
    """Every figure in a guidance stands in a record or in the person's own answers (兴国县方案 五(四)).

    The spelled reply is held to it in tests/actions/test_qc_replies.py.
    """
    known = set(NUMBER.findall(json.dumps(c.bundle.raw, ensure_ascii=False)))
    for answer in answers(c.bundle):
        own = set(NUMBER.findall(json.dumps(answer.persona.facts, ensure_ascii=False)))
        for part in MADE_UP:
            for text in _strings(answer.guidance[part]):
                for figure in NUMBER.findall(DAY.sub("", text)):
                    if figure not in known | own:
                        yield said(c, answer, f"“{text[:30]}”里的 {figure} 不在知识目录里")


@answer_rule("QC-36")
def qc_36_a_guidance_decides_nothing(c: Checked) -> Iterator[Problem]:
    """What the engine puts together never speaks for a department (行政许可法34、38)."""
    for answer in answers(c.bundle):
        for text in _strings(answer.guidance):
            if found := DECIDES.search(unquoted(text)):
                yield said(c, answer, f"“{found[0]}”是部门才能说的")


def _strings(value: Any) -> Iterator[str]:
    """Every sentence in a JSON value; ids are no sentences."""
    if isinstance(value, str):
        if not value.isascii():
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _strings(item)
