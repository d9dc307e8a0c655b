"""The departments' own case systems: they receive a task, may ask for a correction, accept, work and decide."""

from api.adapters.departments.http import HttpDepartment
from api.adapters.departments.protocol import Department, DepartmentAway, Report, TaskView
from api.adapters.departments.simulator import DepartmentSimulator

__all__ = ["Department", "DepartmentAway", "DepartmentSimulator", "HttpDepartment", "Report", "TaskView"]
