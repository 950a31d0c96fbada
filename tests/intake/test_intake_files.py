"""Files of every kind: read by their content, or refused in one sentence."""

from __future__ import annotations

import csv
import gzip
import io
import os
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from finder.directory import Directory
from finder.directory.storage import as_tables
from finder.errors import SourceRefused
from finder.intake import take_in

HEADER = [
    "facility_name",
    "care_level",
    "city",
    "state",
    "zip",
    "therapies",
    "cost_low",
    "cost_per",
]
ROWS = [
    ["Café Mañana", "iop", "Boston", "MA", "02108", "cbt;group", "1200", "month"],
    ["Hope, House; North", "php", "Boston", "MA", "02108", "", "", ""],
    ["Hope, House; North", "detox", "Boston", "MA", "02108", "cbt", "95.5", "day"],
]


def delimited(separator: str = ",", encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows([HEADER, *ROWS])
    return text.getvalue().encode(encoding)


def workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Read me").write(0, 0, "Our programs, kept by hand")
        sheet = book.add_worksheet("Programs")
        sheet.write_row(0, 0, HEADER)
        for line, row in enumerate(ROWS, start=1):
            sheet.write_row(line, 0, row)
            sheet.write_number(line, 4, 2108)  # a spreadsheet takes the zero away
            if row[6]:
                sheet.write_number(line, 6, float(row[6]))
    return file.getvalue()


def parquet(lists: bool = False) -> bytes:
    columns: dict[str, list[object]] = {
        name: [row[place] or None for row in ROWS] for place, name in enumerate(HEADER)
    }
    columns["cost_low"] = [float(row[6]) if row[6] else None for row in ROWS]
    if lists:
        columns["therapies"] = [row[5].split(";") if row[5] else None for row in ROWS]
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def taken(path: Path) -> Directory:
    return take_in([str(path)], today=date(2025, 6, 1)).directory


def refused(path: Path) -> str:
    """The reason for which a file is refused: one sentence of one line."""
    with pytest.raises(SourceRefused) as caught:
        take_in([str(path)])
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))
    return caught.value.reason


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[pa.Table, pa.Table]:
    """The tables that every form of ROWS must give."""
    path = tmp_path_factory.mktemp("expected") / "programs.csv"
    path.write_bytes(delimited())
    directory = taken(path)
    return as_tables(directory.facilities, directory.programs)


