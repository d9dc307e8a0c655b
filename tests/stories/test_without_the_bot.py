"""The bot is stopped: the same person goes on by buttons and form, on SQLite and on PostgreSQL."""

from __future__ import annotations

from tests.servers import Server
from tests.stories.conftest import Visit
from tests.stories.people import NEWBORN


def test_with_the_bot_stopped_the_same_person_goes_on_by_buttons(visit: Visit, service: Server) -> None:
    citizen = visit(service)
    citizen.say("我媳妇刚生了")
    assert "12345" in citizen.heard()
    citizen.tap_event("newborn")
    citizen.interview(NEWBORN)
    assert citizen.of_type("materials")
    draft = citizen.apply()
    citizen.sign_in("demo_mother")
    citizen.submit_and_follow(citizen.fill(citizen.claim(draft)))
