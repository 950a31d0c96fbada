"""A directory with rows for places that a team told of and that no source lists.

Such a row says where the place is; what it offers is laid over it as over any other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from finder.desk.said import Report
from finder.directory import Directory, FacilityRecord, ProgramRecord, build
from finder.directory.identity import facility_ids
from finder.directory.tables import Facilities, Programs
from finder.errors import DeskRefused, PlaceNotFound
from finder.intake.overlay.one_row import listing
from finder.locale import _
from finder.places import find

__all__ = ["Placed", "place_id", "with_places"]


class Placed(NamedTuple):
    """rows: of the places that no source lists."""

    directory: Directory
    rows: frozenset[int]


def place_id(cells: Mapping[str, str | float], today: date) -> str:
    """The id that a source which lists the place so will give it (docs/contract.md, section 4).

    Raises DeskRefused with the reasons where the cells are no listing.
    """
    record, refused, _remarks = listing(cells, today)
    if record is None or refused:
        told = "; ".join(f"{name}: {reason}" for name, reason in refused.items())
        raise DeskRefused(told or _("It does not say which place it is about."), refused)
    [facility_id] = facility_ids([record])
    return facility_id


def with_places(base: Directory, accepted: Sequence[Report]) -> Placed:
    """The directory with the places of some reports; itself without any.

    Several may be about one place: the first says where it is.
    """
    records: dict[str, FacilityRecord] = {}
    for report in sorted(accepted, key=lambda report: report.number):
        if report.facility_id not in records and (record := _record(report, base)):
            records[report.facility_id] = record
    if not records:
        return Placed(base, frozenset())
    added = build(list(records.values()), base.manifest)
    directory = _joined(base, added)
    found = (directory.row_of(one) for one in records)
    return Placed(directory, frozenset(row for row in found if row is not None))


def _record(report: Report, base: Directory) -> FacilityRecord | None:
    """Name, address, position and level; what it offers is told by the report itself."""
    record, _refused, _remarks = listing(report.facts, report.learned_on)
    if record is None:  # it was checked by another version, with other rules
        return None
    [program] = record.programs
    record.id = report.facility_id
    record.programs = [ProgramRecord(program.care)]
    record.phones, record.website = [], ""
    record.detox, record.detox_for = None, 0
    if record.position == "approximate":
        record.latitude, record.longitude = _centre(record, base)
    return record


def _centre(record: FacilityRecord, base: Directory) -> tuple[float | None, float | None]:
    """The point of its ZIP code, as the directory's own places correct it."""
    try:
        return base.point_of(find(record.zip[:5]))
    except PlaceNotFound:
        return record.latitude, record.longitude


def _joined(base: Directory, added: Directory) -> Directory:
    """Both in the order of name and id."""
    keys = _keys(base.facilities)
    before = [bisect_left(keys, key) for key in _keys(added.facilities)]
    count, more = len(base.facilities), len(added.facilities)
    order = np.insert(np.arange(count), before, np.arange(count, count + more))
    row_of = np.empty(count + more, dtype=np.int64)
    row_of[order] = np.arange(count + more)
    manifest = replace(
        base.manifest,
        facilities=base.manifest.facilities + more,
        programs=base.manifest.programs + added.manifest.programs,
    )
    directory = Directory(
        manifest,
        _facilities(base.facilities, added.facilities, order),
        _programs(base.programs, added.programs, row_of, count),
        base.snapshot,
        base.gone,
    )
    directory.switches = base.switches
    return directory


def _keys(facilities: Facilities) -> list[tuple[str, str]]:
    """What a directory is ordered by (finder/directory/build.py)."""
    columns = (facilities.texts[name].to_pylist() for name in ("name1", "name2", "id"))
    return [
        ((f"{name1}, {name2}" if name2 else name1).casefold(), one)
        for name1, name2, one in zip(*columns, strict=True)
    ]


def _facilities(base: Facilities, added: Facilities, order: NDArray[np.int64]) -> Facilities:
    def both(name: str) -> NDArray[Any]:
        column: NDArray[Any] = np.concatenate([getattr(base, name), getattr(added, name)])[order]
        return column

    return Facilities(
        texts=_stacked(base.texts, added.texts).take(pa.array(order)).combine_chunks(),
        latitude=both("latitude"),
        longitude=both("longitude"),
        position=both("position"),
        state=both("state"),
        detox=both("detox"),
        detox_for=both("detox_for"),
    )


def _programs(base: Programs, added: Programs, row_of: NDArray[np.int64], count: int) -> Programs:
    """Row by row of both, each under the new row of its place. count: of places in the base."""
    facility = row_of[np.concatenate([base.facility, added.facility + count])]
    order = np.argsort(facility, kind="stable")

    def both(one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
        column: NDArray[Any] = np.concatenate([one, other.astype(one.dtype)])[order]
        return column

    return Programs(
        facility=facility[order],
        care=both(base.care, added.care),
        numbers={name: both(base.numbers[name], added.numbers[name]) for name in base.numbers},
        cost_per=both(base.cost_per, added.cost_per),
        masks={
            group: (both(yes, added.masks[group][0]), both(unknown, added.masks[group][1]))
            for group, (yes, unknown) in base.masks.items()
        },
        texts=_stacked(base.texts, added.texts).take(pa.array(order)).combine_chunks(),
    )


def _stacked(base: pa.Table, added: pa.Table) -> pa.Table:
    """The rows of both tables, with every column of either."""
    parts = []
    names = [
        *base.column_names,
        *(one for one in added.column_names if one not in base.schema.names),
    ]
    kinds = {one.name: one.type for table in (added, base) for one in table.schema}
    for table in (base, added):
        columns = {name: _column(table, name, kinds[name]) for name in names}
        parts.append(pa.table(columns))
    return pa.concat_tables(parts).unify_dictionaries()


def _column(table: pa.Table, name: str, kind: pa.DataType) -> Any:
    """A column of a type; of a table without it what `build` writes for nothing stated."""
    if name in table.column_names:
        return table[name] if table.schema.field(name).type == kind else _as(table[name], kind)
    return pa.array([_nothing(kind)] * len(table), type=kind)


def _as(values: Iterable[Any], kind: pa.DataType) -> pa.Array:
    return pa.array([one.as_py() for one in values], type=kind)


def _nothing(kind: pa.DataType) -> Any:
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_list(plain):
        return []
    return 0 if pa.types.is_integer(plain) else ""
