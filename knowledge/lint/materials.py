"""Materials: what need not be brought is not asked for (QC-07, 08, 10, 14, 15, 16, 32, 33)."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.law import ASKED_FOR
from knowledge.lint.rule import rule
from knowledge.model import Material, Requirement

#: QC-32: what a promise must name before it is signed.
CONSEQUENCES = ("法律责任", "撤销", "失信")
#: QC-33: kinds that are the case itself; they cannot come later.
CORE_KINDS = ("form", "licence")


def reason(need: Requirement, material: Material) -> str | None:
    """Why the paper itself is still wanted, said for this service or for the paper as such."""
    return need.reason or material.reason


@rule("QC-07")
def qc_07_a_licence_proves_it_already(c: Checked) -> Iterator[Problem]:
    """A proof of what a licence of the same person shows is replaced by that licence (种S1 三7)."""
    shown = {fact: key for key, licence in c.bundle.licences.items() for fact in licence.proves}
    for key, _, need, material in c.uses():
        if material.kind != "proof" or need.mode not in ASKED_FOR or need.result_of:
            continue
        by_licence = sorted(fact for fact in material.proves if fact in shown)
        accepted = {fact for name in need.exempt_by for fact in c.bundle.licences[name].proves}
        for fact in by_licence:
            if fact not in accepted and not reason(need, material):
                text = (
                    f"{material.name} 要证明的“{fact}”，{c.bundle.licences[shown[fact]].name} 上就有：请写进 exempt_by"
                )
                yield c.missing("services", key, text, "requirements", need.id)


@rule("QC-08")
def qc_08_commitments_are_complete(c: Checked) -> Iterator[Problem]:
    """A commitment has its text, how it is verified afterwards, and who may not use it (种S1 三7，S4 30)."""
    for key, _, need, _ in c.uses():
        if (promise := need.commitment) is None:
            continue
        lacking = [
            name
            for name, value in (
                ("template（承诺书怎么写）", promise.template),
                ("verify（事后怎么核查）", promise.verify),
                ("excluded（哪些人不能用）", promise.excluded),
            )
            if not value
        ]
        if lacking:
            here = ("requirements", need.id, "commitment")
            yield c.missing("services", key, f"告知承诺还缺 {'、'.join(lacking)}，请补上", *here)


@rule("QC-10")
def qc_10_what_a_query_shows_is_not_asked_for(c: Checked) -> Iterator[Problem]:
    """A paper whose content a data query shows is exempt by that query (种S1 三7). The engine: `answers`."""
    for key, _, need, material in c.uses():
        if need.mode not in ("submit", "show"):
            continue
        queries = [name for name in material.covered_by if c.bundle.licences[name].kind == "query"]
        if queries and not set(need.exempt_by) & set(queries) and not need.result_of and not reason(need, material):
            text = f"{material.name} 网上查得到（{'、'.join(queries)}），请写进 exempt_by，或写明 reason"
            yield c.missing("services", key, text, "requirements", need.id)


@rule("QC-14")
def qc_14_government_papers_are_exempt(c: Checked) -> Iterator[Problem]:
    """What an authority issued is exempt by default; otherwise a written reason and a basis (兴国县方案 四6)."""
    for key, service, need, material in c.uses():
        if not material.government or need.mode not in ASKED_FOR or need.exempt_by or need.result_of:
            continue
        here = ("requirements", need.id)
        if not reason(need, material):
            text = f"{material.name} 是政府核发的，默认免提交：请写 exempt_by，或在 reason 里写明为什么还要"
            yield c.missing("services", key, text, *here)
        elif not (need.basis or service.basis):
            yield c.remind(
                "services", key, f"{material.name} 还要交，理由有了，依据没有核到，先写以当地窗口为准", *here
            )


@rule("QC-15")
def qc_15_an_e_licence_replaces_the_paper(c: Checked) -> Iterator[Problem]:
    """Where an e-licence exists the original is wanted only to be kept or cancelled, and that is said (兴国县方案 四6)."""
    for key, _, need, material in c.uses():
        licences = [name for name in material.covered_by if c.bundle.licences[name].kind == "licence"]
        if not licences or need.mode not in ASKED_FOR or need.result_of:
            continue
        if not set(need.exempt_by) & set(licences) and not reason(need, material):
            text = f"{material.name} 有电子证照，要原件请在 reason 里写明（收存或注销收回），不然写 exempt_by"
            yield c.missing("services", key, text, "requirements", need.id)


@rule("QC-16")
def qc_16_nothing_beyond_the_list(c: Checked) -> Iterator[Problem]:
    """A division adds no paper and no copy beyond the service's list without a basis (种S4 6).

    That a guidance holds only what its services list is checked on the engine's answers: `answers`.
    """
    for key, _, need, material in c.uses():
        national = c.bundle.services[key].requirements if key in c.bundle.services else ()
        added = c.place is not None and need.id not in [n.id for n in national]
        if added and not need.basis:
            text = f"比全国清单多要 {material.name}，没有写依据，请写明或删去"
            yield c.missing("services", key, text, "requirements", need.id)
        if need.copies and not need.basis:
            text = f"{material.name} 要 {need.copies} 份复印件，没有写哪个部门依什么要，请写明或改成 0"
            yield c.missing("services", key, text, "requirements", need.id, "copies")


@rule("QC-32")
def qc_32_promises_name_their_consequences(c: Checked) -> Iterator[Problem]:
    """Who promises is told first: legal liability, revocation, credit record (甘肃省方案 三(四))."""
    for key, _, need, _ in c.uses():
        promises = [("commitment", need.commitment)]
        # Only what the applicant promises; that a sibling's result comes later is nobody's promise.
        if need.deferral is not None and need.deferral.kind == "promised":
            promises.append(("deferral", need.deferral))  # type: ignore[arg-type]
        for part, promise in promises:
            if promise is None:
                continue
            said = f"{getattr(promise, 'template', None) or ''}{promise.consequence or ''}"
            if lacking := [word for word in CONSEQUENCES if word not in said]:
                text = f"承诺以前没有说清 {'、'.join(lacking)}，请写进 consequence"
                yield c.missing("services", key, text, "requirements", need.id, part)


@rule("QC-33")
def qc_33_only_secondary_papers_may_come_later(c: Checked) -> Iterator[Problem]:
    """容缺 is for papers marked as secondary; forms, licences and what is surrendered are not (甘肃省方案，S4 31)."""
    for key, _, need, material in c.uses():
        if need.deferral is None or need.deferral.kind == "sibling_result":
            continue
        here = ("requirements", need.id)
        if need.primary:
            text = f"{material.name} 可以容缺，就要写 primary: false（次要材料）；主要材料请删去 deferral"
            yield c.wrong("services", key, text, *here)
        elif material.kind in CORE_KINDS or need.mode == "surrender":
            yield c.wrong("services", key, f"{material.name} 是主要材料，不能容缺，请删去 deferral", *here)
