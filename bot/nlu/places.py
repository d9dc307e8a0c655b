"""Which region a text names: the finest division of the bundle whose name is in it."""

from __future__ import annotations

import re

from knowledge.bundle import Bundle

_LEVELS = ("nation", "province", "city", "county")
_KIND = re.compile(r"(?:省|市|县|区|自治州|州)$")


def named_region(bundle: Bundle, text: str) -> str | None:
    """Return the code of the one finest region named in `text`, None for none or for several."""
    named = [
        region
        for region in bundle.regions.values()
        if region.level != "nation"
        and any(len(name) >= 2 and name in text for name in (region.name, region.full_name, _KIND.sub("", region.name)))
    ]
    if not named:
        return None
    finest = max(_LEVELS.index(region.level) for region in named)
    codes = {region.code for region in named if _LEVELS.index(region.level) == finest}
    return codes.pop() if len(codes) == 1 else None
