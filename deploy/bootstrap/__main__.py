"""python3 -m deploy.bootstrap [service] [dev] [bot] [web] [modules] | lock [--upgrade] | npm ARGUMENT ..."""

from __future__ import annotations

import signal
import sys

if sys.version_info < (3, 9):  # noqa: UP036 - without this an old Python answers with a riddle
    sys.exit("✗ 运行 make 的 Python 太旧，需要 3.9 或更新：make PYTHON=python3.11\n  make needs Python 3.9 or newer")

from . import environment, layout, locks, turnstile, web
from .failure import Failure


def prepare(parts: list[str]) -> None:
    """Bring each named part up to date; silent when it is."""
    for name in ("service", "dev", "bot"):
        if name in parts:
            one = environment.wanted(name)
            if not environment.is_current(one):
                environment.prepare(one)
    if "modules" in parts and web.present():
        web.modules()
    if "web" in parts and web.present():
        web.build()


def main(arguments: list[str]) -> int:
    known = {"service", "dev", "bot", "web", "modules"}
    with turnstile.turn(layout.TOOLS / "bootstrap.lock"):
        if arguments[:1] == ["npm"]:
            prepare(["modules"])
        elif arguments[:1] == ["lock"]:
            locks.write(upgrade="--upgrade" in arguments)
        elif arguments and set(arguments) <= known:
            prepare(arguments)
        else:
            print(__doc__, file=sys.stderr)
            return 2
    return web.npm(arguments[1:]) if arguments[0] == "npm" and web.present() else 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        sys.exit(main(sys.argv[1:]))
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\n已停止；再次运行会接着做 · stopped, run it again to go on", file=sys.stderr)
        sys.exit(130)
