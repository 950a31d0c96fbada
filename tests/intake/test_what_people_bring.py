"""Files as counties, states and coordinators keep them, each named for what is odd about it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from finder.command import main
from finder.errors import SourceRefused
from finder.intake import Intake, take_in
from finder.intake.columns.choosing import layout_of, maps_folder, remember, remembered_for
from finder.intake.columns.level_words import level_of, levels_in
from finder.intake.files.files import open_file

Output = pytest.CaptureFixture[str]
HEADER = "Facility Name,Level of Care,Street,City,State,Zip,Phone"
OAK = "Oak House,IOP,1 Elm St,Boston,MA,02108,617-555-0101"


def taken(folder: Path, *lines: str) -> Intake:
    path = folder / "theirs.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return take_in([str(path)])


def refusal(folder: Path, content: bytes, name: str = "theirs.csv") -> str:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(SourceRefused) as caught:
        take_in([str(path)])
    assert "\n" not in str(caught.value)
    return caught.value.reason


def levels(intake: Intake) -> dict[str, list[str | None]]:
    directory = intake.directory
    found = map(directory.facility, range(directory.manifest.facilities))
    return {one.name1: [program.care for program in one.programs] for one in found}


# --- words for levels ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Intensive Out-Patient", "iop"),
        ("I.O.P.", "iop"),
        ("SAIOP", "iop"),
        ("Recovery Residences", "sober-living"),
        ("NARR Level 2", "sober-living"),
        ("Detoxification (Residential)", "detox"),
        ("Social Setting Detoxification", "detox"),
        ("Ambulatory withdrawal management with extended on-site monitoring", "detox"),
        ("Opioid and alcohol detox", "detox"),
        ("3.7 (WM)", "detox"),
        ("WM 3.7", "detox"),
        ("Women and Children Residential", "residential"),
        ("Suboxone clinic", "medication"),
        # two things, or none
        ("Inpatient/Detox", ""),
        ("Residential, Detox", ""),
        ("ASAM 1 & 2.1", ""),
        ("2.1 IOP, Outpatient", ""),
        ("IOP (outpatient, residential)", ""),
        ("No detox", ""),
        ("Post-detox residential", ""),
        ("Level 0.5", ""),
        ("Residential Level 2", ""),
    ],
)
def test_a_word_for_a_level_is_that_level_or_none(text: str, code: str) -> None:
    assert level_of(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("OP & IOP", ("outpatient", "iop")),
        ("Outpatient and Intensive Outpatient", ("outpatient", "iop")),
        ("OP/IOP/PHP", ("outpatient", "iop", "php")),
        ("Residential, Detox", ("residential", "detox")),
        ("ASAM Levels 1.0, 2.1", ("outpatient", "iop")),
        ("1,2.1,3.5", ("outpatient", "iop", "residential")),
        ("2.1 IOP, Outpatient", ("iop", "outpatient")),
        ("Level 3.1 and 3.5", ("residential",)),
        # one thing by two names, or a part that is no level
        ("Inpatient/Residential", ()),
        ("Residential/Sober living", ()),
        ("Opioid and alcohol detox", ()),
        ("IOP and prevention", ()),
    ],
)
def test_a_list_of_levels_is_told_however_it_is_written(text: str, codes: tuple[str, ...]) -> None:
    assert levels_in(text) == codes


def test_words_that_are_not_understood_are_told_together_with_what_to_do(tmp_path: Path) -> None:
    rows = [f"House {n},Part 820,1 Elm St,Boston,MA,02108," for n in range(3)]
    intake = taken(tmp_path, HEADER, OAK, *rows)
    assert len(intake.report.refused_rows) == 3
    said = next(one.reason for one in intake.report.remarks if one.field == "care_level")
    assert "“Part 820” (3)" in said
    assert "--columns MAP" in said


# --- columns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "row", "name", "level"),
    [
        (
            "PROVIDER_NAME,PROGRAM_ADDRESS_LINE_1,PROGRAM_CITY,PROGRAM_STATE,PROGRAM_ZIP_CODE,"
            "PROGRAM_PHONE_NUMBER,SERVICE_TYPE_DESC",
            "Ash,1 A St,Akron,OH,44308,3305550101,Intensive Outpatient",
            "Ash",
            "iop",
        ),
        (
            "FACNAME,FACADDR,FACCITY,FACSTATE,FACZIP,FACPHONE,SUBTYPE",
            "ASH,1 A ST,TEMPE,AZ,85281,4805550101,OUTPATIENT",
            "ASH",
            "outpatient",
        ),
        (
            "Facility Name,Phys. Address,Phys. City,Phys. St,Phys. Zip,Phone,Services",
            "Ash,1 A St,Austin,TX,78701,5125550101,Residential",
            "Ash",
            "residential",
        ),
        (
            "License Holder,Doing Business As (DBA),Address,City,State,Zip Code,Phone (Main),"
            "Licensed Service(s)",
            "Ash Corp,Ash House,1 A St,Flint,MI,48502,8105550101,Outpatient",
            "Ash Corp",
            "outpatient",
        ),
        (
            "Provider Legal Name,Site Name,Site Address 1,Site City/Town,ST,Postal Code,"
            "Site Phone,ASAM Level(s)",
            "Ash Inc,Ash House,1 A St,Salem,OR,97301,5035550101,3.1",
            "Ash House",
            "residential",
        ),
        (
            "AODE Name,Street Address (Physical),City,St.,ZIP+4,Telephone #,Program Type",
            "Ash,1 A St,Paris,KY,40361-1234,8595550101,IOP",
            "Ash",
            "iop",
        ),
    ],
    ids=["Ohio", "Arizona", "Texas", "Michigan", "Oregon", "Kentucky"],
)
def test_the_columns_of_licensing_lists_are_told_by_the_parts_of_their_names(
    tmp_path: Path, header: str, row: str, name: str, level: str
) -> None:
    intake = taken(tmp_path, header, row)
    facility = intake.directory.facility(0)
    assert levels(intake) == {name: [level]}
    assert facility.street1.upper() == "1 A ST"
    assert facility.phones[0].dial.startswith("+1")


def test_what_is_for_the_post_is_never_the_place(tmp_path: Path) -> None:
    intake = taken(
        tmp_path,
        "Facility Name,Level of Care,Mailing Address,Mailing City,Mailing Zip,Site Address,"
        "Site City,Site State,Site Zip",
        "Oak House,IOP,PO Box 9,Salem,01970,1 Elm St,Boston,MA,02108",
    )
    facility = intake.directory.facility(0)
    assert (facility.street1, facility.city, facility.zip) == ("1 Elm St", "Boston", "02108")


def test_a_level_is_not_told_by_numbers_of_something_else(tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="care_level missing"):
        taken(tmp_path, "Facility,License Type,City,State,Zip", "Oak,1,Boston,MA,02108")


def test_columns_that_bear_the_names_of_levels_say_yes_and_no(tmp_path: Path) -> None:
    intake = taken(
        tmp_path,
        "Facility Name,City,State,Zip,Detox,Residential,IOP,Outpatient",
        "Ash,Boston,MA,02108,X,,x,",
        "Elm,Boston,MA,02108,,,,X",
    )
    assert levels(intake) == {"Ash": ["detox", "iop"], "Elm": ["outpatient"]}
    assert not intake.report.refused_values


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Address", '"1 Elm St, Ste 3, Boston, MA 02108-1234"'),
        ("Street,City/State/Zip", '"1 Elm St, Ste 3","Boston, MA 02108"'),
        ("Street,City,State,Zip", '"1 Elm St, Ste 3",Boston,Mass.,2108'),
    ],
    ids=["whole address", "town and ZIP code", "state as people write it"],
)
def test_an_address_is_taken_apart_wherever_it_stands(
    tmp_path: Path, header: str, cell: str
) -> None:
    intake = taken(tmp_path, f"Facility Name,Level of Care,{header}", f"Oak House,IOP,{cell}")
    facility = intake.directory.facility(0)
    assert (facility.street1, facility.city) == ("1 Elm St, Ste 3", "Boston")
    assert (facility.state, facility.zip) == ("MA", "02108")


def test_a_header_that_stands_on_every_printed_page_is_no_row(tmp_path: Path) -> None:
    intake = taken(tmp_path, HEADER, OAK, HEADER, OAK.replace("Oak", "Elm"))
    assert set(levels(intake)) == {"Oak House", "Elm House"}
    assert intake.report.left_out == {"is the header once more": 1}


# --- cells ---------------------------------------------------------------------------------------


def test_an_odd_cell_is_named_by_its_own_column(tmp_path: Path) -> None:
    path = tmp_path / "theirs.xlsx"
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append(["Oak House", "IOP", "=A1", "Boston", "MA", "02108", "#N/A"])
    book.save(path)
    refused = take_in([str(path)]).report.refused_values
    assert {one.field for one in refused} == {"Street", "Phone"}


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("617-555-0101 / 617-555-0102 x12", ["617-555-0101", "617-555-0102 ext. 12"]),
        ("617-555-0101 or 617-555-0102", ["617-555-0101", "617-555-0102"]),
        ("617-555-0101/0102", ["617-555-0101/0102"]),
        ("6.175550101E9", ["617-555-0101"]),
        # Its digits are lost: there is nothing to show, and the report says so.
        ("6.17555E+09", []),
    ],
)
def test_a_cell_of_phones_gives_each_number_or_none(
    tmp_path: Path, cell: str, shown: list[str]
) -> None:
    intake = taken(tmp_path, HEADER, OAK.replace("617-555-0101", cell))
    assert [one.text for one in intake.directory.facility(0).phones] == shown
    refused = [one.reason for one in intake.report.refused_values]
    assert len(refused) == (not shown or shown == [cell])


# --- files ---------------------------------------------------------------------------------------


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as whole:
        for name in names:
            whole.writestr(name, "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n", "is a PDF"),
        (b"\n\n%PDF-1.4\n", "is a PDF"),
        (archive("[Content_Types].xml", "word/document.xml"), "is a text document or slides"),
        (archive("ppt/presentation.xml"), "is a text document or slides"),
        (archive("Index/Document.iwa"), "is a workbook of Numbers"),
        (b"{\\rtf1 a}", "is a text document or slides"),
        (b"GIF89a" + bytes(50), "is a picture"),
        (b"SQLite format 3\0" + bytes(50), "is a database"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "unpack it"),
        (b"From: a@b.example\nSubject: list\n", "is an e-mail"),
        (b"Dear Sir,\nhere is our list, as you asked.\nYours\n", "is a text, not a table"),
        (b'"hello"', "is a text, not a table"),
        (f"{HEADER}\nOak,IOP,{'x' * 1_100_000}\n".encode(), "a cell of more than a million"),
    ],
    ids=[
        *("PDF", "PDF with lines before", "Word", "slides", "Numbers", "RTF", "GIF", "database"),
        *("7z", "e-mail", "letter", "one word", "huge cell"),
    ],
)
def test_a_file_that_is_no_table_is_told_what_it_is(
    tmp_path: Path, content: bytes, words: str
) -> None:
    assert words in refusal(tmp_path, content)


def test_null_characters_in_a_text_are_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_bytes(f"{HEADER}\n{OAK}\n".replace("Boston", "Bos\0ton").encode())
    intake = take_in([str(path)])
    assert intake.directory.facility(0).city == "Boston"
    assert "null characters" in intake.report.remarks[0].reason


# --- maps that were saved ------------------------------------------------------------------------

SAVED = """\
[columns]
facility_name = "Place"
city = "Town"
state = "ST"
zip = "Postal"
care_level = "Kind"
[values.care_level]
"Evening groups" = "iop"
"""


def test_import_reads_a_table_by_the_map_that_was_saved_for_its_header(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / "county.csv"
    path.write_text("Place,Kind,Town,ST,Postal\nOak,Evening groups,Boston,MA,02108\n")
    assert main(["check", str(path)]) != 0
    tables = open_file(str(path), frozenset()).tables
    assert remembered_for(tables, maps_folder()) is None
    saved = remember(layout_of(tables), SAVED, maps_folder())
    capsys.readouterr()
    # The next file of this county has its columns in another order.
    path.write_text("Town,ST,Postal,Place,Kind\nBoston,MA,02108,Oak,Evening groups\n")
    assert main(["import", str(path), "--as-of", "2026", "--to", str(tmp_path / "made")]) == 0
    told = capsys.readouterr()
    assert "the map that was saved for a table with this header" in told.out + told.err
    assert main(["check", str(path), "--columns", "none"]) != 0
    # One that was damaged since is no map any more.
    saved.write_text("[columns")
    assert remembered_for(open_file(str(path), frozenset()).tables, maps_folder()) is None
