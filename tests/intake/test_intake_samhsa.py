"""The national directory of SAMHSA: the workbook, the CSV with coordinates, and other years."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import xlsxwriter

from finder.criteria import read
from finder.directory import Directory
from finder.directory.tables import POSITIONS
from finder.errors import SourceRefused
from finder.groups import fact_groups
from finder.intake import Intake, take_in
from finder.intake.samhsa.samhsa_codes import code_table
from finder.search import search
from finder.vocabulary import CARE_LEVELS, DETOX_SUBSTANCES

TODAY = date(2026, 11, 24)


class Counted(NamedTuple):
    """What is in the national directory, or in the slice of it.

    no_level: programs of unknown level. merged: (line, name, line that it repeats).
    contradictory: rows with DT and no setting for it, and the reverse. undialled: the line of the
    one phone that cannot be dialled. dashes: streets of dashes.
    """

    rows: int
    programs: dict[str, int]
    no_level: int
    merged: set[tuple[int, str, str]]
    contradictory: dict[bool, int]
    undialled: int
    exact: int
    approximate: int
    dashes: int
    extensions: int

    @property
    def facilities(self) -> int:
        return self.rows - len(self.merged)


WHOLE = Counted(
    rows=12_744,
    programs={
        "outpatient": 9_766,
        "iop": 5_735,
        "medication": 5_232,
        "residential": 2_963,
        "detox": 2_847,
        "php": 1_874,
        "sober-living": 1_176,
        "inpatient": 705,
    },
    no_level=140,
    merged={
        (1540, "Saint Johns Program for Real Change", "1539"),
        (7064, "Community Counseling Center", "7063"),
    },
    contradictory={True: 100, False: 9},
    undialled=5319,
    # 10,339 rows are from the official locator; the two that were merged are among them.
    exact=10_337,
    approximate=2_405,
    dashes=11,
    extensions=2_000,
)
SLICE = Counted(
    rows=1_465,
    programs={
        "outpatient": 1_082,
        "iop": 581,
        "medication": 614,
        "residential": 359,
        "detox": 356,
        "php": 155,
        "sober-living": 111,
        "inpatient": 94,
    },
    no_level=24,
    merged={
        (224, "Saint Johns Program for Real Change", "223"),
        (599, "Community Counseling Center", "598"),
    },
    contradictory={True: 18, False: 3},
    undialled=489,
    exact=1_160,
    approximate=303,
    dashes=3,
    extensions=200,
)


@pytest.fixture(params=["slice", pytest.param("whole", marks=pytest.mark.national)])
def counted(request: pytest.FixtureRequest) -> Counted:
    """What is expected of the slice, and of the whole directory where it is."""
    return {"slice": SLICE, "whole": WHOLE}[request.param]


@pytest.fixture(params=["workbook", "positioned"])
def intake(request: pytest.FixtureRequest, counted: Counted) -> Intake:
    """Both forms of the national directory."""
    names = {
        ("workbook", True): "whole_workbook_intake",
        ("workbook", False): "workbook_intake",
        ("positioned", True): "whole_intake",
        ("positioned", False): "national_intake",
    }
    value: Intake = request.getfixturevalue(names[request.param, counted is WHOLE])
    return value


@pytest.fixture
def workbook(request: pytest.FixtureRequest, counted: Counted) -> Directory:
    """The official workbook, imported and opened."""
    name = "whole_workbook_directory" if counted is WHOLE else "workbook_directory"
    value: Directory = request.getfixturevalue(name)
    return value


@pytest.fixture
def positioned(request: pytest.FixtureRequest, counted: Counted) -> Directory:
    """The directory with coordinates, imported and opened."""
    name = "whole_directory" if counted is WHOLE else "national_directory"
    value: Directory = request.getfixturevalue(name)
    return value


@pytest.fixture(params=["workbook", "positioned"])
def directory(request: pytest.FixtureRequest) -> Directory:
    """Both forms, imported and opened."""
    value: Directory = request.getfixturevalue(request.param)
    return value


@pytest.fixture
def positioned_csv(request: pytest.FixtureRequest, counted: Counted, national_csv: Path) -> Path:
    """The file of `positioned`."""
    if counted is not WHOLE:
        return national_csv
    folder: Path = request.getfixturevalue("whole_data")
    return folder / "samhsa" / national_csv.name


def test_the_national_directory_has_the_facilities_and_programs_that_it_must(
    directory: Directory, counted: Counted
) -> None:
    assert len(directory.facilities) == directory.manifest.facilities == counted.facilities
    assert directory.manifest.programs == sum(counted.programs.values())
    counts = np.bincount(directory.programs.care)
    assert dict(zip(CARE_LEVELS.codes, counts.tolist(), strict=False)) == counted.programs
    assert counts[-1] == counted.no_level


def test_a_program_of_unknown_level_is_found_only_where_no_care_is_asked(
    positioned: Directory, counted: Counted
) -> None:
    assert search(positioned, read("").criteria, TODAY).total == counted.facilities
    for care, count in counted.programs.items():
        results = search(positioned, read(f"care={care}").criteria, TODAY)
        assert results.total == count, care
        assert results.facets["care"][care] == count, care


@pytest.mark.national
def test_the_national_directory_has_the_counts_that_are_promised() -> None:
    assert WHOLE.facilities == 12_742
    assert sum(WHOLE.programs.values()) == 30_298


def test_the_report_counts_every_row(intake: Intake, counted: Counted) -> None:
    report = intake.report
    assert (report.rows_read, report.rows_kept) == (counted.rows, counted.facilities)
    assert (report.facilities, report.programs) == (
        counted.facilities,
        sum(counted.programs.values()),
    )
    assert report.levels == {**counted.programs, "": counted.no_level}
    assert report.refused_rows == ()
    assert report.unknown_codes == {}


def test_repeated_listings_are_reported_with_the_line_that_they_repeat(
    intake: Intake, counted: Counted
) -> None:
    merged = {(one.line, one.value, one.reason.split()[2]) for one in intake.report.merged}
    assert merged == counted.merged


def test_contradictory_detox_flags_are_reported(intake: Intake, counted: Counted) -> None:
    remarks = [one for one in intake.report.remarks if one.field == "service_code_info"]
    assert Counter(one.value == "DT" for one in remarks) == counted.contradictory


def test_the_one_phone_that_cannot_be_dialled_is_reported(intake: Intake, counted: Counted) -> None:
    [refused] = intake.report.refused_values
    assert (refused.line, refused.field, refused.value) == (
        counted.undialled,
        "phone",
        "207-175-2222",
    )


def test_the_year_is_taken_from_the_name_of_the_file_and_that_is_said(intake: Intake) -> None:
    assert intake.report.as_of == intake.directory.manifest.as_of == "2023"
    assert intake.report.as_of_from.startswith("the file's name, ")


def test_the_code_sheet_of_the_workbook_agrees_with_the_code_table(
    workbook_intake: Intake,
) -> None:
    assert [one for one in workbook_intake.report.remarks if one.field == "service_code"] == []


def test_every_stated_code_is_found_in_as_many_facilities_as_list_it(
    positioned_csv: Path, positioned: Directory
) -> None:
    listed = _facilities_by_code(positioned_csv)
    groups = fact_groups()
    for code, one in code_table().codes.items():
        if one.role != "mapped":
            continue
        if one.criterion == "detox_for":
            masks = positioned.facilities.detox_for
            bit = DETOX_SUBSTANCES.bits([one.option])
            assert np.count_nonzero(masks & masks.dtype.type(bit)) == listed[code], code
        else:
            yes, _unknown = positioned.programs.masks[one.criterion]
            bit = groups[one.criterion].vocabulary.bits([one.option])
            programs = (yes & yes.dtype.type(bit)) != 0
            facilities = np.unique(positioned.programs.facility[programs])
            assert len(facilities) == listed[code], code


def _facilities_by_code(path: Path) -> Counter[str]:
    """How many listings have each code, read without the intake: names and address make one."""
    codes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    fields = ("name1", "name2", "street1", "street2", "city", "zip")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = tuple(re.sub("[^a-z0-9]", "", row[field].lower()) for field in fields)
            codes[key] |= set(row["service_code_info"].replace("*", " ").split())
    return Counter(code for some in codes.values() for code in some)


def test_a_facility_has_its_detox_from_its_programs(positioned: Directory) -> None:
    programs = positioned.programs
    of_detox = programs.facility[programs.care == CARE_LEVELS.position("detox")]
    offered = np.flatnonzero(positioned.facilities.detox == 2)
    assert offered.tolist() == of_detox.tolist()
    assert set(positioned.facilities.detox.tolist()) == {0, 2}


def test_rows_without_coordinates_are_at_their_zip_code_and_say_so(
    workbook: Directory, positioned: Directory, counted: Counted
) -> None:
    def positions(directory: Directory) -> dict[str | None, int]:
        return dict(Counter(POSITIONS[one] for one in directory.facilities.position))

    assert positions(workbook) == {"approximate": counted.facilities}
    assert positions(positioned) == {"exact": counted.exact, "approximate": counted.approximate}


def test_streets_of_dashes_are_no_streets(directory: Directory, counted: Counted) -> None:
    streets = directory.facilities.texts["street1"].to_pylist()
    assert sum(street == "" for street in streets) == counted.dashes
    assert not any(street and not re.search(r"\w", street) for street in streets)


def test_ids_are_those_of_the_same_listing_in_both_forms(
    workbook: Directory, positioned: Directory, counted: Counted
) -> None:
    ids = [one.facilities.texts["id"].to_pylist() for one in (workbook, positioned)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == counted.facilities
    assert all(re.fullmatch("[a-z2-7]{8}", one) for one in ids[0])


def test_phones_keep_their_extension_and_can_be_dialled(
    positioned: Directory, counted: Counted
) -> None:
    phones = [phone for some in positioned.facilities.texts["phones"].to_pylist() for phone in some]
    assert sum(1 for one in phones if not one["dial"]) == 1
    extensions = [one for one in phones if one["extension"]]
    assert len(extensions) > counted.extensions
    assert all(re.fullmatch(r"\+1\d{10}(,\d{1,7})?", one["dial"]) for one in phones if one["dial"])
    assert all(one["dial"].endswith(f",{one['extension']}") for one in extensions)


def test_a_merged_listing_has_the_codes_and_phones_of_both(
    positioned_csv: Path, positioned: Directory, counted: Counted
) -> None:
    line = min(counted.merged)[0]
    with positioned_csv.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[line - 3 : line - 1]
    names = positioned.facilities.texts["name1"].to_pylist()
    facility = positioned.facility(names.index(rows[0]["name1"]))
    codes = {code for row in rows for code in row["service_code_info"].replace("*", " ").split()}
    assert set(facility.codes) == codes
    assert facility.latitude == pytest.approx(float(rows[0]["latitude"]))


# --- other years ---------------------------------------------------------------------------------

LISTING = {
    "name1": "Juniper House",
    "name2": "",
    "street1": "- - -",
    "city": "Portland",
    "state": "ME",
    "zip": "4101",
    "phone": "207-555-0100 x12",
    "service_code_info": "SA * OP OIT * NEW1 * SF",
}
SHEET = [["service_code", "service_name"], ["SA", "Substance use treatment"], ["NEW1", "A new one"]]


def _workbook(
    path: Path, rows: list[dict[str, str]], header: list[str], name: str = "Facilities"
) -> str:
    with xlsxwriter.Workbook(str(path)) as book:
        codes, facilities = book.add_worksheet("Codes"), book.add_worksheet(name)
        for line, cells in enumerate(SHEET):
            codes.write_row(line, 0, cells)
        facilities.write_row(0, 0, header)
        for line, row in enumerate(rows, start=1):
            facilities.write_row(line, 0, [row.get(name.lower().strip(), "") for name in header])
    return str(path)


@pytest.mark.parametrize(
    "header",
    [
        list(LISTING),
        [name.upper() for name in reversed(LISTING)],
        ["Zip", "STATE", " city ", "County", "Service_Code_Info", "Name1"],
    ],
    ids=["lower case", "upper case, backwards", "some missing, one more"],
)
def test_other_years_are_read_whatever_the_case_and_order_of_their_headers(
    tmp_path: Path, header: list[str]
) -> None:
    intake = take_in([_workbook(tmp_path / "directory-2021.xlsx", [LISTING], header)])
    facility = intake.directory.facility(0)
    assert (facility.name1, facility.state, facility.zip) == ("Juniper House", "ME", "04101")
    assert (facility.street1, facility.position) == ("", "approximate")
    assert [program.care for program in facility.programs] == ["iop"]
    assert intake.report.unknown_codes == {"NEW1": 1}
    assert intake.report.as_of == "2021"


def test_a_code_sheet_that_differs_from_the_table_is_reported_code_by_code(tmp_path: Path) -> None:
    intake = take_in([_workbook(tmp_path / "one.xlsx", [LISTING], list(LISTING))])
    remarks = {one.value: one for one in intake.report.remarks if one.field == "service_code"}
    assert len(remarks) == 224  # 223 of the table are not in the sheet, 1 of the sheet is new
    assert remarks["NEW1"].reason == "is not in the code table, so nothing is made of it: A new one"
    assert remarks["DT"].reason == "is in the code table but not in this sheet"
    assert "SA" not in remarks


def test_the_year_of_the_sheet_counts_before_that_of_the_file(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "export-2024.xlsx", [LISTING], list(LISTING), "Facilities 2022")
    report = take_in([path]).report
    assert (report.as_of, report.as_of_from) == ("2022", "the sheet, “Facilities 2022”")


def test_without_a_year_the_date_is_not_known(tmp_path: Path) -> None:
    report = take_in([_workbook(tmp_path / "facilities.xlsx", [LISTING], list(LISTING))]).report
    assert (report.as_of, report.as_of_from) == (None, "")


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"name1": ""}, "name1", "is missing"),
        ({"city": " "}, "city", "is missing"),
        ({"state": "Ontario"}, "state", "is not a U.S. state, such as VA"),
        ({"zip": ""}, "zip", "is missing"),
        ({"zip": "K1A 0B1"}, "zip", "is not a ZIP code of five digits"),
    ],
)
def test_a_listing_that_does_not_say_where_it_is_is_refused(
    tmp_path: Path, change: dict[str, str], field: str, reason: str
) -> None:
    path = _workbook(tmp_path / "one.xlsx", [LISTING, LISTING | change], list(LISTING))
    report = take_in([path]).report
    [refused] = report.refused_rows
    assert (refused.line, refused.field, refused.reason) == (3, field, reason)
    assert (report.rows_read, report.rows_kept, report.facilities) == (2, 1, 1)


def test_a_directory_of_refused_rows_alone_is_refused(tmp_path: Path) -> None:
    path = _workbook(tmp_path / "one.xlsx", [LISTING | {"zip": ""}] * 3, list(LISTING))
    with pytest.raises(
        SourceRefused, match=r"all 3 rows were refused, the first \(line 2\) because zip"
    ):
        take_in([path])


@pytest.mark.parametrize(
    ("word", "position"),
    [("address_match", "exact"), ("zip_centroid", "approximate"), ("satellite", "approximate")],
)
def test_coordinates_are_as_exact_as_their_source(tmp_path: Path, word: str, position: str) -> None:
    row = LISTING | {"latitude": "43.66", "longitude": "-70.26", "coord_source": word}
    facility = take_in([_workbook(tmp_path / "one.xlsx", [row], list(row))]).directory.facility(0)
    assert (facility.latitude, facility.longitude) == (43.66, -70.26)
    assert facility.position == position


def test_listings_that_agree_only_after_accents_and_signs_are_one(tmp_path: Path) -> None:
    other = LISTING | {"name1": "JUNIPER  Hóuse.", "phone": "207-555-0199", "zip": "04101-2222"}
    other["service_code_info"] = "DT ADTX"
    intake = take_in([_workbook(tmp_path / "one.xlsx", [LISTING, other], list(LISTING))])
    facility = intake.directory.facility(0)
    assert len(intake.directory.facilities) == 1
    assert facility.name1 == "Juniper House"
    assert [phone.text for phone in facility.phones] == ["207-555-0100 ext. 12", "207-555-0199"]
    assert [program.care for program in facility.programs] == ["detox", "iop"]
    assert facility.detox_for == ("alcohol",)
