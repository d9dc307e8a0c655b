"""Silence for what Rasa and TensorFlow say at every start. Import this before either of them."""

from __future__ import annotations

import logging
import os
import warnings
from typing import Any

_ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "CUDA_VISIBLE_DEVICES": "-1",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    # One thread each: the models are small, and a pool of threads only costs memory.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "TQDM_DISABLE": "1",
}
_LOUD = (
    "rasa",
    "rasa_sdk",
    "matplotlib",
    "apscheduler",
    "asyncio",
    "jieba",
    "tensorflow",
    "absl",
    "urllib3",
    "aiohttp",
)

for _name, _value in _ENVIRONMENT.items():
    os.environ.setdefault(_name, _value)
warnings.simplefilter("ignore")
_show = warnings.showwarning


def _show_all_but_deprecations(message: Any, category: type[Warning], *where: Any, **more: Any) -> None:
    # Libraries switch their own filters back on while they are imported; pyparsing's warnings are user warnings.
    if not issubclass(category, (DeprecationWarning, PendingDeprecationWarning, FutureWarning)):
        _show(message, category, *where, **more)


warnings.showwarning = _show_all_but_deprecations


def hush(level: int = logging.WARNING) -> None:
    """Set the log levels. No level prints what a citizen said: Rasa's debug lines, which would, are off."""
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(level)
    for name in _LOUD:
        logging.getLogger(name).setLevel(level)
    # It prints the exception of an action, and with it whatever the action held; the server reports the kind itself.
    logging.getLogger("rasa.core.processor").setLevel(logging.CRITICAL)
