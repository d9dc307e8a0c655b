"""Which keys have sealed something in this database, so that a lost key ring is noticed before it is replaced."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from api.clock import now
from api.database import Database
from api.encryption import Cipher, KeyTrouble
from api.models import Base, UtcDateTime


class KeyInUse(Base):
    """A key id that has been used to seal; never the key."""

    __tablename__ = "keys_in_use"

    id: Mapped[str] = mapped_column(String(8), primary_key=True)
    first_used_at: Mapped[datetime] = mapped_column(UtcDateTime)


def check_ring(database: Database, cipher: Cipher) -> None:
    """Note the sealing key. Raises KeyTrouble when stored data needs a key that the ring does not hold."""
    with database.reading() as session:
        used = set(session.scalars(select(KeyInUse.id)))
    if missing := used - cipher.key_ids:
        raise KeyTrouble(
            f"the database holds data sealed with key {', '.join(sorted(missing))}, which the key ring lacks; "
            "put the ring of this database back into DAOBAN_DATA/keys/data.json"
        )
    if cipher.key_id in used:
        return
    try:
        with database.writing() as session:
            session.add(KeyInUse(id=cipher.key_id, first_used_at=now()))
    except IntegrityError:
        pass  # another process noted the same key
