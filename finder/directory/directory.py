"""Directory: a whole data set in memory, columnar and read-only."""

from __future__ import annotations

import math
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from finder.directory.aging import AGING, aged_programs
from finder.directory.columns import program_columns
from finder.directory.detox import DetoxIndex
from finder.directory.facility import CashPrice, Facility, Gone, OldFacts, Program, Range, Switch
from finder.directory.hours_known import hours_known
from finder.directory.manifest import Manifest
from finder.directory.options import OptionBits, option_bits
from finder.directory.origins import stated, told_by
from finder.directory.prices import Prices, prices_of
from finder.directory.records import (
    NOTHING_TOLD,
    Licence,
    OtherWord,
    Phone,
    Price,
    ProgramTold,
    ToldLayer,
)
from finder.directory.tables import CASH_PER, COST_PER, POSITIONS, Facilities, Programs
from finder.directory.zip_points import moved_zip_codes
from finder.frames import data_frame
from finder.places import Place
from finder.vocabulary import CARE_LEVELS, DETOX_SUBSTANCES, STATES

if TYPE_CHECKING:
    from finder.frames import DataFrame

__all__ = ["Directory"]

# Cards are read again at every step of a visit; so many take about ten megabytes.
_FACILITIES_KEPT = 2_000
_RANGES = ("hours", "weeks", "cost")
_PROGRAM_UNTOLD = ProgramTold()
_NONE_GONE: Mapping[str, Gone] = MappingProxyType({})


