"""What Alembic runs: the steps, on the connection that finder/desk/database.py gives it."""

from __future__ import annotations

from alembic import context

from finder.desk.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite knows no ALTER of most kinds: tables are made anew there.
    render_as_batch=True,
)
context.run_migrations()
