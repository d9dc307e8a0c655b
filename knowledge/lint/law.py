"""Law: every proof, fee and rule stands on a law that is in force (QC-03, 04, 11, 26, 30)."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.parts import bases, texts
from knowledge.lint.rule import rule
from knowledge.model import Requirement, ServiceItem

#: Modes in which somebody is made to bring a paper.
ASKED_FOR = ("submit", "show", "surrender")


def proofs(c: Checked) -> Iterator[tuple[str, ServiceItem, Requirement]]:
    """Requirements that ask a citizen for a proof 证明."""
    for key, service, need, material in c.uses():
        if material.kind == "proof" and need.mode in ASKED_FOR:
            yield key, service, need


@rule("QC-03")
def qc_03_every_proof_has_a_legal_basis(c: Checked) -> Iterator[Problem]:
    """A proof without a law is cancelled (种S1 三7，优化营商环境条例44). An article nobody has checked is a warning."""
    for key, _, need in proofs(c):
        here = ("requirements", need.id)
        if not need.basis:
            yield c.missing("services", key, f"要证明 {need.material} 没有写法律依据，请写明或删去", *here)
        elif not any(basis.article for basis in need.basis):
            yield c.remind("services", key, f"证明 {need.material} 的依据没有条号，核到以前写以当地窗口为准", *here)


@rule("QC-04")
def qc_04_retained_proofs_are_described(c: Checked) -> Iterator[Problem]:
    """Basis (QC-03), asking body, issuing body and how to get it: the four columns of the retained list (种S1 三8)."""
    for key, service, need in proofs(c):
        material = c.bundle.materials[need.material]
        lacking = [
            name
            for name, value in (
                ("issuer（谁开）", material.issuer),
                ("guide（怎么开）", material.guide or material.notes),
                ("department（谁要）", service.department),
            )
            if not value
        ]
        if lacking:
            text = f"保留的证明 {material.name} 还缺 {'、'.join(lacking)}，请在 materials/ 里补上"
            yield c.missing("services", key, text, "requirements", need.id)


@rule("QC-11")
def qc_11_who_writes_a_proof_can_know_it(c: Checked) -> Iterator[Problem]:
    """A proof that its issuer cannot verify is cancelled (种S1 三7)."""
    for name in sorted({need.material for _, _, need in proofs(c)}):
        material = c.bundle.materials[name]
        if material.issuer_can_verify is False:
            yield c.wrong("materials", name, f"{material.issuer}查不实的证明不能要，请删去", "issuer_can_verify")
        elif material.issuer_can_verify is None:
            text = f"没有写 {material.issuer} 能不能查实（issuer_can_verify），请核实后写上"
            yield c.remind("materials", name, text)


@rule("QC-26")
def qc_26_fees_have_a_basis(c: Checked) -> Iterator[Problem]:
    """A fee names its basis, its standard and who pays; otherwise it says 不收费 (amount 0) or where to ask."""
    for key, service in c.services.items():
        for n, fee in enumerate(service.fees):
            lacking = [
                name
                for name, value in (
                    ("basis（依据）", fee.basis),
                    ("payer（谁交）", fee.payer),
                    ("unit（标准）", fee.unit),
                )
                if not value
            ]
            if fee.amount and lacking:
                text = f"收费“{fee.name}”没有写 {'、'.join(lacking)}，请补上"
                yield c.missing("services", key, text, "fees", fee.name)
            elif fee.amount is None and not fee.text:
                text = f"“{fee.name}”收不收费没有说，请写 amount: 0 或说明到哪里问"
                yield c.missing("services", key, text, "fees", str(n))


def _first_shown(c: Checked, record: object) -> str | None:
    """The first day on which the record is shown as it stands: that of publication, or when it or an overlay begins."""
    begins = c.place.epoch.starts if c.place and c.place.epoch else None
    days = (c.on, begins.isoformat() if begins else None, getattr(record, "starts", None))
    return None if c.on is None else max(day for day in days if day)


@rule("QC-30")
def qc_30_laws_are_in_force(c: Checked) -> Iterator[Problem]:
    """What is published rests on law in force on the day of publication; a repealed law is stale on any day.

    A coming law may be announced: where the text itself says from when. What begins later rests on the law of that day.
    """
    for kind in ("services", "events", "facts", "parameters"):
        for key, record in c.of(kind):
            on = _first_shown(c, record)
            for path, basis in bases(record):
                law = c.bundle.laws[basis.law]
                if law.repealed and (c.on is None or law.repealed <= c.on):
                    text = f"依据《{law.name}》{law.repealed} 起失效，请换成现行的"
                    yield c.wrong(kind, key, text, *path, "basis")
                elif law.in_force and on is not None and law.in_force > on:
                    if any(f"{law.in_force[:4]}年" in said for here, said in texts(record) if here[:-1] == path):
                        continue
                    text = f"依据《{law.name}》{law.in_force} 才施行，请换成现行的，或在文字里写明从哪年起"
                    yield c.wrong(kind, key, text, *path, "basis")
