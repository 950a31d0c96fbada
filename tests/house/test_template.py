"""The empty table that a coordinator fills in."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from finder.command import main
from finder.intake import take_in
from finder.intake.table.table_columns import REQUIRED, column_names
from finder.intake.table.template import column_order, template_workbook

Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(template_workbook()))


def test_it_has_every_column_that_the_reader_knows_the_required_ones_first(
    book: openpyxl.Workbook,
) -> None:
    header = [cell.value for cell in book["Programs"][1]]
    assert header == column_order()
    assert set(header) == column_names()
    assert header[:5] == list(REQUIRED)
    assert book["Programs"].max_row == 1


def test_columns_of_codes_have_a_list_that_holds_all_of_them(book: openpyxl.Workbook) -> None:
    lists = {
        column_order()[next(iter(one.sqref.ranges)).min_col - 1]: one.formula1
        for one in book["Programs"].data_validations.dataValidation
        if one.type == "list"
    }
    assert {"care_level", "cost_per", "detox", "state", "payments", "languages"} <= set(lists)
    codes = {
        cells[0].value: [cell.value for cell in cells[1:] if cell.value]
        for cells in book["Codes"].columns
    }
    assert codes["care_level"][:2] == ["detox", "inpatient"]
    for name, source in lists.items():
        first, last = source.removeprefix("=").removeprefix("Codes!").split(":")
        inside = [cell[0].value for cell in book["Codes"][f"{first}:{last}".replace("$", "")]]
        assert inside == codes[name], name


def test_every_column_is_explained(book: openpyxl.Workbook) -> None:
    explained = {row[0]: row[1] for row in book["Instructions"].iter_rows(values_only=True)}
    assert all(explained[name] for name in column_order())


def test_a_filled_template_is_read_without_a_remark(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_workbook()))
    row = {
        "facility_name": "Elm",
        "care_level": "iop",
        "city": "Boston",
        "state": "MA",
        "zip": "02108",
        "therapies": "cbt;group",
        "cost_low": 900,
        "cost_per": "month",
    }
    for name, value in row.items():
        book["Programs"].cell(2, column_order().index(name) + 1, value)
    book.save(tmp_path / "filled.xlsx")
    intake = take_in([str(tmp_path / "filled.xlsx")])
    report = intake.report
    assert (report.facilities, report.remarks, report.refused_values) == (1, (), ())
    assert intake.directory.facility(0).programs[0].cost == (900, None)


def test_the_command_writes_it_and_never_over_a_file(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "mine.xlsx"
    assert main(["template", "--to", str(file)]) == 0
    written = file.read_bytes()
    assert main(["template", "--to", str(file)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_bytes() == written


@pytest.mark.parametrize("name", ["mine.csv", "no/such/folder/mine.xlsx"])
def test_a_place_where_no_workbook_can_be_written_is_a_wrong_call(
    tmp_path: Path, capsys: Output, name: str
) -> None:
    assert main(["template", "--to", str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_an_empty_template_is_refused_in_one_sentence(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "mine.xlsx"
    main(["template", "--to", str(file)])
    capsys.readouterr()
    assert main(["check", str(file)]) == 1
    assert "has a header but no rows" in capsys.readouterr().err
