"""SIMULATOR of the departments: receives, here and there asks for a correction, accepts, works, decides.

It keeps nothing: the next report follows from the reports so far, so a repeated call repeats the report. Which
service asks back about which field stands in `corrections.yml`. Everything it says is marked 演示.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from api.adapters.departments.protocol import Report, Stage, TaskView

CORRECTIONS = Path(__file__).with_name("corrections.yml")
MARK = "（演示，无法律效力）"


class DepartmentSimulator:
    """Plays every department. Times between steps are the caller's."""

    def __init__(self, path: Path = CORRECTIONS) -> None:
        self._asks: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}

    def step(self, task: TaskView) -> Report | None:
        stages = [report.stage for report in task.reports]
        if not stages:
            return _report("received", "部门已收到您的申请，正在看材料。")
        last = stages[-1]
        if last == "received":
            key = self._key(task)
            if key is not None:
                return _report("correction", self._asks[task.service]["text"], field=key)
            return _report("accepted", "材料齐全，已受理，开始计时。")
        if last == "correction":
            if len(task.answers) < stages.count("correction"):
                return None
            return _report("accepted", "补正的内容收到了，已受理，开始计时。")
        if last == "accepted":
            return _report("working", "正在审核。")
        if last == "working":
            return _report("decided", "已办结。", result={"outcome": "granted"})
        return None

    def withdraw(self, task: TaskView) -> None:
        """It keeps nothing, so there is nothing to take back."""

    def _key(self, task: TaskView) -> str | None:
        """The key of the field to ask back about: the first of a repeated one; None when nothing is asked."""
        ask = self._asks.get(task.service)
        wanted = ask["field"] if ask else None
        return next((key for key in task.values if wanted in (key, key.partition("[")[0])), None)


def _report(stage: Stage, text: str, **more: Any) -> Report:
    return Report(stage, text + MARK, demo=True, **more)
