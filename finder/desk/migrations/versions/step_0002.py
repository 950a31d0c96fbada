"""Links of facilities and what they answer; what visitors say is wrong."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables; those that are there stay as they are."""
    op.create_table(
        "links",
        sa.Column("number", _NUMBER, autoincrement=True),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("facility_id", sa.String(64), nullable=False),
        sa.Column("made_by", _NUMBER),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime),
        sa.Column("opened_on", sa.Date),
        sa.Column("answered_on", sa.Date),
        sa.PrimaryKeyConstraint("number", name="pk_links"),
        sa.UniqueConstraint("token_hash", name="uq_links_token_hash"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_links_made_by"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_links_facility_id", "links", ["facility_id"])
    op.create_table(
        "proposals",
        sa.Column("number", _NUMBER, autoincrement=True),
        sa.Column("link", _NUMBER, nullable=False),
        sa.Column("facility_id", sa.String(64), nullable=False),
        sa.Column("care", sa.String(16)),
        sa.Column("program_name", sa.String(300), nullable=False, server_default=""),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("fact", sa.String(32), nullable=False, server_default=""),
        sa.Column("cells", sa.JSON, nullable=False),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("given_on", sa.Date, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("why", sa.String(200), nullable=False, server_default=""),
        sa.Column("decided_on", sa.Date),
        sa.Column("person_id", _NUMBER),
        sa.Column("report", _NUMBER),
        sa.PrimaryKeyConstraint("number", name="pk_proposals"),
        sa.ForeignKeyConstraint(["link"], ["links.number"], name="fk_proposals_link"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_proposals_person_id"),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name="fk_proposals_report"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_proposals_facility_id", "proposals", ["facility_id"])
    op.create_table(
        "hints",
        sa.Column("number", _NUMBER, autoincrement=True),
        sa.Column("once", sa.String(64)),
        sa.Column("facility_id", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("care", sa.String(16)),
        sa.Column("words", sa.Text, nullable=False, server_default=""),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("person_id", _NUMBER),
        sa.PrimaryKeyConstraint("number", name="pk_hints"),
        sa.UniqueConstraint("once", name="uq_hints_once"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_hints_person_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_hints_facility_id", "hints", ["facility_id"])
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("value", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secrets"),
    )
