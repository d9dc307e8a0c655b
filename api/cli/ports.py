"""Ports: is this one free, which one is."""

from __future__ import annotations

import errno
import socket

from api.cli import wording
from api.cli.errors import CommandError


def checked(host: str, port: int) -> int:
    """`port` when it can be listened on, a free one for 0. Raises CommandError when it is taken or not usable."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # As servers do: a port whose last connections are still closing is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CommandError(wording.PORT_IN_USE.format(host=host, port=port)) from None
        detail = error.strerror or str(error)
        raise CommandError(wording.ADDRESS_UNUSABLE.format(host=host, port=port, detail=detail)) from None


def free() -> int:
    """A port of the loopback address that nobody uses now."""
    return checked("127.0.0.1", 0)
