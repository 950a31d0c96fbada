"""Fetch the official locator's answers into a folder, page by page, so that a kill loses nothing.

    FOLDER/fetch.json         what was asked, and when; import takes the date from it
           VA-page-0001.json  each page as it came

Each file is written under another name and put in place in one step. A fetch that is run again
with the same questions goes on where it stopped. Pages of one answer belong together: if the
locator's counts change between two pages, rows have moved, and that answer is fetched anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from finder.intake.locator.locator_service import Page, Question, Service
from finder.intake.polite import FetchStopped
from finder.intake.rows.checks import Progress, in_silence
from finder.locale import _

__all__ = ["Fetched", "fetch"]

_DESCRIPTION = "fetch.json"
_MOST_PAGES = 1_000
_TIMES_ANEW = 3


@dataclass(frozen=True)
class Fetched:
    """What a fetch has brought. pages: of them all; kept: those that were there already."""

    folder: Path
    pages: int
    kept: int
    rows: int


class _Changed(Exception):
    """The counts of an answer are not those of its first page any more."""


def fetch(
    questions: Sequence[Question],
    folder: Path,
    service: Service,
    today: date,
    progress: Progress = in_silence,
) -> Fetched:
    """Ask for everything that is not in the folder yet. Raises FetchStopped; pages are kept."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _begin(questions, folder, service, today)
        answers = [_Answer(one, folder, service) for one in questions]
        for answer in progress(answers, _("answers")):
            answer.complete(progress)
    except OSError as error:
        if isinstance(error, FetchStopped):
            raise
        reason = _("{folder} cannot be written ({reason})")
        raise FetchStopped(reason.format(folder=folder, reason=error.strerror)) from error
    return Fetched(
        folder,
        pages=sum(one.pages for one in answers),
        kept=sum(one.kept for one in answers),
        rows=sum(one.rows for one in answers),
    )


def _begin(questions: Sequence[Question], folder: Path, service: Service, today: date) -> None:
    """Say in the folder what is asked. Raises FetchStopped where something else was asked."""
    asked = {"service": service.address, "questions": [asdict(one) for one in questions]}
    described = _described(folder)
    if described is None:
        if any(folder.glob("*.json")):
            reason = _("{folder} holds other files; name an empty folder with --to")
            raise FetchStopped(reason.format(folder=folder))
        _put(folder / _DESCRIPTION, _json({"fetched_on": today.isoformat(), **asked}))
    elif {name: described.get(name) for name in asked} != asked:
        reason = _("{folder} holds what was fetched for another question; name another with --to")
        raise FetchStopped(reason.format(folder=folder))


def _described(folder: Path) -> dict[str, Any] | None:
    try:
        whole = json.loads((folder / _DESCRIPTION).read_bytes())
    except FileNotFoundError:
        return None
    except ValueError:
        return {}
    return whole if isinstance(whole, dict) else {}


class _Answer:
    """The pages of one question in the folder. kept: those that were there before."""

    def __init__(self, question: Question, folder: Path, service: Service) -> None:
        self._question = question
        self._folder = folder
        self._service = service
        self.pages = self.kept = self.rows = 0

    def complete(self, progress: Progress) -> None:
        """Fetch the pages that are missing; all of them anew where rows have moved."""
        for _attempt in range(_TIMES_ANEW):
            try:
                self._pages(progress)
            except _Changed:
                for number in range(1, _MOST_PAGES + 1):
                    self._file(number).unlink(missing_ok=True)
            else:
                return
        reason = _("the locator's answer for {label} changes while it is read; try again later")
        raise FetchStopped(reason.format(label=self._question.label))

    def _pages(self, progress: Progress) -> None:
        self.pages = self.kept = self.rows = 0
        first = self._page(1, None)
        if first.total_pages > _MOST_PAGES:
            reason = _("the locator says that {label} has {n} pages, more than can be")
            text = reason.format(label=self._question.label, n=f"{first.total_pages:,}")
            raise FetchStopped(text)
        for number in progress(range(2, first.total_pages + 1), self._question.label):
            self._page(number, first)

    def _page(self, number: int, first: Page | None) -> Page:
        page = saved = self._saved(number)
        if page is None:
            # All pages but the last are as long as the first.
            full = first is not None and number < first.total_pages
            page = self._service.page(
                self._question, number, at_least=first.rows if first and full else 0
            )
        if first is not None and _counts(page) != _counts(first):
            raise _Changed
        if saved is None:
            _put(self._file(number), page.raw)
        self.pages += 1
        self.kept += saved is not None
        self.rows += page.rows
        return page

    def _saved(self, number: int) -> Page | None:
        try:
            raw = self._file(number).read_bytes()
        except FileNotFoundError:
            return None
        try:
            whole = json.loads(raw)
            return Page(raw, len(whole["rows"]), whole["totalPages"], whole["recordCount"])
        except (ValueError, KeyError, TypeError):
            # Nothing of ours leaves such a file; it is fetched again.
            return None

    def _file(self, number: int) -> Path:
        return self._folder / f"{self._question.label}-page-{number:04}.json"


def _counts(page: Page) -> tuple[int, int]:
    return page.total_pages, page.record_count


def _json(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, indent=2) + "\n").encode()


def _put(file: Path, content: bytes) -> None:
    """Write a file in one step: under a name that no import reads, then in its place."""
    unfinished = file.with_name(f".{file.name}.unfinished")
    with unfinished.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(file)
