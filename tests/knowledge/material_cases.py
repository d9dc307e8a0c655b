"""Services and papers of one's own for the tests of the material list, small ones by hand and any number by chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from knowledge.bundle import Bundle
from knowledge.evaluate import Verdict
from knowledge.materials.listing import material_list

ON = date(2026, 11, 20)
YES, NO, OPEN = Verdict(True), Verdict(False), Verdict(None)
VERDICTS = {"yes": YES, "no": NO, "open": OPEN}
SUBJECTS = {"applicant": "申请人", "child": "孩子"}
SOURCED = {"source": "测试", "verified": True}
BRINGS = ("submit", "show", "surrender", "form", "keep", "exempt_if_verified")


@dataclass(frozen=True)
class Verdicts:
    """The outcome of one person, as the list reads it."""

    index: Mapping[tuple[str, str, str], Verdict]
    world: Any = None

    def of(self, kind: str, service: str, identity: str) -> Verdict:
        return self.index[kind, service, identity]

    def get(self, key: tuple[str, str, str]) -> Verdict | None:
        return self.index.get(key)


def wants(identity: str, material: str, **more: Any) -> dict[str, Any]:
    """A requirement; `says` (yes, no, open) is whether it holds."""
    return {"id": identity, "material": material, "subject": "applicant", "mode": "submit", **SOURCED, **more}


def serves(identity: str, *requirements: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A service; `says` (yes, no, open) is whether it applies."""
    common = {"department": "d1", "route": "submit", "place_role": "residence", "legal_regime": "permit"}
    return {"id": identity, "name": f"事项{identity}", "requirements": list(requirements), **common, **SOURCED, **more}


def bundle_of(services: Iterable[Mapping[str, Any]], covers: Mapping[str, Sequence[str]] | None = None) -> Bundle:
    """A bundle of these services and every material they name; `covers`: material -> those it covers."""
    covers = covers or {}
    stripped = [
        {k: v for k, v in s.items() if k != "says"}
        | {"requirements": [{k: v for k, v in r.items() if k != "says"} for r in s["requirements"]]}
        for s in services
    ]
    named = {r["material"] for s in stripped for r in s["requirements"]} | set(covers) | {"made"}
    named |= {m for lower in covers.values() for m in lower}
    licences = {x for s in stripped for r in s["requirements"] for x in r.get("exempt_by", ())}
    records = {
        "regions": [{"code": "000000", "name": "全国", "full_name": "全国", "level": "nation", **SOURCED}],
        "departments": [{"id": d, "name": f"部门{d}", **SOURCED} for d in ("d1", "d2")],
        "licences": [{"id": x, "name": f"证照{x}", "kind": "licence", **SOURCED} for x in sorted(licences)],
        "materials": [
            {"id": m, "name": f"材料{m}", "kind": "proof", "covers": list(covers.get(m, ())), **SOURCED}
            for m in sorted(named)
        ],
        "services": stripped,
        "calendar": [{"id": "2026", "days_off": [], "work_days": [], **SOURCED}],
    }
    return Bundle({"format": 1, "records": records, "overlays": []})


def listed(
    services: Sequence[Mapping[str, Any]],
    covers: Mapping[str, Sequence[str]] | None = None,
    order: Sequence[str] | None = None,
    holdings: Iterable[Mapping[str, Any]] = (),
    counts: Mapping[str, int] | None = None,
    **more: Any,
) -> list[dict[str, Any]]:
    """The material list of these services; `order`: in which they come (default: as given)."""
    bundle = bundle_of(services, covers)
    index = {}
    for service in services:
        index["service", service["id"], service["id"]] = VERDICTS[service.get("says", "yes")]
        for requirement in service["requirements"]:
            index["material", service["id"], requirement["id"]] = VERDICTS[requirement.get("says", "yes")]
    live = [name for name in order or [s["id"] for s in services] if index["service", name, name] is not NO]
    place = bundle.at("000000")
    world: Any = SimpleNamespace(on=ON, facts={}, definitions=place.facts)
    outcome: Any = Verdicts(index, world)
    return material_list(bundle, place, outcome, world, live, SUBJECTS, counts or {}, holdings, **more)


