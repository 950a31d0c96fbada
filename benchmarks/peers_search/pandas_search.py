"""The search with pandas: frames of facilities and programs, filters, group-by."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.peers_search.outcome import (
    ALL_OF,
    FACILITY_WIDE,
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

__all__ = ["PandasSearch"]

_RADIUS = 6371.0088 / 1.609344
Frame = pd.DataFrame
Column = pd.Series


class PandasSearch:
    """What can be worked out once is worked out here, as the finder does in its directory."""

    def __init__(self, directory: Directory, today: date) -> None:
        self._today = today.toordinal()
        self._directory = directory
        columns, offers = directory.facilities, directory.programs
        first = directory.first_program[:-1]
        self._facilities = pd.DataFrame(
            {
                "latitude": columns.latitude,
                "longitude": columns.longitude,
                "state": columns.state,
                "county": columns.counties.codes,
                "words": columns.texts["search_name"].to_pandas().astype("string[pyarrow]"),
                **{f"{group}_yes": yes[first] for group, (yes, _no) in offers.masks.items()},
                **{f"{group}_open": (yes | no)[first] for group, (yes, no) in offers.masks.items()},
            }
        )
        self._programs = pd.DataFrame(
            {
                "facility": offers.facility,
                "care": offers.care,
                **{name: offers.numbers[name] for name in ("hours_low", "hours_high")},
                **{name: offers.numbers[name] for name in ("openings", "openings_on")},
                **{f"low_{unit}": price for unit, price in directory.prices.low.items()},
                **{f"high_{unit}": price for unit, price in directory.prices.high.items()},
            }
        )
        self._options = cache(self._made_options)

    def search(self, criteria: Criteria) -> Outcome:
        """Everything that the finder's search answers."""
        facilities = self._in_reach(criteria, criteria.get("within"))
        view = _View(self, facilities, criteria)
        found = view.found(())
        total = len(found)
        return Outcome(
            total=total,
            matches=int((found == 2).sum()),
            page=self._page(view, found, criteria),
            facets=self._facets(view, criteria),
            near_misses=_near_misses(view, criteria, total) if total <= FEW else {},
            beyond=self._beyond(criteria) if total <= FEW else None,
        )

    def _in_reach(self, criteria: Criteria, within: Any) -> Frame:
        place = criteria.get("near")
        if place is None:
            return self._facilities
        facilities = self._facilities
        if within != "any":
            band = np.degrees(within / _RADIUS) + 1e-9
            facilities = facilities[(facilities["latitude"] - place.latitude).abs() <= band]
        miles = _haversine(place, facilities)
        if within == "any":
            return facilities.assign(miles=miles)
        return facilities.assign(miles=miles)[miles <= within]

    def programs_of(self, facilities: Frame) -> Frame:
        if len(facilities) == len(self._facilities):
            return self._programs
        inside = np.zeros(len(self._facilities), dtype=bool)
        inside[facilities.index] = True
        return self._programs[inside[self._programs["facility"].to_numpy()]]

    def _page(self, view: _View, found: Column, criteria: Criteria) -> tuple[int, ...]:
        list_ = found.to_frame("status").rename_axis("row").reset_index()
        list_["possible"] = list_["status"] != 2
        keys = ["possible"]
        if "near" in criteria:
            list_["miles"] = view.facilities["miles"].reindex(list_["row"]).to_numpy()
            keys.append("miles")
        if criteria.get("sort") == "hours":
            list_["hours"] = view.lowest_hours().reindex(list_["row"]).to_numpy()
            keys.insert(0, "hours")
        keys = ["row"] if criteria.get("sort") == "name" else [*keys, "row"]
        if keys == ["possible", "row"]:
            matches = list_.loc[~list_["possible"], "row"].head(25)
            others = list_.loc[list_["possible"], "row"].head(25 - len(matches))
            return tuple(pd.concat([matches, others]))
        if keys == ["row"]:
            return tuple(list_["row"].head(25))
        return tuple(list_.sort_values(keys, na_position="last")["row"].head(25))

    def _facets(self, view: _View, criteria: Criteria) -> dict[str, dict[str, int]]:
        least = 2 if "published" in criteria else 1
        facets: dict[str, dict[str, int]] = {}
        by_state = view.facilities["state"].reindex(view.found(("state",)).index).value_counts()
        facets["state"] = {STATES.codes[int(s)]: int(n) for s, n in by_state.items()}
        facets["county"] = self._by_county(view)
        facets["care"] = view.by_care()
        for group, codes in GROUPS.items():
            rows = view.found(() if group in ALL_OF else (group,)).index.to_numpy()
            options = self._options(group, least)[rows].sum(axis=0)
            facets[group] = dict(zip(codes, options.tolist(), strict=True))
        detox = view.found(("detox", "detox_for")).index.to_numpy()
        named = criteria.get("detox_for") or ()
        facets["detox"] = {
            where: int((self.detox(where, named)[detox] >= least).sum())
            for where in ("onsite", "nearby")
        }
        where, rows = criteria.get("detox") or "onsite", view.found(("detox_for",)).index.to_numpy()
        facets["detox_for"] = {
            code: int((self.detox(where, (*named, code))[rows] >= least).sum())
            for code in DETOX_SUBSTANCES.codes
        }
        facets["openings"] = {"1": view.with_openings(least)}
        facets["published"] = {"1": int((view.found(("published",)) == 2).sum())}
        return facets

    def _by_county(self, view: _View) -> dict[str, int]:
        county = view.facilities["county"].reindex(view.found(()).index)
        counts = county[county >= 0].value_counts().sort_index()
        most = counts.sort_values(ascending=False, kind="stable").head(MOST_COUNTIES)
        labels = self._directory.facilities.counties.labels
        return {labels[int(code)]: int(count) for code, count in most.items()}

    def _made_options(self, group: str, least: int) -> Any:
        """One column of booleans an option, one row a facility."""
        name = f"{group}_yes" if least == 2 else f"{group}_open"
        masks = self._facilities[name].to_numpy()
        kind = masks.dtype.type
        return np.column_stack(
            [(masks >> kind(bit)) & kind(1) != 0 for bit in range(len(GROUPS[group]))]
        )

    def detox(self, where: str, substances: tuple[str, ...]) -> Any:
        """Answers per facility, kept by the directory for all peers."""
        named = tuple(code for code in DETOX_SUBSTANCES.codes if code in substances)
        index = self._directory.detox
        return index.nearby(named) if where == "nearby" else index.onsite(named)

    def _beyond(self, criteria: Criteria) -> float | None:
        within = criteria.get("within")
        if "near" not in criteria or within == "any":
            return None
        facilities = self._facilities
        wide = np.ones(len(facilities), dtype=bool)
        for key in set(asked(criteria)) & FACILITY_WIDE:
            wide &= (self.answer_wide(key, facilities, criteria) >= 1).to_numpy()
        view = _View(self, facilities[wide], criteria)
        found = facilities.loc[view.found(()).index]
        miles = _haversine(criteria.get("near"), found)
        farther = miles[miles > within]
        return float(farther.min()) if len(farther) else None

    def answer_wide(self, key: str, facilities: Frame, criteria: Criteria) -> Column:
        """0, 1 or 2 per facility."""
        value = criteria.get(key)
        if key == "state":
            return (facilities["state"] == STATES.position(value)).astype("uint8") * 2
        if key == "q":
            found = pd.Series(True, facilities.index)
            for word in value.split():
                found &= facilities["words"].str.contains(f" {word}", regex=False).astype(bool)
            return found.astype("uint8") * 2
        if key in ("detox", "detox_for"):
            where = criteria.get("detox") or "onsite"
            answers = self.detox(where, value if key == "detox_for" else ())
            return pd.Series(answers[facilities.index.to_numpy()], facilities.index)
        mask = facilities[f"{key}_yes"].dtype.type(bits(criteria, key))
        yes, open_ = facilities[f"{key}_yes"] & mask, facilities[f"{key}_open"] & mask
        if key in ALL_OF:
            return (yes == mask).astype("uint8") + (open_ == mask).astype("uint8")
        return (yes != 0).astype("uint8") + (open_ != 0).astype("uint8")

    def answer(self, key: str, programs: Frame, criteria: Criteria) -> Column:
        """0, 1 or 2 per program."""
        if key == "care":
            levels = [CARE_LEVELS.position(code) for code in criteria.get("care")]
            return programs["care"].isin(levels).astype("uint8") * 2
        if key == "hours":
            return self._hours(programs, *criteria.get("hours"))
        if key == "openings":
            return self._openings(programs)
        return self._cost(programs, criteria.get("cost"), criteria.get("per"))

    def _hours(self, programs: Frame, low: float | None, high: float | None) -> Column:
        low, high = low or 0.0, np.inf if high is None else high
        first, last = programs["hours_low"], programs["hours_high"]
        published = first.notna() | last.notna()
        overlaps = ~(first > high) & ~(last < low)
        level_low, level_high = np.array(LEVEL_LOW), np.array(LEVEL_HIGH)
        inside = (low <= level_low) & (high >= level_high)
        outside = (high < level_low) | (low > level_high)
        by_level = np.where(inside, 2, np.where(outside, 0, 1))[programs["care"]]
        answers = np.where(published, overlaps * 2, by_level)
        return pd.Series(answers.astype("uint8"), programs.index)

    def _openings(self, programs: Frame) -> Column:
        fresh = programs["openings_on"].between(self._today - 7, self._today)
        published = fresh & programs["openings"].notna()
        answers = np.where(published, (programs["openings"] > 0) * 2, 1)
        return pd.Series(answers.astype("uint8"), programs.index)

    def _cost(self, programs: Frame, budget: float, per: str) -> Column:
        pay = self._facilities["pay_yes"].to_numpy()[programs["facility"].to_numpy()]
        free = (pay & pay.dtype.type(PAYMENTS.bits(["free"]))) != 0
        depends = (pay & pay.dtype.type(PAYMENTS.bits(["sliding", "assistance"]))) != 0
        low, high = programs[f"low_{per}"], programs[f"high_{per}"]
        within = low.fillna(high) <= budget * (1 + 1e-9)
        answers = np.where(free | within, 2, np.where(low.isna() | depends, 1, 0))
        return pd.Series(answers.astype("uint8"), programs.index)


