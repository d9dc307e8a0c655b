"""明白卡: the list on one or two pages of A4, with routes, papers, own deadlines and offices. Nothing of the form.

The Chinese typeface is one of Adobe's predefined CID fonts: the reader's program supplies it, no font file is shipped.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from actions.changes import material_name
from actions.considerate import considerate
from actions.list_services import corrections, overall
from actions.list_wording import LAYER, NO_PRESENCE, NOT_YET, OFFICES_ELSEWHERE, UNVERIFIED, WHERE_ELSEWHERE
from actions.spell import contradiction, elsewhere, nearest, said_date
from api.drafts import sheet_wording as words
from knowledge.model import ROUTES

FONT = "STSong-Light"
INK, QUIET, LINE, SHADE = HexColor("#1a1a1a"), HexColor("#555555"), HexColor("#b8b8b8"), HexColor("#f0f3f6")
MARGIN = 14 * mm
WIDTH = A4[0] - 2 * MARGIN
#: Services on a card beyond which those that are only possible are named, so that two pages are enough.
MOST_TOLD = 12
#: Modes in the order in which a person packs a bag.
MODES = (
    "submit",
    "show",
    "surrender",
    "exempt_if_verified",
    "form",
    "keep",
    "possible",
    "produced",
    "sent_by_other",
    "not_needed",
)


def sheet(guidance: dict[str, Any]) -> bytes:
    """The PDF of a guidance."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    guidance = considerate(guidance)
    title = "、".join(event["name"] for event in guidance["events"])
    parts: list[Flowable] = [
        Paragraph(f"{escape(title)}　{words.TITLE}", _style(17, 22)),
        Paragraph(_subtitle(guidance), _style(9, 13, QUIET)),
        Paragraph(words.NOTHING_PRIVATE, _style(9, 13, QUIET)),
        *(Paragraph(escape(line), _style(9.5, 13.5)) for line in contradiction(guidance)),
        *_services(guidance),
        *_materials(guidance),
        *_lines(words.DEADLINES, (_deadline(line) for line in guidance["deadlines"])),
        *_open(guidance),
        *_lines(words.OFFICES, [*(_office(office) for office in guidance["offices"]), *_away(guidance)]),
        Spacer(1, 3 * mm),
        Paragraph(words.CLOSING, _style(9.5, 13)),
    ]
    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=12 * mm,
        bottomMargin=14 * mm,
        title=f"{title} {words.TITLE}",
        lang="zh-CN",
    )
    document.build(parts, onFirstPage=_foot, onLaterPages=_foot)
    return out.getvalue()


def _foot(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 8.5)
    canvas.setFillColor(QUIET)
    canvas.drawString(MARGIN, 8 * mm, words.DEMO)
    canvas.drawRightString(A4[0] - MARGIN, 8 * mm, words.PAGE.format(page=document.page))


def _style(size: float, leading: float, colour: HexColor = INK, before: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        f"s{size}{leading}{before}",
        fontName=FONT,
        fontSize=size,
        leading=leading,
        textColor=colour,
        spaceBefore=before,
        wordWrap="CJK",
    )


def _subtitle(guidance: dict[str, Any]) -> str:
    told = words.SUBTITLE.format(
        events="", region=guidance["region"]["name"], date=said_date(date.fromisoformat(guidance["on"]))
    )
    return escape(told.strip("　"))


def _heading(text: str) -> Paragraph:
    return Paragraph(escape(text), _style(12, 17, INK, before=3 * mm))


def _cell(text: str, quiet: str = "") -> Paragraph:
    second = f'<br/><font color="#555555">{escape(quiet)}</font>' if quiet else ""
    return Paragraph(escape(text) + second, _style(8.6, 11.4))


