"""The workbook, opened with another library than the one that wrote it."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.directory import Directory
from finder.export import Outgoing, as_xlsx, exports
from finder.export.columns import columns


def _book(directory: Directory, query: str = "") -> Workbook:
    outgoing = Outgoing(find(directory, query), TODAY)
    return openpyxl.load_workbook(io.BytesIO(b"".join(exports().named("xlsx").chunks(outgoing))))


def _rows(book: Workbook, sheet: str = "Programs") -> list[dict[str, object]]:
    names, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _about(book: Workbook) -> dict[object, object]:
    return {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}


def test_every_program_found_is_a_row(demonstration: Directory) -> None:
    rows = _rows(_book(demonstration, "care=iop&page=2"))
    assert len({row["facility_id"] for row in rows}) == find(demonstration, "care=iop").total


def test_cells_keep_their_types() -> None:
    record = a_program("iop", hours=(9, 12.5), openings=2, openings_on=date(2026, 1, 14))
    [row] = _rows(_book(a_directory(a_facility(record, zip="02903")), "near=22903"))
    assert (row["hours_low"], row["hours_high"]) == (9, 12.5)
    assert row["openings_on"] == datetime(2026, 1, 14)
    assert row["zip"] == "02903"
    assert row["demonstration"] is False
    assert isinstance(row["miles"], float)
    assert row["cost_low"] is None


def test_a_day_is_a_day_though_the_first_row_has_none() -> None:
    silent, told = a_program("iop"), a_program("iop", openings=2, openings_on=date(2026, 1, 14))
    book = _book(a_directory(a_facility(silent, name="Alder"), a_facility(told, name="Birch")))
    place = [column.name for column in columns()].index("openings_on") + 1
    cells = [book["Programs"].cell(row, place) for row in (2, 3)]
    assert [one.value for one in cells] == [None, datetime(2026, 1, 14)]
    assert cells[1].number_format == "yyyy-mm-dd"


def test_the_header_stays_in_view_and_filters() -> None:
    sheet = _book(a_directory(a_facility()))["Programs"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet["A1"].font.b


def test_a_name_that_looks_like_a_formula_is_a_text() -> None:
    book = _book(a_directory(a_facility(name="=1+1", website="https://x.example/")))
    sheet = book["Programs"]
    place = [column.name for column in columns()].index("facility_name") + 1
    cell = sheet.cell(2, place)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert not sheet._hyperlinks


def test_control_characters_do_not_break_the_workbook() -> None:
    [row] = _rows(_book(a_directory(a_facility(name="Alder\x0bHouse\x00"))))
    assert str(row["facility_name"]).startswith("Alder")


def test_a_text_longer_than_a_cell_is_cut() -> None:
    [row] = _rows(_book(a_directory(a_facility(name="A" * 40_000))))
    assert len(str(row["facility_name"])) == 32_767


def test_the_second_sheet_says_what_was_asked_and_of_what(demonstration: Directory) -> None:
    about = _about(_book(demonstration, "near=22903&care=iop"))
    assert about["Your search"] == "Intensive outpatient programs within 25 miles of 22903"
    assert about["Link"] == "?near=22903&care=iop"
    assert "invented" in str(about["Please note"])
    assert about["Written on"] == TODAY.isoformat()


def test_the_second_sheet_explains_every_column() -> None:
    about = _about(_book(a_directory(a_facility())))
    assert all(about[column.name] == column.help for column in columns())
    assert about["Facts as of"] == "date not known"
    assert "call" in str(about["Please note"])


def test_nothing_found_is_a_header_alone() -> None:
    assert _rows(_book(a_directory(a_facility()), "q=zzzz")) == []


def test_more_rows_than_a_sheet_holds_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_xlsx, "_ROWS_A_SHEET", 2)
    book = _book(a_directory(*(a_facility(name=f"Alder {one}") for one in range(5))))
    assert book.sheetnames == ["Programs", "Programs 2", "Programs 3", "About"]
    assert [len(_rows(book, sheet)) for sheet in book.sheetnames[:3]] == [2, 2, 1]
