"""Cut the slices of the real directories in tests/data from the whole files.

    python scripts/make_test_data.py FOLDER

FOLDER has the whole files as tests/data/README.md names them, in folders of the same names. What is
cut, and why these rows, stands there too; rows keep their order and cells.
"""

from __future__ import annotations

import csv
import gzip
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from finder.directory import FacilityRecord  # noqa: E402
from finder.directory.identity import facility_ids  # noqa: E402
from scripts import make_reference  # noqa: E402

DATA = ROOT / "tests" / "data"

WORKBOOK = "samhsa/national-directory-su-facilities-2023.xlsx"
POSITIONED = "samhsa/su_directory_2023_with_coords.csv"
LATER = "samhsa/su_directory_2024.csv"
LICENCES = "california/dhcs-facilities.csv"
PAIRS = DATA / "linked_pairs.csv"

# Copied as they are.
OFFICIAL_FIGURES = "reference/official_facts.csv"
COPIED = (
    "samhsa/codebook_directory_2023.csv",
    "samhsa/locator-page.json",
    "california/data-dictionary.md",
    "reference/cost_hours_facts.csv",
    "real/findtreatment-download-MA-2025-08.csv",
    "real/findtreatment-header-2026-09.csv",
    "hsds/LICENSE",
    "hsds/schema/organization_list.json",
    "hsds/examples/service_full.json",
    "hsds/examples/organization_full.json",
    "hsds/examples/tabular.json",
)
COPIED_FOLDERS = ("hsds/examples/csv", "prices/cms")
PACKED = ("hsds/schema/organization.json", "hsds/schema/service.json")

WHOLE_STATES = frozenset(
    ["VT", "NH", "ME", "RI", "DE", "DC", "WV", "VA", "WY", "SD", "ND", "MT", "ID", "PR", "GU", "MP"]
)
# Of the year after, to see what changed.
LATER_STATES = frozenset({"VT", "RI", "DC", "WV"})
# Two large cities, crowded as the small states are not.
CITIES = frozenset({("New York", "NY"), ("Los Angeles", "CA")})
# The two listings that the directory repeats, and one that a test of the whole chain follows.
NAMED = frozenset(
    {
        ("Saint Johns Program for Real Change", "CA"),
        ("Community Counseling Center", "MO"),
        ("Genesis House Inc", "CA"),
    }
)

Row = dict[str, str]


def listing_kept(row: Row, linked: frozenset[str], facility_id: str) -> bool:
    """Whether a listing of the national directory is in the slice."""
    return (
        row["state"] in WHOLE_STATES
        or (row["city"], row["state"]) in CITIES
        or (row["name1"], row["state"]) in NAMED
        or facility_id in linked
    )


def licence_kept(row: Row, linked: frozenset[str], addresses: frozenset[str]) -> bool:
    """Whether a licence of California is in the slice.

    Kept are those that were compared by hand, that have expired, that lack what others have, that
    share an address with such a one, and those of the house that the whole chain follows.
    """
    return (
        row["license_number"] in linked
        or row["license_expired"] == "true"
        or not (row["latitude"] and row["city"])
        or address_of(row) in addresses
        or "GENESIS HOUSE" in row["facility_name"]
    )


def address_of(row: Row) -> str:
    """What two licences of one house have in common."""
    return f"{row['facility_name']}|{row['address_line1']}|{row['zip']}"


def repeated(values: Iterable[str]) -> frozenset[str]:
    """The values that stand there more than once."""
    return frozenset(value for value, count in Counter(values).items() if count > 1)


def cut(source: Path, target: Path, kept: Callable[[int, Row], bool]) -> list[int]:
    """Write the rows that are kept, and give their places in the whole file."""
    with source.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    places = [place for place, row in enumerate(rows) if kept(place, row)]
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames or [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[place] for place in places)
    return places


def cut_official(source: Path, target: Path) -> None:
    """The official figures that data/reference.csv takes."""
    rows = make_reference.read(source)
    taken = [make_reference.row_of(one, rows) for one in make_reference.OFFICIAL]
    cut(source, target, lambda _place, row: row in taken)


def cut_workbook(source: Path, target: Path, places: list[int]) -> None:
    """The same rows of the official workbook, and its sheet of codes whole."""
    book = CalamineWorkbook.from_path(str(source))
    with xlsxwriter.Workbook(str(target), {"strings_to_numbers": False}) as made:
        # The same bytes each time.
        made.set_properties({"created": datetime(2023, 1, 1)})
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            if name == book.sheet_names[0]:
                rows = [rows[0], *(rows[place + 1] for place in places)]
            sheet = made.add_worksheet(name)
            for line, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if cell != "":
                        sheet.write_string(line, column, str(cell))


def main(folder: Path, to: Path = DATA) -> None:
    """Make the slices from the whole files in `folder`."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    facilities = frozenset(pair["facility_id"] for pair in pairs)
    ids = ids_of(folder / POSITIONED)
    places = cut(
        folder / POSITIONED,
        to / POSITIONED,
        lambda place, row: listing_kept(row, facilities, ids[place]),
    )
    cut(folder / LATER, to / LATER, lambda _place, row: row["state"] in LATER_STATES)
    cut_workbook(folder / WORKBOOK, to / WORKBOOK, places)
    numbers = frozenset(pair["license_number"] for pair in pairs)
    with (folder / LICENCES).open(encoding="utf-8", newline="") as file:
        addresses = repeated(address_of(row) for row in csv.DictReader(file))
    cut(
        folder / LICENCES,
        to / LICENCES,
        lambda _place, row: licence_kept(row, numbers, addresses),
    )
    cut_official(folder / OFFICIAL_FIGURES, to / OFFICIAL_FIGURES)
    copy(folder, to)


def ids_of(path: Path) -> list[str]:
    """The id of each row, in the order of the file: a repeated listing has one id."""
    with path.open(encoding="utf-8", newline="") as file:
        records = [
            FacilityRecord(
                name1=row["name1"],
                name2=row["name2"],
                street1=row["street1"],
                street2=row["street2"],
                city=row["city"],
                state=row["state"],
                zip=row["zip"],
            )
            for row in csv.DictReader(file)
        ]
    return facility_ids(records)


def copy(folder: Path, to: Path) -> None:
    """What is taken whole; the large schemas packed."""
    for name in COPIED:
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, to / name)
    for name in COPIED_FOLDERS:
        shutil.copytree(folder / name, to / name, dirs_exist_ok=True, copy_function=shutil.copyfile)
    for name in PACKED:
        content = (folder / name).read_bytes()
        (to / f"{name}.gz").write_bytes(gzip.compress(content, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
