"""Sign-in, drafts, parties, applications, cases, outbox."""

import sqlalchemy as sa
from alembic import op

from api.models import UtcDateTime

revision = "0002"
down_revision = "0001"

#: The audit chain can only be added to; not even the service itself may change it.
REFUSALS = {
    "sqlite": [
        "create trigger audit_no_update before update on audit begin select raise(abort, 'audit is append-only'); end",
        "create trigger audit_no_delete before delete on audit begin select raise(abort, 'audit is append-only'); end",
    ],
    "postgresql": [
        "create function audit_refuse() returns trigger language plpgsql as $$ begin raise 'audit is append-only'; end $$",
        "create trigger audit_no_change before update or delete on audit for each row execute function audit_refuse()",
        "create trigger audit_no_truncate before truncate on audit for each statement execute function audit_refuse()",
    ],
}


def upgrade() -> None:
    op.create_table(
        "identity_tokens",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("person_ref", sa.String(64), nullable=False),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_identity_tokens_expires_at", "identity_tokens", ["expires_at"])
    _drafts()
    _applications()
    _cases()
    _outbox()
    for statement in REFUSALS[op.get_bind().dialect.name]:
        op.execute(statement)


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column(
            "conversation_id", sa.String(64), sa.ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("open_for", sa.String(64)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("person_ref", sa.String(64)),
        sa.Column("person", sa.LargeBinary),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("case_no", sa.String(40)),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("touched_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("open_for", name="uq_drafts_open_for"),
    )
    op.create_index("ix_drafts_conversation_id", "drafts", ["conversation_id"])
    op.create_table(
        "look_ups",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("whose", sa.String(64), nullable=False),
        sa.Column("query", sa.String(64), nullable=False),
        sa.Column("why", sa.String(64), nullable=False),
        sa.Column("authority", sa.String(64), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("result_digest", sa.String(64)),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_look_ups_whose", "look_ups", ["whose"])
    op.create_table(
        "parties",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("draft_id", sa.String(64), sa.ForeignKey("drafts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("party", sa.String(64), nullable=False),
        sa.Column("link_digest", sa.String(64)),
        sa.Column("link", sa.LargeBinary),
        sa.Column("person_ref", sa.String(64)),
        sa.Column("person", sa.LargeBinary),
        sa.Column("digest", sa.String(64)),
        sa.Column("outline", sa.LargeBinary),
        sa.Column("confirmed_at", UtcDateTime()),
        sa.UniqueConstraint("link_digest", name="uq_parties_link_digest"),
        sa.UniqueConstraint("draft_id", "party", name="uq_parties_draft_id_party"),
        sa.UniqueConstraint("draft_id", "person_ref", name="uq_parties_draft_id_person_ref"),
    )


def _applications() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("case_no", sa.String(40), nullable=False),
        sa.Column("draft_id", sa.String(64), nullable=False),
        sa.Column("person_ref", sa.String(64), nullable=False),
        sa.Column("bundle", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=False),
        sa.UniqueConstraint("case_no", name="uq_applications_case_no"),
        sa.UniqueConstraint("draft_id", name="uq_applications_draft_id"),
    )
    op.create_table(
        "stored_responses",
        sa.Column("key_ref", sa.String(64), primary_key=True),
        sa.Column("request_digest", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "case_counters",
        sa.Column("division", sa.String(6), primary_key=True),
        sa.Column("day", sa.String(8), primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("case_no", sa.String(40), primary_key=True),
        sa.Column("person_ref", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(64)),
        sa.Column("region", sa.String(6), nullable=False),
        sa.Column("bundle", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("audited", sa.Integer, nullable=False),
        sa.Column("audit_hash", sa.String(64), nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_cases_conversation_id", "cases", ["conversation_id"])
    op.create_table(
        "case_people",
        sa.Column("case_no", sa.String(40), sa.ForeignKey("cases.case_no"), primary_key=True),
        sa.Column("person_ref", sa.String(64), primary_key=True),
    )
    op.create_index("ix_case_people_person_ref", "case_people", ["person_ref"])
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(44), primary_key=True),
        sa.Column("case_no", sa.String(40), sa.ForeignKey("cases.case_no"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("due", sa.Date),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
    )
    op.create_index("ix_tasks_case_no", "tasks", ["case_no"])
    op.create_table(
        "task_subjects",
        sa.Column("task_id", sa.String(44), sa.ForeignKey("tasks.id"), primary_key=True),
        sa.Column("ref", sa.String(64), primary_key=True),
    )
    op.create_index("ix_task_subjects_ref", "task_subjects", ["ref"])
    op.create_table(
        "timeline",
        sa.Column("case_no", sa.String(40), sa.ForeignKey("cases.case_no"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("task_id", sa.String(44)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("text", sa.LargeBinary, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("case_no", sa.String(40), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("task_id", sa.String(44)),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("task_id", sa.String(44), nullable=False),
        sa.Column("case_no", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("open", sa.Boolean, nullable=False),
        sa.Column("available_at", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("lease", sa.String(64)),
        sa.Column("lease_until", UtcDateTime()),
        sa.UniqueConstraint("task_id", "kind", "step", name="uq_outbox_task_id_kind_step"),
    )
    op.create_index("ix_outbox_open_available_at", "outbox", ["open", "available_at"])
    op.create_table(
        "reports",
        sa.Column("task_id", sa.String(44), primary_key=True),
        sa.Column("step", sa.Integer, primary_key=True),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("report", sa.LargeBinary, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )


def downgrade() -> None:
    tables = (
        "reports outbox audit timeline task_subjects tasks case_people cases case_counters stored_responses "
        "applications parties look_ups drafts identity_tokens"
    )
    for table in tables.split():
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop function audit_refuse()")
