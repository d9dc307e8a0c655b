"""One submission, from request to stored receipt: read and check, then write by compare-and-set, again when it raced."""

from __future__ import annotations

import random
import time

from sqlalchemy.exc import IntegrityError

from api.applications import service, wording
from api.applications.schemas import NewApplication
from api.errors import Problem, Unavailable
from api.house import House
from api.sign_in import service as sign_in

#: A submission that keeps losing against others gives up after this many seconds; the client repeats it.
PATIENCE = 5.0


class Busy(Unavailable):
    type = "submission-busy"
    detail = wording.BUSY


def take(house: House, token: str | None, key: str, body: NewApplication) -> bytes:
    """The receipt as JSON bytes; a key that was answered before gets the same bytes.

    Raises SignInFirst, NotFound, KeyReused, the problems of `checks`, OpenCase, Busy, TooManyRequests.
    """
    give_up = time.monotonic() + PATIENCE
    counted = False
    while True:
        with house.database.reading() as session:
            who = sign_in.required(house, session, token)
            kept = service.key_of(house.cipher, who, key, body)
            stored = service.answered(house.cipher, session, kept)
            if stored is not None:
                return stored
            if not counted:
                house.limits.check("submit", who.ref)
                counted = True
            try:
                prepared = service.prepare(house, session, who, kept, body, token)
            except Problem:
                # The same key may have been answered between the two looks: then that answer is the true one.
                stored = service.answered(house.cipher, session, kept)
                if stored is not None:
                    return stored
                raise
        try:
            with house.database.writing() as session:
                return service.submit(house, session, prepared)
        except (service.Raced, IntegrityError):
            pass  # the same key or the same draft, submitted twice at once: the other one is stored
        if time.monotonic() > give_up:
            raise Busy(retry_after=1)
        time.sleep(random.uniform(0.001, 0.02))  # to fall out of step with a rival
