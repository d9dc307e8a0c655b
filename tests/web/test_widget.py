"""The widget in a real browser at the real service. Each story is a file of `stories/`, played by `play.mjs`.

Set `DAOBAN_SHOTS` to a folder to keep a picture of every state, `DAOBAN_CHROMIUM` to a browser that is not on PATH.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from deploy.bootstrap import node
from knowledge.bundle import Bundle
from knowledge.guidance import guide
from tests.citizen import TYPED
from tests.servers import CHECKOUT, Server

WEB = CHECKOUT / "clients" / "web"
PHONE, DESKTOP, SMALLEST = (360, 740), (1280, 860), (320, 640)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SECONDS = 180

pytestmark = pytest.mark.browser


def chromium() -> str | None:
    """Path of a Chromium on this machine, or None."""
    return os.environ.get("DAOBAN_CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)


@pytest.fixture(scope="module")
def browser() -> str:
    if (found := chromium()) is None:
        pytest.skip("no Chromium on this machine: install `chromium` (and fonts-noto-cjk) or set DAOBAN_CHROMIUM")
    return found


@pytest.fixture(scope="module")
def site(serve: Callable[..., Server], browser: str) -> Server:
    """The service without a bot, with the widget as it was built."""
    return serve(WIDGET_ORIGINS="*", LIMIT_TURN="1000/minute")


@pytest.fixture(scope="module")
def play(browser: str) -> Callable[..., None]:
    """A function that plays one story in one size of window and fails with what the story says."""
    assert (WEB / "dist" / "widget.js").is_file(), (
        "the widget is not built: `make run`, or npm run build in clients/web"
    )
    assert (WEB / "node_modules" / "playwright-core").is_dir(), "run npm ci in clients/web"
    shots = os.environ.get("DAOBAN_SHOTS")
    if shots:
        Path(shots).mkdir(parents=True, exist_ok=True)

    def run(story: str, site: Server, size: tuple[int, int], **settings: Any) -> None:
        asked = {
            "base": site.url,
            "chromium": browser,
            "width": size[0],
            "height": size[1],
            "shots": shots,
            "typed": TYPED,
            **settings,
        }
        script = ["node", str(CHECKOUT / "tests" / "web" / "play.mjs"), story, json.dumps(asked, ensure_ascii=False)]
        done = subprocess.run(
            script, env=node.environment(), capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
        )
        assert done.returncode == 0, done.stderr[-4000:]

    return run


def facts_of(bundle: Bundle, event: str, region: str) -> dict[str, Any]:
    """What the first persona answers for whom something of this event can be submitted in this region."""
    for persona in bundle.personas.values():
        if persona.event == event and persona.region == region:
            services = guide(bundle, [event], region, persona.facts, datetime.now(ZoneInfo("Asia/Shanghai")).date())[
                "services"
            ]
            if any(service["route"] == "submit" and service["state"] == "yes" for service in services):
                return dict(persona.facts)
    raise AssertionError(f"no persona of {event} in {region} has anything to submit")


@pytest.fixture(scope="module")
def newborn() -> dict[str, Any]:
    from tests.stories.test_citizens_are_served import NEWBORN

    return NEWBORN


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_newborn_is_served_by_buttons_to_a_decided_case(
    play: Callable[..., None], site: Server, newborn: dict[str, Any], size: tuple[int, int]
) -> None:
    play("newborn", site, size, facts=newborn)


def test_the_whole_way_goes_by_keyboard(play: Callable[..., None], site: Server, newborn: dict[str, Any]) -> None:
    play("keyboard", site, DESKTOP, facts=newborn)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_lost_or_counted_twice_when_the_line_breaks(
    play: Callable[..., None], site: Server, size: tuple[int, int]
) -> None:
    play("line", site, size)


def test_a_message_never_becomes_markup(play: Callable[..., None], site: Server) -> None:
    play("text-only", site, PHONE)


def test_a_reload_goes_on_and_erasing_leaves_nothing(
    play: Callable[..., None], site: Server, newborn: dict[str, Any]
) -> None:
    play("again", site, PHONE, facts=newborn)


def test_everything_can_be_answered_in_the_form_view(
    play: Callable[..., None], site: Server, newborn: dict[str, Any]
) -> None:
    play("form-view", site, PHONE, facts=newborn)


def test_large_type_fits_the_smallest_screen(play: Callable[..., None], site: Server, newborn: dict[str, Any]) -> None:
    play("large", site, SMALLEST, facts=newborn)


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_one_script_tag_is_enough_on_a_strict_page(
    play: Callable[..., None], site: Server, size: tuple[int, int]
) -> None:
    play("launcher", site, size)


def test_a_home_is_submitted_when_both_sides_have_confirmed(
    play: Callable[..., None], site: Server, bundle: Bundle
) -> None:
    play("parties", site, DESKTOP, facts=facts_of(bundle, "home_transfer", "360732"))


@pytest.mark.slow
def test_typed_words_are_read_by_the_bot(play: Callable[..., None], serve: Callable[..., Server], bot: Server) -> None:
    play("typed", serve(BOT_URL=bot.url), PHONE)
