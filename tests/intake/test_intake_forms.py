"""Every form that a table comes in, and what spreadsheets and databases make of its cells."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.errors import SourceRefused
from finder.intake import take_in
from finder.intake.rows.cells import CellRefused, number, text_of, zip_digits
from finder.intake.rows.phones import phone

HEADER = "facility_name,care_level,street,city,state,zip,phone,verified_on,website\n"
ROW = "Oak House,iop,1 Elm,Springfield,MA,01103,413-544-0100,,\n"
PLACEMARK = (
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
    "<name>Oak House</name><ExtendedData>"
    '<Data name="care_level"><value>iop</value></Data>'
    '<Data name="city"><value>Springfield</value></Data>'
    '<Data name="state"><value>MA</value></Data><Data name="zip"><value>01103</value></Data>'
    "</ExtendedData><Point><coordinates>-72.6011,42.1399,0</coordinates></Point>"
    "</Placemark></Document></kml>"
)


def test_a_packed_table_is_unpacked_and_a_bomb_is_not(tmp_path: Path) -> None:
    path = tmp_path / "table.csv.gz"
    path.write_bytes(gzip.compress((HEADER + ROW).encode()))
    assert take_in([str(path)]).report.facilities == 1
    path.write_bytes(gzip.compress(b" " * (1 << 26)))
    with pytest.raises(SourceRefused, match="zip bomb"):
        take_in([str(path)])
    path.write_bytes(gzip.compress((HEADER + ROW).encode())[:-12])
    with pytest.raises(SourceRefused, match="cut off"):
        take_in([str(path)])


def test_places_of_a_map_keep_their_points(tmp_path: Path) -> None:
    path = tmp_path / "places.kml"
    path.write_text(PLACEMARK)
    facility = take_in([str(path)]).directory.facility(0)
    assert (facility.name1, facility.position) == ("Oak House", "exact")
    assert (facility.latitude, facility.longitude) == (
        pytest.approx(42.1399),
        pytest.approx(-72.6011),
    )


def test_xml_that_names_other_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.kml"
    path.write_text('<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "b">]><kml>&a;</kml>')
    with pytest.raises(SourceRefused, match="not safe to read"):
        take_in([str(path)])


def test_sheets_are_parts_or_the_whole_is_refused_and_hidden_ones_are_said(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    first = book.active
    first.title = "Adams"
    names = ["facility_name", "care_level", "city", "state", "zip", "notes"]
    for sheet, name in ((first, "Oak House"), (book.create_sheet("Bell"), "Elm House")):
        sheet.append(names)
        sheet.append([name, "iop", "Springfield", "MA", "01103", "=1+1"])
    old = book.create_sheet("2019")
    old.append(names)
    old.append(["Old House", "iop", "Springfield", "MA", "01103", ""])
    old.sheet_state = "hidden"
    path = tmp_path / "counties.xlsx"
    book.save(path)
    report = take_in([str(path)]).report
    assert (report.rows_read, report.facilities) == (2, 2)
    assert any("hidden sheets" in one.reason and "2019" in one.reason for one in report.remarks)
    # What nobody has calculated is named, not silently empty.
    assert [one.value for one in report.refused_values] == ["=1+1", "=1+1"]
    book.create_sheet("Clay").append(["facility_name", "city", "state", "zip"])
    book["Clay"].append(["Ash House", "Springfield", "MA", "01103"])
    book.save(path)
    with pytest.raises(SourceRefused, match="read whole or not at all: “Clay” lacks care_level"):
        take_in([str(path)])


def test_what_spreadsheets_and_databases_make_of_cells_is_undone_or_named(
    tmp_path: Path,
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text(
        HEADER + 'Harbor,iop,"=""12 Main""",Springfield,MA,1103.0,4135440100.0,11/25/2025,'
        '"=HYPERLINK(""http://a.example"",""Site"")"\n'
        "Oak House,2.1,#REF!,Springfield,MA,'01103,=A1+B2,3/4/2025 10:30 AM,N/A\n"
        "b'Ash House',php,NULL,Springfield,MA,01103,413-544-0102 (office),,nan\n"
    )
    intake = take_in([str(path)])
    found = {one.name1: one for one in map(intake.directory.facility, range(3))}
    assert found.keys() == {"Harbor", "Oak House", "Ash House"}
    assert (found["Harbor"].street1, found["Harbor"].zip) == ("12 Main", "01103")
    assert found["Harbor"].website == "http://a.example"
    assert found["Harbor"].phones[0].dial == "+14135440100"
    assert found["Ash House"].phones[0].dial == "+14135440102"
    days = [found[name].programs[0].verified_on for name in ("Harbor", "Oak House")]
    assert days == [date(2025, 11, 25), date(2025, 3, 4)]
    assert [(one.line, one.field, one.value) for one in intake.report.refused_values] == [
        (3, "street", "#REF!"),
        (3, "phone", "=A1+B2"),
    ]


def test_a_date_whose_month_is_not_certain_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "days.csv"
    path.write_text(HEADER + "Oak House,iop,1 Elm,Springfield,MA,01103,,3/4/2025,\n")
    (refused,) = take_in([str(path)]).report.refused_values
    assert (refused.field, refused.value) == ("verified_on", "3/4/2025")


@given(st.floats(-180, 180, allow_nan=False))
def test_a_coordinate_is_read_in_every_form_that_a_number_is_written(value: float) -> None:
    for text in (repr(value), f"{value:.20f}", f"{value:.9e}"):
        assert number(text, -360, 360) == pytest.approx(value, abs=1e-6)


@given(st.integers(501, 99_950))
def test_a_zip_code_is_the_same_as_text_number_and_decimal(code: int) -> None:
    digits = f"{code:05}"
    for cell in (digits, code, float(code), f"{code}.0", f"{digits}-1234", f"'{digits}"):
        assert zip_digits(cell) == digits


@given(st.integers(2_002_000_000, 9_899_999_999))
def test_a_phone_number_is_the_same_as_text_and_decimal(value: int) -> None:
    assert phone(f"{value}.0", "main").dial == phone(str(value), "main").dial


@given(st.text(max_size=60))
def test_what_was_read_is_read_the_same_again(text: str) -> None:
    once = text_of(text)
    assert text_of(once) == once or "&" in text or "<" in text or once[:1] in "=' b"


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        value = number(text, -360, 360)
    except CellRefused:
        return
    assert value is None or -360 <= value <= 360
