"""Conversations, turns, resume codes, hand-offs; keys in use."""

import sqlalchemy as sa
from alembic import op

from api.models import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "keys_in_use",
        sa.Column("id", sa.String(8), primary_key=True),
        sa.Column("first_used_at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
        sa.Column("opening", sa.LargeBinary, nullable=False),
        sa.Column("resumed_at", UtcDateTime()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("touched_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_conversations_touched_at", "conversations", ["touched_at"])
    op.create_table(
        "turns",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("conversation_id", sa.String(64), _conversation(), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("client_msg_id", sa.String(64), nullable=False),
        sa.Column("request_digest", sa.String(64), nullable=False),
        sa.Column("act", sa.LargeBinary, nullable=False),
        sa.Column("reply", sa.LargeBinary, nullable=False),
        sa.Column("model", sa.String(128)),
        sa.Column("bundle", sa.String(64), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("conversation_id", "client_msg_id", name="uq_turns_conversation_id_client_msg_id"),
        sa.UniqueConstraint("conversation_id", "number", name="uq_turns_conversation_id_number"),
    )
    op.create_table(
        "resume_codes",
        sa.Column("locator", sa.String(4), primary_key=True),
        sa.Column("secret_digest", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(64), _conversation(), nullable=False),
        sa.Column("tries_left", sa.Integer, nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_resume_codes_conversation_id", "resume_codes", ["conversation_id"])
    op.create_table(
        "hand_offs",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("conversation_id", sa.String(64), _conversation(), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_hand_offs_conversation_id", "hand_offs", ["conversation_id"])


def _conversation() -> sa.ForeignKey:
    return sa.ForeignKey("conversations.id", ondelete="CASCADE")


def downgrade() -> None:
    for table in ("hand_offs", "resume_codes", "turns", "conversations", "keys_in_use"):
        op.drop_table(table)
