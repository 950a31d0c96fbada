"""Reports whose place the directory does not have, and which listed place may be meant.

After an import a place can be gone, or listed anew under another id. Nobody but a lead says that
two are one: that is a report like any other, and can be taken back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from finder.desk.said import Report, held, statuses
from finder.directory import Directory, Facility, FacilityRecord
from finder.intake.overlay.nearest import Nearest
from finder.vocabulary import STATES

__all__ = ["NAMED", "Waiting", "moved_ids", "waiting"]

# The cell of a report of kind `same` that names the listed place.
NAMED = "facility_id"


@dataclass(frozen=True)
class Waiting:
    """A place with reports that wait. name, town: as it was last listed, "" where nobody knows.

    guess: the listed place that it may be, None where none is near.
    """

    facility_id: str
    name: str
    town: str
    reports: tuple[Report, ...]
    guess: Facility | None


def moved_ids(reports: Iterable[Report]) -> dict[str, str]:
    """By the id of a place that is no longer listed the id that a lead gave for it."""
    return {
        report.facility_id: str(report.facts[NAMED])
        for report in held(list(reports))
        if report.kind == "same" and report.facts.get(NAMED)
    }


def waiting(reports: Iterable[Report], directory: Directory) -> list[Waiting]:
    """The places whose reports wait, those with most of them first."""
    every = list(reports)
    moved = moved_ids(every)
    by_place: dict[str, list[Report]] = defaultdict(list)
    status = statuses(every)
    for report in held(every):
        place = report.facility_id
        is_placed = report.kind == "place" and status[report.number] == "accepted"
        if directory.row_of(place) is None and place not in moved and not is_placed:
            by_place[place].append(report)
    if not by_place:
        return []
    nearest = Nearest(_records(directory))
    found = [_waiting(place, some, directory, nearest) for place, some in by_place.items()]
    return sorted(found, key=lambda one: -len(one.reports))


def _waiting(place: str, reports: list[Report], directory: Directory, nearest: Nearest) -> Waiting:
    gone = directory.gone.get(place)
    words = {}
    if gone is not None:
        words = {"facility_name": gone.name, "city": gone.city, "state": gone.state}
    guess = nearest.to(place, words)
    row = None if guess is None else directory.row_of(guess.id)
    return Waiting(
        facility_id=place,
        name=words.get("facility_name", ""),
        town=f"{gone.city}, {gone.state}" if gone else "",
        reports=tuple(reports),
        guess=None if row is None else directory.facility(row),
    )


def _records(directory: Directory) -> list[FacilityRecord]:
    """What a guess is made from."""
    columns: Mapping[str, list[str]] = {
        name: directory.facilities.texts[name].to_pylist()
        for name in ("id", "name1", "name2", "city", "zip", "source_id")
    }
    states = (STATES.codes[state] for state in directory.facilities.state)
    return [
        FacilityRecord(name1, city, state, code, name2=name2, id=one, source_id=source_id)
        for one, name1, name2, city, code, source_id, state in zip(
            *(columns[name] for name in ("id", "name1", "name2", "city", "zip", "source_id")),
            states,
            strict=True,
        )
    ]
