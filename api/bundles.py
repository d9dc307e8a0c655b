"""The bundles of this service: the current one, and older ones for conversations that began with them.

A bundle built while the service runs is taken up without a restart: the file `current` then names it, a thread of its
own reads it, and it answers once it stands. Until then, and when it does not read, the one before answers on: an
altered or half-written file is never in service. Only the first one is waited for.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

import structlog

from api.collector import set_aside
from api.errors import Unavailable
from knowledge.bundle import CURRENT, Bundle, load
from knowledge.content.records import CatalogueError

log = structlog.get_logger(__name__)
#: How many bundles stay in memory; the others are read from disk again when a conversation needs them.
KEPT = 8
#: Seconds after which a bundle that could not be read is tried again.
AGAIN = 2.0


class BundleAway(Unavailable):
    type = "bundle-unavailable"
    title = "办事知识还没有备好"
    detail = "办事知识包还没有备好，暂时给不出清单。请稍后再试，急事请打12345。"


@dataclass(frozen=True)
class Refused:
    """A bundle named in `current` that does not read, why, and when it was tried (monotonic seconds)."""

    name: str
    reason: str
    at: float


class Bundles:
    """Reads `DAOBAN_DATA/bundle/`: `<hash>.json`, and `current` naming one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: OrderedDict[str, Bundle] = OrderedDict()
        self._kept_lock = threading.Lock()
        self._loading = threading.Lock()
        self._serving: Bundle | None = None
        self._refused: Refused | None = None
        self._reader: threading.Thread | None = None

    def current(self) -> Bundle:
        """The bundle that answers today; a newly built one follows as soon as it is read. Raises BundleAway."""
        name = self._named()
        serving = self._serving
        if serving is None:
            self._serving = serving = self.by_hash(name)
            set_aside()
        elif name not in ("", serving.hash):
            self._take_up(name)
        return serving

    def by_hash(self, name: str) -> Bundle:
        """One bundle by its hash. Raises BundleAway when it is missing or altered."""
        if bundle := self._remembered(name):
            return bundle
        with self._loading:  # one read at a time; those that are in memory never wait for it
            if bundle := self._remembered(name):
                return bundle
            if not name.isalnum():
                raise BundleAway()
            try:
                bundle = load(self._folder / f"{name}.json")
            except (OSError, ValueError, KeyError, CatalogueError) as error:
                raise BundleAway() from error
            with self._kept_lock:
                self._kept[name] = bundle
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return bundle

    def trouble(self) -> str | None:
        """What an operator should know and do, or None."""
        try:
            self.current()
        except BundleAway as error:
            return f"{self._folder}: {error.__cause__}; run: daoban catalogue build"
        return None

    def warning(self) -> str | None:
        """Why the bundle named in `current` does not answer while another one does, or None."""
        refused = self._refused
        if refused is None or refused.name != self._named():
            return None
        return f"{self._folder}: {refused.name} cannot be read ({refused.reason}); run: daoban catalogue build"

    def _named(self) -> str:
        """What `current` says; empty when there is none but a bundle is already in service. Raises BundleAway."""
        try:
            return (self._folder / CURRENT).read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            if self._serving is not None:
                return ""
            raise BundleAway() from error

    def _remembered(self, name: str) -> Bundle | None:
        serving = self._serving
        if serving is not None and serving.hash == name:
            return serving
        with self._kept_lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def _take_up(self, name: str) -> None:
        """Begin to read the bundle `name` beside the requests, unless that is under way or has just failed."""
        refused = self._refused
        if refused is not None and refused.name == name and time.monotonic() < refused.at + AGAIN:
            return
        with self._kept_lock:
            if self._reader is None or not self._reader.is_alive():
                self._reader = threading.Thread(target=self._read, args=(name,), name="bundle", daemon=True)
                self._reader.start()

    def _read(self, name: str) -> None:
        try:
            self._serving = self.by_hash(name)
        except BundleAway as error:
            reason = type(error.__cause__ or error).__name__
            if self._refused is None or self._refused.name != name:
                log.error("bundle_refused", bundle=name, reason=reason)
            self._refused = Refused(name, reason, time.monotonic())
            return
        self._refused = None
        set_aside()
        log.info("bundle_taken_up", bundle=name)
