"""The date that the facts of a source are of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from finder.intake.files.sheets import Sheet
from finder.intake.rows.checks import SourceFile
from finder.locale import _

__all__ = ["joint_date", "read_date", "stated_year"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)


def read_date(text: str, today: date) -> str:
    """A year, month or day as `2023`, `2023-05`, `2023-05-31`. Raises ValueError with a reason."""
    match = _DATE.fullmatch(text.strip())
    try:
        if not match:
            raise ValueError(text)
        year, month, day = (int(part) if part else 1 for part in match.groups())
        earliest = date(year, month, day)
    except ValueError as error:
        reason = _("“{text}” is no date such as 2023, 2023-05 or 2023-05-31")
        raise ValueError(reason.format(text=text[:40])) from error
    if earliest > today:
        raise ValueError(_("“{text}” lies in the future").format(text=text[:40]))
    return text.strip()


def stated_year(path: str, sheet: Sheet, today: date) -> tuple[str | None, str]:
    """The year that a sheet states in its name or titles, or a file in its name; and where."""
    name = PurePath(path).name
    for text, where in (
        *((title, _("the sheet, “{title}”").format(title=title)) for title in sheet.titles),
        (name, _("the file's name, {name}").format(name=name)),
    ):
        years = [year for year in _YEAR.findall(text) if 1990 <= int(year) <= today.year]
        if years:
            return years[0], where
    return None, ""


def joint_date(files: Sequence[SourceFile]) -> tuple[str | None, str]:
    """The date of sources joined into one directory: the oldest, or none if one has none."""
    dates = [file.as_of for file in files]
    known = [one for one in dates if one]
    if len(known) < len(dates):
        return None, ""
    oldest = min(files, key=lambda file: file.as_of or "")
    if len(set(known)) == 1:
        return oldest.as_of, oldest.as_of_from
    whole = _("the oldest of {n} sources: {where}")
    return oldest.as_of, whole.format(n=len(files), where=oldest.as_of_from)
