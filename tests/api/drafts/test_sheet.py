"""明白卡: one or two pages, every service and paper on it."""

from __future__ import annotations

import re
import zlib
from datetime import date

import pytest

from api.drafts.sheet import sheet
from knowledge.bundle import Bundle
from knowledge.guidance import guide
from tests.events import EVENTS


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("region", ["620102", "360732"])
def test_the_whole_list_fits_on_two_pages_whatever_is_known(bundle: Bundle, event: str, region: str) -> None:
    nothing = guide(bundle, [event], region, {}, date(2026, 11, 20))
    assert pages(sheet(nothing)) <= 2
    for persona in bundle.personas.values():
        if (persona.event, persona.region) == (event, region):
            told = guide(bundle, [event], region, persona.facts, date.fromisoformat(persona.on))
            assert 1 <= pages(sheet(told)) <= 2


def test_every_name_is_on_the_card(bundle: Bundle) -> None:
    guidance = guide(bundle, ["newborn"], "620102", {"born_on": "2026-11-10"}, date(2026, 11, 20))
    text = written(sheet(guidance))
    assert "明白卡" in text
    assert "演示，无法律效力" in text
    for service in guidance["services"]:
        if service["state"] == "yes":
            assert service["name"] in text
    for deadline in guidance["deadlines"]:
        assert deadline["text"].rstrip("。") in text


def test_what_to_know_beside_names_and_states_is_on_the_card(bundle: Bundle) -> None:
    persona = next(p for p in bundle.personas.values() if p.event == "restaurant" and p.region == "360732")
    guidance = guide(bundle, ["restaurant"], persona.region, persona.facts, date(2026, 11, 20))
    text = written(sheet(guidance))
    assert f"全部办完：{guidance['schedule']['text_min']}" in text
    applied = [s for s in guidance["services"] if s["state"] == "yes" and s["route"] not in ("auto", "duty")]
    corrections = {s["regime"]["correction"] for s in applied if s["regime"]} - {None}
    assert corrections
    for correction in corrections:
        assert text.count(correction) == 1, "once, however many services follow it"
    assert "江西省另有规定" in text
    offered = [option for material in guidance["materials"] for option in material["options"]]
    assert offered
    for option in offered:
        assert option["text"] in text
    assert "现在不能选，登录后再看" in text


def test_windows_of_another_place_are_on_the_card(bundle: Bundle) -> None:
    places = {"target_hukou": "360732"}
    guidance = guide(bundle, ["newborn"], "620102", {"born_on": "2026-11-10"}, date(2026, 11, 20), places=places)
    text = written(sheet(guidance))
    assert "在江西省赣州市兴国县办出生户口登记" in text
    assert "兴国县政务服务中心" in text


def test_answers_that_cannot_all_be_so_are_named_on_the_card(bundle: Bundle) -> None:
    guidance = guide(bundle, ["newborn"], "620102", {"born_on": "2026-11-10"}, date(2026, 11, 20))
    assert "合不到一起" not in written(sheet(guidance))
    assert "合不到一起：两样不能都有" in written(sheet({**guidance, "contradiction": "两样不能都有。"}))


def test_what_another_paper_makes_unnecessary_says_why(bundle: Bundle) -> None:
    guidance = guide(bundle, ["newborn"], "620102", {"born_on": "2026-11-10"}, date(2026, 11, 20))
    spared = {**guidance["materials"][0], "mode": "not_needed", "remarks": ["已有“孩子的户口簿”，这一样不用交"]}
    assert "不用交已有“孩子的户口簿”，这一样不用交" in written(sheet({**guidance, "materials": [spared]}))


def written(pdf: bytes) -> str:
    """The text of a PDF whose font is encoded in UCS-2, lines joined."""
    import base64

    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        data = stream.strip().removesuffix(b"~>")
        try:
            plain = zlib.decompress(base64.a85decode(data))
        except (ValueError, zlib.error):
            continue
        for literal in re.findall(rb"\((.*?)(?<!\\)\) Tj", plain, re.DOTALL):
            found.append(_unescaped(literal).decode("utf-16-be", "ignore"))
    return "".join(found)


def _unescaped(literal: bytes) -> bytes:
    def one(match: re.Match[bytes]) -> bytes:
        sign = match.group(1)
        if sign.isdigit():
            return bytes([int(sign, 8)])
        return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(sign, sign)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, literal, flags=re.DOTALL)
