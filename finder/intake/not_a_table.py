"""What a file reader raises: the file is not what it claims to be."""

from __future__ import annotations

__all__ = ["NotATable"]


class NotATable(ValueError):
    """A file without a table; its text is the reason, one sentence that follows the file's name."""
