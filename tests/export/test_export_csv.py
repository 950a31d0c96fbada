"""CSV: every program found, readable by pandas, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.directory import Directory, FacilityRecord, Phone
from finder.export import Outgoing, exports
from finder.export.as_csv import written
from finder.export.columns import Row, columns
from finder.groups import fact_groups
from finder.intake.table.table_columns import column_names


def _text(directory: Directory, query: str = "") -> str:
    outgoing = Outgoing(find(directory, query), TODAY)
    return b"".join(exports().named("csv").chunks(outgoing)).decode()


def _rows(*facilities: FacilityRecord, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_text(a_directory(*facilities), query))))


def test_every_program_found_is_a_row_on_whatever_page(demonstration: Directory) -> None:
    table = pd.read_csv(io.StringIO(_text(demonstration, "care=iop,php&page=2")))
    results = find(demonstration, "care=iop,php")
    assert table["facility_id"].nunique() == results.total > 25
    assert set(table["care_level"]) == {"iop", "php"}
    assert list(table["number"].unique()) == list(range(1, results.total + 1))


def test_pandas_reads_numbers_as_numbers_and_flags_as_flags(demonstration: Directory) -> None:
    table = pd.read_csv(io.StringIO(_text(demonstration, "near=22903&within=100")))
    for name in ("latitude", "longitude", "miles", "hours_low", "cost_low"):
        assert pd.api.types.is_numeric_dtype(table[name]), name
    assert table["demonstration"].dtype == bool
    assert table["longitude"].max() < 0


def test_nothing_found_is_a_header_alone() -> None:
    text = _text(a_directory(a_facility()), "q=zzzz")
    assert text.splitlines() == [",".join(column.name for column in columns())]


def test_the_demonstration_says_so_in_every_row(demonstration: Directory) -> None:
    table = pd.read_csv(io.StringIO(_text(demonstration, "near=22903")))
    assert table["demonstration"].all()
    assert table["notice"].str.contains("invented").all()


def test_the_columns_of_an_own_table_bear_its_names() -> None:
    facility_wide = {"detox", "detox_for"}
    assert {codes.column for codes in fact_groups().values()} | facility_wide <= {
        column.name for column in columns()
    }
    assert set(column_names()) <= {column.name for column in columns()}


def test_column_names_are_distinct_and_explained() -> None:
    named = [column.name for column in columns()]
    assert len(named) == len(set(named))
    assert all(column.help for column in columns())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        # What a spreadsheet would run gets an apostrophe.
        ('=HYPERLINK("http://x.example")', '\'=HYPERLINK("http://x.example")'),
        ("+1 Recovery", "'+1 Recovery"),
        ("-Hope-", "'-Hope-"),
        ("@home", "'@home"),
        ("\t=1+1", "' =1+1"),
        ("\r=1+1", "' =1+1"),
        ("  =1+1", "'  =1+1"),
        ("＝1+1", "'＝1+1"),
        # A line break would begin a cell of its own where quotes are not understood.
        ("Hope\n=1+1", "Hope =1+1"),
        ("\x1b[31mHope", " [31mHope"),
        # All else stays.
        ("Hope + Home", "Hope + Home"),
        ("O'Neill", "O'Neill"),
        ("Clínica", "Clínica"),
        (-78.48, "-78.48"),
        (9, "9"),
        (True, "true"),
        (date(2026, 1, 15), "2026-01-15"),
        (None, ""),
    ],
)
def test_a_cell_is_written_so_that_it_does_nothing(cell: str | float | None, text: str) -> None:
    assert written(cell) == text


def test_a_listing_cannot_bring_a_formula_into_a_spreadsheet() -> None:
    evil = '=cmd|" /C calc"!A0'
    facility = a_facility(
        a_program("iop", name="@SUM(1)"),
        name=evil,
        street1="+1",
        website="https://x.example/?a=1,b",
        phones=[Phone("main", "+1 434-555-0100", "+14345550100")],
    )
    [row] = _rows(facility)
    assert row["facility_name"] == f"'{evil}"
    assert row["program_name"] == "'@SUM(1)"
    assert row["street"] == "'+1"
    assert row["phone"] == "1 434-555-0100"
    numbers = {"latitude", "longitude"}
    assert not [
        name
        for name, cell in row.items()
        if cell[:1] in "=+-@\t\r" and cell and name not in numbers
    ]


def test_commas_and_quotes_in_a_name_stay_in_their_cell() -> None:
    [row] = _rows(a_facility(name='Alder, "Ash" & Elm'))
    assert row["facility_name"] == 'Alder, "Ash" & Elm'


def test_hours_by_level_are_never_in_the_columns_of_published_hours() -> None:
    [row] = _rows(a_facility(a_program("iop")))
    assert (row["hours_low"], row["hours_high"]) == ("", "")
    assert (row["level_hours_low"], row["level_hours_high"]) == ("6", "30")


def test_a_row_says_what_is_not_published() -> None:
    [row] = _rows(a_facility(a_program("iop", hours=(9, 12), pay=["medicaid"], therapy=[])))
    silent = row["not_published"].split(";")
    assert {"cost", "openings", "lang"} <= set(silent)
    assert not {"hours", "pay", "therapy", "detox"} & set(silent)
    assert row["therapies"] == ""


def test_a_row_says_what_to_ask() -> None:
    [row] = _rows(a_facility(), query="care=iop&hours=-12&pay=medicaid")
    assert (row["status"], row["ask_about"]) == ("possible", "hours;pay")


def test_what_is_made_once_for_a_facility_is_the_same_for_each_of_its_programs(
    demonstration: Directory,
) -> None:
    outgoing = Outgoing(find(demonstration, "near=22903&within=any"), TODAY)
    for found in outgoing.facilities():
        for column in (one for one in columns() if one.of_place):
            cells = {
                column.cell(Row(demonstration, found, one, found.facility, one.program))
                for one in found.programs
            }
            assert len(cells) == 1, column.name


def test_rows_come_in_the_order_of_the_list(demonstration: Directory) -> None:
    table = pd.read_csv(io.StringIO(_text(demonstration, "near=22903&within=100&sort=distance")))
    assert table["miles"].is_monotonic_increasing


def test_a_directory_of_unknown_age_leaves_the_cell_empty() -> None:
    made = a_directory(a_facility())
    dated = Directory(
        replace(made.manifest, as_of="2023"), made.facilities, made.programs, made.snapshot
    )
    texts = [_text(one) for one in (made, dated)]
    ages = [next(csv.DictReader(io.StringIO(text)))["as_of"] for text in texts]
    assert ages == ["", "2023"]
