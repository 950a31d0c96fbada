"""The rows of a CSV: what is only split is split as a parser would."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.intake.files.csv_rows import CsvFile, CsvRows

LETTERS = st.text(alphabet='ab ,;"\r\n\té', max_size=60)


def parsed(text: str, separator: str, *, strict: bool) -> list[tuple[int, list[str]]] | str:
    """What Python's own parser makes of it: line and cells of each row with a text, or its error.

    An error ends it, so the rows before it do not count.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict)
    rows, before = [], 0
    try:
        for cells in reader:
            if "".join(cells).strip():
                rows.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        return str(error)
    return rows


def read(text: str, separator: str, *, strict: bool) -> list[tuple[int, list[str]]] | str:
    try:
        file = CsvFile(text.encode(), "utf-8", separator, strict)
        return [(line, list(cells)) for line, cells in CsvRows(file)]
    except csv.Error as error:
        return str(error)


@given(LETTERS, st.sampled_from(",;\t"), st.booleans())
def test_rows_are_those_of_the_parser_whatever_stands_in_them(
    text: str, separator: str, strict: bool
) -> None:
    assert read(text, separator, strict=strict) == parsed(text, separator, strict=strict)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_of_two_lines_between_plain_ones_counts_as_the_lines_it_takes(end: str) -> None:
    text = f'a,b{end}"c{end}d",e{end},{end}f,g{end}'
    rows = read(text, ",", strict=True)
    assert rows == [(1, ["a", "b"]), (2, [f"c{end}d", "e"]), (5, ["f", "g"])]


def test_a_text_that_no_cell_can_hold_is_an_error_without_quotes_too() -> None:
    found = read("a," + 1_000_001 * "b", ",", strict=True)
    assert isinstance(found, str)
    assert "field larger" in found
