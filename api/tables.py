"""All tables of the service, for migrations. A feature with tables is imported here."""

import importlib
from pathlib import Path

from api.models import Base

for found in sorted(Path(__file__).parent.glob("*/models.py")):
    importlib.import_module(f"api.{found.parent.name}.models")
import api.key_ring  # noqa: E402, F401 - a table outside the features

metadata = Base.metadata
