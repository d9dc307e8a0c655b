"""The cycle collector and what is here to stay.

A bundle and what is worked out from it are many objects that live as long as the process. A full collection walks them
all and stalls an answer for 50 to 200 ms (measured), to find next to nothing: answers leave no cycles behind.
"""

from __future__ import annotations

import gc

#: Net new objects before a young collection, young ones before a middle one, middle ones before a full one.
THRESHOLDS = (2_000, 100, 200)


def set_aside() -> None:
    """Collect what an earlier bundle left behind, then leave alone all that is there now; collect seldom from here on."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
