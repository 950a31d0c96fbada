"""The charges of a CSV in the official template, versions 2 and 3: tall and wide.

A tall file has a row a payer, a wide one columns for each payer.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from finder.errors import SourceRefused
from finder.intake.prices.amounts import amount
from finder.intake.prices.charges import Charge, Hospital, Negotiated, Paid
from finder.intake.prices.head import hospital_of
from finder.intake.prices.lines import records
from finder.locale import _

__all__ = ["csv_charges"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SEPARATORS = ",|;\t"
_MOST_HEAD_LINES = 10
_SPACED_BAR = re.compile(r"\s*\|\s*")
_CODE = re.compile(r"code\|(\d+)")
_SEVERAL = re.compile(r"\s*\|\s*")


@dataclass(frozen=True)
class _Payer:
    """Columns of one payer: of a wide file by name, of a tall one those of the row's payer."""

    name: str
    dollars: int | None
    median: int | None
    low: int | None
    high: int | None
    count: int | None


@dataclass(frozen=True)
class _Columns:
    description: int
    codes: tuple[tuple[int, int], ...]
    setting: int | None
    gross: int | None
    cash: int | None
    payer: int | None
    plan: int | None
    notes: int | None
    payers: tuple[_Payer, ...]


def csv_charges(path: str, file: IO[bytes]) -> tuple[Hospital, Iterator[tuple[Charge, bool]]]:
    """The head, and each record as a charge with whether a code of ours may stand in it.

    Raises SourceRefused for a file without the head of the template, or whose lines are none.
    """
    try:
        head, encoding, separator, columns = _head(path, file)
    except csv.Error as error:
        raise _no_table(path) from error
    return head, _charges(path, file, encoding, separator, columns)


def _no_table(path: str) -> SourceRefused:
    """For what csv cannot read: a line that ends by a carriage return alone."""
    return SourceRefused(path, _("has a text that no cell can hold; a quote is not closed"))


def _charges(
    path: str, file: IO[bytes], encoding: str, separator: str, columns: _Columns
) -> Iterator[tuple[Charge, bool]]:
    for record, ours in records(file):
        try:
            row = _row(record, encoding, separator)
        except csv.Error as error:
            raise _no_table(path) from error
        if len(row) > columns.description:
            yield _charge(row, columns), ours


def _head(path: str, file: IO[bytes]) -> tuple[Hospital, str, str, _Columns]:
    first = file.readline()
    encoding = next((name for mark, name in _BOMS if first.startswith(mark)), "")
    if encoding.startswith("utf-16"):
        raise SourceRefused(path, _("is written in UTF-16; save it as CSV in UTF-8"))
    first = first.removeprefix(b"\xef\xbb\xbf")
    lines = [first, *(file.readline() for _line in range(_MOST_HEAD_LINES))]
    encoding = encoding or "utf-8"
    separator = max(_SEPARATORS, key=first.decode(encoding, "replace").count)
    rows = list(csv.reader(io.StringIO(_text(b"".join(lines), encoding)), delimiter=separator))
    names = next((place for place, row in enumerate(rows) if "hospital_name" in _names(row)), None)
    charges = next((place for place, row in enumerate(rows) if "description" in _names(row)), None)
    if names is None or charges is None or charges < names + 2:
        reason = _("has not the head of a hospital's price file (45 CFR 180.50)")
        raise SourceRefused(path, reason)
    cells = {
        name: _SEVERAL.split(text)
        for name, text in zip(_names(rows[names]), rows[names + 1], strict=False)
        if text.strip()
    }
    _rewind(file, rows[charges], lines, encoding, separator)
    return hospital_of(cells), encoding, separator, _columns(path, _names(rows[charges]))


def _rewind(
    file: IO[bytes], header: Sequence[str], lines: list[bytes], encoding: str, separator: str
) -> None:
    """Stand behind the header of the charges again, however many lines its head took."""
    read = b""
    for line in lines:
        read += line
        rows = list(csv.reader(io.StringIO(_text(read, encoding)), delimiter=separator))
        if rows and rows[-1] == list(header):
            break
    behind = sum(map(len, lines)) - len(read)
    file.seek(file.tell() - behind)


def _names(row: Sequence[str]) -> list[str]:
    return [_SPACED_BAR.sub("|", name.strip()).strip("\ufeff").lower() for name in row]


def _columns(path: str, names: list[str]) -> _Columns:
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    numbers = sorted(int(match[1]) for name in names if (match := _CODE.fullmatch(name)))
    codes = [(places[f"code|{n}"], places.get(f"code|{n}|type", -1)) for n in numbers]
    if not codes:
        raise SourceRefused(path, _("has no column of billing codes (code|1)"))
    tall = "payer_name" in places
    return _Columns(
        description=places["description"],
        codes=tuple(codes),
        setting=places.get("setting"),
        gross=places.get("standard_charge|gross"),
        cash=places.get("standard_charge|discounted_cash"),
        payer=places.get("payer_name"),
        plan=places.get("plan_name"),
        notes=places.get("additional_generic_notes"),
        payers=(_tall_payer(places),) if tall else tuple(_wide_payers(places)),
    )


def _tall_payer(places: dict[str, int]) -> _Payer:
    return _Payer(
        "",
        places.get("standard_charge|negotiated_dollar"),
        places.get("median_amount"),
        places.get("10th_percentile"),
        places.get("90th_percentile"),
        places.get("count"),
    )


def _wide_payers(places: dict[str, int]) -> Iterator[_Payer]:
    for name, place in places.items():
        parts = name.split("|")
        if len(parts) >= 4 and parts[0] == "standard_charge" and parts[-1] == "negotiated_dollar":
            payer = "|".join(parts[1:-1])
            yield _Payer(
                payer.replace("|", ", "),
                place,
                places.get(f"median_amount|{payer}"),
                places.get(f"10th_percentile|{payer}"),
                places.get(f"90th_percentile|{payer}"),
                places.get(f"count|{payer}"),
            )


def _row(record: bytes, encoding: str, separator: str) -> list[str]:
    text = _text(record, encoding)
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    return rows[0] if rows else []


def _text(data: bytes, encoding: str) -> str:
    """The letters: UTF-8, and where that is not what stands there, Windows' own."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _charge(row: list[str], columns: _Columns) -> Charge:
    codes = [
        (_cell(row, kind if kind >= 0 else None).upper(), _cell(row, code))
        for code, kind in columns.codes
    ]
    charge = Charge(
        description=" ".join(_cell(row, columns.description).split()),
        codes=tuple((kind, code) for kind, code in codes if code),
        setting=_cell(row, columns.setting).lower(),
        gross=amount(_cell(row, columns.gross)),
        cash=amount(_cell(row, columns.cash)),
        notes=_cell(row, columns.notes),
    )
    named = ", ".join(filter(None, (_cell(row, columns.payer), _cell(row, columns.plan))))
    for payer in columns.payers:
        _add(charge, payer, payer.name or named, row)
    return charge


def _add(charge: Charge, payer: _Payer, name: str, row: list[str]) -> None:
    dollars, median = amount(_cell(row, payer.dollars)), amount(_cell(row, payer.median))
    if dollars is not None:
        charge.negotiated.append(Negotiated(name, dollars))
    if median is not None:
        low, high = amount(_cell(row, payer.low)), amount(_cell(row, payer.high))
        charge.paid.append(Paid(name, median, low, high, _cell(row, payer.count)))


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""
