"""The records of the catalogue: what a county official writes, as frozen data.

One class per kind of record; `catalogue/<folder>/*.yml` holds them. Field names are the keys of the YAML.
Every record carries `source` (where the statement comes from) and `verified` (whether somebody has checked it).
"""

from __future__ import annotations

from knowledge.model.event import Chapter, Faq, Group, LifeEvent, Overlay, Persona, Policy, ServiceUse
from knowledge.model.fact import Fact, Field, Option
from knowledge.model.register import Basis, Department, Law, Licence, Office, Parameter, Region, Year
from knowledge.model.service import (
    Commitment,
    Deadline,
    Deferral,
    Fee,
    FieldUse,
    Jump,
    Material,
    Offline,
    RawCondition,
    Requirement,
    Result,
    ServiceItem,
    Statement,
    Time,
    Variant,
)

ROUTES = ("submit", "prefile", "jump", "book", "guide", "by_other", "auto", "duty")
PRESENCES = ("none", "one", "all_parties", "child")
AGENTS = ("yes", "no", "notarised_or_signed_on_site")
MODES = ("submit", "show", "surrender", "keep", "form", "sent_by_other")
FACT_TYPES = ("bool", "enum", "set", "integer", "money", "date", "region", "text")
FACT_KINDS = ("fact", "choice", "lookup", "derived")
FIELD_TYPES = [
    "text",
    "id_number",
    "phone",
    "date",
    "datetime",
    "enum",
    "integer",
    "money",
    "address",
    "bank_account",
    "credit_code",
    "region",
    "property_no",
]

#: Folder of the catalogue -> record class.
KINDS: dict[str, type] = {
    "laws": Law,
    "departments": Department,
    "licences": Licence,
    "regions": Region,
    "parameters": Parameter,
    "facts": Fact,
    "fields": Field,
    "materials": Material,
    "services": ServiceItem,
    "events": LifeEvent,
    "calendar": Year,
    "personas": Persona,
}
#: YAML keys that are Python words or read better otherwise in code.
RENAMED = {"from": "starts", "class": "topic"}

__all__ = [
    "AGENTS",
    "FACT_KINDS",
    "FACT_TYPES",
    "FIELD_TYPES",
    "KINDS",
    "MODES",
    "PRESENCES",
    "RENAMED",
    "ROUTES",
    "Basis",
    "Chapter",
    "Commitment",
    "Deadline",
    "Deferral",
    "Department",
    "Fact",
    "Faq",
    "Fee",
    "Field",
    "FieldUse",
    "Group",
    "Jump",
    "Law",
    "Licence",
    "LifeEvent",
    "Material",
    "Office",
    "Offline",
    "Option",
    "Overlay",
    "Parameter",
    "Persona",
    "Policy",
    "RawCondition",
    "Region",
    "Requirement",
    "Result",
    "ServiceItem",
    "ServiceUse",
    "Statement",
    "Time",
    "Variant",
    "Year",
]
