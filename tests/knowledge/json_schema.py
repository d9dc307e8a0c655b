"""The part of JSON Schema that the catalogue's schemas use, as a validator. An unknown keyword is an error, not a yes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}
NOTES = {"$schema", "$defs", "title", "description"}


def errors(schema: dict[str, Any], value: Any, root: dict[str, Any] | None = None, path: str = "") -> Iterator[str]:
    """What in `value` the schema does not allow, as `path: keyword`."""
    root = root or schema
    for keyword, wanted in schema.items():
        if keyword in NOTES:
            continue
        if keyword == "$ref":
            yield from errors(root["$defs"][wanted.removeprefix("#/$defs/")], value, root, path)
        elif keyword in ("anyOf", "oneOf"):
            fitting = sum(not any(errors(choice, value, root, path)) for choice in wanted)
            if fitting != 1 if keyword == "oneOf" else not fitting:
                yield f"{path}: {keyword}"
        elif keyword in ("properties", "additionalProperties", "required", "minProperties", "maxProperties"):
            if isinstance(value, dict):
                yield from _object_errors(keyword, schema, value, root, path)
        elif keyword == "items":
            for number, item in enumerate(value if isinstance(value, list) else []):
                yield from errors(wanted, item, root, f"{path}[{number}]")
        elif not _holds(keyword, wanted, value):
            yield f"{path}: {keyword}"


def _object_errors(
    keyword: str, schema: dict[str, Any], value: dict[str, Any], root: dict[str, Any], path: str
) -> Iterator[str]:
    wanted = schema[keyword]
    if keyword == "properties":
        for key in wanted.keys() & value.keys():
            yield from errors(wanted[key], value[key], root, f"{path}.{key}")
    elif keyword == "additionalProperties":
        for key in value.keys() - schema.get("properties", {}).keys():
            if wanted is False:
                yield f"{path}.{key}: additionalProperties"
            else:
                yield from errors(wanted, value[key], root, f"{path}.{key}")
    elif keyword == "required":
        yield from (f"{path}.{key}: required" for key in wanted if key not in value)
    elif not (len(value) >= wanted if keyword == "minProperties" else len(value) <= wanted):
        yield f"{path}: {keyword}"


def _holds(keyword: str, wanted: Any, value: Any) -> bool:
    if keyword == "type":
        kinds = wanted if isinstance(wanted, list) else [wanted]
        return any(isinstance(value, TYPES[kind]) and (kind == "boolean") >= isinstance(value, bool) for kind in kinds)
    if keyword == "enum":
        return any(value == one and isinstance(value, bool) == isinstance(one, bool) for one in wanted)
    if keyword == "pattern":
        return not isinstance(value, str) or bool(re.search(wanted, value))
    if keyword == "minimum":
        return not isinstance(value, (int, float)) or value >= wanted
    if keyword in ("minItems", "maxItems"):
        return not isinstance(value, list) or (len(value) >= wanted if keyword == "minItems" else len(value) <= wanted)
    raise NotImplementedError(keyword)
