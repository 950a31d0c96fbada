"""Saved answers of the locator: pages of JSON whose labels change with the years."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from finder.directory import Facility
from finder.errors import SourceRefused
from finder.groups import fact_groups
from finder.intake import Intake, take_in
from finder.intake.locator.locator_labels import code_of, labels
from finder.intake.samhsa.samhsa_codes import code_table

LISTING: dict[str, Any] = {
    "name1": "Willow Bend Recovery",
    "name2": "",
    "street1": "1 Elm Street",
    "street2": None,
    "city": "Charlottesville",
    "state": "VA",
    "zip": "22903",
    "phone": "434-555-0113",
    "intake1": "434-555-0114 x2",
    "hotline1": None,
    "website": "http://",
    "latitude": "38.0374836",
    "longitude": "-78.488558",
    "typeFacility": "SA",
    "services": [
        {"f1": "Service Settings", "f2": "SET", "f3": "Outpatient; Intensive outpatient treatment"},
        {"f1": "Payment", "f2": "PAY", "f3": "Medicaid; Military insurance (e.g., TRICARE)"},
    ],
}


def page(*rows: Any, **about: Any) -> dict[str, Any]:
    return {"page": 1, "totalPages": 1, "recordCount": len(rows), "rows": list(rows)} | about


def taken(path: Path, *pages: dict[str, Any], **fetch: Any) -> Intake:
    path.mkdir(exist_ok=True)
    for number, one in enumerate(pages, 1):
        (path / f"page-{number:04}.json").write_text(json.dumps(one))
    if fetch:
        (path / "fetch.json").write_text(json.dumps(fetch))
    return take_in([str(path)])


def facility(intake: Intake, row: int = 0) -> Facility:
    return intake.directory.facility(row)


def stated(one: Facility, group: str) -> tuple[str, ...]:
    return fact_groups()[group].vocabulary.codes_of(one.stated(group))


def test_a_real_page_gives_its_substance_use_listings_with_their_levels(sample_data: Path) -> None:
    intake = take_in([str(sample_data / "samhsa" / "locator-page.json")])
    report = intake.report
    assert [one.kind for one in report.sources] == ["locator"]
    assert (report.rows_read, report.facilities, len(report.refused_rows)) == (30, 14, 0)
    assert report.left_out == {"is a mental-health listing without substance-use care": 16}
    assert report.levels == {
        "residential": 1,
        "php": 3,
        "iop": 5,
        "outpatient": 10,
        "medication": 4,
    }
    assert report.unknown_codes == {}
    mohr = next(one for row in range(14) if (one := facility(intake, row)).name2 == "Mohr Center")
    assert (mohr.latitude, mohr.longitude, mohr.position) == (38.0282239, -78.4725231, "exact")
    assert [phone.role for phone in mohr.phones] == ["main", "intake"]
    assert stated(mohr, "therapy") == (
        *("cbt", "group", "individual", "family", "motivational", "relapse-prevention"),
        *("trauma", "anger", "brief"),
    )
    assert stated(mohr, "gender") == ("male",)


def test_a_listing_has_its_phones_position_and_codes(tmp_path: Path) -> None:
    one = facility(taken(tmp_path / "pages", page(LISTING)))
    assert [(phone.role, phone.dial) for phone in one.phones] == [
        ("main", "+14345550113"),
        ("intake", "+14345550114,2"),
    ]
    assert one.website == ""
    assert [program.care for program in one.programs] == ["iop"]
    assert stated(one, "pay") == ("medicaid", "military")


def test_pages_of_a_folder_are_one_source_and_a_row_on_two_pages_is_one(tmp_path: Path) -> None:
    other = LISTING | {"name1": "Elm House"}
    first, second = page(LISTING, totalPages=2), page(other, LISTING, page=2, totalPages=2)
    report = taken(tmp_path / "pages", first, second).report
    assert (report.rows_read, report.facilities) == (3, 2)
    assert [(one.source, one.line) for one in report.merged] == [("pages/page-0002.json", 2)]


def test_a_folder_that_fetch_filled_says_its_day(tmp_path: Path) -> None:
    intake = taken(tmp_path / "pages", page(LISTING), fetched_on="2026-01-31")
    assert intake.directory.manifest.as_of == "2026-01-31"
    assert intake.directory.manifest.as_of_from == "the day of the fetch, fetch.json"


def test_fewer_rows_than_the_locator_counted_are_told(tmp_path: Path) -> None:
    (remark,) = taken(tmp_path / "pages", page(LISTING, recordCount=2_001)).report.remarks
    assert (remark.field, remark.value) == ("recordCount", "2,001")
    assert "1 are here" in remark.reason


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (dict.fromkeys(LISTING), "name1"),
        ({"city": ""}, "city"),
        ({"state": "Virginia Beach"}, "state"),
        ({"zip": None}, "zip"),
    ],
)
def test_a_row_that_cannot_be_placed_is_refused_alone(
    tmp_path: Path, change: dict[str, Any], field: str
) -> None:
    report = taken(tmp_path / "pages", page(LISTING, LISTING | change)).report
    assert [(one.line, one.field) for one in report.refused_rows] == [(2, field)]
    assert report.facilities == 1


def test_null_in_the_place_of_a_row_is_refused_and_counted(tmp_path: Path) -> None:
    report = taken(tmp_path / "pages", page(LISTING, None)).report
    assert (report.rows_read, len(report.refused_rows)) == (2, 1)


@pytest.mark.parametrize(
    ("latitude", "longitude", "reason"),
    [
        ("0", "0", "0, 0 is no position"),
        ("0.0", "0.0", "0, 0 is no position"),
        ("-78.488558", "38.0374836", "latitude and longitude are swapped"),
        ("38.03", "78.48", "the longitude lacks its minus sign"),
        ("40.7", "-74.0", "miles from the centre of its ZIP code"),
        ("north", "-78.48", "is not a number"),
    ],
)
def test_a_position_that_cannot_be_believed_gives_way_to_the_zip_code(
    tmp_path: Path, latitude: str, longitude: str, reason: str
) -> None:
    row = LISTING | {"latitude": latitude, "longitude": longitude}
    intake = taken(tmp_path / "pages", page(row))
    assert facility(intake).position == "approximate"
    assert any(reason in one.reason for one in intake.report.refused_values)


def test_an_absent_position_is_that_of_the_zip_code_without_a_word(tmp_path: Path) -> None:
    row = LISTING | {"latitude": None, "longitude": ""}
    intake = taken(tmp_path / "pages", page(row))
    assert (facility(intake).position, intake.report.refused_values) == ("approximate", ())


def test_an_unknown_label_is_reported_and_nothing_is_made_of_it(tmp_path: Path) -> None:
    services = [
        {"f1": "Approaches", "f2": "TAP", "f3": "Equine therapy; Anger management"},
        {"f1": "New", "f2": "NEW", "f3": "Medicaid accepted here"},
    ]
    intake = taken(tmp_path / "pages", page(LISTING | {"services": services}))
    assert intake.report.unknown_codes == {
        "TAP: Equine therapy": 1,
        "NEW: Medicaid accepted here": 1,
    }
    assert stated(facility(intake), "therapy") == ("anger",)
    assert stated(facility(intake), "pay") == ()


@pytest.mark.parametrize("services", [None, "", [], [{"f1": "x", "f2": "SET", "f3": None}]])
def test_a_listing_without_services_has_one_program_of_unknown_level(
    tmp_path: Path, services: Any
) -> None:
    intake = taken(tmp_path / "pages", page(LISTING | {"services": services}))
    assert [program.care for program in facility(intake).programs] == [None]
    assert intake.report.refused_values == ()


@pytest.mark.parametrize("services", ["SA DT", [["SET"]], [{"f3": "Outpatient"}], [{"f2": 1}], [3]])
def test_services_of_another_form_are_refused_and_the_row_is_kept(
    tmp_path: Path, services: Any
) -> None:
    report = taken(tmp_path / "pages", page(LISTING | {"services": services})).report
    assert (report.facilities, len(report.refused_values)) == (1, 1)


def test_a_page_cut_in_half_refuses_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    taken(folder, page(LISTING))
    whole = json.dumps(page(LISTING))
    (folder / "page-0002.json").write_text(whole[: len(whole) // 2])
    with pytest.raises(SourceRefused, match=r"page-0002\.json: is JSON that is cut off"):
        take_in([str(folder)])


# --- the table of labels -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "label", "code"),
    [
        # In the words of the code sheet, whatever the case and signs.
        ("SET", "Intensive outpatient treatment", "OIT"),
        ("TAP", "contingency management / motivational incentives", "CMI"),
        # Of 2019.
        ("SET", "Residential", "RES"),
        ("SET", "Telemedicine/telehealth", "TELE"),
        ("EDU", "Group counseling offered", "GCO"),
        ("EXCL", "DUI/DWI clients", "DU"),
        ("PAY", "Military insurance (e.g., TRICARE)", "MI"),
        # A category that was renamed.
        ("ASSES", "Interim services for clients", "ISC"),
        ("OT", "Buprenorphine used in Treatment", "BU"),
        # Known, and left unused on purpose.
        ("FT", "Partial hospitalization/day treatment", ""),
        ("TAP", "Couples/family therapy", ""),
        # Unknown; the second stands in two categories, so that it tells neither.
        ("TAP", "Equine therapy", None),
        ("XX", "In-network prescribing entity", None),
    ],
)
def test_a_label_is_a_code_of_the_sheet_or_unused_or_unknown(
    category: str, label: str, code: str | None
) -> None:
    assert code_of(category, label) == code


def test_every_label_of_the_table_is_a_code_of_the_sheet_or_says_why_it_is_none() -> None:
    known = code_table().codes
    for one in labels():
        assert one.code in known if one.code else one.why, one


def test_no_label_stands_twice_in_the_table_or_repeats_the_sheet() -> None:
    table = labels()
    assert len({(one.category, one.label.lower()) for one in table}) == len(table)
    names = {(one.category_code, one.name.lower()): one.code for one in code_table().codes.values()}
    assert not [one for one in table if names.get((one.category, one.label.lower())) == one.code]


def test_every_label_of_the_code_sheet_is_its_own_code() -> None:
    for one in code_table().codes.values():
        assert code_of(one.category_code, one.name) == one.code
