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
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from finder.locale import _
from finder.places.spelling import run_together, state_codes
from finder.vocabulary import STATES, Vocabulary

__all__ = [
    "SLASHED_DAY",
    "Cell",
    "CellRefused",
    "code_list",
    "day",
    "is_formula",
    "number",
    "one_code",
    "state_code",
    "text_of",
    "web_address",
    "zip_digits",
]

Cell = Any

_PLAIN_NUMBER = re.compile(r"\d{1,12}(?:\.\d{0,40})?|\.\d{1,40}", re.ASCII)
_SCIENTIFIC = re.compile(r"\d(?:\.\d{1,17})?[eE][+-]?\d{1,3}", re.ASCII)
_GROUPED_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", re.ASCII)
# 1.200 is one dollar twenty to some and twelve hundred to others.
_THREE_DECIMALS = re.compile(r"\d{1,3}\.\d{3}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A date as it is written in the United States, with or without a time of day behind it.
SLASHED_DAY = re.compile(
    r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})"
    r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?(?:\s?[A-Z]{2,4})?)?",
    re.ASCII,
)
_ZIP = re.compile(r"(\d{3,5})|(\d{3,5})[- ]\d{4}|(\d{3,5})\d{4}|(\d{5})-", re.ASCII)
# A whole number that passed through a column of decimals.
_WHOLE = re.compile(r"(\d+)\.0+", re.ASCII)
# What databases and data frames write where there is nothing.
_NOTHING = frozenset(
    {"nan", "NaN", "NAN", "NaT", "<NA>", "NA", "N/A", "n/a", "NULL", "null", "\\N"}
)
# What says that a number is a text, as a spreadsheet has it: ="01103" or '01103.
_GUARDED = re.compile(r'="((?:[^"]|"")*)"', re.DOTALL)
_APOSTROPHE = re.compile(r"'[\d=+\-@＝＋－＠(#]")
_BYTES = re.compile(r"b(['\"])(.*)\1", re.DOTALL)
_LINK = re.compile(r'=HYPERLINK\(\s*"([^"]*)"\s*(?:[,;]\s*"([^"]*)"\s*)?\)', re.IGNORECASE)
_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>]*)?/?|!--[^>]*--)>")
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_MOST_UNESCAPED = 3


class CellRefused(ValueError):
    """A cell that cannot be understood; its text is the reason, the middle of a sentence."""


def text_of(cell: Cell) -> str:
    """A cell as one line of text without needless blanks and without control characters.

    What a spreadsheet, a database or a page put around it is taken away: signs that say that it
    is a text, tags and entities of HTML, and words that stand for nothing.
    """
    if isinstance(cell, str):
        if cell.isalnum() and cell not in _NOTHING:
            return cell
        return _plain(cell)
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == datetime.min.time() else cell)
    if isinstance(cell, bytes):
        return text_of(_decoded(cell))
    if isinstance(cell, (list, tuple)):
        return ";".join(text_of(one) for one in cell)
    return _one_line(str(cell))


def is_formula(text: str) -> bool:
    """Whether a text is a formula that is not calculated, and neither a text nor a link."""
    return text[:1] == "=" and not _GUARDED.fullmatch(text) and not _LINK.fullmatch(text)


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    """A text without what was put around it; reading what was read gives the same."""
    text = _one_line(text)
    if text[:1] in "='b" and text:
        text = _unguarded(text)
    for _round in range(_MOST_UNESCAPED if "<" in text or "&" in text else 0):
        bare = _one_line(_ENTITY.sub(_letter, _TAG.sub(" ", text)))
        if bare == text:
            break
        text = bare
    return "" if text in _NOTHING else text


def _letter(entity: re.Match[str]) -> str:
    return unescape(entity[0])


def _unguarded(text: str) -> str:
    if guarded := _GUARDED.fullmatch(text):
        return guarded[1].replace('""', '"').strip()
    if link := _LINK.fullmatch(text):
        return (link[2] or link[1]).strip()
    if _APOSTROPHE.match(text):
        return text[1:].strip()
    if (written := _BYTES.fullmatch(text)) and "\\x" not in text:
        return written[2].strip()
    return text


def _decoded(data: bytes) -> str:
    """Binary text, in the letters of most of it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


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
    if _SCIENTIFIC.fullmatch(digits) and not money:
        return sign * float(digits)
    raise CellRefused(_("is not a number"))


def day(cell: Cell, today: date, *, month_first: bool = False) -> date | None:
    """A date that is not in the future. Raises CellRefused.

    month_first: whether `11/25/2026` is known to be November; else such a date is refused.
    """
    value = _day(cell, month_first)
    if value is not None and value > today:
        raise CellRefused(_("lies in the future"))
    if value is not None and value.year < 1990:
        raise CellRefused(_("lies too long ago"))
    return value


def _day(cell: Cell, month_first: bool) -> date | None:
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
    if slashed := SLASHED_DAY.fullmatch(text):
        return _slashed(slashed, month_first)
    raise CellRefused(_("is not a date such as 2025-05-31"))


def _slashed(match: re.Match[str], month_first: bool) -> date:
    if not month_first:
        raise CellRefused(_("is not a date such as 2025-05-31: which is its month is not certain"))
    month, of_month, year = (int(one) for one in match.groups())
    try:
        return date(year, month, of_month)
    except ValueError as error:
        raise CellRefused(_("is no day of the calendar")) from error


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
    link = _LINK.fullmatch(cell.strip()) if isinstance(cell, str) else None
    text = link[1].strip() if link else text_of(cell)
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
    """The postal code of a state written as code, name or "Va.". Raises CellRefused."""
    text = text_of(cell)
    if text.upper() in STATES:
        return text.upper()
    if code := state_codes().get(run_together(text)):
        return code
    raise CellRefused(_("is not a U.S. state, such as VA"))


def zip_digits(cell: Cell) -> str:
    """The five digits of a ZIP code, zeros that a spreadsheet took away restored.

    Raises CellRefused.
    """
    text = text_of(cell)
    whole = _WHOLE.fullmatch(text)
    match = _ZIP.fullmatch(whole[1] if whole else text)
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
