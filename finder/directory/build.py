"""From records to columns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from finder.answers import NO, UNKNOWN, YES
from finder.directory.directory import Directory
from finder.directory.identity import facility_ids
from finder.directory.manifest import Manifest
from finder.directory.origins import facility_columns, program_columns
from finder.directory.program_numbers import mask_columns, number_columns
from finder.directory.records import FacilityRecord, Phone, ProgramRecord
from finder.directory.storage import snapshot_name
from finder.directory.tables import COST_PER, POSITIONS, Facilities, Programs
from finder.groups import fact_groups
from finder.places import county_of
from finder.text import words_of
from finder.vocabulary import CARE_LEVELS, STATES

__all__ = ["FACILITY_WIDE", "build", "stated_by_all"]

# What a facility states of these, it states for all its programs (docs/contract.md, section 3).
FACILITY_WIDE = ("pay", "age", "gender")
_PHONES = pa.list_(
    pa.struct([(name, pa.string()) for name in ("role", "text", "dial", "extension")])
)
_LICENCES = pa.list_(
    pa.struct(
        {
            "authority": pa.string(),
            "number": pa.string(),
            "kind": pa.string(),
            "expires": pa.date32(),
            "beds": pa.int32(),
        }
    )
)

_PRICES = pa.list_(
    pa.struct(
        {
            "care": pa.string(),
            "kind": pa.string(),
            "low": pa.float64(),
            "high": pa.float64(),
            "unit": pa.string(),
            "code": pa.string(),
            "code_type": pa.string(),
            "source": pa.string(),
            "file_date": pa.date32(),
            "location": pa.string(),
            "note": pa.string(),
            "address": pa.string(),
            "elsewhere": pa.float64(),
        }
    )
)


def build(records: Sequence[FacilityRecord], manifest: Manifest) -> Directory:
    """The directory of some records; facilities without a program get one of unknown level.

    Facilities stand in the order of their name and id, so that a row number is a rank.
    """
    ids = facility_ids(records)
    order = sorted(range(len(records)), key=lambda row: (records[row].name.casefold(), ids[row]))
    records, ids = [records[row] for row in order], [ids[row] for row in order]
    programs = [_programs(record) for record in records]
    facility_of = np.repeat(
        np.arange(len(records), dtype=np.int64), [len(some) for some in programs]
    )
    facilities = _facilities(records, ids)
    columns = _columns([one for some in programs for one in some], facility_of)
    vocabulary = {group: list(codes.vocabulary.codes) for group, codes in fact_groups().items()}
    complete = replace(
        manifest,
        facilities=len(facilities),
        programs=columns.of_stated_level,
        vocabulary=vocabulary,
    )
    return Directory(complete, facilities, columns, snapshot_name(facilities, columns, complete))


def _programs(record: FacilityRecord) -> list[ProgramRecord]:
    programs = record.programs or [ProgramRecord(care=None)]
    if len(programs) == 1:
        return programs
    for group in FACILITY_WIDE:
        stated = stated_by_all(programs, group)
        if stated is not None:
            for program in programs:
                program.facts[group] = stated
    return programs


def stated_by_all(programs: Iterable[ProgramRecord], group: str) -> tuple[int, int] | None:
    """The masks stated and not published that programs of one place state together."""
    whole, open_still = 0, None
    for program in programs:
        if group in program.facts:
            stated, unknown = program.facts[group]
            whole |= stated
            # One that has published the group has done so for all.
            open_still = 0 if not unknown else unknown if open_still is None else open_still
    return None if open_still is None else (whole, open_still)


def _facilities(records: Sequence[FacilityRecord], ids: list[str]) -> Facilities:
    return Facilities(
        texts=_facility_texts(records, ids),
        latitude=_numbers(one.latitude for one in records),
        longitude=_numbers(one.longitude for one in records),
        position=np.array([POSITIONS.index(one.position) for one in records], dtype=np.uint8),
        state=np.array([STATES.position(one.state) for one in records], dtype=np.uint8),
        detox=np.array([_detox(one) for one in records], dtype=np.uint8),
        detox_for=np.array([one.detox_for for one in records], dtype=np.uint8),
    )


def _detox(record: FacilityRecord) -> int:
    offers = record.detox or any(program.care == "detox" for program in record.programs)
    return int(YES if offers else UNKNOWN if record.detox is None else NO)


def _facility_texts(records: Sequence[FacilityRecord], ids: list[str]) -> pa.Table:
    plain = ("name1", "name2", "street1", "street2", "city", "zip", "website", "source_id")
    columns: dict[str, Any] = {"id": ids}
    by_name = zip(*map(attrgetter(*plain), records), strict=True)
    columns |= zip(plain, by_name if records else [()] * len(plain), strict=True)
    columns["county"] = [county_of(one.county, one.state, one.zip[:5]) for one in records]
    columns["phones"] = pa.array([list(map(_phone, one.phones)) for one in records], type=_PHONES)
    licences = [[asdict(licence) for licence in one.licences] for one in records]
    columns["licences"] = pa.array(licences, type=_LICENCES)
    columns |= facility_columns(records)
    if any(one.prices for one in records):
        columns["prices"] = pa.array(
            [[asdict(price) for price in one.prices] for one in records], type=_PRICES
        )
    if any(one.npi for one in records):
        columns["npi"] = [" ".join(one.npi) for one in records]
    columns["codes"] = [" ".join(one.codes) for one in records]
    columns["serves_only"] = [" ".join(one.serves_only) for one in records]
    columns["search_name"] = [" " + " ".join(words_of(one.name)) for one in records]
    typed = {
        name: column if isinstance(column, pa.Array) else pa.array(column, type=pa.string())
        for name, column in columns.items()
    }
    return pa.table(typed)


def _phone(phone: Phone) -> tuple[str, str, str, str]:
    return phone.role, phone.text, phone.dial, phone.extension


def _columns(programs: Sequence[ProgramRecord], facility_of: NDArray[np.int64]) -> Programs:
    texts = {
        "program_name": [one.name for one in programs],
        "source_url": [one.source_url for one in programs],
        "notes": [one.notes for one in programs],
    }
    return Programs(
        facility=facility_of,
        care=np.array([_care(one.care) for one in programs], dtype=np.uint8),
        numbers=number_columns(programs),
        cost_per=np.array([_cost_per(one.cost_per) for one in programs], dtype=np.uint8),
        masks=mask_columns(programs),
        texts=pa.table(
            {name: pa.array(some, pa.string()) for name, some in texts.items()}
            | program_columns(programs)
        ),
    )


def _care(code: str | None) -> int:
    return len(CARE_LEVELS) if code is None else CARE_LEVELS.position(code)


def _cost_per(unit: str | None) -> int:
    return len(COST_PER) if unit is None else COST_PER.index(unit)


def _numbers(values: Iterable[float | None]) -> NDArray[np.float64]:
    return np.array([math.nan if value is None else value for value in values], dtype=float)
