"""Answers of the official locator (findtreatment.gov) as saved JSON: a page, or a folder of pages.

Its listings are those of the directory, with exact positions; their services are words, which
locator_labels.csv brings to the directory's codes. Mental health facilities are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from finder.directory import FacilityRecord
from finder.intake.files.files import OpenedFile
from finder.intake.files.sheets import RawTable, Sheet
from finder.intake.locator.locator_labels import code_of
from finder.intake.reader import Circumstances, Reader
from finder.intake.rows.cells import Cell
from finder.intake.rows.checks import Notes
from finder.intake.rows.listing_row import FacilityReader, lacks
from finder.intake.rows.phones import Role
from finder.intake.samhsa.samhsa_listing import Listing, Listings
from finder.locale import _, mark

__all__ = ["READER"]

_PHONES: dict[str, Role] = {"phone": "main", "intake1": "intake", "hotline1": "hotline"}
_REQUIRED = frozenset({"name1", "city", "state", "zip", "services"})
_OTHERS = frozenset(
    {"name2", "street1", "street2", "website", "latitude", "longitude", "typefacility"}
)


def read(
    file: OpenedFile, _sheets: Sequence[Sheet], notes: Notes, circumstances: Circumstances
) -> list[FacilityRecord]:
    """The facilities of all pages, in the order of their first rows."""
    listings = Listings(notes, "services")
    whole = notes.source
    pages = [(one, sheet) for one in file.tables if (sheet := READER.sheet(one)) is not None]
    for page, sheet in pages:
        notes.source = f"{whole}/{page.file}" if page.file else whole
        rows = _RowReader(sheet, notes)
        for line, cells in circumstances.progress(sheet.rows, _("listings")):
            notes.rows += 1
            listing = rows.read(line, cells)
            if listing is not None:
                listings.add(listing)
    notes.source = whole
    _remark_on_what_is_missing([page for page, _sheet in pages], notes)
    return listings.facilities()


def _remark_on_what_is_missing(pages: Sequence[RawTable], notes: Notes) -> None:
    """The locator says how many rows its answer has; fewer of them were saved."""
    counts = [count for page in pages if isinstance(count := page.about.get("recordCount"), int)]
    if counts and notes.rows < max(counts):
        reason = _("rows are in the locator's answer and {n} are here: the rest was not fetched")
        notes.remark(None, "recordCount", f"{max(counts):,}", reason.format(n=f"{notes.rows:,}"))


class _RowReader:
    def __init__(self, sheet: Sheet, notes: Notes) -> None:
        self._sheet = sheet
        self._notes = notes
        self._facilities = FacilityReader(sheet, notes, _PHONES)

    def read(self, line: int, row: Sequence[Cell]) -> Listing | None:
        """The listing of a row; None if it is refused."""
        if lacks(self._sheet, self._notes, line, row, ("name1", "city")):
            return None
        kind = self._sheet.text(row, "typefacility").upper()
        record = self._facilities.read(line, row)
        if record is None:
            return None
        level = "medication" if kind == "OTP" else ""
        return Listing(line, record, self._codes(line, row), kind, level)

    def _codes(self, line: int, row: Sequence[Cell]) -> dict[str, None]:
        codes: dict[str, None] = {}
        for category, label in self._labels(line, self._sheet.cell(row, "services")):
            code = code_of(category, label)
            if code is None:
                self._notes.unknown_codes[f"{category}: {label}"] += 1
            elif code:
                codes[code] = None
        return codes

    def _labels(self, line: int, services: Cell) -> Iterator[tuple[str, str]]:
        """Each label with the key of its category; what is neither is refused."""
        for one in services if isinstance(services, list) else [services] if services else []:
            category, words = _service(one)
            if not category:
                reason = _("is no service of the locator's form")
                self._notes.refuse_value(line, "services", str(one)[:60], reason)
                continue
            for label in words.split(";"):
                if label.strip():
                    yield category, label.strip()


def _service(one: Any) -> tuple[str, str]:
    """Key of the category (f2) and labels (f3) of a service; "" for what is none."""
    if not isinstance(one, dict):
        return "", ""
    category, words = one.get("f2"), one.get("f3")
    if not isinstance(category, str) or not isinstance(words, str | None):
        return "", ""
    return category.strip().upper(), words or ""


def _as_of(file: OpenedFile) -> tuple[str | None, str]:
    """The day of the fetch, which `fetch` writes beside the pages."""
    description = file.descriptions.get("fetch.json")
    day = description.get("fetched_on") if isinstance(description, dict) else None
    return (day, _("the day of the fetch, fetch.json")) if isinstance(day, str) else (None, "")


READER = Reader(
    kind="locator",
    required=_REQUIRED,
    columns=_REQUIRED | _OTHERS | frozenset(_PHONES),
    title=mark("FindTreatment.gov locator"),
    source=mark("Substance Abuse and Mental Health Services Administration (SAMHSA)"),
    licence=mark("U.S. government work in the public domain; not to be sold"),
    read=read,
    whole=True,
    as_of=_as_of,
)
