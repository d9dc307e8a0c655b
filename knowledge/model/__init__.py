"""The records of the catalogue: what a county official writes, as frozen data.

One class per kind of record; `catalogue/<folder>/*.yml` holds them. Field names are the keys of the YAML.
Every record carries `source` (where the statement comes from) and `verified` (whether somebody has checked it).
"""

from __future__ import annotations

from knowledge.basis import Basis
from knowledge.model.column import ColumnEntry, Listed, NationalList, Stage
from knowledge.model.event import Chapter, Faq, Group, LifeEvent, Overlay, Persona, Policy, ServiceUse
from knowledge.model.fact import Attribute, Fact, Field, Option
from knowledge.model.regime import Correction, LegalRegime, Procedure
from knowledge.model.register import (
    Cancelled,
    Department,
    Law,
    Licence,
    Office,
    Parameter,
    PlaceRole,
    Region,
    Window,
    Year,
)
from knowledge.model.service import (
    Commitment,
    Deadline,
    Deferral,
    Fee,
    FieldUse,
    Jump,
    Material,
    Offline,
    Period,
    RawCondition,
    Requirement,
    Result,
    ServiceItem,
    Statement,
    Time,
    Variant,
)

ROUTES = ("submit", "prefile", "jump", "book", "guide", "by_other", "auto", "duty")
PRESENCES = ("none", "one", "all_parties", "all_in_person", "child")
AGENTS = ("yes", "no", "notarised_or_signed_on_site")
MODES = ("submit", "show", "surrender", "keep", "form", "sent_by_other")
FACT_TYPES = ("bool", "enum", "set", "integer", "money", "date", "region", "text", "persons")
FACT_KINDS = ("fact", "choice", "lookup", "derived")
MATERIAL_KINDS = ("licence", "proof", "contract", "form", "receipt", "photo", "self_made", "result")
DEFERRALS = ("promised", "before_licence", "sibling_result")
COMMITMENTS = ("replaces_proof", "procedure")
LIFECYCLES = ("draft", "review", "published", "implemented", "retired")
#: Office -> how its name ends: county and above, town (street), village (community) (种S4 10).
OFFICES = {"service_center": "政务服务中心", "township_center": "便民服务中心", "village_station": "便民服务站"}
#: The fields of daily life where counters and cash must stay (S4.25).
COUNTER_FIELDS = ("医疗", "社保", "民政", "金融", "电信", "邮政", "信访", "出入境", "生活缴费")
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
    "place_roles": PlaceRole,
    "parameters": Parameter,
    "facts": Fact,
    "fields": Field,
    "materials": Material,
    "services": ServiceItem,
    "events": LifeEvent,
    "calendar": Year,
    "regimes": LegalRegime,
    "cancelled": Cancelled,
    "personas": Persona,
    "stages": Stage,
    "column": ColumnEntry,
    "lists": NationalList,
}
#: Whom a stage, an event or an entry is for.
AUDIENCES = ("person", "business")
#: YAML keys that are Python words or read better otherwise in code.
RENAMED = {"from": "starts", "to": "ends", "class": "topic"}

__all__ = [
    "AGENTS",
    "AUDIENCES",
    "COMMITMENTS",
    "COUNTER_FIELDS",
    "DEFERRALS",
    "FACT_KINDS",
    "FACT_TYPES",
    "FIELD_TYPES",
    "KINDS",
    "LIFECYCLES",
    "MATERIAL_KINDS",
    "MODES",
    "OFFICES",
    "PRESENCES",
    "RENAMED",
    "ROUTES",
    "Attribute",
    "Basis",
    "Cancelled",
    "Chapter",
    "ColumnEntry",
    "Commitment",
    "Correction",
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
    "LegalRegime",
    "Licence",
    "LifeEvent",
    "Listed",
    "Material",
    "NationalList",
    "Office",
    "Offline",
    "Option",
    "Overlay",
    "Parameter",
    "Period",
    "Persona",
    "PlaceRole",
    "Policy",
    "Procedure",
    "RawCondition",
    "Region",
    "Requirement",
    "Result",
    "ServiceItem",
    "ServiceUse",
    "Stage",
    "Statement",
    "Time",
    "Variant",
    "Window",
    "Year",
]
