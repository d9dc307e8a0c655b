"""Understanding without a server: `python -m bot.understand "..."`, or `--jsonl` for lines `{"text"}` on standard input.

A line comes back as it was, plus `act`, `confidence`, `events` [{id, score}] and `facts` [{fact, value}]. A line may
carry `state` and `now` as in docs/contracts.md section 4.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from typing import Any

import bot.quiet  # noqa: F401 - before Rasa
from bot.nlu.cleaning import MAX_CHARACTERS
from bot.train import model_path, train

#: Seconds after which progress is shown on the error stream.
PROGRESS_EVERY = 2.0


async def understand(ear: Any, line: dict[str, Any]) -> dict[str, Any]:
    """Return `line` with what was understood of its text. Raises ValueError for a line without one."""
    text = line.get("text")
    if not isinstance(text, str):
        raise ValueError("每行要有 text")
    act = await ear.hear(text[:MAX_CHARACTERS], line.get("state"), line.get("now"))
    facts = [{"fact": fact["fact"], "value": fact["value"]} for fact in act["facts"]]
    return {**line, "act": act["act"], "confidence": act["confidence"], "events": act["events"], "facts": facts}


async def _lines(ear: Any) -> int:
    failed, done, shown = 0, 0, time.monotonic()
    for number, raw in enumerate(sys.stdin, start=1):
        if not raw.strip():
            continue
        try:
            line = json.loads(raw)
            result = await understand(ear, line if isinstance(line, dict) else {})
        except ValueError as error:
            failed += 1
            result = {"error": f"第 {number} 行读不出来：{error}"}
        print(json.dumps(result, ensure_ascii=False), flush=True)
        done += 1
        if time.monotonic() - shown > PROGRESS_EVERY:
            print(f"已读 {done} 行", file=sys.stderr, flush=True)
            shown = time.monotonic()
    return 1 if failed else 0


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.understand", description="听懂一句话")
    parser.add_argument("text", nargs="?", help="一句话")
    parser.add_argument("--jsonl", action="store_true", help="从标准输入逐行读 JSON")
    options = parser.parse_args(arguments)
    if not options.jsonl and options.text is None:
        parser.error("请给一句话，或用 --jsonl")
    try:
        model = model_path()
    except FileNotFoundError:
        print("还没有知识包，请先运行 daoban catalogue build", file=sys.stderr)
        return 2
    if not model.exists():
        train(_say)
    else:
        _say("正在载入模型（约 8 秒）……")
    from bot.ear import Ear

    ear = Ear(model)
    if options.jsonl:
        return asyncio.run(_lines(ear))
    print(json.dumps(asyncio.run(understand(ear, {"text": options.text})), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
