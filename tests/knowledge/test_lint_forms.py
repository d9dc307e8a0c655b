"""Fields that nobody could fill in are refused with one clear message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.check import check_catalogue

from .conftest import FILES

FIELD = "{id: gas_no, name: 燃气户号, type: text, purpose: 核对"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("fields/f.yml", FIELD, f"{FIELD}, prefill: [fact.no_such]", "fact.no_such"),
        ("fields/f.yml", FIELD, f"{FIELD}, prefill: [fact.area.size]", "fact.area.size"),
        ("fields/f.yml", FIELD, f"{FIELD}, prefill: [lookup.el_id]", "lookup.el_id"),
        ("fields/f.yml", FIELD, f"{FIELD}, prefill: [lookup.no_such.name]", "lookup.no_such.name"),
        ("fields/f.yml", FIELD, f"{FIELD}, prefill: [identity]", "identity"),
        ("fields/f.yml", FIELD, f"{FIELD}, prefill: [register.name]", "register.name"),
        ("fields/f.yml", FIELD, f"{FIELD}, per: partner", "没有 partner"),
        ("services/s.yml", "fields: [gas_no]", "fields: [gas_no, {field: gas_no, required: false}]", "写了 2 次"),
    ],
)
def test_it_is_named(catalogue: Callable[..., Path], file: str, old: str, new: str, said: str) -> None:
    assert old in FILES[file]
    changed = FILES[file].replace(old, new)
    _, problems = check_catalogue(catalogue(**{file.replace("/", "__").replace(".yml", "_yml"): changed}))
    assert [said in str(problem) for problem in problems if problem.stops] == [True]


def test_sources_that_exist_pass(catalogue: Callable[..., Path]) -> None:
    sources = "prefill: [identity.phone, lookup.el_id.address, fact.area]"
    changed = FILES["fields/f.yml"].replace(FIELD, f"{FIELD}, {sources}")
    _, problems = check_catalogue(catalogue(fields__f_yml=changed))
    assert [str(problem) for problem in problems if problem.stops] == []
