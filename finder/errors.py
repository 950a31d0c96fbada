"""What can go wrong, as a tree.

    FinderError
    ├── NotUnderstood (ValueError)     a key, code or number of a link
    │   └── PlaceNotFound              a place: unknown, ambiguous or without position
    │       └── TownNotFound           a name that no town has; what it may mean is found if told
    ├── SourceRefused (ValueError)     a source file that is not what it claims to be
    ├── ReferenceRefused (ValueError)  a row of the reference facts that cannot be used
    ├── SettingRefused (ValueError)    a setting of the operator that cannot be used
    └── DirectoryUnreadable (OSError)  a directory folder that cannot be opened

Each carries its data; its text is one sentence that says what to do.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

__all__ = [
    "DirectoryUnreadable",
    "FinderError",
    "NotUnderstood",
    "PlaceNotFound",
    "ReferenceRefused",
    "SettingRefused",
    "SourceRefused",
    "TownNotFound",
    "harmless",
]


def harmless(name: str) -> str:
    """A name as it may be shown on a terminal: what would steer one is written out, as `\\x1b`."""
    return "".join(
        one if one.isprintable() else one.encode("unicode_escape", "surrogatepass").decode()
        for one in name
    )


class FinderError(Exception):
    """Anything that the finder refuses and can explain in one sentence."""


class NotUnderstood(FinderError, ValueError):
    """A value of a link that no criterion understands."""

    def __init__(self, key: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key
        self.value = value
        self.reason = reason


class PlaceNotFound(NotUnderstood):
    """A place that is unknown, ambiguous or without position; `choices` are spellings that work."""

    def __init__(self, value: str, reason: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__("near", value, reason)
        self.choices = choices


class TownNotFound(PlaceNotFound):
    """A town that no gazetteer knows.

    Likely spellings take longer to find than all else of a request, and most refusals are told to
    nobody: so `tell` is asked for the reason and the choices when one of them is read, once.
    """

    def __init__(self, value: str, tell: Callable[[], tuple[str, tuple[str, ...]]]) -> None:
        Exception.__init__(self, value)
        self.key, self.value = "near", value
        self._tell = tell

    @cached_property
    def _told(self) -> tuple[str, tuple[str, ...]]:
        return self._tell()

    @property
    def reason(self) -> str:  # type: ignore[override]
        return self._told[0]

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        return self._told[1]

    def __str__(self) -> str:
        return self.reason


class SourceRefused(FinderError, ValueError):
    """A source that cannot become a directory; nothing was replaced."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{harmless(path)}: {reason}")
        self.path = path
        self.reason = reason


class ReferenceRefused(FinderError, ValueError):
    """A file of reference facts, or one line of it, that cannot be used. line 0: all of it."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        where = f"{harmless(path)}, line {line}" if line else harmless(path)
        super().__init__(f"{where}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


class SettingRefused(FinderError, ValueError):
    """A setting that cannot be used; the text names it and says what it may be."""


class DirectoryUnreadable(FinderError, OSError):
    """A folder that holds no directory, or a damaged one."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"{harmless(folder)}: {reason}")
        self.folder = folder
        self.reason = reason
