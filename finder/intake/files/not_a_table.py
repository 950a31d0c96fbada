"""What a file reader raises: the file is not what it claims to be."""

from __future__ import annotations

from finder.locale import _

__all__ = ["MOST_ROWS", "NotATable", "too_many_rows"]

# A hundred times the national directory with all its programs.
MOST_ROWS = 3_000_000


class NotATable(ValueError):
    """A file without a table; its text is the reason, one sentence that follows the file's name."""


def too_many_rows() -> str:
    """The reason against a table of more than MOST_ROWS rows."""
    reason = _("has more than {n} rows; no directory has: leave out what is not a program")
    return reason.format(n=f"{MOST_ROWS:,}")
