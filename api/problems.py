"""Problem documents (RFC 9457) for every error a client can meet. Nothing of the request is repeated in them."""

from __future__ import annotations

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api import errors
from api.logging import where

log = structlog.get_logger(__name__)
MEDIA_TYPE = "application/problem+json"
BY_STATUS: dict[int, type[errors.Problem]] = {
    400: errors.BadRequest,
    401: errors.Unauthorized,
    404: errors.NotFound,
    405: errors.MethodNotAllowed,
    413: errors.PayloadTooLarge,
}
#: pydantic's error types in plain words; what is not listed reads 这一项填得不对。
WORDS = {
    "missing": "这一项没有填。",
    "extra_forbidden": "没有这一项，请去掉。",
    "json_invalid": "不是完整的 JSON。",
    "string_type": "这一项应是文字。",
    "string_too_long": "这一项太长了。",
    "string_too_short": "这一项不能空着。",
    "string_pattern_mismatch": "这一项的写法不对。",
    "literal_error": "这一项只能从给出的值里选。",
    "int_type": "这一项应是整数。",
    "dict_type": "这一项应是“名称: 值”的对象。",
    "list_type": "这一项应是列表。",
    "too_long": "这一项太多了。",
    "too_short": "这一项太少了。",
    "date_from_datetime_parsing": "日期请写成 2026-01-31 的样子。",
    "date_parsing": "日期请写成 2026-01-31 的样子。",
    "model_attributes_type": "请求内容应是一个 JSON 对象。",
    "model_type": "请求内容应是一个 JSON 对象。",
}
DOCUMENT: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "examples": ["urn:daoban:problem:not-found"]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "中文，说明下一步怎么做 (what to do next)"},
    },
}


def document(problem: errors.Problem) -> dict[str, Any]:
    """The problem as a JSON object."""
    return {
        "type": f"urn:daoban:problem:{problem.type}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        **problem.extra,
    }


def answer(problem: errors.Problem) -> JSONResponse:
    """The response that carries a problem."""
    return JSONResponse(document(problem), problem.status, problem.headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Answer the expected errors of `app` as problems; `api.middleware` answers the unexpected ones."""
    app.add_exception_handler(errors.Problem, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _problem(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, errors.Problem)
    if error.status >= 500:
        cause = error.__cause__ or error
        log.warning("problem", problem=error.type, error=type(cause).__name__, where=where(cause))
    return answer(error)


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    kind = BY_STATUS.get(error.status_code, errors.Problem)
    problem = kind(headers=dict(error.headers or {}))
    problem.status = error.status_code
    return answer(problem)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(e["type"] == "json_invalid" for e in found):
        return answer(errors.BadRequest())
    items = [{"field": _field(e["loc"]), "detail": _words(e)} for e in found]
    first = items[0]
    named = f"“{first['field']}”：" if first["field"] else ""
    return answer(errors.Unprocessable(f"{named}{first['detail']}请改好再发。", errors=items))


async def unexpected(error: Exception) -> JSONResponse:
    """A defect of ours: logged by place and kind, without any value."""
    log.error("unexpected", error=type(error).__name__, where=where(error))
    return answer(errors.Problem())


def _field(location: tuple[Any, ...]) -> str:
    """`facts.hukou_follow`; the part of the request (body, query, header) is left out."""
    return ".".join(str(part) for part in location[1:])[:100]


def _words(error: dict[str, Any]) -> str:
    if error["type"] == "value_error":  # raised by our own validators, in Chinese
        return str(error["ctx"]["error"])
    return WORDS.get(error["type"], "这一项填得不对。")