class _View:
    """The programs of some facilities and their answers to what is asked."""

    def __init__(self, peer: PandasSearch, facilities: Frame, criteria: Criteria) -> None:
        self._peer = peer
        self._criteria = criteria
        self.facilities = facilities
        self._programs = peer.programs_of(facilities)
        self._facility = self._programs["facility"]
        self._kept: dict[tuple[str, ...], Column] = {}
        keys = asked(criteria)
        wide = {k: peer.answer_wide(k, facilities, criteria) for k in keys if k in FACILITY_WIDE}
        self._answers = {
            key: self._spread(wide[key])
            if key in wide
            else peer.answer(key, self._programs, criteria).to_numpy()
            for key in keys
        }

    def _spread(self, answers: Column) -> Any:
        whole = np.zeros(len(self._peer._facilities), dtype="uint8")
        whole[answers.index.to_numpy()] = answers.to_numpy()
        return whole[self._facility.to_numpy()]

    def _joint(self, without: tuple[str, ...]) -> Any:
        kept = [answers for key, answers in self._answers.items() if key not in without]
        return np.minimum.reduce(kept) if kept else np.full(len(self._programs), 2, dtype="uint8")

    def _least(self, without: tuple[str, ...]) -> int:
        return 2 if "published" in self._criteria and "published" not in without else 1

    def found(self, without: tuple[str, ...]) -> Column:
        """Status by row of facility, with some keys as if not given."""
        asked_of = tuple(k for k in without if k in self._answers or k == "published")
        if asked_of not in self._kept:
            joint = self._joint(asked_of)
            left = joint >= self._least(asked_of)
            status = pd.Series(joint[left])
            self._kept[asked_of] = status.groupby(self._facility.to_numpy()[left]).max()
        return self._kept[asked_of]

    def by_care(self) -> dict[str, int]:
        """Facilities found with a program of each level."""
        left = self._joint(("care",)) >= self._least(())
        counts = self._programs.loc[left, ["facility", "care"]].drop_duplicates()["care"]
        found = counts.value_counts()
        return {code: int(found.get(n, 0)) for n, code in enumerate(CARE_LEVELS.codes)}

    def with_openings(self, least: int) -> int:
        """Facilities that would be found if openings were asked."""
        joint = self._joint(("openings",))
        answers = self._peer.answer("openings", self._programs, self._criteria).to_numpy()
        left = np.minimum(joint, answers) >= least
        return int(self._facility[left].nunique())

    def lowest_hours(self) -> Column:
        """The lowest hours of the programs found, by row of facility."""
        left = self._joint(()) >= self._least(())
        programs = self._programs[left]
        low = programs["hours_low"].fillna(programs["hours_high"]).to_numpy()
        by_level = np.array(LEVEL_LOW)[programs["care"]]
        hours = pd.Series(np.where(np.isnan(low), by_level, low))
        return hours.groupby(programs["facility"].to_numpy()).min()


def _near_misses(view: _View, criteria: Criteria, total: int) -> dict[tuple[str, ...], int]:
    for size in (1, 2):
        # Without detox, what the detox is for means on site; no query measured asks for both.
        totals = {keys: len(view.found(keys)) for keys in combinations_of(criteria, size)}
        helping = {keys: found for keys, found in totals.items() if found > total}
        if helping or total:
            return helping
    return {}


def _haversine(place: Any, facilities: Frame) -> Column:
    phi, phis = np.radians(place.latitude), np.radians(facilities["latitude"])
    east = np.radians(facilities["longitude"]) - np.radians(place.longitude)
    chord = np.sin((phis - phi) / 2) ** 2 + np.cos(phi) * np.cos(phis) * np.sin(east / 2) ** 2
    return 2 * _RADIUS * np.arcsin(np.sqrt(chord.clip(upper=1)))
