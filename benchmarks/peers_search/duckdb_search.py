"""The search with DuckDB: two tables, the answers as expressions, counts in one pass."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from benchmarks.peers_search.outcome import (
    ALL_OF,
    FEW,
    GROUPS,
    LEVEL_HIGH,
    LEVEL_LOW,
    MOST_COUNTIES,
    Outcome,
    asked,
    bits,
    combinations_of,
)
from finder.criteria import Criteria
from finder.directory import Directory
from finder.vocabulary import CARE_LEVELS, DETOX_SUBSTANCES, PAYMENTS, STATES

__all__ = ["DuckSearch"]

_RADIUS = 6371.0088 / 1.609344


class DuckSearch:
    """Facilities and programs as tables; what can be worked out once is a column."""

    def __init__(self, directory: Directory, today: date) -> None:
        self._today = today.toordinal()
        self._directory = directory
        self._base = duckdb.connect(config={"preserve_insertion_order": False})
        self._detox: set[str] = set()
        columns, offers = directory.facilities, directory.programs
        first = directory.first_program[:-1]
        places: dict[str, Any] = {
            "row": range(len(columns)),
            "latitude": pa.array(columns.latitude, from_pandas=True),
            "longitude": pa.array(columns.longitude, from_pandas=True),
            "state": columns.state,
            "county": columns.counties.codes,
            "words": columns.texts["search_name"],
        }
        for group, (yes, unknown) in offers.masks.items():
            places |= {f"{group}_yes": yes[first], f"{group}_open": (yes | unknown)[first]}
        programs: dict[str, Any] = {"facility": offers.facility, "care": offers.care}
        programs |= {name: offers.numbers[name] for name in ("hours_low", "hours_high")}
        programs |= {name: offers.numbers[name] for name in ("openings", "openings_on")}
        for unit in directory.prices.low:
            programs[f"low_{unit}"] = directory.prices.low[unit]
            programs[f"high_{unit}"] = directory.prices.high[unit]
        numbers = {name: pa.array(some, from_pandas=True) for name, some in programs.items()}
        self._load("facilities", pa.table(places))
        self._load("programs", pa.table(numbers))
        levels = pa.table({"care": range(len(LEVEL_LOW)), "low": LEVEL_LOW, "high": LEVEL_HIGH})
        self._load("levels", levels)

    def _load(self, name: str, table: pa.Table) -> None:
        self._base.register("arriving", table)
        self._base.execute(f"CREATE TABLE {name} AS SELECT * FROM arriving")
        self._base.unregister("arriving")

    def search(self, criteria: Criteria) -> Outcome:
        """Everything that the finder's search answers."""
        self._answered(criteria)
        self._by_facility(criteria)
        least = _least(criteria)
        total, matches = self._one(
            "SELECT count(*) FILTER (WHERE status >= ?), count(*) FILTER (WHERE status = 2)"
            " FROM by_facility",
            [least],
        )
        return Outcome(
            total=total,
            matches=matches,
            page=self._page(criteria),
            facets=self._facets(criteria),
            near_misses=self._near_misses(criteria, total) if total <= FEW else {},
            beyond=self._beyond(criteria) if total <= FEW else None,
        )

    def _one(self, query: str, values: list[Any] | None = None) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self._base.execute(query, values).fetchone()
        return row

    def _answered(self, criteria: Criteria) -> None:
        """One row a program in reach: its answer to each key asked."""
        columns = [
            "facility",
            "care",
            f"{self._openings()} AS openings_now",
            f"{_lowest_hours(criteria)} AS lowest",
            f"{_miles(criteria)} AS miles",
            *(f"{self._answer(key, criteria)} AS a_{key}" for key in asked(criteria)),
        ]
        self._base.execute(
            f"CREATE OR REPLACE TEMP TABLE answered AS SELECT {', '.join(columns)}"
            f" FROM programs JOIN levels USING (care) JOIN facilities ON row = facility"
            f" WHERE {_reach(criteria)}"
        )

    def _by_facility(self, criteria: Criteria) -> None:
        """One row a facility: its status, and its status with each single-choice key left out."""
        least, keys = _least(criteria), asked(criteria)
        joint, any_level = _joint(keys, ()), _joint(keys, ("care",))
        levels = f"CASE WHEN {any_level} >= {least} AND care < 8 THEN 1 << care ELSE 0 END"
        columns = [
            "facility",
            "any_value(miles) AS miles",
            f"max({joint}) AS status",
            f"min(lowest) FILTER (WHERE {joint} >= {least}) AS lowest",
            f"bit_or({levels}) AS cares",
            f"max(least(openings_now, {_joint(keys, ('openings',))})) AS with_openings",
            *(f"max({_joint(keys, out)}) AS without_{key}" for key, out in _LEFT_OUT.items()),
        ]
        self._base.execute(
            f"CREATE OR REPLACE TEMP TABLE by_facility AS SELECT {', '.join(columns)}"
            f" FROM answered GROUP BY facility"
        )

    def _page(self, criteria: Criteria) -> tuple[int, ...]:
        order = {"name": "facility", "hours": "lowest NULLS LAST, status DESC, miles, facility"}
        rows = self._base.execute(
            f"SELECT facility FROM by_facility WHERE status >= {_least(criteria)} ORDER BY "
            f"{order.get(criteria.get('sort'), 'status DESC, miles NULLS LAST, facility')} LIMIT 25"
        ).fetchall()
        return tuple(row for (row,) in rows)

    def _facets(self, criteria: Criteria) -> dict[str, dict[str, int]]:
        """Counts by option where these are few; else by mask, of which there are far fewer."""
        least = _least(criteria)
        facets = self._by_mask(least)
        counted = list(self._counted(criteria, least))
        counts = ", ".join(f"count(*) FILTER (WHERE {test})" for _key, _code, test in counted)
        row = self._one(f"SELECT {counts} FROM by_facility JOIN facilities ON row = facility")
        for (key, code, _test), count in zip(counted, row, strict=True):
            facets.setdefault(key, {})[code] = count
        states = self._base.execute(
            "SELECT state, count(*) FROM by_facility JOIN facilities ON row = facility"
            f" WHERE without_state >= {least} GROUP BY state"
        ).fetchall()
        facets["state"] = {STATES.codes[state]: count for state, count in states}
        facets["county"] = self._by_county(least)
        return facets

    def _by_county(self, least: int) -> dict[str, int]:
        counties = self._base.execute(
            "SELECT county, count(*) FROM by_facility JOIN facilities ON row = facility"
            f" WHERE status >= {least} AND county >= 0 GROUP BY county"
            f" ORDER BY count(*) DESC, county LIMIT {MOST_COUNTIES}"
        ).fetchall()
        labels = self._directory.facilities.counties.labels
        return {labels[county]: count for county, count in counties}

    def _by_mask(self, least: int) -> dict[str, dict[str, int]]:
        """Facilities by the mask of a group, each mask then taken apart into its options."""
        column = "yes" if least == 2 else "open"
        status = {group: f"without_{group}" for group in GROUPS if group not in ALL_OF}
        masks = " UNION ALL ".join(
            f"SELECT '{group}', {group}_{column}::UBIGINT, count(*) FROM found"
            f" WHERE {status.get(group, 'status')} >= {least} GROUP BY 2"
            for group in GROUPS
        )
        rows = self._base.execute(
            "WITH found AS MATERIALIZED"
            f" (SELECT * FROM by_facility JOIN facilities ON row = facility) {masks}"
        ).fetchnumpy()
        names, values, counts = rows.values()
        facets = {}
        for group, codes in GROUPS.items():
            some = names == group
            options = values[some, np.newaxis] >> np.arange(
                len(codes), dtype=np.uint64
            ) & np.uint64(1)
            totals = counts[some] @ options.astype(np.int64)
            facets[group] = dict(zip(codes, totals.tolist(), strict=True))
        return facets

    def _counted(self, criteria: Criteria, least: int) -> Any:
        """For each of the other options: key, code, and the test that counts it."""
        for bit, code in enumerate(CARE_LEVELS.codes):
            yield "care", code, f"cares & {1 << bit} <> 0"
        named, where = criteria.get("detox_for") or (), criteria.get("detox") or "onsite"
        for option in ("onsite", "nearby"):
            yield (
                "detox",
                option,
                f"least(without_detox, {self._detox_at(option, named)}) >= {least}",
            )
        for code in DETOX_SUBSTANCES.codes:
            detox = self._detox_at(where, (*named, code))
            yield "detox_for", code, f"least(without_detox_for, {detox}) >= {least}"
        yield "openings", "1", f"with_openings >= {least}"
        yield "published", "1", "status = 2"

    def _near_misses(self, criteria: Criteria, total: int) -> dict[tuple[str, ...], int]:
        keys = asked(criteria)
        for size in (1, 2):
            tried = combinations_of(criteria, size)
            if not tried:
                return {}
            counts = ", ".join(
                f"count(DISTINCT facility) FILTER (WHERE {_joint(keys, without)} >="
                f" {1 if 'published' in without else _least(criteria)})"
                for without in tried
            )
            row = self._one(f"SELECT {counts} FROM answered")
            helping = {keys: n for keys, n in zip(tried, row, strict=True) if n > total}
            if helping or total:
                return helping
        return {}

    def _beyond(self, criteria: Criteria) -> float | None:
        within = criteria.get("within")
        if "near" not in criteria or within == "any":
            return None
        least = _least(criteria)
        answers = [f"{self._answer(key, criteria)} >= {least}" for key in asked(criteria)]
        tests = " AND ".join([f"{_miles(criteria)} > {within}", *answers])
        found = self._one(
            f"SELECT min({_miles(criteria)}) FROM programs JOIN levels USING (care)"
            f" JOIN facilities ON row = facility WHERE {tests}"
        )[0]
        return None if found is None else float(found)

    def _answer(self, key: str, criteria: Criteria) -> str:
        """0, 1 or 2 as an expression."""
        value = criteria.get(key)
        if key == "care":
            levels = ", ".join(str(CARE_LEVELS.position(code)) for code in value)
            return f"CASE WHEN care IN ({levels}) THEN 2 ELSE 0 END"
        if key == "state":
            return f"CASE WHEN state = {STATES.position(value)} THEN 2 ELSE 0 END"
        if key == "q":
            tests = " AND ".join(f"contains(words, ' {word}')" for word in value.split())
            return f"CASE WHEN {tests} THEN 2 ELSE 0 END"
        if key in ("detox", "detox_for"):
            where = criteria.get("detox") or "onsite"
            return self._detox_at(where, value if key == "detox_for" else ())
        if key == "hours":
            return _hours(value.low or 0.0, value.high)
        if key == "cost":
            return _cost(value, criteria.get("per"))
        if key == "openings":
            return self._openings()
        mask = bits(criteria, key)
        sure, may = (f"({key}_yes & {mask})", f"({key}_open & {mask})")
        test = f"= {mask}" if key in ALL_OF else "<> 0"
        return f"CASE WHEN {sure} {test} THEN 2 WHEN {may} {test} THEN 1 ELSE 0 END"

    def _openings(self) -> str:
        fresh = f"openings_on BETWEEN {self._today - 7} AND {self._today}"
        published = f"coalesce({fresh} AND openings IS NOT NULL, false)"
        return f"CASE WHEN NOT {published} THEN 1 WHEN openings > 0 THEN 2 ELSE 0 END"

    def _detox_at(self, where: str, substances: tuple[str, ...]) -> str:
        """The column of the directory's own answers, added when it is first asked for."""
        named = tuple(code for code in DETOX_SUBSTANCES.codes if code in substances)
        name = "_".join(["detox", where, *named])
        if name not in self._detox:
            self._detox.add(name)
            index = self._directory.detox
            answers = index.nearby(named) if where == "nearby" else index.onsite(named)
            self._base.register("arriving", pa.table({"row": range(len(answers)), name: answers}))
            self._base.execute(
                "CREATE OR REPLACE TABLE facilities AS"
                " SELECT * FROM facilities JOIN arriving USING (row) ORDER BY row"
            )
            self._base.unregister("arriving")
        return name