FORMS: dict[str, Callable[[], bytes]] = {
    "comma, UTF-8": delimited,
    "semicolon": lambda: delimited(";"),
    "tab": lambda: delimited("\t"),
    "UTF-8 with mark": lambda: delimited(encoding="utf-8-sig"),
    "UTF-16 with mark": lambda: delimited(encoding="utf-16"),
    "UTF-16 little-endian without mark": lambda: delimited(encoding="utf-16-le"),
    "UTF-16 big-endian without mark": lambda: delimited(encoding="utf-16-be"),
    "Latin-1": lambda: delimited(encoding="latin-1"),
    "semicolon, Latin-1": lambda: delimited(";", "latin-1"),
    "newline alone": lambda: delimited(end="\n"),
    "carriage return alone": lambda: delimited(end="\r"),
    "Excel's own separator line": lambda: b"sep=;\r\n" + delimited(";"),
    "blank lines": lambda: b"\r\n\r\n" + delimited() + b"\r\n,,,\r\n",
    "title above the header": lambda: b"Programs of our county,,\r\n\r\n" + delimited(),
    "upper-case header": lambda: delimited().replace(
        b"facility_name,care_level", b"Facility Name,CARE LEVEL"
    ),
    "workbook": workbook,
    "Parquet": parquet,
    "Parquet with lists": lambda: parquet(lists=True),
}


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("name", ["programs.csv", "programs.xlsx", "programs"])
def test_a_table_is_the_same_in_every_form_and_under_any_name(
    tmp_path: Path, expected: tuple[pa.Table, pa.Table], form: str, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(FORMS[form]())
    directory = taken(path)
    facilities, programs = as_tables(directory.facilities, directory.programs)
    assert facilities.equals(expected[0])
    assert programs.equals(expected[1])


def test_what_every_form_says_is_what_was_written(expected: tuple[pa.Table, pa.Table]) -> None:
    facilities, programs = expected
    assert facilities["name1"].to_pylist() == ["Café Mañana", "Hope, House; North"]
    assert facilities["zip"].to_pylist() == ["02108", "02108"]
    assert programs["cost_low"].to_pylist() == [1200, None, 95.5]


@pytest.mark.parametrize("form", ["comma, UTF-8", "workbook", "Parquet"])
def test_lines_are_counted_from_the_header_as_line_one_in_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    rows = [*ROWS[:2], [*ROWS[2][:3], "Ontario", *ROWS[2][4:]]]
    monkeypatch.setattr(f"{__name__}.ROWS", rows)
    path = tmp_path / "programs"
    path.write_bytes(FORMS[form]())
    [found] = take_in([str(path)]).report.refused_rows
    assert (found.line, found.field, found.value) == (4, "state", "Ontario")


def test_lines_of_a_csv_are_those_of_the_file_also_after_a_text_of_two_lines(
    tmp_path: Path,
) -> None:
    path = tmp_path / "programs.csv"
    path.write_text(
        "facility_name,care_level,city,state,zip\n"
        '"Hope\nHouse",iop,Boston,MA,02108\n'
        "Elm,iop,Boston,MA,\n"
    )
    report = take_in([str(path)]).report
    assert [one.line for one in report.refused_rows] == [4]
    assert report.facilities == 1


def test_letters_that_are_not_utf8_are_remarked_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "programs.csv"
    path.write_bytes(delimited(encoding="latin-1"))
    [remark] = take_in([str(path)]).report.remarks
    assert "line 2" in remark.reason


def test_a_row_whose_cells_have_slipped_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "programs.csv"
    path.write_text(
        "facility_name;care_level;city;state;zip;therapies\n"
        "Elm;iop;Boston;MA;02108;cbt\n"
        "Oak;iop;Boston;MA;02108;cbt;group\n"
    )
    [found] = take_in([str(path)]).report.refused_rows
    assert (found.line, found.value) == (3, "group")
    assert found.reason == "stands beyond the last column; put texts with a separator in quotes"


def test_a_note_beside_the_table_of_a_workbook_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "programs.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [*ROWS[0], "ask Sam about this one"])
    report = take_in([str(path)]).report
    assert (report.rows_kept, report.refused_rows) == (1, ())


def test_every_sheet_with_the_columns_of_a_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "programs.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name in ("North", "South"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADER)
            sheet.write_row(1, 0, ROWS[0])
            sheet.write_row(2, 0, [f"{name} House", *ROWS[0][1:]])
    report = take_in([str(path)]).report
    assert (report.rows_read, len(report.merged), report.facilities) == (4, 1, 3)


# --- refused -------------------------------------------------------------------------------------

NOT_TABLES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "the file is empty"),
    "blank": (b" \r\n\t\n", "the file is empty"),
    "a web page": (b"<!DOCTYPE html><html><body>Not found</body></html>", "is a web page or XML"),
    "a web page after blanks": (b"\r\n  <html>", "is a web page or XML"),
    "a web page in UTF-8 with mark": (b"\xef\xbb\xbf<html>", "is a web page or XML"),
    "JSON without rows": (b'{"rows": []}', "is JSON without rows"),
    "JSON of numbers": (b"[1, 2, 3]", "is JSON without rows"),
    "JSON of another table": (b'[{"id": 1, "name": "Elm"}]', "has not the columns of a source"),
    "JSON that was cut off": (b'{"rows": [{"name1": "Elm', "cut off or damaged at line 1"),
    "JSON nested without end": (b"[" * 200_000, "cannot be read"),
    "a PDF": (b"%PDF-1.7 ...", "is a PDF"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or a locked Excel"),
    "gzip": (b"\x1f\x8b\x08\x00" + bytes(100), "is compressed"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture"),
    "binary junk": (bytes(range(256)) * 20, "is neither a workbook nor a text"),
    "zeros": (bytes(4096), "is neither a workbook nor a text"),
    "a broken zip": (b"PK\x03\x04" + bytes(100), "is damaged or cut off"),
    "a broken Parquet": (b"PAR1" + bytes(100), "is damaged or cut off"),
    "a header alone": (b"facility_name,care_level,city,state,zip\n", "has a header but no rows"),
    "an open quote": (
        b'facility_name,care_level,city,state,zip\n"Elm,iop,Boston,MA,02108\n',
        "ends inside a quoted text",
    ),
    "another table": (b"id,name\n1,Elm\n", "has not the columns of a source"),
    "prose": (b"Dear all,\nplease find the list attached.\n", "is a text, not a table"),
}


@pytest.mark.parametrize("kind", NOT_TABLES)
@pytest.mark.parametrize("name", ["source.xlsx", "source.csv", "source.parquet"])
def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    tmp_path: Path, kind: str, name: str
) -> None:
    path = tmp_path / name
    content, reason = NOT_TABLES[kind]
    path.write_bytes(content)
    assert reason in refused(path)


def test_wrong_columns_say_what_is_missing_and_what_was_found(tmp_path: Path) -> None:
    path = tmp_path / "programs.csv"
    path.write_text("facility_name,level,city,state\nElm,iop,Boston,MA\n")
    assert refused(path) == (
        "has not the columns of a source (table): zip missing; found: facility_name, level, city, "
        "state. Say what its columns mean with --columns MAP, which `check FILE --suggest-columns` "
        "begins; or fill in the table that `template` writes (docs/data-dictionary.md)"
    )


def test_a_missing_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.csv") == "there is no such file"
    assert refused(tmp_path) == "holds no table: no CSV, JSON, workbook or Parquet file"


def test_something_that_is_no_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "is not a file"


