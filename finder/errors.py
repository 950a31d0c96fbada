"""What can go wrong, as a tree.

    FinderError
    ├── NotUnderstood (ValueError)     a key, code or number of a link
    │   └── PlaceNotFound              a place: unknown, ambiguous or without position
    ├── SourceRefused (ValueError)     a source file that is not what it claims to be
    ├── ReferenceRefused (ValueError)  a row of the reference facts that cannot be used
    ├── SettingRefused (ValueError)    a setting of the operator that cannot be used
    ├── DeskRefused (ValueError)       a report, or a database, that the desk cannot take
    ├── DeskAway (OSError)             a database of the desk that does not answer
    └── DirectoryUnreadable (OSError)  a directory folder that cannot be opened

Each carries its data; its text is one sentence that says what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from finder.locale import _

__all__ = [
    "DeskAway",
    "DeskRefused",
    "DirectoryUnreadable",
    "FinderError",
    "NotUnderstood",
    "PlaceNotFound",
    "ReferenceRefused",
    "SettingRefused",
    "SourceRefused",
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
        self._reason = reason

    @property
    def reason(self) -> str:
        """One sentence or two: what was not understood, and what to do."""
        return self._reason

    def __str__(self) -> str:
        return self.reason


class PlaceNotFound(NotUnderstood):
    """A place that is unknown, ambiguous or without position; `choices` are spellings that work.

    likely: finds the choices when they are first asked for; of many texts that one request brings
    only those are looked for that it shows.
    """

    def __init__(
        self,
        value: str,
        reason: str,
        choices: tuple[str, ...] = (),
        *,
        key: str = "near",
        likely: Callable[[], tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(key, value, reason)
        self._choices = choices
        # Looked for once, however often the sentence and its choices are read.
        self._likely = cache(likely) if likely else None

    @property
    def choices(self) -> tuple[str, ...]:
        """Spellings that would be understood, the likeliest first."""
        return self._likely() if self._likely else self._choices

    @property
    def reason(self) -> str:
        """With what to do next, where the choices were looked for."""
        if not self._likely:
            return self._reason
        if self.choices:
            return f"{self._reason} {_('Did you mean one of these?')}"
        return f"{self._reason} {_('Check its spelling, or use a ZIP.')}"


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


class DeskRefused(FinderError, ValueError):
    """What the desk cannot take; nothing was saved. fields: reasons by column."""

    def __init__(self, reason: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.fields = dict(fields or {})


class DeskAway(FinderError, OSError):
    """A database that does not answer; nothing was saved. detail: of the driver, for a log."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(_("The desk's database does not answer: nothing was saved. Try again."))
        self.detail = detail


class DirectoryUnreadable(FinderError, OSError):
    """A folder that holds no directory, or a damaged one."""

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(f"{harmless(folder)}: {reason}")
        self.folder = folder
        self.reason = reason
