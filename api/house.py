"""The parts of one running service, and the order in which they come up.

The server answers `/healthz` at once. Keys, migrations and the bundle come up in a thread beside it and are tried
again until they stand; requests that need them wait shortly and are then told to come back.
"""

from __future__ import annotations

import threading
import time

import structlog

from api.bot import Bot
from api.bundles import Bundles
from api.database import Database
from api.encryption import Cipher, KeyTrouble, load_cipher
from api.errors import Starting, Unavailable
from api.key_ring import check_ring
from api.limits import Limits
from api.live import Live
from api.logging import where
from api.migrate import migrate
from api.settings import Settings

log = structlog.get_logger(__name__)
AGAIN = 2.0


class KeysAway(Unavailable):
    type = "keys-unavailable"
    title = "数据密钥缺失"
    detail = "系统打不开已保存的内容，暂时不能办理。没有丢失任何内容，请稍后再试或打12345。"


class House:
    """What every request may use. `cipher` and `database` are there once `ready()` has returned."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.database = Database(settings.database, patience=settings.database_patience)
        self.limits = Limits(settings.limits, settings.redis_url)
        self.live = Live(settings.redis_url)
        self.bundles = Bundles(settings.data / "bundle")
        self.bot = Bot(settings.bot_url, deadline=settings.bot_deadline)
        #: What keeps the service from standing, for operators; empty when it stands.
        self.trouble: dict[str, str] = {"startup": "starting"}
        self._cipher: Cipher | None = None
        self._stands = threading.Event()
        self._closing = threading.Event()

    @property
    def cipher(self) -> Cipher:
        """The cipher. Raises KeysAway while the key ring is missing or does not fit the stored data."""
        if self._cipher is None:
            raise KeysAway()
        return self._cipher

    def ready(self) -> None:
        """Return once keys and tables stand. Raises Starting or KeysAway after `startup_patience` seconds."""
        if self._stands.is_set():
            return
        if "keys" in self.trouble:
            raise KeysAway()  # waiting does not mend it
        if not self._stands.wait(self.settings.startup_patience):
            raise Starting()

    @property
    def stands(self) -> bool:
        """Whether keys and tables stand, without waiting."""
        return self._stands.is_set()

    def open(self) -> None:
        """Begin to come up, in a thread of its own."""
        threading.Thread(target=self._come_up, name="start-up", daemon=True).start()

    def _come_up(self) -> None:
        attempt = 0
        while not self._closing.is_set():
            attempt += 1
            started = time.monotonic()
            step = "keys"
            try:
                cipher = load_cipher(self.settings.data / "keys")
                step = "database"
                migrate(self.database)
                step = "keys"
                check_ring(self.database, cipher)
            except Exception as error:  # any cause is reported and tried again
                self.trouble = {step: str(error) if isinstance(error, KeyTrouble) else type(error).__name__}
                log.error(
                    "not_standing",
                    step=step,
                    attempt=attempt,
                    error=type(error).__name__,
                    reason=str(error) if isinstance(error, KeyTrouble) else None,
                    where=where(error),
                )
                self._closing.wait(AGAIN)
                continue
            self._cipher, self.trouble = cipher, {}
            self._stands.set()
            log.info("standing", ms=round((time.monotonic() - started) * 1000), key=cipher.key_id)
            if trouble := self.bundles.trouble():
                log.error("bundle_missing", reason=trouble)
            return

    def close(self) -> None:
        """Let go of connections."""
        self._closing.set()
        self.bot.close()
        self.database.close()
