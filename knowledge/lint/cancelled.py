"""What has been cancelled does not come back (QC-12), and the list of it fits the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.rule import name, rule
from knowledge.model import Cancelled


@name
def cancelled_references(c: Checked) -> Iterator[Problem]:
    """What the list of cancelled papers names exists, and it says by what they are known."""
    for key, gone in c.of("cancelled"):
        for folder in ("materials", "services", "events"):
            for named in getattr(gone, folder):
                if named not in getattr(c.bundle, folder):
                    yield c.wrong("cancelled", key, f"提到的 {named} 在 {folder}/ 里没有，请补上或改正编号", folder)
        for basis in gone.basis:
            if basis.law not in c.bundle.laws:
                yield c.wrong("cancelled", key, f"提到的 {basis.law} 在 laws/ 里没有，请补上那一条或改正编号", "basis")
        if not gone.words and not gone.materials:
            yield c.wrong("cancelled", key, "没有写 words 或 materials，认不出是哪一样，请写上")


@rule("QC-12")
def qc_12_nothing_cancelled_is_asked_for(c: Checked) -> Iterator[Problem]:
    """Papers and approvals that were cancelled do not come back (种S1 七18)."""
    for gone in c.bundle.cancelled.values():
        said = f"“{gone.name}”已经取消，不能再要：{gone.instead}"
        for key, _, need, material in c.uses():
            if not _concerns(c, gone, key):
                continue
            if need.material in gone.materials or _named(gone, material.name):
                yield c.wrong("services", key, said, "requirements", need.id)
            for licence in need.exempt_by:
                if _named(gone, c.bundle.licences[licence].name):
                    yield c.wrong("services", key, said, "requirements", need.id, "exempt_by")
        for key, service in c.services.items():
            if _concerns(c, gone, key) and _named(gone, service.name):
                yield c.wrong("services", key, said, "name")


def _concerns(c: Checked, gone: Cancelled, service: str) -> bool:
    """Whether something cancelled is cancelled for this service."""
    if gone.services or gone.events:
        joined = {use.service for event in gone.events for use in c.view.events[event].services}
        return service in gone.services or service in joined
    return True


def _named(gone: Cancelled, name: str) -> bool:
    return any(word in name for word in gone.words)
