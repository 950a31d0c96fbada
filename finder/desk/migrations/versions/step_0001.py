"""The first schema of the desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _counted(name: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    op.create_table(name, *columns, sqlite_autoincrement=True)


def upgrade() -> None:
    """Make all tables."""
    _counted(
        "people",
        sa.Column("id", _NUMBER, autoincrement=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("address", sa.String(320), nullable=False, server_default=""),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("left_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("made_by", _NUMBER),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("spent_at", sa.DateTime),
        sa.PrimaryKeyConstraint("token_hash", name="pk_invitations"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_invitations_made_by"),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("person_id", _NUMBER, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("ended_at", sa.DateTime),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_sessions_person_id"),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    _counted(
        "reports",
        sa.Column("number", _NUMBER, autoincrement=True),
        sa.Column("once", sa.String(64), nullable=False),
        sa.Column("person_id", _NUMBER),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("how", sa.String(16), nullable=False),
        sa.Column("learned_on", sa.Date, nullable=False),
        sa.Column("facility_id", sa.String(64), nullable=False),
        sa.Column("care", sa.String(16)),
        sa.Column("program_name", sa.String(300), nullable=False, server_default=""),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("about", _NUMBER),
        sa.PrimaryKeyConstraint("number", name="pk_reports"),
        sa.UniqueConstraint("once", name="uq_reports_once"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_reports_person_id"),
        sa.ForeignKeyConstraint(["about"], ["reports.number"], name="fk_reports_about"),
    )
    op.create_index("ix_reports_facility_id", "reports", ["facility_id"])
    _counted(
        "calls",
        sa.Column("number", _NUMBER, autoincrement=True),
        sa.Column("once", sa.String(64), nullable=False),
        sa.Column("facility_id", sa.String(64), nullable=False),
        sa.Column("person_id", _NUMBER, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("again_on", sa.Date),
        sa.Column("taken_back_at", sa.DateTime),
        sa.PrimaryKeyConstraint("number", name="pk_calls"),
        sa.UniqueConstraint("once", name="uq_calls_once"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_calls_person_id"),
    )
    op.create_index("ix_calls_facility_id", "calls", ["facility_id"])
    op.create_table(
        "holds",
        sa.Column("facility_id", sa.String(64), nullable=False),
        sa.Column("person_id", _NUMBER, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("facility_id", name="pk_holds"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_holds_person_id"),
    )
    _counted(
        "log",
        sa.Column("number", _NUMBER, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("person_id", _NUMBER),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("number", name="pk_log"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_log_person_id"),
    )
