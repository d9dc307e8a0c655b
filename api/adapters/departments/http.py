"""A department's real case system over HTTP.

`PUT {base}/tasks/{id}` with the task's projection (idempotent: the id is ours) -> the reports so far; the next one
that we do not have yet is returned. `DELETE {base}/tasks/{id}` takes the task back; 404 counts as done.
"""

from __future__ import annotations

import httpx

from api.adapters.departments.protocol import STAGES, DepartmentAway, Report, TaskView


class HttpDepartment:
    """Speaks to the system at `base`; `client` carries its certificate and time limits."""

    def __init__(self, base: str, client: httpx.Client | None = None) -> None:
        self._client = client or httpx.Client(timeout=10.0, trust_env=False)
        self._base = base.rstrip("/")

    def step(self, task: TaskView) -> Report | None:
        try:
            response = self._client.put(f"{self._base}/tasks/{task.id}", json=task.to_json())
            response.raise_for_status()
            reports = response.json()["reports"]
            if len(reports) <= len(task.reports):
                return None
            body = reports[len(task.reports)]
            if body["stage"] not in STAGES or not isinstance(body["text"], str):
                raise ValueError("not a report")
            return Report(body["stage"], body["text"], body.get("field"), body.get("result") or {}, demo=False)
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise DepartmentAway(type(error).__name__) from error

    def withdraw(self, task: TaskView) -> None:
        try:
            response = self._client.delete(f"{self._base}/tasks/{task.id}")
            if response.status_code != 404:
                response.raise_for_status()
        except httpx.HTTPError as error:
            raise DepartmentAway(type(error).__name__) from error
