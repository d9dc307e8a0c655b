"""JSON Schema (2020-12) of the catalogue, for editors: derived from the record classes, so that it cannot say anything else.

One schema a folder; a file holds one record or a list of them. What a schema cannot say (that an id exists, that a value
is one of a fact's options) `daoban catalogue check` says.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from typing import Any

from knowledge.basis import Basis
from knowledge.condition import ANY_VALUE, COUNTED, GROUP_TESTS, OPERATORS, ORDERED, RESERVED
from knowledge.content.schema_words import FIELDS, FOLDERS, PARTS
from knowledge.model import (
    AGENTS,
    AUDIENCES,
    COUNTER_FIELDS,
    FACT_KINDS,
    FACT_TYPES,
    FIELD_TYPES,
    KINDS,
    LIFECYCLES,
    MODES,
    OFFICES,
    PRESENCES,
    RENAMED,
    ROUTES,
    FieldUse,
    Overlay,
)
from knowledge.model.fact import ATTRIBUTE_TYPES, MOST_PERSONS

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
OVERLAYS = "overlays"
#: Keys that the program fills in; nobody writes them.
MADE = {("Fact", "member_of"), ("Overlay", "division")}
#: The closed vocabularies: (class, key) -> what may stand there.
VOCABULARIES: dict[tuple[str, str], typing.Iterable[Any]] = {
    ("Fact", "kind"): FACT_KINDS,
    ("Fact", "type"): FACT_TYPES,
    ("Fact", "sensitivity"): (0, 1, 2),
    ("Attribute", "type"): ATTRIBUTE_TYPES,
    ("Attribute", "sensitivity"): (0, 1, 2),
    ("Field", "type"): FIELD_TYPES,
    ("Department", "counter_field"): COUNTER_FIELDS,
    ("LifeEvent", "lifecycle"): LIFECYCLES,
    ("LifeEvent", "audience"): AUDIENCES,
    ("Stage", "audience"): AUDIENCES,
    ("ColumnEntry", "audience"): AUDIENCES,
    ("Listed", "audience"): AUDIENCES,
    ("Office", "kind"): OFFICES,
    ("ServiceItem", "route"): ROUTES,
    ("ServiceItem", "presence"): PRESENCES,
    ("ServiceItem", "agent"): AGENTS,
    ("ServiceItem", "counter_field"): COUNTER_FIELDS,
    ("Variant", "route"): ROUTES,
    ("Variant", "presence"): PRESENCES,
    ("Requirement", "mode"): MODES,
}
#: As the YAML reader takes them: a number may stand for text.
PLAIN: dict[type, list[str]] = {str: ["string", "number"], int: ["integer"], float: ["number"], bool: ["boolean"]}
WRITTEN = {name: key for key, name in RENAMED.items()}


def schemas() -> dict[str, Schema]:
    """The schema of every folder of the catalogue, by folder name."""
    return {folder: schema(folder, cls) for folder, cls in (*KINDS.items(), (OVERLAYS, Overlay))}


def schema(folder: str, cls: type) -> Schema:
    """The schema of a file in `folder`, whose records are of class `cls`."""
    parts = _Parts()
    record = parts.reference(cls)
    return {
        "$schema": DIALECT,
        "title": FOLDERS.get(folder, folder),
        "anyOf": [{"type": "array", "items": record}, record],
        "$defs": dict(sorted(parts.definitions.items())),
    }


def text(content: Schema) -> str:
    """The schema as the text of its file."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