class Directory:
    """Facilities and their programs, with what can be worked out once for all searches.

    `snapshot` names this very content: equal for equal content, different for another. `gone`:
    by id, what its folder served before and this directory does not list. `switches` of the whole:
    when its folder served what, this directory last. `told`: what a team reports, `under`: the
    directory that it was laid over.
    """

    def __init__(
        self,
        manifest: Manifest,
        facilities: Facilities,
        programs: Programs,
        snapshot: str,
        gone: Mapping[str, Gone] = _NONE_GONE,
        told: ToldLayer = NOTHING_TOLD,
    ) -> None:
        self.manifest = manifest
        self.facilities = facilities
        self.programs = programs
        self.snapshot = snapshot
        self.gone = gone
        self.told = told
        self.switches: tuple[Switch, ...] = ()
        self.under: Directory | None = None
        self.prices: Prices = prices_of(programs)
        self.detox = DetoxIndex(facilities)
        counts = np.bincount(programs.facility, minlength=len(facilities))
        self.first_program: NDArray[np.int64] = np.concatenate([[0], np.cumsum(counts)])
        self._options: dict[str, OptionBits | None] = {}
        # Of one that has grown older, the directory that it was made from; None of a whole one. A
        # whole one knows the older one weakly: one that is replaced is freed at once.
        self._whole: Directory | None = None
        self._on: tuple[date, weakref.ref[Directory] | None] | None = None
        # Of the demonstration: itself with its dates as they are on another day.
        self._moved: Directory | None = None
        # Weakly: one that another took the place of is freed when its last request is answered.
        ours = weakref.WeakMethod(self._facility)

        def facility(row: int) -> Facility:
            method = ours()
            if method is None:  # nobody can ask through a directory that is gone
                raise ReferenceError
            return method(row)

        self._kept_facility = lru_cache(_FACILITIES_KEPT)(facility)

    def on(self, day: date) -> Directory:
        """This directory as it counts on a day: without what is published too long ago.

        Itself where nothing is too old. Facilities and rows are the same. The dates of the
        demonstration move with the day.
        """
        whole = self.whole._moved_to(day)
        if whole._on is not None and whole._on[0] == day:
            known = whole if whole._on[1] is None else whole._on[1]()
            if known is not None:
                return known
        programs, which = aged_programs(whole.programs, day, whole.told.days)
        if not which:
            whole._on = day, None
            return whole
        snapshot = f"{whole.snapshot}-{which}"
        older = Directory(
            whole.manifest, whole.facilities, programs, snapshot, whole.gone, whole.told
        )
        older._whole = whole
        whole._on = day, weakref.ref(older)
        return older

    def _moved_to(self, day: date) -> Directory:
        written_for = self.manifest.moves_from
        if written_for is None or written_for == day:
            return self
        if self._moved is None or self._moved.manifest.moves_from != day:
            days = (day - written_for).days
            moved = Directory(
                self.manifest.moved_to(day),
                self.facilities.later(days),
                self.programs.later(days),
                f"{self.snapshot.removesuffix(f'-{written_for:%Y%m%d}')}-{day:%Y%m%d}",
                self.gone,
                self.told,
            )
            moved.switches = self.switches
            self._moved = moved
            return moved
        return self._moved

    @property
    def whole(self) -> Directory:
        """The directory with what is published too long ago as well."""
        return self._whole or self

    def frame(self, today: date | None = None) -> DataFrame:
        """One row a program, as pandas has it: units in the names of columns, unknown as NA.

        today: the day on which it counts; what is too old then is NA. See docs/analysis.md.
        """
        here = self.on(today or date.today())
        return data_frame(program_columns(here.facilities, here.programs))

    @cached_property
    def _row_of_id(self) -> dict[str, int]:
        texts = self.facilities.texts
        others = texts["other_ids"].to_pylist() if "other_ids" in texts.column_names else ()
        rows = {one: row for row, words in enumerate(others) if words for one in words.split()}
        told = self.told.places.items()
        rows |= {one: row for row, said in told for one in said.former_ids}
        return rows | {one: row for row, one in enumerate(texts["id"].to_pylist())}

    def row_of(self, facility_id: str) -> int | None:
        """The row of a facility, or None if this directory has none of that id.

        A facility of several sources is found by the ids that each of them alone would give it.
        """
        return self._row_of_id.get(facility_id)

    def id_of(self, row: int) -> str:
        """The id of the facility at a row, without reading the rest of it."""
        found: str = self.facilities.texts["id"][row].as_py()
        return found

    @property
    def rows_by_id(self) -> Mapping[str, int]:
        """Every id that finds a facility, with its row."""
        return self._row_of_id

    def at_same_address(self, row: int) -> list[int]:
        """The rows of the other facilities that are listed at the address of one."""
        column = self._same_address
        if column is None or not column[row]:
            return []
        others: list[int] = np.flatnonzero(column == column[row]).tolist()
        return [one for one in others if one != row]

    @cached_property
    def _same_address(self) -> NDArray[np.int32] | None:
        texts = self.facilities.texts
        if "same_address" not in texts.column_names:
            return None
        column: NDArray[np.int32] = texts["same_address"].to_numpy()
        return column

    def options(self, group: str, n: int) -> OptionBits | None:
        """Which facilities have which of the `n` options of a group of facts.

        None where programs of one facility differ in that group.
        """
        if group not in self._options:
            # A place that is closed has no program: what stands there is asked of nobody.
            first = np.minimum(self.first_program[:-1], max(len(self.programs) - 1, 0))
            self._options[group] = option_bits(self.programs, first, group, n)
        return self._options[group]

    def programs_of(self, facility: int) -> range:
        """The rows of a facility's programs."""
        return range(int(self.first_program[facility]), int(self.first_program[facility + 1]))

    def facility(self, row: int) -> Facility:
        """Everything that is known of one facility."""
        return self._kept_facility(int(row))

    def each_facility(self, rows: Sequence[int]) -> Iterator[Facility]:
        """The facilities at some rows, read a column at a time: for lists of thousands.

        A third of the time of one after the other. None is kept: who reads all reads each once.
        """
        programs = [list(self.programs_of(row)) for row in rows]
        read = self._each_program([one for some in programs for one in some])
        texts = self.facilities.texts.take(pa.array(rows, pa.int64())).to_pylist()
        for row, cells, of_row in zip(rows, texts, programs, strict=True):
            yield self._made(row, cells, tuple(next(read) for _one in of_row))

    def _facility(self, row: int) -> Facility:
        programs = tuple(self.program(one) for one in self.programs_of(row))
        return self._made(row, _cells(self.facilities.texts, row), programs)

    def _made(self, row: int, texts: dict[str, Any], programs: tuple[Program, ...]) -> Facility:
        made = self._listed(row, texts, programs)
        said = self.told.places.get(row)
        if said is None:
            return made
        listed_by = made.stated_by
        if said.added:
            listed_by = replace(listed_by, mask=1 << self.told.source)
        return replace(
            made,
            phones=made.phones if said.phones is None else said.phones,
            website=made.website if said.website is None else said.website,
            stated_by=told_by(listed_by, said.shown, self.told.source),
            others=(*made.others, *said.others),
            former_ids=tuple(dict.fromkeys((*made.former_ids, *said.former_ids))),
            told=said.told,
            closed_since=said.closed_since,
            closed_by=said.closed_by,
        )

    def _listed(self, row: int, texts: dict[str, Any], programs: tuple[Program, ...]) -> Facility:
        columns = self.facilities
        placed = columns.position[row] > 0
        return Facility(
            row=row,
            id=texts["id"],
            name1=texts["name1"],
            name2=texts["name2"],
            street1=texts["street1"],
            street2=texts["street2"],
            city=texts["city"],
            state=STATES.codes[columns.state[row]],
            zip=texts["zip"],
            phones=tuple(Phone(**phone) for phone in texts["phones"]),
            website=texts["website"],
            source_id=texts["source_id"],
            latitude=float(columns.latitude[row]) if placed else None,
            longitude=float(columns.longitude[row]) if placed else None,
            position=POSITIONS[columns.position[row]],
            detox=int(columns.detox[row]),
            detox_for=DETOX_SUBSTANCES.codes_of(int(columns.detox_for[row])),
            serves_only=tuple(texts["serves_only"].split()),
            codes=tuple(texts["codes"].split()),
            programs=programs,
            licences=tuple(Licence(**licence) for licence in texts.get("licences") or ()),
            stated_by=stated(texts.get("origin")),
            prices=tuple(Price(**price) for price in texts.get("prices") or ()),
            others=tuple(OtherWord(**word) for word in texts.get("others") or ()),
            npi=tuple((texts.get("npi") or "").split()),
            former_ids=tuple((texts.get("other_ids") or "").split()),
            county=self._county(row),
        )

    def _county(self, row: int) -> str:
        counties = self.facilities.counties
        code = int(counties.codes[row])
        return counties.labels[code] if code >= 0 else ""

    def point_of(self, place: Place) -> tuple[float, float]:
        """Latitude and longitude to measure from: of a ZIP code, as its facilities correct it."""
        if place.kind == "zip" and place.text in self._moved_zip_codes:
            return self._moved_zip_codes[place.text]
        return place.latitude, place.longitude

    @cached_property
    def _moved_zip_codes(self) -> dict[str, tuple[float, float]]:
        exact = np.flatnonzero(self.facilities.position == POSITIONS.index("exact"))
        codes = self.facilities.texts["zip"].take(pa.array(exact)).to_pylist()
        return moved_zip_codes(codes, self.positions(exact))

    def program(self, row: int) -> Program:
        """Everything that is known of one program."""
        columns = self.programs
        numbers = {name: column.item(row) for name, column in columns.numbers.items()}
        facts = {
            group: (yes.item(row), unknown.item(row))
            for group, (yes, unknown) in columns.masks.items()
        }
        return self._program(row, _cells(columns.texts, row), numbers, facts)

    def _each_program(self, rows: Sequence[int]) -> Iterator[Program]:
        """The same of several, a column at a time; what nobody publishes is not looked at."""
        columns, at = self.programs, np.array(rows, dtype=np.int64)
        told = {
            name: column[at].tolist()
            for name, column in columns.numbers.items()
            if name not in columns.unpublished
        }
        masks = {
            group: list(zip(yes[at].tolist(), unknown[at].tolist(), strict=True))
            for group, (yes, unknown) in columns.masks.items()
        }
        texts = columns.texts.take(pa.array(rows, pa.int64())).to_pylist()
        for place, row in enumerate(rows):
            numbers = dict.fromkeys(columns.unpublished, math.nan)
            numbers |= {name: column[place] for name, column in told.items()}
            facts = {group: column[place] for group, column in masks.items()}
            yield self._program(row, texts[place], numbers, facts)

    def _program(
        self,
        row: int,
        texts: dict[str, Any],
        numbers: dict[str, float],
        facts: dict[str, tuple[int, int]],
    ) -> Program:
        care, per = int(self.programs.care[row]), int(self.programs.cost_per[row])
        level = CARE_LEVELS.codes[care] if care < len(CARE_LEVELS) else None
        hours = _range(numbers, "hours")
        state = STATES.codes[self.facilities.state[self.programs.facility[row]]]
        said = self.told.programs.get(row, _PROGRAM_UNTOLD)
        texts = {**texts, **said.texts} if said.texts else texts
        origin = told_by(stated(texts.get("origin")), said.shown, self.told.source)
        if said.added:
            origin = replace(origin, mask=1 << self.told.source)
        return Program(
            row=row,
            care=level,
            name=texts["program_name"],
            hours=hours,
            weeks=_range(numbers, "weeks"),
            cost=_range(numbers, "cost"),
            cost_per=COST_PER[per] if per < len(COST_PER) else None,
            days_per_week=_number(numbers["days_per_week"]),
            sessions_per_week=_number(numbers["sessions_per_week"]),
            openings=_number(numbers["openings"]),
            openings_on=_date(numbers["openings_on"]),
            verified_on=_date(numbers["verified_on"]),
            source_url=texts["source_url"],
            notes=texts["notes"],
            stated_by=origin,
            facts=facts,
            hours_known=hours_known(level, state, hours, numbers["code_hours"]),
            cash=_cash(numbers),
            old=_old(numbers, self.programs.old.get(row), self._days_of(row)),
            told=said.told,
        )

    def _days_of(self, row: int) -> dict[str, date]:
        """Of what was told, by field: from which day it ages."""
        if row not in self.told.programs:
            return {}
        days = self.told.days
        named = {name: _date(days[f"{name}_low"].item(row)) for name in _RANGES if days}
        return {name: day for name, day in named.items() if day is not None}

    def positions(self, rows: NDArray[Any]) -> NDArray[np.float64]:
        """Latitude and longitude of some facilities, one row each; NaN without position."""
        columns = self.facilities
        return np.column_stack([columns.latitude[rows], columns.longitude[rows]])


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _date(ordinal: float) -> date | None:
    return None if math.isnan(ordinal) else date.fromordinal(int(ordinal))


def _range(numbers: dict[str, float], name: str) -> Range | None:
    low, high = _number(numbers[f"{name}_low"]), _number(numbers[f"{name}_high"])
    return None if low is None and high is None else Range(low, high)


def _cash(numbers: dict[str, float]) -> CashPrice | None:
    low, high = _number(numbers["cash_low"]), _number(numbers["cash_high"])
    if low is None:
        return None
    per = _number(numbers["cash_per"])
    unit = None if per is None else CASH_PER[int(per)]
    return CashPrice(low, low if high is None else high, unit, _date(numbers["cash_day"]))


def _old(
    numbers: dict[str, float], old: Mapping[str, float] | None, days: Mapping[str, date]
) -> OldFacts | None:
    on = _date(numbers["verified_on"])
    if old is None or on is None:
        return None
    every = dict.fromkeys(AGING, math.nan) | dict(old)
    hours, weeks, cost = (_range(every, name) for name in _RANGES)
    return OldFacts(on, hours, weeks, cost, days)


def _cells(table: pa.Table, row: int) -> dict[str, Any]:
    """One row of a table. Cell by cell: five times as fast as a slice of one row as a list."""
    columns = zip(table.column_names, table.columns, strict=True)
    return {name: column[row].as_py() for name, column in columns}
