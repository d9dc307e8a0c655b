"""The interface description as a page at /docs: plain HTML from /openapi.json, without any script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "h2{margin-top:2.5rem}h3{font-size:1rem;margin:1.5rem 0 0}code{overflow-wrap:anywhere}"
    "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .6rem;text-align:left;vertical-align:top}"
)
_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def install(app: FastAPI) -> None:
    """Serve the page; it is written once, from the description that the application gives itself."""
    written: list[str] = []

    @app.get("/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        if not written:
            written.append(page(app.openapi()))
        return HTMLResponse(written[0], headers={"content-security-policy": POLICY})


def page(description: dict[str, Any]) -> str:
    """The whole page for an OpenAPI 3.1 description."""
    info = description["info"]
    by_tag: dict[str, list[str]] = {}
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            tag = (operation.get("tags") or ["其他"])[0]
            by_tag.setdefault(tag, []).append("".join(_operation(description, path, method, operation)))
    parts = [f"<h2>{escape(tag)}</h2>{''.join(shown)}" for tag, shown in by_tag.items()]
    title, told = escape(info["title"]), escape(info.get("description", "").strip())
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style><h1>{title}</h1><p>{told}</p>'
        f'<p>机器可读的同一份说明：<a href="/openapi.json">/openapi.json</a></p>{"".join(parts)}</html>'
    )


def _operation(description: dict[str, Any], path: str, method: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f"<h3><code>{method.upper()} {escape(path)}</code>　{escape(operation.get('summary', ''))}</h3>"
    yield f"<p>{escape(operation.get('description', ''))}</p>"
    if operation.get("security"):
        yield "<p>请求头：<code>Authorization: Bearer</code></p>"
    given = [
        (p["name"], p["in"], _type(description, p["schema"]), p.get("required", False))
        for p in operation.get("parameters", [])
    ]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    schema = _resolved(description, body) if body else {}
    given += [
        (name, "body", _type(description, one), name in schema.get("required", []))
        for name, one in schema.get("properties", {}).items()
    ]
    if given:
        yield "<table><tr><th>名称</th><th>位置</th><th>类型</th><th>必填</th></tr>"
        for name, place, kind, required in given:
            yield f"<tr><td><code>{escape(name)}</code></td><td>{place}</td><td>{escape(kind)}</td>"
            yield f"<td>{'是' if required else '否'}</td></tr>"
        yield "</table>"
    yield f"<p>应答：{'、'.join(escape(status) for status in operation.get('responses', {}))}</p>"


def _resolved(description: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found: dict[str, Any] = description["components"]["schemas"][reference.rpartition("/")[2]]
    return found


def _type(description: dict[str, Any], schema: dict[str, Any], depth: int = 0) -> str:
    """A schema in a few words: `string`, `mother | father`, `list of …`."""
    if depth > 4:
        return "…"
    schema = _resolved(description, schema)
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_type(description, one, depth + 1) for one in schema["anyOf"]))
    kind = schema.get("type")
    if kind == "array":
        return f"list of {_type(description, schema.get('items', {}), depth + 1)}"
    if kind == "object" and "properties" in schema:
        return "{" + ", ".join(schema["properties"]) + "}"
    if kind == "object":
        return f"{{name: {_type(description, schema.get('additionalProperties') or {}, depth + 1)}}}"
    return str(kind or "any")
