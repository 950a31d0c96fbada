"""The same table is the same directory in whatever form it comes: a property over all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from finder.directory import Directory
from finder.directory.storage import as_tables
from finder.intake import take_in
from intake.table_forms import CONTAINERS, Table, delimited

HEADER = (
    *("facility_name", "care_level", "street", "city", "state", "zip", "phone", "payments"),
    *("latitude", "longitude"),
)
# Where a town and its ZIP code and position belong together, as in any list.
PLACES = (
    ("Charlottesville", "VA", "22903", 38.03, -78.5),
    ("Boston", "MA", "02108", 42.36, -71.06),
    ("Agawam", "MA", "01001", 42.07, -72.62),
    ("Ponce", "PR", "00730", 18.02, -66.61),
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
OF_ONE_BYTE = ("cp1252", "latin-1", "mac_roman", "cp850")
SEPARATORS = (",", ";", "\t", "|", "^", "~")
_words = st.text(alphabet="abcdenopst&'.-/ ,;|^~\"é", min_size=1, max_size=12)
_names = st.builds(lambda first, rest: f"House {first} {rest.strip()} End", _words, _words)


@st.composite
def tables(draw: st.DrawFn, names: st.SearchStrategy[str] = _names) -> Table:
    """Rows of places that are told apart by a number in their name."""
    rows: list[tuple[str, ...]] = []
    for number in range(draw(st.integers(1, 4))):
        city, state, zip_code, latitude, longitude = draw(st.sampled_from(PLACES))
        rows.append(
            (
                f"{' '.join(draw(names).split())} {number}",
                draw(st.sampled_from(["iop", "detox", "sober-living", "Level 3.5"])),
                draw(st.sampled_from(["12 Main Street", "5 Oak Ave, Suite 2", ""])),
                city,
                state,
                zip_code,
                draw(st.sampled_from(["434-555-0101", "(413) 555-0102 x5", ""])),
                draw(st.sampled_from(["medicaid;self", "", "medicaid"])),
                str(latitude + number / 1000),
                str(longitude - number / 1000),
            )
        )
    return [HEADER, *rows]


def taken(path: Path, content: bytes) -> Directory:
    path.write_bytes(content)
    return take_in([str(path)], today=date(2026, 6, 1)).directory


def contents(directory: Directory) -> list[list[dict[str, Any]]]:
    """All that is kept of all facilities and programs."""
    tables_ = as_tables(directory.facilities, directory.programs)
    return [one.to_pylist() for one in tables_]


def same(path: Path, table: Table, content: bytes) -> None:
    wanted = contents(taken(path, delimited(table).encode()))
    assert len(wanted[0]) == len(table) - 1
    assert contents(taken(path, content)) == wanted


quick = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(
    tables(),
    st.sampled_from(SEPARATORS),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from(ENCODINGS),
)
@quick
def test_a_table_is_the_same_in_every_dialect_and_encoding(
    tmp_path: Path, table: Table, separator: str, end: str, encoding: str
) -> None:
    same(tmp_path / "list.csv", table, delimited(table, separator, end=end).encode(encoding))


# A list in a cell has the semicolon too: between single quotes few rows do not tell which is which,
# and such a table is refused, not read wrongly.
@given(tables(), st.sampled_from([one for one in SEPARATORS if one != ";"]))
@quick
def test_a_table_is_the_same_in_single_quotes(tmp_path: Path, table: Table, separator: str) -> None:
    same(tmp_path / "list.csv", table, delimited(table, separator, quote="'").encode())


@given(
    tables(st.sampled_from(["Casa Añoranza", "Clínica Señorial", "Café Mañana"])),
    st.sampled_from(OF_ONE_BYTE),
)
@quick
def test_letters_of_windows_of_a_mac_and_of_dos_are_told_apart(
    tmp_path: Path, table: Table, encoding: str
) -> None:
    same(tmp_path / "list.csv", table, delimited(table).encode(encoding))


@pytest.mark.parametrize("name", CONTAINERS, ids=str)
def test_a_table_is_the_same_in_every_container(tmp_path: Path, name: str) -> None:
    pack: Callable[[Table], bytes] = CONTAINERS[name]

    @given(tables())
    @quick
    def whatever_is_in_it(table: Table) -> None:
        same(tmp_path / "list", table, pack(table))

    whatever_is_in_it()


_NUMBERS: tuple[Callable[[str], str], ...] = (
    str,
    lambda text: f"{text}.0",
    lambda text: f"'{text}",
    lambda text: f'="{text}"',
    lambda text: f" {text} ",
    lambda text: text.lstrip("0"),
    lambda text: f"{text.lstrip('0')}.0",
)


@given(st.sampled_from(PLACES), st.sampled_from(_NUMBERS), st.sampled_from(_NUMBERS[:-2]))
@example(PLACES[1], _NUMBERS[6], lambda text: f"{text[0]}.{text[1:]}E9")
@quick
def test_numbers_are_the_same_in_every_form_that_spreadsheets_give_them(
    tmp_path: Path,
    place: tuple[str, str, str, float, float],
    zip_form: Callable[[str], str],
    phone_form: Callable[[str], str],
) -> None:
    city, state, zip_code, latitude, longitude = place

    def table(zip_text: str, phone_text: str) -> Table:
        where = ("12 Main Street", city, state, zip_text, phone_text, "")
        return [HEADER, ("Oak House", "iop", *where, str(latitude), str(longitude))]

    plain = table(zip_code, "4135550102")
    same(
        tmp_path / "list.csv",
        plain,
        delimited(table(zip_form(zip_code), phone_form("4135550102"))).encode(),
    )
