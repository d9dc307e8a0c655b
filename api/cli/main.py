"""`daoban`: find the command, run it, turn whatever goes wrong into one clear line."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

from api.cli import catalogue, chat, guide, places, proof, serve, train, understand, wording
from api.cli.errors import CommandError
from api.cli.parser import Parser

COMMANDS = (serve, chat, guide, understand, catalogue, proof, train)
INTERRUPTED = 130


def parser() -> Parser:
    """The whole command line. Each command module has `register(commands)` and `run(arguments) -> exit code`."""
    top = Parser(prog="daoban", description=wording.PROGRAM, epilog=wording.EPILOG)
    commands = top.add_subparsers(dest="command", metavar=wording.COMMANDS, title=wording.COMMANDS, required=True)
    for module in COMMANDS:
        module.register(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 1 could not, 2 wrongly used."""
    try:
        arguments = parser().parse_args(argv)
        return int(arguments.run(arguments))
    except CommandError as error:
        print(error, file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        print(f"\n{wording.INTERRUPTED}", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has seen enough; Python would complain again while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the citizen sees a line, the log the rest
        log = places.log("daoban")
        log.write_text(traceback.format_exc(), encoding="utf-8")
        print(wording.UNEXPECTED.format(name=type(error).__name__, detail=error, log=log), file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