def by_id(lines: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {line["id"]: line for line in lines}


def modes(lines: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {line["id"]: line["mode"] for line in lines}


def held(licence: str, subject: str = "applicant", **more: Any) -> dict[str, Any]:
    """A holding that was looked up with authority and is good unless `more` says otherwise."""
    return {"licence": licence, "subject": subject, "authorised": True, "valid": True, **more}


@dataclass(frozen=True)
class Case:
    services: tuple[dict[str, Any], ...]
    covers: dict[str, tuple[str, ...]]
    counts: dict[str, int]
    holdings: tuple[dict[str, Any], ...]

    def lines(self, **more: Any) -> list[dict[str, Any]]:
        settings: dict[str, Any] = {"covers": self.covers, "counts": self.counts, "holdings": self.holdings, **more}
        return listed(self.services, **settings)


SERVICES = ("s0", "s1", "s2", "s3")
MATERIALS = ("m0", "m1", "m2", "m3", "m4")
LICENCES = ("l0", "l1")
DATES = st.none() | st.dates(date(2026, 1, 1), date(2027, 6, 1)).map(date.isoformat)
SAYS = st.sampled_from(["yes"] * 6 + ["open", "no"])
DEFERRALS = st.none() | st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["promised", "before_licence", "sibling_result"]),
        "due": st.sampled_from([None, "十日内"]),
    }
)
COMMITMENTS = st.none() | st.fixed_dictionaries({"nature": st.sampled_from(["replaces_proof", "procedure"])})
PERIODS = st.none() | st.fixed_dictionaries(
    {"amount": st.integers(1, 60), "unit": st.sampled_from(["natural_day", "month"])}
)


@st.composite
def requirements(draw: st.DrawFn, service: str) -> list[dict[str, Any]]:
    chosen = {"g": draw(st.integers(1, 2)), "h": 1}
    found = []
    for n in range(draw(st.integers(0, 5))):
        group = draw(st.sampled_from([None, None, "g", "h"]))
        found.append(
            wants(
                f"r{n}",
                draw(st.sampled_from(MATERIALS)),
                subject=draw(st.sampled_from(["applicant", "child"])),
                mode=draw(st.sampled_from(["submit", "show", "surrender", "keep", "form", "sent_by_other"])),
                group=group,
                choose=chosen.get(group or "", 1),
                exempt_by=draw(st.lists(st.sampled_from(LICENCES), unique=True)),
                result_of=draw(st.sampled_from([None, None, *(s for s in SERVICES if s < service)])),
                form=draw(st.sampled_from(["original", "paper", "electronic", "either"])),
                copies=draw(st.sampled_from([0, 0, 1, 2])),
                deferral=draw(DEFERRALS),
                commitment=draw(COMMITMENTS),
                issued_within=draw(PERIODS),
                says=draw(SAYS),
            )
        )
    return found


HOLDINGS = st.fixed_dictionaries(
    {
        "licence": st.sampled_from(LICENCES),
        "subject": st.sampled_from(["applicant", "child"]),
        "index": st.sampled_from([None, 1, 2]),
        "authorised": st.sampled_from([True, True, False]),
        "valid": st.sampled_from([True, True, True, False]),
        "match": st.sampled_from([True, True, True, False]),
        "found": st.sampled_from([True, True, True, False]),
        "issued_on": DATES,
        "valid_until": DATES,
    }
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to four services with up to five requirements each, over five papers that may cover each other."""
    services = []
    for name in SERVICES[: draw(st.integers(1, 4))]:
        earlier = [s["id"] for s in services]
        services.append(
            serves(
                name,
                *draw(requirements(name)),
                department=draw(st.sampled_from(["d1", "d2"])),
                after=draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else [],
                results=[{"material": m, "licence": draw(st.sampled_from([None, *LICENCES]))} for m in MATERIALS[:2]],
                times=[{"kind": "promised", "unit": "natural_day", "days": draw(st.sampled_from([None, 1, 30]))}],
                says=draw(SAYS),
            )
        )
    for service in services:
        for requirement in service["requirements"]:
            if requirement["result_of"] not in {s["id"] for s in services}:
                requirement["result_of"] = None
    covers = {
        upper: tuple(draw(st.lists(st.sampled_from(MATERIALS[n + 1 :]), unique=True, max_size=2)))
        for n, upper in enumerate(MATERIALS[:-1])
        if draw(st.booleans())
    }
    return Case(
        tuple(services), covers, {"child": draw(st.integers(0, 3))}, tuple(draw(st.lists(HOLDINGS, max_size=3)))
    )
