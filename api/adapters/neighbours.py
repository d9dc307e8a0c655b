"""Which neighbours this process speaks to: the simulators, or real systems by URL."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from api.adapters.departments import Department, DepartmentSimulator, HttpDepartment
from api.adapters.identity import HttpIdentity, Identity, IdentitySimulator
from api.adapters.lookups import HttpLookups, Lookups, LookupsSimulator


@dataclass(frozen=True)
class Neighbours:
    """The outside systems."""

    identity: Identity
    lookups: Lookups
    departments: Department


def from_env(env: Mapping[str, str]) -> Neighbours:
    """`DAOBAN_IDENTITY_URL`, `DAOBAN_LOOKUPS_URL`, `DAOBAN_DEPARTMENTS_URL`; a simulator where one is not set."""
    identity, lookups = env.get("DAOBAN_IDENTITY_URL"), env.get("DAOBAN_LOOKUPS_URL")
    departments = env.get("DAOBAN_DEPARTMENTS_URL")
    return Neighbours(
        HttpIdentity(identity) if identity else IdentitySimulator(),
        HttpLookups(lookups) if lookups else LookupsSimulator(),
        HttpDepartment(departments) if departments else DepartmentSimulator(),
    )


@cache
def neighbours() -> Neighbours:
    """The neighbours of this process."""
    return from_env(os.environ)