class _Parts:
    """Collects the definitions that a schema refers to, each once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def reference(self, cls: type) -> Schema:
        """A reference to the record class, defined when it is first named."""
        if cls.__name__ not in self.definitions:
            self.definitions[cls.__name__] = {}
            self.definitions[cls.__name__] = self._record(cls)
        return {"$ref": f"#/$defs/{cls.__name__}"}

    def _record(self, cls: type) -> Schema:
        hints = typing.get_type_hints(cls)
        properties: dict[str, Schema] = {}
        required: list[str] = []
        for spec in dataclasses.fields(cls):
            if (cls.__name__, spec.name) in MADE:
                continue
            key = WRITTEN.get(spec.name, spec.name)
            must = _is_required(spec, hints[spec.name])
            content = self._field(cls.__name__, spec.name, hints[spec.name])
            properties[key] = content if must else _or_null(content)
            if word := FIELDS.get(f"{cls.__name__}.{key}") or FIELDS.get(key):
                properties[key] = {"description": word, **properties[key]}
            required += [key] if must else []
        record: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        record |= {"required": required} if required else {}
        record = {"description": PARTS[cls.__name__], **record} if cls.__name__ in PARTS else record
        return {"anyOf": [{"type": "string"}, record]} if cls is FieldUse else record

    def _field(self, owner: str, name: str, hint: Any) -> Schema:
        if (owner, name) in VOCABULARIES:
            return {"enum": list(VOCABULARIES[owner, name])}
        if name == "when":
            return self._condition()
        if name == "derive":
            return {"anyOf": [_object({"when": self._condition()}), _object({"days_since": {"type": "string"}})]}
        if name == "prior":
            return PRIOR
        if (owner, name) == ("Fact", "max"):
            return {"type": "number", "description": f"最大值；名单（persons）最多 {MOST_PERSONS} 位"}
        return self._value(hint)

    def _condition(self) -> Schema:
        if "condition" not in self.definitions:
            self.definitions |= grammar(self.reference(Basis))
        return _ref("condition")

    def _value(self, hint: Any) -> Schema:
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, types.UnionType):
            return self._value(args[0])
        if origin is tuple:
            item = self._value(args[0])
            return {"anyOf": [{"type": "array", "items": item}, item]}
        if origin is dict:
            return {"type": "object"} if args[1] is Any else {"type": "object", "additionalProperties": _plain(args[1])}
        if dataclasses.is_dataclass(hint):
            return self.reference(typing.cast(type, hint))
        return {} if hint is Any else _plain(hint)


def _is_required(spec: dataclasses.Field[Any], hint: Any) -> bool:
    absent = spec.default is dataclasses.MISSING and spec.default_factory is dataclasses.MISSING
    return absent and hint not in (dict[str, str], dict[str, int])


def _plain(hint: type) -> Schema:
    kinds = PLAIN[hint]
    return {"type": kinds if len(kinds) > 1 else kinds[0]}


def _or_null(content: Schema) -> Schema:
    """What is not known may be left empty."""
    if not content:
        return content
    if "enum" in content:
        return {**content, "enum": [*content["enum"], None]}
    if "type" in content:
        kinds = content["type"] if isinstance(content["type"], list) else [content["type"]]
        return {**content, "type": [*kinds, "null"]}
    return {"anyOf": [*content.get("anyOf", [content]), {"type": "null"}]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _object(properties: dict[str, Schema], required: list[str] | None = None) -> Schema:
    """A mapping with these keys and no other, all required unless `required` says which."""
    names = list(properties) if required is None else required
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


PRIOR: Schema = {
    "anyOf": [
        {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
        {"type": "array", "items": {"type": "integer"}, "minItems": 1},
    ]
}


def grammar(basis: Schema) -> dict[str, Schema]:
    """The definitions of the language of conditions (`knowledge.condition`); `basis` is a reference to its schema."""
    day = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    scalar = {"type": ["string", "number", "boolean"]}
    figure = {"description": "地方自己定的数字（parameters/ 里的编号）", **_object({"parameter": {"type": "string"}})}
    bound = {"anyOf": [{"type": "number"}, day, _ref("figure")]}
    span = {"type": "array", "items": _ref("bound"), "minItems": 2, "maxItems": 2}
    compared: dict[str, Schema] = {
        **dict.fromkeys(OPERATORS, scalar),
        **dict.fromkeys(ORDERED, _ref("bound")),
        "is": {"anyOf": [scalar, _ref("figure")]},
        "in": {"type": "array", "items": scalar, "minItems": 1},
        "between": span,
        "before": {"anyOf": [day, _ref("figure")]},
        "after": {"anyOf": [day, _ref("figure")]},
    }
    number = {"anyOf": [{"type": "integer", "minimum": 0}, _ref("figure")]}
    counted: dict[str, Schema] = {**dict.fromkeys(COUNTED, number), "between": {**span, "items": number}}
    cases = {"type": "array", "items": _ref("condition"), "minItems": 1}
    words = {"phrase": {"type": "string", "description": "用一句话说明这一条"}}
    laws = {"basis": {"anyOf": [{"type": "array", "items": basis}, basis], "description": "这一条的依据"}}
    return {
        "figure": figure,
        "bound": bound,
        "comparison": _one_of(compared, {**words, **laws}),
        "count": _one_of(counted, {"where": {"description": "只数这样的人；不写就数全部", **_ref("condition")}}),
        "group": {
            "description": "名单条件：有一位（any）、每一位（all）、有几位（count）",
            "type": "object",
            "properties": {kind: _ref("count" if kind == "count" else "condition") for kind in GROUP_TESTS},
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        },
        "test": {"anyOf": [scalar, _ref("comparison"), _ref("group")]},
        "table": {
            "description": f"表格：一行一种情况，一列一个情形；“{ANY_VALUE}”表示不论",
            **_object(
                {
                    "columns": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    "rows": {"type": "array", "items": {"type": "array", "items": _ref("test")}, "minItems": 1},
                }
            ),
        },
        "condition": {
            "description": f"条件：{'、'.join(RESERVED)} 之一，或一个情形的编号和它的比较",
            "type": "object",
            "properties": {"all": cases, "any": cases, "not": _ref("condition"), "table": _ref("table")},
            "additionalProperties": _ref("test"),
            "minProperties": 1,
            "maxProperties": 1,
        },
    }


def _one_of(compared: dict[str, Schema], beside: dict[str, Schema]) -> Schema:
    """Exactly one of the comparisons, with what may stand beside it."""
    choices = [{"required": [operator]} for operator in compared]
    return {**_object({**compared, **beside}, required=[]), "oneOf": choices}
