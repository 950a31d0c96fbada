"""From source files to a directory: read, check, join, build."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import PurePath

from finder.directory import Directory, FacilityRecord, Manifest, build
from finder.directory.manifest import SourceOf
from finder.errors import SourceRefused
from finder.intake.as_of import joint_date, stated_year
from finder.intake.columns.translation import Wanted
from finder.intake.files.files import open_file
from finder.intake.joining.join import joined
from finder.intake.npi.giving import give_npis, npi_share
from finder.intake.npi.npi_table import NpiTable, open_npi_table
from finder.intake.overlay.overlay import Overlay, lay_over, open_overlay
from finder.intake.prices.adding import added_place, source_of
from finder.intake.prices.attaching import Attached, Attaching
from finder.intake.prices.outliers import compared
from finder.intake.prices.reading import PriceFile, read_prices
from finder.intake.reader import Circumstances, Reader
from finder.intake.recognise import all_columns, recognise
from finder.intake.rows.checks import Notes, Progress, Report, SourceFile, in_silence
from finder.intake.rows.positions import at_better_points
from finder.locale import _

__all__ = ["Intake", "take_in"]

# What is read beside the sources: it lists no place.
_Beside = Overlay | NpiTable


@dataclass(frozen=True)
class Intake:
    """A directory made of sources, and the report on them."""

    directory: Directory
    report: Report


@dataclass(frozen=True)
class _Prices:
    """Price files, and whether a hospital that no source lists becomes a place."""

    paths: Sequence[str]
    add_places: bool


@dataclass(frozen=True)
class _Taken:
    """One source that was read."""

    file: SourceFile
    reader: Reader
    notes: Notes
    records: list[FacilityRecord]


def take_in(
    paths: Sequence[str],
    *,
    kind: str | None = None,
    as_of: str | Sequence[str] | None = None,
    overlays: Sequence[str] = (),
    npi_tables: Sequence[str] = (),
    today: date | None = None,
    progress: Progress = in_silence,
    wanted: Wanted | None = None,
    prices: Sequence[str] = (),
    add_places: bool = False,
) -> Intake:
    """Read source files into one directory; nothing is written.

    kind: of every file, as after `--as`; None recognises each by its columns. as_of: date of the
    facts, where the caller knows it; several are one for each path. overlays: tables whose filled
    cells replace those of the directory, the later ones those of the earlier. npi_tables: of
    providers, whose NPIs are given to the facilities that they are. wanted: what the caller says of
    tables of other columns, and of services with terms of a taxonomy. prices: price files of
    hospitals, whose prices go to their listings. add_places: list hospitals of price files that
    stand in no source. Raises
    SourceRefused where a file gives no directory.
    """
    circumstances = Circumstances(today or date.today(), progress, wanted or Wanted())
    with _no_garbage():
        filed = _Prices(prices, add_places)
        return _taken_in(paths, kind, as_of, overlays, npi_tables, circumstances, filed)


def _taken_in(
    paths: Sequence[str],
    kind: str | None,
    as_of: str | Sequence[str] | None,
    overlays: Sequence[str],
    npi_tables: Sequence[str],
    circumstances: Circumstances,
    prices: _Prices,
) -> Intake:
    """The same, in a function of its own, so that all records are let go when it returns."""
    # An overlay that is none is refused before a minute of reading, not after it.
    laid_over = [open_overlay(path) for path in overlays]
    filed = compared([read_prices(path) for path in prices.paths])
    tables = [open_npi_table(path, circumstances.today) for path in npi_tables]
    taken = _dated([_take(path, kind, circumstances) for path in paths], as_of)
    dates = [one.file.as_of for one in taken]
    kinds = [one.reader.kind for one in taken]
    records = joined([(one.notes, one.records) for one in taken], dates, kinds)
    first = len(taken) + len(laid_over)
    given = [give_npis(records, one, first + place) for place, one in enumerate(tables)]
    for number, overlay in enumerate(laid_over, start=len(taken)):
        lay_over(records, overlay, circumstances, number)
    beside: list[_Beside] = [*laid_over, *tables]
    manifest = _manifest(taken, beside, as_of)
    price_notes, added = _priced(filed, records, len(manifest.sources), prices.add_places)
    manifest = replace(manifest, sources=(*manifest.sources, *added))
    at_better_points(records)
    directory = build(records, manifest)
    report = _report(taken, beside, directory, records, price_notes)
    return Intake(directory, replace(report, npi=npi_share(records, given)))


def _priced(
    files: Sequence[PriceFile], records: list[FacilityRecord], first: int, add_places: bool
) -> tuple[list[Notes], list[SourceOf]]:
    """Give the prices of files to their listings; what became of each, and the sources added.

    first: the number that the first source added has in the manifest.
    """
    attaching = Attaching(records) if files else None
    notes: list[Notes] = []
    added: list[SourceOf] = []
    for file in files:
        told = attaching.attach(file) if attaching else []
        place = added_place(file, told, first + len(added)) if add_places else None
        if place is not None:
            records.append(place[0])
            added.append(source_of(file))
            told = place[1]
        notes.append(_price_notes(file, told, place is not None))
    return notes, added


def _price_notes(file: PriceFile, told: Sequence[Attached], added: bool) -> Notes:
    notes = Notes(PurePath(file.path).name)
    for one in told:
        found = one.facility
        words = _("is listed with {name}, {city}")
        if added:
            words = _("is listed with {name}, {city}, a place known from this file alone")
        reason = one.reason or words.format(
            name=found.name if found else "", city=found.city if found else ""
        )
        notes.remark(None, one.price.code, one.price.description, reason)
    for reason, count in file.left_out.items():
        notes.remark(None, "", "", _("left out: {n} × {reason}").format(n=count, reason=reason))
    return notes


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Without the garbage collector, which takes a third of the time to find all still in use.

    What is no longer needed when this ends must be let go inside, or else it is searched after all.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _take(path: str, kind: str | None, circumstances: Circumstances) -> _Taken:
    file = open_file(path, all_columns())
    notes = Notes(PurePath(path).name)
    if file.remark:
        notes.remark(None, "", "", file.remark)
    for name in file.left_out:
        notes.remark(None, "", name, _("is no table and was left out"))
    reader, sheets, here = recognise(file, kind, notes, circumstances)
    records = reader.read(file, sheets, notes, here)
    if not records:
        raise SourceRefused(path, _why_nothing(notes))
    as_of, where = reader.as_of(file)
    if as_of is None:
        as_of, where = stated_year(path, sheets[0], circumstances.today)
    source = SourceFile(path, reader.kind, file.sha256, notes.rows, as_of, where)
    return _Taken(source, reader, notes, records)


def _dated(taken: list[_Taken], as_of: str | Sequence[str] | None) -> list[_Taken]:
    """The sources with their dates: one of several paths fits only what states none of its own."""
    if as_of is None:
        return taken
    dates = [one.file.as_of or as_of for one in taken] if isinstance(as_of, str) else as_of
    if isinstance(as_of, str) and len(taken) == 1:
        dates = [as_of]
    where = _("the command line")
    return [
        one
        if one.file.as_of == date_of
        else replace(one, file=replace(one.file, as_of=date_of, as_of_from=where))
        for one, date_of in zip(taken, dates, strict=True)
    ]


def _why_nothing(notes: Notes) -> str:
    if notes.left_out and not notes.refused_rows:
        return notes.why_nothing or _all_left_out(notes)
    if not notes.refused_rows:
        return _("has a header but no rows")
    first = notes.refused_rows[0]
    what = f"{first.field} “{first.value}”".strip() if first.value else first.field
    message = _("all {n} rows were refused, the first (line {line}) because {what} {reason}")
    return message.format(n=notes.rows, line=first.line, what=what, reason=first.reason)


def _all_left_out(notes: Notes) -> str:
    message = _("all {n} rows were left out, the first (line {line}) because it {reason}")
    first = notes.left_out[0]
    return message.format(n=f"{len(notes.left_out):,}", line=first.line, reason=first.reason)


def _title(one: _Taken) -> str:
    """What the source is called: what its reader found it to be, else the reader's own title."""
    title = one.notes.title or one.reader.title
    return _(title).format(file=PurePath(one.file.path).name)


