"""Runs one tool under a step; its output goes to a log and is shown only when it fails."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import layout
from .failure import Failure
from .step import Step

LAST_LINES = 15
NETWORK_SIGNS = (
    "dns error",
    "resolve",
    "connect",
    "timed out",
    "timeout",
    "network",
    "ENOTFOUND",
    "ECONN",
    "certificate",
)


def run(
    title: str,
    arguments: Sequence[object],
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    remedy: str = "",
) -> None:
    """Wait for the tool; raises Failure with the end of its output when it does not end well."""
    words = [str(argument) for argument in arguments]
    layout.LOGS.mkdir(parents=True, exist_ok=True)
    log = layout.LOGS / f"{Path(words[0]).name}.log"
    with Step(title) as step:
        with log.open("wb") as output:
            process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environment) if environment is not None else None,
                cwd=str(folder or layout.ROOT),
            )
            code = _wait(process, step)
        text = log.read_text("utf-8", "replace")
        if code:
            raise Failure(
                f"{title}：没有成功",
                f"{' '.join(words[:4])} … ended with status {code}",
                remedy=remedy or _remedy(text),
                output="\n".join(text.splitlines()[-LAST_LINES:]),
            )


def _wait(process: subprocess.Popen[bytes], step: Step) -> int:
    try:
        while True:
            try:
                return process.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                step.tick()
    except BaseException:
        # Left alone it would go on writing into an environment that the next run believes to be its own.
        process.terminate()
        process.wait()
        raise


def _remedy(output: str) -> str:
    if any(sign in output for sign in NETWORK_SIGNS):
        return "检查网络或代理后再运行一次；已下载的不会重下 (check the network or proxy, then run it again)"
    return "照上面的提示处理后再运行一次 (see the lines above, then run it again)"
