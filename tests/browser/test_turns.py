"""`make test` leaves out none of the rows and columns of a product, and `make test-all` no pair."""

from __future__ import annotations

from typing import Any

from turns import first, in_turn


def _taken(cases: list[Any]) -> list[Any]:
    return [case.values for case in cases if not case.marks]


def test_the_first_cases_are_taken_and_none_is_lost() -> None:
    cases = first(2, "abcd")
    assert _taken(cases) == [("a",), ("b",)]
    assert [case.values for case in cases] == [("a",), ("b",), ("c",), ("d",)]
    assert {mark.name for case in cases for mark in case.marks} == {"long"}


def test_each_row_and_each_column_has_its_turn() -> None:
    cases = in_turn("abcde", {"x": 1, "y": 2})
    taken = _taken(cases)
    assert [row for row, _column in taken] == list("abcde")
    assert {column for _row, column in taken} == {1, 2}
    assert len({case.values for case in cases}) == 10
