"""The bundles of this service: the current one, and older ones for conversations that began with them."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from api.errors import Unavailable
from knowledge.bundle import CURRENT, Bundle, load

KEPT = 8


class BundleAway(Unavailable):
    type = "bundle-unavailable"
    title = "办事知识还没有备好"
    detail = "办事知识包还没有备好，暂时给不出清单。请稍后再试，急事请打12345。"


class Bundles:
    """Reads `DAOBAN_DATA/bundle/`: `<hash>.json`, and `current` naming one. Keeps the last few in memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: OrderedDict[str, Bundle] = OrderedDict()
        self._lock = threading.Lock()

    def current(self) -> Bundle:
        """The bundle that answers today; a newly built one is taken up at the next call. Raises BundleAway."""
        try:
            name = (self._folder / CURRENT).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BundleAway() from error
        return self.by_hash(name)

    def by_hash(self, name: str) -> Bundle:
        """One bundle by its hash. Raises BundleAway when it is missing or altered."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
            if not name.isalnum():
                raise BundleAway()
            try:
                bundle = load(self._folder / f"{name}.json")
            except (OSError, ValueError) as error:
                raise BundleAway() from error
            self._kept[name] = bundle
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return bundle

    def trouble(self) -> str | None:
        """What an operator should know and do, or None."""
        try:
            self.current()
        except BundleAway as error:
            cause = error.__cause__
            return f"{self._folder}: {cause}; run: daoban catalogue build"
        return None