def _table(head: Iterable[str], rows: list[list[Paragraph]], widths: tuple[float, ...]) -> Table:
    columns = [WIDTH * share for share in widths]
    table = Table([[_cell(text) for text in head], *rows], colWidths=columns, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
                ("BACKGROUND", (0, 0), (-1, 0), SHADE),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def _services(guidance: dict[str, Any]) -> list[Flowable]:
    needed = [s for s in guidance["services"] if s["state"] != "no"]
    needed.sort(key=lambda s: (s["state"] != "yes", ROUTES.index(s["route"])))
    rows = [_service(number, service, guidance) for number, service in enumerate(needed, 1)]
    return [
        _heading(words.SERVICES.format(count=len(needed))),
        _table(words.COLUMNS, rows, (0.3, 0.42, 0.28)),
        *(
            Paragraph(escape(line), _style(8.6, 11.4, before=1 * mm))
            for line in (overall(guidance), *_corrected(guidance))
            if line
        ),
    ]


def _corrected(guidance: dict[str, Any]) -> list[str]:
    lines = corrections(guidance) if guidance["status"] == "complete" else []
    return [words.CORRECTION.format(text=line) for line in lines]


def _service(number: int, service: dict[str, Any], guidance: dict[str, Any]) -> list[Paragraph]:
    possible = f"（{words.POSSIBLE}）" if service["state"] == "possible" else ""
    if possible and (guidance["open"] or sum(s["state"] != "no" for s in guidance["services"]) > MOST_TOLD):
        # Named only: its details come when the answers that decide it are there; until then they stand in the list.
        return [_cell(f"{number}. {service['name']}{possible}"), _cell(service["route_text"]), _cell("")]
    place = service["place"]["text"] or ""
    if service["offices"]:
        place = WHERE_ELSEWHERE.format(text=place or UNVERIFIED, region=service["place"]["region"])
    handler = "" if service["handler"] in place else service["handler"]
    who = "，".join(filter(None, (handler, place)))
    fees = [_marked(fee) for fee in guidance["fees"] if fee["service"] == service["id"]]
    times = "；".join(_marked(time) for time in service["times"]) or UNVERIFIED
    presence = [] if service["route"] in NO_PRESENCE else [service["presence_text"]]
    return [
        _cell(f"{number}. {service['name']}{possible}", "；".join(_layers(service))),
        _cell("，".join([service["route_text"], *presence]), who),
        _cell(times, "；".join(fees)),
    ]


def _layers(service: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(LAYER.format(name=layer["name"]) for layer in service["layers"]))


def _materials(guidance: dict[str, Any]) -> list[Flowable]:
    names = {s["id"]: s["name"] for s in guidance["services"]}
    numbers = {s: n for n, s in enumerate(names, 1)}
    asking = guidance["status"] == "asking"
    lines = [m for m in guidance["materials"] if m["mode"] in MODES and not (asking and m["mode"] == "possible")]
    lines.sort(key=lambda m: (MODES.index(m["mode"]), numbers.get(m["services"][0], 0)))
    rows = [
        [
            _cell(material_name(m)),
            _cell(words.NOT_NEEDED if m["mode"] == "not_needed" else m["mode_text"], "；".join(_besides(m))),
            _cell("、".join(names.get(s, s) for s in m["services"])),
        ]
        for m in lines
    ]
    found: list[Flowable] = [_table(words.MATERIAL_COLUMNS, rows, (0.36, 0.26, 0.38))] if rows else []
    undecided = "、".join(material_name(m) for m in guidance["materials"] if asking and m["mode"] == "possible")
    if undecided:
        found.append(Paragraph(escape(words.UNDECIDED.format(names=undecided)), _style(9, 13, QUIET, before=2 * mm)))
    return [_heading(words.MATERIALS), *found] if found else []


def _besides(material: dict[str, Any]) -> list[str]:
    """What else there is to know of a paper, and what may be chosen instead of it."""
    told = [remark.rstrip("。") for remark in material["remarks"]]
    offered = list(dict.fromkeys(option["text"].rstrip("。") for option in material["options"]))
    closed = not all(option["available"] for option in material["options"])
    return [*told, *offered, *([NOT_YET] if closed else [])]


def _deadline(line: dict[str, Any]) -> str:
    due = words.DUE.format(date=said_date(line["due"])) if line.get("due") else ""
    remark = f"（{line['remark']}）" if line.get("remark") else ""
    return _marked({**line, "text": f"{line['text'].rstrip('。')}{due}{remark}"})


def _marked(line: dict[str, Any]) -> str:
    """The text of a line; what nobody has checked says whom to ask."""
    unsaid = not line["verified"] and UNVERIFIED not in line["text"]
    return f"{line['text']}（{UNVERIFIED}）" if unsaid else str(line["text"])


def _open(guidance: dict[str, Any]) -> list[Flowable]:
    names = "、".join(dict.fromkeys(q["name"] for q in guidance["open"]))
    return [Paragraph(escape(words.OPEN.format(names=names)), _style(9, 13, QUIET, before=2 * mm))] if names else []


def _office(office: dict[str, Any]) -> str:
    phone = words.PHONE.format(phone=office["phone"]) if office["phone"] else ""
    return "，".join(filter(None, (office["name"], office["address"], phone, office["hours"])))


def _away(guidance: dict[str, Any]) -> Iterable[str]:
    """The windows of other places where something on the list is done."""
    for region, services in elsewhere(guidance).items():
        names = "、".join(service["name"] for service in services)
        offices = "；".join(_office(office) for office in nearest(services))
        yield OFFICES_ELSEWHERE.format(region=region, services=names) + offices


def _lines(heading: str, lines: Iterable[str]) -> list[Flowable]:
    found: list[Flowable] = [
        Paragraph(escape(f"{number}. {line}"), _style(9.5, 13.5)) for number, line in enumerate(lines, 1)
    ]
    return [_heading(heading), *found] if found else []