@pytest.mark.parametrize("share", [0.001, 0.25, 0.5, 0.9, 0.999])
def test_a_workbook_that_was_cut_off_is_refused(
    tmp_path: Path, national_workbook: Path, share: float
) -> None:
    whole = national_workbook.read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refused(path) == "the workbook is damaged or cut off; download or save it again"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_parquet_file_that_was_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    whole = parquet()
    path = tmp_path / "cut.parquet"
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refused(path) == "the Parquet file is damaged or cut off; save it again"


def _zip(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def test_a_zip_without_a_table_is_refused(tmp_path: Path) -> None:
    _zip(tmp_path / "a.xlsx", {"readme.pdf": b"%PDF-1.7"})
    reason = "holds no table: no CSV, JSON, workbook or Parquet file"
    assert refused(tmp_path / "a.xlsx") == reason


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    _zip(path, {"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": bytes(50_000_000)})
    assert path.stat().st_size < 100_000
    assert refused(path) == "is packed far more tightly than any workbook (a zip bomb)"


def test_a_zip_that_would_unpack_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "programs.xlsx"
    path.write_bytes(workbook())
    monkeypatch.setattr("finder.intake.files.workbook._MOST_BYTES", 1_000)
    assert refused(path) == "would unpack to more than a gigabyte; no directory does"


def test_a_stray_cell_far_below_the_table_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "stray.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, ROWS[0])
        sheet.write(1_048_575, 16_383, "x")
    assert refused(path) == (
        "has a cell out in row 1048576, column 16384; delete what lies off the table"
    )


def test_forcing_the_kind_refuses_what_is_another(tmp_path: Path) -> None:
    path = tmp_path / "programs.csv"
    path.write_bytes(delimited())
    with pytest.raises(SourceRefused, match=r"columns of a source \(samhsa\): name1, "):
        take_in([str(path)], kind="samhsa")


# --- folders and archives ------------------------------------------------------------------------


def test_a_table_in_a_zip_archive_or_a_folder_is_read_as_if_it_stood_alone(
    tmp_path: Path, expected: tuple[pa.Table, pa.Table]
) -> None:
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "programs.csv").write_bytes(delimited())
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / ".hidden").write_bytes(b"\x00")
    _zip(tmp_path / "county.zip", {"county/programs.csv": delimited(), "__MACOSX/._x": b"\x00"})
    for path in (folder, tmp_path / "county.zip"):
        directory = taken(path)
        assert as_tables(directory.facilities, directory.programs) == expected
    remarks = take_in([str(folder)]).report.remarks
    assert [(one.value, one.reason) for one in remarks] == [
        ("logo.png", "is no table and was left out")
    ]


def test_a_folder_with_a_damaged_part_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "programs.csv").write_bytes(delimited())
    (tmp_path / "more.json").write_bytes(b'{"rows": [')
    assert refused(tmp_path) == (
        "more.json: is JSON that is cut off or damaged at line 1; save or fetch it again"
    )


def test_an_archive_that_expands_a_thousandfold_is_refused_before_it_is_unpacked(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bomb.zip"
    _zip(path, {"services.csv": b"," * 50_000_000})
    assert path.stat().st_size < 100_000
    assert refused(path) == "is packed far more tightly than any table (a zip bomb)"


def test_a_table_of_millions_of_rows_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("csv_rows", "parquet", "not_a_table"):
        monkeypatch.setattr(f"finder.intake.files.{module}.MOST_ROWS", 2)
    (tmp_path / "programs.csv").write_bytes(delimited())
    (tmp_path / "programs.parquet").write_bytes(parquet())
    for name in ("programs.csv", "programs.parquet"):
        assert refused(tmp_path / name).startswith("has more than 2 rows; no directory has")


def test_thousands_of_blank_rows_are_no_rows(
    tmp_path: Path, expected: tuple[pa.Table, pa.Table]
) -> None:
    path = tmp_path / "programs.csv"
    path.write_bytes(delimited() + b",,,,,,,\r\n" * 50_000)
    report = take_in([str(path)], today=date(2025, 6, 1)).report
    assert (report.rows_read, report.refused_rows) == (3, ())


def test_a_header_cell_that_was_merged_over_two_columns_is_told(tmp_path: Path) -> None:
    """A merged cell fills only its first column; the second has no name and is not read."""
    path = tmp_path / "merged.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 7, "Programs of our county")
        sheet.write_row(1, 0, HEADER[:6])
        sheet.merge_range(1, 6, 1, 7, "cost_low")
        sheet.write_row(2, 0, ROWS[0])
    report = take_in([str(path)]).report
    assert (report.rows_read, report.facilities) == (1, 1)
    assert [(one.field, one.reason) for one in report.refused_values] == [
        ("cost_low", "does not say for what: cost_per")
    ]
    assert [(one.line, one.field, one.value) for one in report.remarks] == [
        (3, "column 8", "month")
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xff\xfe"], ids=["none", "utf8", "utf16"])
def test_a_packed_file_with_nothing_in_it_is_refused(mark: bytes, tmp_path: Path) -> None:
    """Found by `make fuzz`: bytes, but not one letter."""
    path = tmp_path / "empty.csv.gz"
    path.write_bytes(gzip.compress(mark))
    with pytest.raises(SourceRefused):
        take_in([str(path)])
