"""argparse that speaks Chinese and raises instead of exiting."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from api.cli import wording
from api.cli.errors import CommandError

WRONG_USE = 2
#: What argparse says (English) -> what we say.
PHRASES = (
    (r"the following arguments are required: (?P<names>.+)", wording.MISSING_ARGUMENT),
    (r"(?:argument .+: )?invalid choice: '?(?P<value>.+?)'? \(choose from (?P<choices>.+)\)", wording.BAD_CHOICE),
    (r"unrecognized arguments: (?P<names>.+)", wording.UNKNOWN_ARGUMENT),
    (r"argument (?P<name>\S+?)(?:/\S+)?: expected one argument", wording.NEEDS_VALUE),
    (r"argument .+: invalid (?P<kind>\S+) value: '?(?P<value>.+?)'?", wording.BAD_VALUE),
)
KINDS = {"int": wording.KIND_NUMBER, "port": wording.KIND_PORT, "day": wording.KIND_DATE}


class Parser(argparse.ArgumentParser):
    """An ArgumentParser with Chinese headings and errors."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", Help)
        super().__init__(add_help=False, allow_abbrev=False, **options)
        self._positionals.title = wording.ARGUMENTS
        self._optionals.title = wording.OPTIONS
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help=wording.HELP_HELP)

    def error(self, message: str) -> NoReturn:
        """Raise CommandError with exit code 2."""
        program = self.prog.split()[0]
        raise CommandError(wording.WRONG_USE.format(detail=chinese(message), program=program), WRONG_USE)


class Help(argparse.RawDescriptionHelpFormatter):
    """Help under 用法 instead of usage."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, f"{wording.USAGE}：" if prefix is None else prefix)


def chinese(message: str) -> str:
    """argparse's complaint in Chinese; unknown ones as they are."""
    for pattern, sentence in PHRASES:
        found = re.fullmatch(pattern, message)
        if found:
            words = found.groupdict()
            if "kind" in words:
                words["kind"] = KINDS.get(words["kind"], words["kind"])
            return sentence.format(**words)
    return message
