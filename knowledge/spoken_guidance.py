"""A guidance for the ear: every question and every line with its spoken form beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from knowledge.spoken import number, spoken, spoken_line, spoken_question

Line = dict[str, Any]
#: How many lines are read out; the rest is on the paper that the channel prints or sends.
READ = 5
SERVICES = "要办{count}件。"
NTH = "第{number}件，{text}"
BRING = "要带、要填的有{count}样。"
UNVERIFIED_SOME = "有的还没有核实过，以当地窗口为准。"
REST = "其余的在清单上，要我接着念就说继续。"
#: Ways in which the person has nothing to prepare.
NOTHING_TO_BRING = ("produced", "exempt", "not_needed", "sent_by_other", "keep", "possible")


def with_spoken(guidance: Line) -> Line:
    """The guidance with `spoken` in its question, open questions, services, materials, deadlines, notices, duties, fees."""
    said = {kind: [{**line, "spoken": _statement(line)} for line in guidance[kind]] for kind in STATEMENTS}
    return {
        **guidance,
        "question": _question(guidance["question"]) if guidance["question"] else None,
        "open": [_question(question) for question in guidance["open"]],
        "services": [{**line, "spoken": service_said(line)} for line in guidance["services"]],
        "materials": [{**line, "spoken": material_said(line)} for line in guidance["materials"]],
        **said,
    }


STATEMENTS = ("deadlines", "notices", "duties", "fees")


def _question(question: Line) -> Line:
    return {**question, "spoken": question_said(question)}


def question_said(question: Line) -> str:
    """The question with its answers; the author's own words for the ear where there are any."""
    labels = [option["label"] for option in question["options"]]
    return spoken_question(question["spoken"] or question["text"], labels, question["type"] == "set")


def service_said(line: Line) -> str:
    """A service: what it is, how, where."""
    where = line["place"]["text"] or line["place"]["name"]
    return spoken_line((line["name"], line["route_text"], where), line["verified"])


def material_said(line: Line) -> str:
    """A paper: whose, what, in which way."""
    whose = line["subject_name"] or ""
    name = line["name"] if not whose or line["name"].startswith(whose) else f"{whose}的{line['name']}"
    return spoken_line((name, line["mode_text"]), line["verified"])


def _statement(line: Line) -> str:
    return spoken_line((line["text"],), line["verified"])


def list_said(guidance: Line) -> str:
    """The list in short: how many things, the first of them, how much to bring, and where the rest is."""
    services = [line for line in guidance["services"] if line["state"] == "yes"]
    papers = [line for line in guidance["materials"] if line["mode"] not in NOTHING_TO_BRING]
    told = [
        NTH.format(number=number(str(n)), text=_sure(service_said, line)) for n, line in enumerate(services[:READ], 1)
    ]
    bring = [_sure(material_said, line) for line in papers[:READ]]
    unsure = not all(line["verified"] for line in (*services[:READ], *papers[:READ]))
    return "".join(
        (
            spoken(SERVICES.format(count=len(services))),
            *told,
            spoken(BRING.format(count=len(papers))),
            *bring,
            UNVERIFIED_SOME if unsure else "",
            REST,
        )
    )


def _sure(said: Callable[[Line], str], line: Line) -> str:
    """The line without the mark of what is not verified: in the list that is said once."""
    return said({**line, "verified": True})
