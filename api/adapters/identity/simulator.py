"""SIMULATOR of the identity platform: the 演示 persons of `people.yml`, nobody else."""

from __future__ import annotations

from pathlib import Path

import yaml

from api.adapters.identity.protocol import NotVerified, VerifiedPerson

PEOPLE = Path(__file__).with_name("people.yml")


class IdentitySimulator:
    """Confirms demo persons by their id. Never mixed with a real platform."""

    def __init__(self, path: Path = PEOPLE) -> None:
        records = yaml.safe_load(path.read_text(encoding="utf-8"))
        self._people = {
            r["id"]: VerifiedPerson(subject=f"demo:{r['id']}", demo=True, **{k: v for k, v in r.items() if k != "id"})
            for r in records
        }

    def people(self) -> list[dict[str, str]]:
        return [{"id": key, "name": person.name} for key, person in self._people.items()]

    def verify(self, proof: str) -> VerifiedPerson:
        if proof not in self._people:
            raise NotVerified(proof)
        return self._people[proof]