def _organisation(one: _Taken) -> str:
    """Who publishes it: an export of ours says whose listings it holds."""
    return one.notes.organisation or _(one.reader.source)


def _licence(one: _Taken) -> str:
    return one.notes.licence or (_(one.reader.licence) if one.reader.licence else "")


def _manifest(
    taken: Sequence[_Taken], beside: Sequence[_Beside], as_of: str | Sequence[str] | None
) -> Manifest:
    date_of, where = joint_date([one.file for one in taken])
    if isinstance(as_of, str):
        date_of, where = as_of, _("the command line")
    titles = [_title(one) for one in taken]
    # The date of a directory is that of its sources: an overlay dates its facts one by one.
    names = [*titles, *(_title_beside(one) for one in beside if isinstance(one, Overlay))]
    return Manifest(
        name=" + ".join(dict.fromkeys(names)),
        source=" + ".join(dict.fromkeys(map(_organisation, taken))),
        as_of=date_of,
        as_of_from=where,
        licence="; ".join(dict.fromkeys(filter(None, map(_licence, taken)))),
        demonstration=any(one.notes.demonstration for one in taken),
        sha256=tuple(one.file.sha256 for one in _all(taken, beside)),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        sources=_sources(taken, beside),
    )


def _sources(taken: Sequence[_Taken], beside: Sequence[_Beside]) -> tuple[SourceOf, ...]:
    """Each source by itself; facts name them by their numbers."""
    listings = [
        SourceOf(
            name=_title(one),
            organisation=_organisation(one),
            as_of=one.file.as_of,
            licence=_licence(one),
            kind=one.reader.kind,
        )
        for one in taken
    ]
    others = [
        SourceOf(_title_beside(one), as_of=one.file.as_of, kind=one.file.kind) for one in beside
    ]
    return (*listings, *others)


