"""What in a note may be about a person who called: questioned before it is saved.

The desk holds facts about places. So a note that looks like somebody's name with a birth date, a
number of nine digits, or a phone that is not the place's is never saved without asking. These are
questions, not refusals: a street can look like a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from finder.locale import _

__all__ = ["doubts"]

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_DAY = re.compile(
    r"(?<!\d)(?:"
    r"\d{1,2}[/.-]\d{1,2}[/.-](?P<us>\d{4}|\d{2})"
    r"|(?P<iso>\d{4})-\d{2}-\d{2}"
    rf"|(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?P<words>\d{{4}})"
    rf"|\d{{1,2}}\s+(?:de\s+)?(?:{_MONTHS})\.?,?\s+(?:de\s+)?(?P<late>\d{{4}})"
    r")(?!\d)",
    re.IGNORECASE,
)
_BORN = re.compile(r"\b(?:d\.?o\.?b\.?|born|birth\s?da(?:y|te)|nacid[oa]|nacimiento)\b", re.I)
# Two words with capitals beside each other, or "Mr. Doe"; the first word of a sentence too.
_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][a-zß-ÿ'’-]+\s+(?:[A-ZÀ-Þ]\.\s+)?[A-ZÀ-Þ][a-zß-ÿ'’-]+")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|sra?|srta)\b\.?\s+\w", re.IGNORECASE)
# Not the nine digits of a ZIP code with its four: 22903-1234.
_NINE = re.compile(r"(?<![\d-])(?:\d{3}([ .-])\d{2}\1\d{4}|\d{9})(?![\d-])")
_PHONE = re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?\d{3}\)?[ ./-]?\d{3}[ .-]?\d{4}(?!\d)")
# Somebody in treatment was born before that; what is about a program is newer.
_YOUNGEST_YEARS = 8
_CENTURY = 100


def doubts(note: str, own_numbers: Iterable[str], today: date) -> list[str]:
    """A sentence for each thing in a note that looks like a person's; empty where nothing does.

    own_numbers: the phones of the place, in any writing.
    """
    found = []
    if _NINE.search(note):
        found.append(_("The note holds a number of nine digits, as Social Security numbers have."))
    known = {_last_ten(number) for number in own_numbers}
    if any(_last_ten(one) not in known for one in _PHONE.findall(note)):
        found.append(_("The note holds a phone number that is not one of this place."))
    if _has_birth_date(note, today):
        found.append(_("The note looks like somebody's name with a birth date."))
    return found


def _last_ten(number: str) -> str:
    """The ten digits of a number, without the country's 1 and without an extension."""
    digits = re.sub(r"\D", "", number.partition(",")[0].lower().partition("ext")[0])
    return digits.removeprefix("1")[:10] if len(digits) > 10 else digits


def _has_birth_date(note: str, today: date) -> bool:
    days = list(_DAY.finditer(note))
    if not days:
        return False
    if _BORN.search(note):
        return True
    named = bool(_NAME.search(_DAY.sub(" ; ", note)) or _TITLE.search(note))
    return named and any(_year(one, today) <= today.year - _YOUNGEST_YEARS for one in days)


def _year(day: re.Match[str], today: date) -> int:
    """The year of a day; two digits stand for the last year that ends so."""
    year = int(next(filter(None, day.groupdict().values())))
    if year >= _CENTURY:
        return year
    full = today.year // _CENTURY * _CENTURY + year
    return full if full <= today.year else full - _CENTURY
