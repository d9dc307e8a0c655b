"""The bot's private door: `python -m bot.server --port 5065`. Loopback only, for the API alone.

`POST /turn`, `POST /parse`, `GET /health` as in docs/contracts.md section 4. Anything that is not a whole turn is a
problem (RFC 9457) with a status other than 200. No log line holds what a citizen said.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import signal
import sys
from datetime import datetime
from typing import Any

import uvloop  # type: ignore[import-not-found]
from aiohttp import web  # type: ignore[import-not-found]

import bot.quiet  # noqa: F401 - before Rasa
from actions.rasa_action import shelf
from bot.ear import Ear, TurnFailed
from bot.nlu.phrases import index_of
from bot.settings import DEFAULT_PORT
from bot.train import model_path, train

HOST = "127.0.0.1"
MAX_CHARACTERS = 2000
MAX_BODY = 1_000_000
EAR: web.AppKey[Ear] = web.AppKey("ear", Ear)
logger = logging.getLogger("daoban.bot")


class Refused(Exception):
    """A request that is not answered: status and what to do next."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(title)
        self.status, self.title, self.detail = status, title, detail

    def response(self) -> web.Response:
        problem = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return web.json_response(problem, status=self.status, content_type="application/problem+json", dumps=_dumps)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@web.middleware
async def problems(request: web.Request, handler: Any) -> web.StreamResponse:
    """Turn every failure into a problem, logged by its kind alone."""
    try:
        response: web.StreamResponse = await handler(request)
        return response
    except Refused as refused:
        return refused.response()
    except web.HTTPRequestEntityTooLarge:
        return Refused(413, "too large", "内容太长，请缩短后再发").response()
    except web.HTTPException as error:
        return Refused(error.status, error.reason, "没有这个地址或方法").response()
    except TurnFailed as error:
        logger.error("turn failed: %s", error)
        return Refused(500, "turn failed", "这一轮没有办成，请再发一次").response()
    except Exception as error:
        logger.error("unexpected %s at %s", type(error).__name__, request.path)
        return Refused(500, "internal error", "这一轮没有办成，请再发一次").response()


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read())
    except (ValueError, RecursionError):
        raise Refused(400, "not JSON", "请求要用 UTF-8 的 JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "not an object", "请求要是一个 JSON 对象")
    return body


def _text(body: dict[str, Any]) -> str:
    text = body.get("text")
    if not isinstance(text, str):
        raise Refused(422, "text missing", "text 要是文字")
    if len(text) > MAX_CHARACTERS:
        raise Refused(422, "text too long", f"一次最多 {MAX_CHARACTERS} 个字，请分开说")
    # A lone surrogate is no character: nothing after this could write it down.
    return text.encode("utf-8", "replace").decode("utf-8")


async def _state(body: dict[str, Any], *, required: bool) -> dict[str, Any] | None:
    state = body.get("state")
    if state is None and not required:
        return None
    if not isinstance(state, dict):
        raise Refused(422, "state missing", "state 要是一个 JSON 对象")
    if required and not isinstance(state.get("bundle"), str):
        raise Refused(422, "state incomplete", "state 里缺 bundle，请用上一轮交回的 state")
    try:
        await _at_hand(state.get("bundle"))
    except (FileNotFoundError, ValueError, TypeError, AttributeError):
        raise Refused(409, "unknown bundle", "这个知识包这里没有，请先 daoban catalogue build") from None
    return state


async def _at_hand(digest: str | None) -> None:
    """Have a bundle and its phrases in memory; a new one is read in a thread, so that other turns go on meanwhile."""
    if digest is None or not shelf().holds(digest):
        await asyncio.to_thread(lambda: index_of(shelf().bundle(digest)))


def _now(body: dict[str, Any]) -> str:
    now = body.get("now")
    try:
        datetime.fromisoformat(now.replace("Z", "+00:00"))  # type: ignore[union-attr]
    except (AttributeError, ValueError):
        raise Refused(422, "now missing", "now 要是 ISO 8601 的时间") from None
    return str(now)


async def turn(request: web.Request) -> web.Response:
    body = await _body(request)
    text, state, now = _text(body), await _state(body, required=True), _now(body)
    assert state is not None
    ear = request.app[EAR]
    envelope = await ear.turn(text, state, now)
    return web.json_response({**envelope, "model": ear.model, "bundle": envelope["state"]["bundle"]}, dumps=_dumps)


async def parse(request: web.Request) -> web.Response:
    body = await _body(request)
    text, state = _text(body), await _state(body, required=False)
    ear = request.app[EAR]
    act = await ear.hear(text, state, _now(body) if body.get("now") is not None else None)
    answer = {name: act[name] for name in ("act", "confidence", "events", "facts")}
    return web.json_response({**answer, "model": ear.model}, dumps=_dumps)


async def health(request: web.Request) -> web.Response:
    ear = request.app[EAR]
    return web.json_response({"status": "ready", "model": ear.model, "bundle": shelf().current()})


def application(ear: Ear) -> web.Application:
    """Return the application around a loaded `ear`."""
    app = web.Application(middlewares=[problems], client_max_size=MAX_BODY)
    app[EAR] = ear
    app.add_routes([web.post("/turn", turn), web.post("/parse", parse), web.get("/health", health)])
    return app


async def _warm(ear: Ear) -> None:
    """Read the dictionary and the phrases before the first citizen waits for them."""
    await ear.hear("你好")


async def serve(ear: Ear, port: int) -> None:
    await _warm(ear)
    runner = web.AppRunner(application(ear), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, HOST, port)
    await site.start()
    actual = runner.addresses[0][1]
    print(f"对话服务已就绪：http://{HOST}:{actual}", flush=True)
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        pass
    finally:
        await runner.cleanup()


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.server", description="对话服务（只在本机）")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0：任选一个空闲端口")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        model = model_path()
    except FileNotFoundError:
        print("还没有知识包，请先运行 daoban catalogue build", file=sys.stderr)
        return 2
    if not model.exists():
        train(lambda line: print(line, flush=True))
    uvloop.install()
    loop = asyncio.new_event_loop()
    task = loop.create_task(serve(Ear(model), options.port))
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, task.cancel)
    loop.run_until_complete(task)
    return 0


if __name__ == "__main__":
    sys.exit(main())
