"""Make the demonstration directory: data/demonstration.csv, and its hospitals' price files.

    python scripts/make_demo_data.py [--to data/demonstration.csv]

The price files stand in demonstration_prices beside the table.

Every facility in it is invented: no name, phone number or web address is anyone's, only the towns
and ZIP codes are real. The table is made from a seed, so that each run gives the same bytes;
chance is drawn for each facility on its own, so that a change to one leaves the others alone.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from finder.directory.identity import facility_ids
from finder.directory.records import FacilityRecord
from finder.intake.prices.fetched import note_path
from scripts.demonstration.facility import Facilities, Row
from scripts.demonstration.places import sites
from scripts.demonstration.price_files import price_files

SEED = "stepping stone"
TABLE = Path(__file__).resolve().parents[1] / "data" / "demonstration.csv"
PRICES = TABLE.with_name("demonstration_prices")

# The columns of an own table, in the order of the published format.
COLUMNS = (
    "facility_name", "care_level", "city", "state", "zip", "facility_id", "program_name",
    "street", "latitude", "longitude", "phone", "intake_phone", "website", "hours_low",
    "hours_high", "days_per_week", "sessions_per_week", "weeks_low", "weeks_high", "when",
    "cost_low", "cost_high", "cost_per", "payments", "detox", "detox_for", "substances",
    "therapies", "medications", "special_programs", "ages", "genders", "languages", "services",
    "accreditations", "openings", "openings_on", "verified_on", "source_url", "notes",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", type=Path, default=TABLE, help="file to write")
    options = parser.parse_args(arguments)
    programs = rows()
    options.to.write_text(table(programs), encoding="utf-8", newline="")
    folder = options.to.parent / PRICES.name
    folder.mkdir(exist_ok=True)
    for made in price_files(SEED, programs):
        path = folder / made.name
        path.write_text(made.table, encoding="utf-8", newline="")
        note_path(path).write_text(made.note, encoding="utf-8", newline="")


def rows() -> list[Row]:
    """All programs, facility by facility, each with its facility's id."""
    facilities = Facilities(SEED)
    by_facility = [facilities.rows(site) for site in sites(SEED)]
    ids = facility_ids([_record(programs[0]) for programs in by_facility])
    return [
        row | {"facility_id": facility_id}
        for facility_id, programs in zip(ids, by_facility, strict=True)
        for row in programs
    ]


def table(programs: Sequence[Row]) -> str:
    """The rows as CSV with a header, lines ending in a newline alone."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(programs)
    return text.getvalue()


def _record(row: Row) -> FacilityRecord:
    return FacilityRecord(
        name1=row["facility_name"],
        street1=row["street"],
        city=row["city"],
        state=row["state"],
        zip=row["zip"],
    )


if __name__ == "__main__":
    main()
