"""Settings of one service process, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Where things lie and how patient the service is. Times are seconds."""

    data: Path = CHECKOUT / ".daoban"
    database_url: str = ""
    redis_url: str | None = None
    bot_url: str = "http://127.0.0.1:5065"
    host: str = "127.0.0.1"
    port: int = 8000
    demo_pace: float = 2.0
    #: Built web client (index.html, party.html, widget.js, assets/).
    web: Path = CHECKOUT / "clients" / "web" / "dist"
    #: Origins whose pages may embed the widget; "*" for any. Empty: this origin only.
    widget_origins: tuple[str, ...] = ()
    #: The bot has this long for one turn; database waits come on top and the sum stays under 8 s.
    bot_deadline: float = 3.5
    #: Longest wait for a lock or an answer of the database.
    database_patience: float = 3.0
    #: A request waits this long for start-up (keys, migrations, bundle) before it is told to come back.
    startup_patience: float = 5.0
    #: Requests at the same time that may work in threads.
    threads: int = 100
    #: Conversations nobody has touched for this many days are erased.
    retention_days: int = 30
    #: Limits by name, in the notation of the `limits` library.
    limits: Mapping[str, str] = field(
        default_factory=lambda: {
            "conversation": "120/minute",  # new conversations of one address (a window hall shares one)
            "turn": "60/minute",  # turns of one conversation
            "resume": "10/10 minutes",  # resume attempts of one address
            "compute": "300/minute",  # guidance and understand of one address
            "sign_in": "30/minute",  # sign-ins of one address
            "submit": "30/minute",  # submissions of one person
        }
    )

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read `DAOBAN_*`. Raises ValueError with the name of a variable that does not read."""
        env = os.environ if env is None else env
        data = Path(env.get("DAOBAN_DATA") or cls.data).resolve()
        limits = dict(cls().limits)
        for name in limits:
            limits[name] = env.get(f"DAOBAN_LIMIT_{name.upper()}") or limits[name]
        return cls(
            data=data,
            database_url=env.get("DAOBAN_DATABASE_URL") or f"sqlite:///{data / 'daoban.sqlite3'}",
            redis_url=env.get("DAOBAN_REDIS_URL") or None,
            bot_url=(env.get("DAOBAN_BOT_URL") or cls.bot_url).rstrip("/"),
            host=env.get("DAOBAN_HOST") or cls.host,
            port=int(_number(env, "DAOBAN_PORT", cls.port)),
            demo_pace=_number(env, "DAOBAN_DEMO_PACE", cls.demo_pace),
            web=Path(env.get("DAOBAN_WEB") or cls.web),
            widget_origins=tuple(
                origin.strip() for origin in env.get("DAOBAN_WIDGET_ORIGINS", "").split(",") if origin.strip()
            ),
            retention_days=int(_number(env, "DAOBAN_RETENTION_DAYS", cls.retention_days)),
            limits=limits,
        )

    @property
    def database(self) -> str:
        """The database URL, SQLite in the data folder when none is given."""
        return self.database_url or f"sqlite:///{self.data / 'daoban.sqlite3'}"


def _number(env: Mapping[str, str], name: str, default: float) -> float:
    text = env.get(name)
    if not text:
        return default
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{name} must be a number, not {text!r}") from None