def _all(taken: Sequence[_Taken], beside: Sequence[_Beside]) -> list[_Taken | _Beside]:
    return [*taken, *beside]


def _title_beside(beside: _Beside) -> str:
    words = _("overlay {file}") if isinstance(beside, Overlay) else _("NPIs of {file}")
    return words.format(file=PurePath(beside.file.path).name)


def _report(
    taken: Sequence[_Taken],
    beside: Sequence[_Beside],
    directory: Directory,
    records: Sequence[FacilityRecord],
    price_notes: Sequence[Notes],
) -> Report:
    notes = [*(one.notes for one in _all(taken, beside)), *price_notes]
    levels = Counter(program.care or "" for one in records for program in one.programs)
    return Report(
        sources=tuple(one.file for one in _all(taken, beside)),
        # Rows of a table of providers are no listings.
        rows_read=sum(one.notes.rows for one in _all(taken, beside) if one.file.kind != "npi"),
        facilities=directory.manifest.facilities,
        programs=directory.manifest.programs,
        levels=dict(levels),
        merged=tuple(found for one in notes for found in one.merged),
        refused_rows=tuple(found for one in notes for found in one.refused_rows),
        refused_values=tuple(found for one in notes for found in one.refused_values),
        remarks=tuple(found for one in notes for found in one.remarks),
        left_out_rows=tuple(found for one in notes for found in one.left_out),
        unknown_codes=dict(sum((one.unknown_codes for one in notes), Counter())),
        as_of=directory.manifest.as_of,
        as_of_from=directory.manifest.as_of_from,
        without_county=int((directory.facilities.counties.codes < 0).sum()),
    )
