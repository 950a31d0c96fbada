"""A directory as columns, one row a program, for who analyses it.

Units stand in the names. What is not published is null; so is what was published too long ago.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from finder.answers import UNKNOWN, YES
from finder.directory.tables import COST_PER, POSITIONS, Facilities, Programs
from finder.groups import fact_groups
from finder.vocabulary import CARE_LEVELS, STATES

__all__ = ["program_columns"]

_TEXTS = {
    "facility_id": "id",
    "facility_name": "name1",
    "street": "street1",
    "city": "city",
    "zip": "zip",
    "county": "county",
    "website": "website",
}
_NUMBERS = {
    "hours_per_week_low": "hours_low",
    "hours_per_week_high": "hours_high",
    "days_per_week": "days_per_week",
    "sessions_per_week": "sessions_per_week",
    "length_weeks_low": "weeks_low",
    "length_weeks_high": "weeks_high",
    "price_usd_low": "cost_low",
    "price_usd_high": "cost_high",
    "openings": "openings",
}
_DAYS = {"openings_reported_on": "openings_on", "verified_on": "verified_on"}
_FIRST_DAY_ORDINAL = 719_163  # 1970-01-01, from which Arrow counts days
Columns = dict[str, pa.Array | pa.ChunkedArray]


def program_columns(
    facilities: Facilities, programs: Programs, rows: NDArray[np.int64] | None = None
) -> Columns:
    """All columns of the programs of some rows, in that order; None for all of them."""
    at = np.arange(len(programs.facility)) if rows is None else rows
    place = programs.facility[at]
    columns: Columns = {}
    for name, text in _TEXTS.items():
        if text in facilities.texts.column_names:
            columns[name] = _text(facilities.texts[text].take(pa.array(place)))
    columns["state"] = _code(STATES.codes, facilities.state[place])
    columns["latitude_degrees"] = _number(facilities.latitude[place])
    columns["longitude_degrees"] = _number(facilities.longitude[place])
    columns["position"] = _code(POSITIONS, facilities.position[place])
    detox = facilities.detox[place]
    columns["detox_on_site"] = pa.array(detox == YES, mask=detox == UNKNOWN)
    columns["program_name"] = _text(programs.texts["program_name"].take(pa.array(at)))
    columns["care_level"] = _code((*CARE_LEVELS.codes, None), programs.care[at])
    for name, number in _NUMBERS.items():
        columns[name] = _number(programs.numbers[number][at])
    columns["price_per"] = _code((*COST_PER, None), programs.cost_per[at])
    for name, number in _DAYS.items():
        columns[name] = _day(programs.numbers[number][at])
    return columns | _facts(programs, at)


def _facts(programs: Programs, at: NDArray[np.int64]) -> Columns:
    """For each code of each group: true, false (not listed), or null (not published)."""
    columns: Columns = {}
    for group in fact_groups().values():
        if group.key not in programs.masks:
            continue
        stated, unknown = (mask[at] for mask in programs.masks[group.key])
        for place, code in enumerate(group.vocabulary.codes):
            bit = stated.dtype.type(1 << place)
            is_stated = (stated & bit) != 0
            silent = ((unknown & bit) != 0) & ~is_stated
            columns[f"{group.key}_{code}"] = pa.array(is_stated, mask=silent)
    return columns


def _text(column: pa.ChunkedArray) -> pa.Array:
    """Empty texts are nothing that anybody published."""
    return pa.array([text or None for text in column.to_pylist()], type=pa.string())


def _number(column: NDArray[Any]) -> pa.Array:
    return pa.array(column.astype(np.float64), from_pandas=True)


def _day(column: NDArray[Any]) -> pa.Array:
    days = column.astype(np.float64)
    known = ~np.isnan(days)
    since = np.where(known, days - _FIRST_DAY_ORDINAL, 0).astype(np.int32)
    return pa.array(since, type=pa.date32(), mask=~known)


def _code(codes: tuple[str | None, ...], column: NDArray[Any]) -> pa.Array:
    return pa.array([codes[place] for place in column.tolist()], type=pa.string())
