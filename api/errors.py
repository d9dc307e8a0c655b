"""One tree of errors that know their status. Each becomes an RFC 9457 problem (`api.problems`).

Raise one anywhere below the edge; the transaction of the request is then rolled back. `detail` is Chinese, for the
person who reads it, and says what to do next. Never put a citizen's words, numbers or tokens into it.
"""

from __future__ import annotations

from typing import Any


class Problem(Exception):
    """Base. `extra` becomes members of the problem document, `headers` go to the response."""

    status = 500
    type = "internal"
    title = "系统出错"
    detail = "系统出了点问题，没有保存任何内容。请稍后再试，或打12345。"

    def __init__(self, detail: str | None = None, *, headers: dict[str, str] | None = None, **extra: Any) -> None:
        self.detail = detail or type(self).detail
        self.headers = headers or {}
        self.extra = extra
        super().__init__(self.type)


class BadRequest(Problem):
    status = 400
    type = "bad-request"
    title = "请求读不懂"
    detail = "请求内容不是完整的 JSON，请检查后再发。"


class Unauthorized(Problem):
    status = 401
    type = "unauthorized"
    title = "需要登录"
    detail = "请先登录核验身份，再继续办理。"


class NotFound(Problem):
    """Wrong and foreign answer alike: whoever holds no right to a thing cannot learn that it exists."""

    status = 404
    type = "not-found"
    title = "没有找到"
    detail = "没有找到您要的内容。可能已经删除，或链接、凭证不对。请从首页重新开始。"


class MethodNotAllowed(Problem):
    status = 405
    type = "method-not-allowed"
    title = "不支持这种请求"
    detail = "这个地址不支持这种请求方式，请对照接口说明改用允许的方式。"


class TooSlow(Problem):
    status = 408
    type = "request-timeout"
    title = "请求没有发完"
    detail = "请求迟迟没有发完，已经断开。请检查网络后再发一次。"


class Conflict(Problem):
    """The request meets a newer state, or repeats a key with another body."""

    status = 409
    type = "conflict"
    title = "内容已有变化"
    detail = "内容刚刚有变化，请刷新后再试。"


class PayloadTooLarge(Problem):
    status = 413
    type = "too-large"
    title = "内容太长"
    detail = "一次发来的内容太长了。请分几次说，每次不超过2000字。"


class Unprocessable(Problem):
    """Well-formed, but a value is outside what is possible. `errors` lists {field, detail}."""

    status = 422
    type = "invalid"
    title = "有内容需要改一下"
    detail = "有内容填得不对，请按提示改好再发。"


class TooManyRequests(Problem):
    status = 429
    type = "too-many-requests"
    title = "请求太频繁"
    detail = "请求太频繁了，请稍等一会儿再试。急事请打12345。"


class Unavailable(Problem):
    """Something we depend on is away. Nothing was kept; the same request may be repeated."""

    status = 503
    type = "unavailable"
    title = "暂时不可用"
    detail = "系统正忙，这一步没有保存。请过几秒再试一次，急事请打12345。"

    def __init__(self, detail: str | None = None, *, retry_after: int = 5, **extra: Any) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)}, **extra)


class DatabaseAway(Unavailable):
    type = "database-unavailable"


class BotAway(Unavailable):
    type = "understanding-unavailable"
    detail = "暂时听不懂打字的内容。请改用按钮或表单办理，清单和提交不受影响；也可以打12345。"


class Starting(Unavailable):
    type = "starting"
    title = "正在启动"
    detail = "系统正在启动，请过几秒再试。"
