"""Which cases of a long list `make test` takes; `make test-all` takes every one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

__all__ = ["first", "in_turn"]


def first(count: int, cases: Iterable[Any]) -> list[Any]:
    """All cases; those after the first `count` are marked long."""
    return [pytest.param(case, marks=_marks(at >= count)) for at, case in enumerate(cases)]


def in_turn(rows: Iterable[Any], columns: Mapping[str, Any]) -> list[Any]:
    """Every row with every column, a pair a case; a row with the column whose turn it is not is
    marked long. So `make test` takes each row once, and each column with its share of the rows.

    rows: each shown by its text in the name of a case. columns: their values by name.
    """
    return [
        pytest.param(row, value, marks=_marks(at % len(columns) != turn), id=f"{row}-{name}")
        for at, row in enumerate(rows)
        for turn, (name, value) in enumerate(columns.items())
    ]


def _marks(is_long: bool) -> list[pytest.MarkDecorator]:
    return [pytest.mark.long] if is_long else []
