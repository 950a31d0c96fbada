"""Phone numbers as listings write them: one text for people, one to dial."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from finder.directory import Phone

__all__ = ["distinct", "not_spoken_on", "phone"]

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


def not_spoken_on(text: str, kind: str, role: Role) -> Phone:
    """A number that nobody can speak on, such as a fax: it says what it is and is not dialled."""
    return Phone(role, f"{text} ({kind})", "")


def distinct(phones: Iterable[Phone]) -> list[Phone]:
    """The phones without those that repeat an earlier one, whatever their role."""
    first: dict[str, Phone] = {}
    for one in phones:
        first.setdefault(one.dial or one.text, one)
    return list(first.values())


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
