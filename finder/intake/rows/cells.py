"""The value of one cell of a table, or the reason why it has none.

Every function takes a cell as a workbook, a CSV or a Parquet file gives it (text, number, date,
list, nothing) and returns None for an empty one. What cannot be understood for certain is refused
with a reason; nothing is guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from finder.locale import _
from finder.vocabulary import STATES, Vocabulary

__all__ = [
    "Cell",
    "CellRefused",
    "code_list",
    "day",
    "number",
    "one_code",
    "state_code",
    "text_of",
    "web_address",
    "zip_digits",
]

Cell = Any

_PLAIN_NUMBER = re.compile(r"\d{1,12}(?:\.\d{0,9})?|\.\d{1,9}", re.ASCII)
_GROUPED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", re.ASCII)
# 1.200 is one dollar twenty to some and twelve hundred to others.
_THREE_DECIMALS = re.compile(r"\d{1,3}\.\d{3}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ZIP = re.compile(r"(\d{3,5})|(\d{3,5})-\d{4}|(\d{3,5})\d{4}", re.ASCII)


class CellRefused(ValueError):
    """A cell that cannot be understood; its text is the reason, the middle of a sentence."""


def text_of(cell: Cell) -> str:
    """A cell as one line of text without needless blanks and without control characters."""
    if isinstance(cell, str):
        if not cell or (cell.isprintable() and cell[0] != " " and cell[-1] != " "):
            return cell
        return _one_line(cell)
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == datetime.min.time() else cell)
    if isinstance(cell, (list, tuple)):
        return ";".join(text_of(one) for one in cell)
    return _one_line(str(cell))


def number(cell: Cell, low: float, high: float, *, money: bool = False) -> float | None:
    """A number from `low` to `high`, both included. Raises CellRefused."""
    value = _number(cell, money)
    if value is None:
        return None
    if value < low:
        raise CellRefused(_("is below {low}").format(low=f"{low:g}"))
    if value > high:
        raise CellRefused(_("is above {high}").format(high=f"{high:,.0f}"))
    return value


def _number(cell: Cell, money: bool) -> float | None:
    if isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
        value = float(cell)
        if math.isinf(value):
            raise CellRefused(_("is not a number"))
        return None if math.isnan(value) else value
    text = text_of(cell)
    if not text:
        return None
    sign = -1.0 if text.startswith("-") else 1.0
    digits = text.removeprefix("-")
    if money:
        digits = digits.removeprefix("$").strip()
        if _THREE_DECIMALS.fullmatch(digits):
            raise CellRefused(_("may mean dollars and cents or thousands"))
    if _PLAIN_NUMBER.fullmatch(digits) or _GROUPED_NUMBER.fullmatch(digits):
        return sign * float(digits.replace(",", ""))
    raise CellRefused(_("is not a number"))


def day(cell: Cell, today: date) -> date | None:
    """A date that is not in the future. Raises CellRefused."""
    value = _day(cell)
    if value is not None and value > today:
        raise CellRefused(_("lies in the future"))
    if value is not None and value.year < 1990:
        raise CellRefused(_("lies too long ago"))
    return value


def _day(cell: Cell) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    if not text:
        return None
    try:
        if _DAY.fullmatch(text[:10]) and text[10:11] in ("", "T", " "):
            return datetime.fromisoformat(text).date()
    except ValueError as error:
        raise CellRefused(_("is no day of the calendar")) from error
    raise CellRefused(_("is not a date such as 2025-05-31"))


def one_code(cell: Cell, codes: Iterable[str]) -> str | None:
    """A code out of some, in any case. Raises CellRefused."""
    code = _as_code(text_of(cell))
    if not code:
        return None
    if code not in codes:
        raise CellRefused(_("is not one of {codes}").format(codes=", ".join(codes)))
    return code


def code_list(cell: Cell, vocabulary: Vocabulary[Any]) -> tuple[int, tuple[str, ...]] | None:
    """The mask of the codes in a list such as `cbt;group`, and what in it is no code."""
    codes = {one.strip(): _as_code(one) for one in text_of(cell).split(";") if one.strip()}
    if not codes:
        return None
    unknown = tuple(text for text, code in codes.items() if code not in vocabulary)
    return vocabulary.bits(code for code in codes.values() if code in vocabulary), unknown


def web_address(cell: Cell) -> str:
    """A web address with its scheme, or "". Raises CellRefused for what a link must not open."""
    text = text_of(cell)
    if not text:
        return ""
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError as error:
        raise CellRefused(_("is not a web address")) from error
    if parts.scheme.lower() not in ("http", "https") or "." not in host or " " in text:
        raise CellRefused(_("is not a web address"))
    return address


def state_code(cell: Cell) -> str:
    """The postal code of a state written as code or name. Raises CellRefused."""
    text = text_of(cell)
    if text.upper() in STATES:
        return text.upper()
    for term in STATES:
        if term.label.lower() == text.lower():
            return term.code
    raise CellRefused(_("is not a U.S. state, such as VA"))


def zip_digits(cell: Cell) -> str:
    """The five digits of a ZIP code, zeros that a spreadsheet took away restored.

    Raises CellRefused.
    """
    match = _ZIP.fullmatch(text_of(cell))
    if not match:
        raise CellRefused(_("is not a ZIP code of five digits"))
    digits = next(group for group in match.groups() if group)
    return digits.zfill(5)


@lru_cache(maxsize=4096)
def _as_code(text: str) -> str:
    return "-".join(text.lower().replace("_", " ").split())


def _one_line(text: str) -> str:
    blank = "".join(one if one.isprintable() or one.isspace() else "" for one in text)
    return " ".join(blank.split())
