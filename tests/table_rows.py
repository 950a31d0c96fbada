"""Rows of an own table, for tests that write one."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["PROGRAM", "Row", "TableFile"]

Row = dict[str, str]
TableFile = Callable[..., str]

PROGRAM: Row = {
    "facility_name": "Willow Bend Recovery",
    "care_level": "iop",
    "city": "Charlottesville",
    "state": "VA",
    "zip": "22903",
}
