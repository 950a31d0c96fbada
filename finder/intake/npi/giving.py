"""The NPIs of a table given to the facilities of a directory whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finder.directory import FacilityRecord
from finder.directory.records import Origin
from finder.groups import fact_groups
from finder.intake.joining.npi import PlaceFinder
from finder.intake.npi.npi_table import OPIOID_TREATMENT, NpiTable
from finder.intake.rows.checks import NpiShare
from finder.locale import _

__all__ = ["Given", "give_npis", "npi_share"]


@dataclass(frozen=True)
class Given:
    """What became of the rows of a table: of a facility, in doubt between some, or of none."""

    rows: int
    placed: int
    in_doubt: int


def give_npis(records: Sequence[FacilityRecord], table: NpiTable, number: int) -> Given:
    """Add to each facility the NPIs of the rows that are about it; one row is about one at most.

    number: of the table among the sources of the directory.
    """
    finder = PlaceFinder(records)
    placed = in_doubt = 0
    for provider in table.providers:
        found = finder.find(provider.place, _gives_methadone if provider.opioid_treatment else None)
        npis = provider.place.npi
        if found.number is not None:
            _add(records[found.number], npis, number)
            placed += 1
        elif found.doubtful:
            in_doubt += 1
            ids = ", ".join(records[one].name for one in found.doubtful)
            reason = _("may be of one of several facilities, and was left: {facilities}")
            table.notes.remark(provider.line, "npi", " ".join(npis), reason.format(facilities=ids))
    none = len(table.providers) - placed - in_doubt
    if none:
        reason = _("{n} rows are of no facility of this directory for certain")
        table.notes.remark(None, "npi", "", reason.format(n=f"{none:,}"))
    return Given(table.file.rows, placed, in_doubt)


def npi_share(records: Sequence[FacilityRecord], given: Sequence[Given]) -> NpiShare:
    """How many facilities have an NPI, and what became of the rows of all tables."""
    facilities = sum(bool(record.npi) for record in records)
    return NpiShare(
        facilities,
        round(facilities / len(records), 4) if records else 0.0,
        rows=sum(one.rows for one in given),
        placed=sum(one.placed for one in given),
        in_doubt=sum(one.in_doubt for one in given),
    )


def _add(record: FacilityRecord, npis: Sequence[str], number: int) -> None:
    new = [one for one in npis if one not in record.npi]
    before = record.origin.of("npi") if record.npi else 0
    record.npi = (*record.npi, *new)
    # Never written in place: records of one source share their origin.
    fields = {**record.origin.fields, "npi": before | 1 << number}
    record.origin = Origin(record.origin.mask, fields)


def _gives_methadone(record: FacilityRecord) -> int:
    """How clearly a facility is an opioid treatment program: 2 where its name says so too."""
    vocabulary = fact_groups()["medication"].vocabulary
    methadone = vocabulary.bits(["methadone"])
    stated = any(
        program.care == "medication"
        and program.facts.get("medication", (methadone, 0))[0] & methadone
        for program in record.programs
    )
    named = OPIOID_TREATMENT.search(record.name.lower())
    return int(stated) + int(stated and bool(named))