_LEFT_OUT = {
    "state": ("state",),
    "pay": ("pay",),
    "accredited": ("accredited",),
    "detox": ("detox", "detox_for"),
    "detox_for": ("detox_for",),
}


def _least(criteria: Criteria) -> int:
    return 2 if "published" in criteria else 1


def _joint(keys: list[str], without: tuple[str, ...]) -> str:
    kept = [f"a_{key}" for key in keys if key not in without]
    return f"least({', '.join(kept)})" if kept else "2"


def _miles(criteria: Criteria) -> str:
    place = criteria.get("near")
    if place is None:
        return "NULL::DOUBLE"
    return (
        f"{2 * _RADIUS} * asin(sqrt(least(1.0,"
        f" pow(sin(radians(latitude - {place.latitude}) / 2), 2) + cos(radians({place.latitude}))"
        f" * cos(radians(latitude)) * pow(sin(radians(longitude - {place.longitude}) / 2), 2))))"
    )


def _reach(criteria: Criteria) -> str:
    place, within = criteria.get("near"), criteria.get("within")
    if place is None or within == "any":
        return "true"
    band = within / _RADIUS * 57.29577951308232 + 1e-9
    south, north = place.latitude - band, place.latitude + band
    return f"latitude BETWEEN {south} AND {north} AND {_miles(criteria)} <= {within}"


