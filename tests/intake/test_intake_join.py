"""Several sources in one directory, and the date that it is of."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from finder.directory import Range
from finder.intake import Intake, SourceFile, take_in
from finder.intake.as_of import joint_date, read_date, stated_year
from finder.intake.files.sheets import Sheet
from finder.vocabulary import PAYMENTS

TODAY = date(2025, 6, 1)
TableFile = Callable[..., str]

SAMHSA_HEADER = "name1,name2,street1,street2,city,state,zip,phone,service_code_info"


@pytest.fixture
def listing(tmp_path: Path) -> str:
    """A source of SAMHSA with one facility: intensive outpatient, no alcohol, self-pay."""
    path = tmp_path / "directory-2023.csv"
    path.write_text(
        f"{SAMHSA_HEADER}\n"
        "Willow Bend Recovery,,1 Main St,,Charlottesville,VA,22903,434-555-0100,"
        "OIT * NAUT * SF * CBT\n"
    )
    return str(path)


def read(*paths: str) -> Intake:
    return take_in(paths, today=TODAY)


def test_a_facility_of_two_sources_is_one_with_what_either_states(
    listing: str, table_file: TableFile
) -> None:
    table = table_file(
        {
            "street": "1 Main St.",
            "phone": "434-555-0199",
            "hours_low": "9",
            "hours_high": "12",
            "when": "evening",
            "payments": "medicaid",
            "substances": "",
            "openings": "2",
            "openings_on": "2025-05-31",
        },
        {"street": "1 Main St.", "care_level": "php"},
        {"facility_name": "Elsewhere"},
    )
    intake = read(listing, table)
    assert intake.report.facilities == 2
    facility = next(one for one in map(intake.directory.facility, (0, 1)) if one.codes)
    assert [phone.text for phone in facility.phones] == ["434-555-0100", "434-555-0199"]
    iop, php = facility.programs
    assert (iop.care, php.care) == ("iop", "php")
    assert iop.hours == Range(9, 12)
    assert (iop.openings, iop.openings_on) == (2, date(2025, 5, 31))
    assert iop.facts["when"] == (0b001, 0)
    assert PAYMENTS.codes_of(iop.facts["pay"][0]) == ("self",)  # of 2023; the table has no date
    [other] = facility.others
    assert (other.field, other.source) == ("pay", 1)
    assert json.loads(other.value) == {"yes": ["medicaid"], "no": ["self"]}
    assert iop.facts["substance"] == (0b110, 0)  # who leaves alcohol out does so in any source
    assert iop.facts["therapy"] == (0b1, 0)
    [remark] = [one for one in intake.report.remarks if not one.field]
    assert remark.reason == "stands in an earlier source too: they are one facility"


def test_the_earlier_source_counts_where_both_publish_a_number(table_file: TableFile) -> None:
    first = table_file({"hours_low": "9", "cost_low": "100", "cost_per": "week"}, name="a.csv")
    second = table_file(
        {"hours_low": "12", "hours_high": "15", "cost_high": "900", "cost_per": "month"},
        name="b.csv",
    )
    [program] = read(first, second).directory.facility(0).programs
    assert program.hours == Range(9, None)
    assert (program.cost, program.cost_per) == (Range(100, None), "week")


def test_facilities_of_one_table_with_ids_of_their_own_stay_apart(table_file: TableFile) -> None:
    first = table_file({"facility_id": "A"}, {"facility_id": "B"}, name="a.csv")
    second = table_file({"facility_id": "C", "care_level": "php"}, name="b.csv")
    intake = read(first, second)
    assert (intake.report.facilities, intake.report.programs) == (2, 3)


def test_an_id_of_our_form_joins_facilities_under_other_names(table_file: TableFile) -> None:
    first = table_file({"facility_id": "abcd2345"}, name="a.csv")
    second = table_file({"facility_id": "abcd2345", "facility_name": "New name"}, name="b.csv")
    intake = read(first, second)
    assert intake.report.facilities == 1
    assert intake.directory.facility(0).name1 == "Willow Bend Recovery"


def test_a_stated_level_takes_the_place_of_an_unknown_one(table_file: TableFile) -> None:
    first = table_file({"care_level": ""}, name="a.csv")
    second = table_file({}, name="b.csv")
    facility = read(first, second).directory.facility(0)
    assert [program.care for program in facility.programs] == ["iop"]


def test_the_manifest_names_all_sources_and_their_content(
    listing: str, table_file: TableFile
) -> None:
    manifest = read(listing, table_file({})).directory.manifest
    assert "National Directory" in manifest.name
    assert "programs.csv" in manifest.name
    assert len(manifest.sha256) == 2


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2023", "2023-05", "2023-05-31", " 2023 ", "2025-06-01"])
def test_a_date_is_a_year_a_month_or_a_day(text: str) -> None:
    assert read_date(text, TODAY) == text.strip()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("last year", "is no date"),
        ("23", "is no date"),
        ("2023-13", "is no date"),
        ("2023-02-30", "is no date"),
        ("05/31/2023", "is no date"),
        ("", "is no date"),
        ("2025-06-02", "lies in the future"),
        ("2026", "lies in the future"),
    ],
)
def test_what_is_no_date_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_date(text, TODAY)


@pytest.mark.parametrize(
    ("name", "titles", "year"),
    [
        ("directory-2023.csv", (), "2023"),
        ("directory.csv", ("Facilities 2022",), "2022"),
        ("directory-2023.csv", ("Facilities 2022",), "2022"),
        ("directory_20230501.csv", (), None),
        ("directory-2031.csv", (), None),  # not yet
        ("directory-1812.csv", (), None),
        ("zip-22903.csv", (), None),
        ("directory.csv", (), None),
    ],
)
def test_a_year_is_taken_from_the_sheet_or_the_name(
    name: str, titles: tuple[str, ...], year: str | None
) -> None:
    sheet = Sheet(titles, {}, [], 0)
    assert stated_year(f"/somewhere/2019/{name}", sheet, TODAY)[0] == year


def _file(as_of: str | None) -> SourceFile:
    return SourceFile("a.csv", "table", "", 1, as_of, f"where {as_of} stands" if as_of else "")


@pytest.mark.parametrize(
    ("dates", "joint"),
    [
        (["2023"], ("2023", "where 2023 stands")),
        (["2023", "2023"], ("2023", "where 2023 stands")),
        (["2023", "2021"], ("2021", "the oldest of 2 sources: where 2021 stands")),
        (["2023", None], (None, "")),
        ([None], (None, "")),
    ],
)
def test_joined_sources_are_as_old_as_the_oldest(
    dates: list[str | None], joint: tuple[str | None, str]
) -> None:
    assert joint_date([_file(one) for one in dates]) == joint
