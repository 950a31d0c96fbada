"""Phone numbers as listings write them: one text for people, one to dial."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from finder.directory import Phone
from finder.locale import _

__all__ = ["distinct", "each_number", "not_spoken_on", "phone", "why_not_dialled"]

Role = Literal["main", "intake", "hotline"]

_FORM = re.compile(
    r"(?:\+?1[\s.-]*)?"
    r"\(?\s*(\d{3})\s*\)?[\s./-]*"
    r"([0-9A-Z]{3})[\s.-]*([0-9A-Z]{4})"
    r"(?:[\s,;]*(?:X|EXT|EXTN|EXTENSION|#)[\s.:]*(\d{1,7}))?",
    re.ASCII,
)
# A number that passed through a column of decimals.
_AS_DECIMAL = re.compile(r"\+?(1?[2-9]\d{9})\.0+", re.ASCII)
# What a spreadsheet makes of a number that is too wide for its column.
_AS_POWER = re.compile(r"\+?(\d)\.?(\d*)E\+?0?(9|10)", re.IGNORECASE | re.ASCII)
_SEVERAL = re.compile(r"\s*(?:[/,;&\n]|\bor\b|\band\b)\s*", re.IGNORECASE)
_LABEL = re.compile(r"\s*(?:\([A-Za-z][A-Za-z /&-]*\)|,?\s*(?:option|press)\s*\d)\s*$", re.I)
_NOT_SPOKEN_ON = re.compile(r"fax|tty|tdd|text|sms|pager|video", re.IGNORECASE)
_SHORT = re.compile(r"[2-9]11|988", re.ASCII)
_WORD = re.compile(r"[^A-Z]*[A-Z]{3,7}[^A-Z]*", re.ASCII)
_AREA_AND_EXCHANGE = re.compile(r"[2-9]\d\d[2-9]\d{6}", re.ASCII)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
# These three have country codes of their own, which their listings write like an area code.
_COUNTRY_CODES = {"FM": "691", "MH": "692", "PW": "680"}


@lru_cache(maxsize=4096)
def phone(text: str, role: Role, state: str = "") -> Phone:
    """A phone number out of a listing; `dial` is empty where it cannot be dialled for certain.

    `918-682-2841 x233` becomes the text `918-682-2841 ext. 233`, to be dialled
    `+19186822841,233`, the comma being a pause; letters stay in the text and are dialled by
    their keys.
    """
    if whole := _AS_DECIMAL.fullmatch(text):
        text = whole[1]
    if power := _AS_POWER.fullmatch(text):
        # With digits lost nobody is called, and there is nothing to show.
        text = _whole_number(power)
    bare = text
    if (label := _LABEL.search(text)) and not _NOT_SPOKEN_ON.search(label[0]):
        # "(office)" and ", option 2" say whom one reaches; the number is dialled without them.
        bare = text[: label.start()]
    match = _FORM.fullmatch(bare.upper())
    if _SHORT.fullmatch(text):
        return Phone(role, text, text)
    if not match:
        return Phone(role, text, "")
    written = "".join(match.groups()[:3])
    extension = match[4] or ""
    digits = written.translate(_KEYS)
    dialled = _international(digits, state)
    if not dialled or not (written.isdigit() or _WORD.fullmatch(written)):
        return Phone(role, text, "")
    pause = f",{extension}" if extension else ""
    shown = text if label and bare != text else _shown(text, written, extension)
    return Phone(role, shown, dialled + pause, extension)


def each_number(text: str, role: Role, state: str = "") -> list[str]:
    """The numbers of a cell, apart where each is one: `617-555-0101 / 617-555-0102 x5`.

    Those behind a semicolon are apart in any case, as a list is written.
    """
    found: list[str] = []
    for one in filter(None, (part.strip() for part in text.split(";"))):
        parts = [part for part in _SEVERAL.split(one) if part]
        apart = len(parts) > 1 and all(phone(part, role, state).dial for part in parts)
        found += parts if apart else [one]
    return found


def why_not_dialled(one: Phone) -> str:
    """The reason against a phone without a number to dial."""
    if not one.text:
        return _("was cut short by a spreadsheet, and its digits are lost; give the whole number")
    return _("is no number that can be dialled; its text is shown")


def not_spoken_on(text: str, kind: str, role: Role) -> Phone:
    """A number that nobody can speak on, such as a fax: it says what it is and is not dialled."""
    return Phone(role, f"{text} ({kind})", "")


def distinct(phones: Iterable[Phone]) -> list[Phone]:
    """The phones without those that repeat an earlier one, whatever their role."""
    first: dict[str, Phone] = {}
    for one in phones:
        first.setdefault(one.dial or one.text, one)
    return list(first.values())


def _whole_number(power: re.Match[str]) -> str:
    """`6.175550101E9` as its digits; "" where some of them are lost."""
    digits = power[1] + power[2]
    return digits if len(digits) == int(power[3]) + 1 else ""


def _shown(text: str, written: str, extension: str) -> str:
    if not written.isdigit():
        return text
    number = f"{written[:3]}-{written[3:6]}-{written[6:]}"
    return f"{number} ext. {extension}" if extension else number


def _international(digits: str, state: str) -> str:
    code = _COUNTRY_CODES.get(state)
    if code and digits.startswith(code):
        return f"+{digits}"
    return f"+1{digits}" if _AREA_AND_EXCHANGE.fullmatch(digits) else ""