def _lowest_hours(criteria: Criteria) -> str:
    if criteria.get("sort") != "hours":
        return "NULL::DOUBLE"
    return "coalesce(hours_low, hours_high, CASE WHEN isnan(low) THEN NULL ELSE low END)"


def _hours(low: float, high: float | None) -> str:
    top = "'infinity'::DOUBLE" if high is None else str(high)
    overlaps = f"NOT coalesce(hours_low > {top}, false) AND NOT coalesce(hours_high < {low}, false)"
    return (
        f"CASE WHEN hours_low IS NOT NULL OR hours_high IS NOT NULL"
        f" THEN CASE WHEN {overlaps} THEN 2 ELSE 0 END"
        f" WHEN isnan(low) THEN 1 WHEN {low} <= low AND {top} >= high THEN 2"
        f" WHEN {top} < low OR {low} > high THEN 0 ELSE 1 END"
    )


def _cost(budget: float, per: str) -> str:
    free, depends = PAYMENTS.bits(["free"]), PAYMENTS.bits(["sliding", "assistance"])
    within = f"coalesce(low_{per}, high_{per}) <= {budget * (1 + 1e-9)}"
    return (
        f"CASE WHEN pay_yes & {free} <> 0 OR coalesce({within}, false) THEN 2"
        f" WHEN low_{per} IS NULL OR pay_yes & {depends} <> 0 THEN 1 ELSE 0 END"
    )
