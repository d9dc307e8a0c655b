"""Where things lie in the checkout."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".tools"
LOGS = TOOLS / "logs"
REQUIREMENTS = ROOT / "requirements"
CLIENTS = ROOT / "clients"
WEB = CLIENTS / "web"
