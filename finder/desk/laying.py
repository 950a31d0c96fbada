"""What a team was told, laid over a directory: a new one, of which only what is touched is copied.

    laid = lay(directory, reports, today, team)

Who wins, fact by fact (docs/contract.md, section 3): the import's value where its row was checked
later than the report; else the report while it counts; else the import's value. What differs is
kept beside it. Reports whose place or level the directory does not have wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from finder.desk.fold import PlaceSaid, fold
from finder.desk.grown import Grown, Structure, grown
from finder.desk.patch import Patch, patch_of, sources_with_desk
from finder.desk.placed import Placed, with_places
from finder.desk.said import Report, held
from finder.desk.waiting import moved_ids
from finder.directory import Directory
from finder.directory.aging import AGING
from finder.directory.records import ToldLayer

__all__ = ["Laying", "lay"]


def lay(directory: Directory, reports: Sequence[Report], today: date, team: str = "") -> Directory:
    """The directory with what holds of some reports, as they count today."""
    laying = Laying(team)
    laying.hear(reports)
    return laying.over(directory, today)


@dataclass
class _Kept:
    """What was worked out for one import on one day, and may be used again."""

    directory: Directory
    today: date
    team: str
    grown: Grown
    structure: Structure
    patches: dict[int, Patch] = field(default_factory=dict)


class Laying:
    """Reports heard so far, laid over a directory again and again; for one thread at a time.

    Only the places that new reports are about are worked out anew.
    """

    def __init__(self, team: str = "") -> None:
        self._team = team
        self._of_place: dict[str, list[Report]] = {}
        self._folds: dict[int, PlaceSaid] = {}
        self._folded_for: Directory | None = None
        self._stale: set[str] = set()
        self._kept: _Kept | None = None
        # Places that somebody proposed, and the directory with those that a lead accepted.
        self._proposed: set[str] = set()
        # Ids of places that a lead took for others, and those that hold of them.
        self._renamed: set[str] = set()
        self._moved: dict[str, str] = {}
        self._placed: tuple[Directory, tuple[Report, ...], Placed] | None = None
        self.last = 0

    def hear(self, reports: Iterable[Report]) -> None:
        """Take in reports; each once, in the order of their numbers."""
        for report in reports:
            self._of_place.setdefault(report.facility_id, []).append(report)
            self._stale.add(report.facility_id)
            if report.kind == "place":
                self._proposed.add(report.facility_id)
            elif report.kind == "same":
                self._renamed.add(report.facility_id)
            self.last = max(self.last, report.number)

    def over(self, directory: Directory, today: date) -> Directory:
        """A directory with what holds of the reports. The very same where there is none."""
        whole = directory.on(today).whole
        if not self.last:
            return whole
        self._take_for_others()
        placed = self._with_places(whole)
        base = placed.directory
        said = self._said(base)
        structure = _structure(base, said)
        kept = self._kept
        known = kept is not None and (kept.directory, kept.today) == (base, today)
        if kept is None or not known or kept.structure != structure:
            kept = _Kept(base, today, self._team, grown(base, structure, placed.rows), structure)
            touched = set(said)
        else:
            touched = self._stale_rows(base)
        for row in touched:
            kept.patches[row] = patch_of(kept.grown, row, said[row], today, self._team)
        self._kept = kept
        self._stale.clear()
        return _assembled(kept, f"{base.snapshot}-r{self.last}-{today:%Y%m%d}")

    def _take_for_others(self) -> None:
        """Which places that are gone are others, as leads say now."""
        moved = moved_ids(one for place in self._renamed for one in self._of_place[place])
        if moved != self._moved:
            self._moved, self._kept, self._folded_for = moved, None, None

    def _with_places(self, base: Directory) -> Placed:
        """The directory with the places that a lead accepted and that it does not list itself."""
        accepted = tuple(
            report
            for place in sorted(self._proposed)
            if place not in base.rows_by_id and place not in self._moved
            for report in held(self._of_place[place])
            if report.kind == "place"
        )
        kept = self._placed
        if kept is None or kept[0] is not base or kept[1] != accepted:
            kept = self._placed = base, accepted, with_places(base, accepted)
        return kept[2]

    def _said(self, base: Directory) -> dict[int, PlaceSaid]:
        """By row, of every place that is told of; several ids of one place come together."""
        if self._folded_for is not base:
            self._folded_for, self._folds = base, {}
            self._stale = set(self._of_place)
        ids: dict[int, list[str]] = {row: [] for row in self._stale_rows(base)}
        for place in self._of_place:
            row = self._row(base, place)
            if row in ids:
                ids[row].append(place)
        for row, places in ids.items():
            together = [report for place in places for report in self._of_place[place]]
            said = self._folds[row] = fold(held(together))
            said.former = sorted(place for place in places if place not in base.rows_by_id)
        return self._folds

    def _stale_rows(self, base: Directory) -> set[int]:
        """The rows about which there are new reports."""
        rows = (self._row(base, place) for place in self._stale)
        return {row for row in rows if row is not None}

    def _row(self, base: Directory, place: str) -> int | None:
        """The row of a place by its id; of one that is gone, of the place that a lead named."""
        seen: set[str] = set()
        while place not in base.rows_by_id and place not in seen:
            seen.add(place)
            place = self._moved.get(place, place)
        return base.rows_by_id.get(place)


def _structure(base: Directory, said: Mapping[int, PlaceSaid]) -> Structure:
    """Levels that are added, and places that are closed, unless their row was checked later."""
    checked = base.programs.numbers["verified_on"]
    added, closed = [], []
    for row, one in said.items():
        added += [(row, care) for care in one.added]
        if one.closed is not None:
            days = checked[list(base.programs_of(row))]
            if not (days > one.closed.on.toordinal()).any():
                closed.append(row)
    return Structure(tuple(sorted(added)), tuple(sorted(closed)))


def _assembled(kept: _Kept, name: str) -> Directory:
    """The columns of a directory with all patches."""
    base, programs = kept.grown.directory, kept.grown.directory.programs
    written: dict[str, tuple[list[int], list[float]]] = {}
    masked: dict[str, tuple[list[int], list[int], list[int]]] = {}
    units: tuple[list[int], list[int]] = ([], [])
    aged: dict[str, tuple[list[int], list[float]]] = {}
    detox: tuple[list[int], list[int], list[int]] = ([], [], [])
    layer_programs, layer_places = {}, {}
    for patch in kept.patches.values():
        for column, row, value in patch.numbers:
            rows, values = written.setdefault(column, ([], []))
            rows.append(row)
            values.append(value)
        for column, row, value in patch.days:
            rows, values = aged.setdefault(column, ([], []))
            rows.append(row)
            values.append(value)
        for group, row, yes, unknown in patch.masks:
            masks = masked.setdefault(group, ([], [], []))
            for some, one in zip(masks, (row, yes, unknown), strict=True):
                some.append(one)
        for row, unit in patch.units:
            units[0].append(row)
            units[1].append(unit)
        if patch.detox is not None:
            for some, one in zip(detox, patch.detox, strict=True):
                some.append(one)
        layer_programs.update(patch.programs)
        layer_places.update(patch.places)
    numbers = dict(programs.numbers)
    days = {column: programs.numbers["verified_on"].copy() for column in AGING}
    for columns, changes in ((numbers, written), (days, aged)):
        for column, (rows, values) in changes.items():
            columns[column] = columns[column].copy()
            columns[column][rows] = values
    masks_now = dict(programs.masks)
    for group, (at, stated, unsaid) in masked.items():
        yeses, unknowns = (one.copy() for one in masks_now[group])
        yeses[at], unknowns[at] = stated, unsaid
        masks_now[group] = yeses, unknowns
    cost_per = programs.cost_per
    if units[0]:
        cost_per = cost_per.copy()
        cost_per[units[0]] = units[1]
    facilities = base.facilities
    if detox[0]:
        onsite, named = facilities.detox.copy(), facilities.detox_for.copy()
        onsite[detox[0]], named[detox[0]] = detox[1], detox[2]
        facilities = facilities.with_detox(onsite, named)
    manifest, source = sources_with_desk(kept.directory.manifest, kept.team)
    laid = Directory(
        manifest,
        facilities,
        replace(programs, numbers=numbers, masks=masks_now, cost_per=cost_per),
        name,
        kept.directory.gone,
        ToldLayer(source, layer_programs, layer_places, days),
    )
    # What changed is told of both: of what its folder served, and of what was told.
    laid.switches, laid.under = kept.directory.switches, kept.directory
    return laid
