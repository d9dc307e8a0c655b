"""What passes between the intake and a department: one task out, reports back.

A department sees its own projection of the form and nothing else (design.md section 8).
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, Literal, Protocol, get_args

Stage = Literal["received", "correction", "accepted", "refused", "working", "decided"]
STAGES: frozenset[str] = frozenset(get_args(Stage))


@dataclass(frozen=True)
class TaskView:
    """One task as its department may see it.

    `reports` are the department's own earlier reports in order; `answers` the corrections the applicant has sent
    since, oldest first. `values` is the projection of the merged form: field key -> value; `names`: key -> label.
    `results`: what tasks that had to come first have given, by service; the applicant is never asked for it.
    """

    id: str
    case_no: str
    service: str
    department: str
    values: dict[str, Any]
    names: dict[str, str]
    reports: tuple[Report, ...] = ()
    answers: tuple[dict[str, Any], ...] = ()
    results: dict[str, dict[str, Any]] = dataclasses.field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The task as plain data."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> TaskView:
        """The task that `to_json` gave."""
        reports = tuple(Report(**report) for report in data["reports"])
        return cls(**{**data, "reports": reports, "answers": tuple(data["answers"])})


@dataclass(frozen=True)
class Report:
    """One step a department reports. `text` is what the citizen reads.

    `field` names the form field that a correction is about; `result` what a decision gives.
    """

    stage: Stage
    text: str
    field: str | None = None
    result: dict[str, Any] = dataclasses.field(default_factory=dict)
    demo: bool = False


class DepartmentAway(Exception):
    """The department's system does not answer; the step is tried again later and nothing is lost."""


class Department(Protocol):
    """A department's case system."""

    def step(self, task: TaskView) -> Report | None:
        """Return the department's next report, or None when it waits (for the applicant) or has finished.

        Called with the same task again, it must give the same report: calls are repeated after a crash.
        Raises DepartmentAway.
        """
        ...

    def withdraw(self, task: TaskView) -> None:
        """Tell the department that the applicant takes this task back. May be repeated. Raises DepartmentAway."""
        ...
