"""What a state's licence says of a place; one that has expired is said first and plainly."""

from __future__ import annotations

from datetime import date

from finder.directory import Facility
from finder.directory.records import Licence
from finder.locale import _, mark, plural
from finder.wording.statements import Statement
from finder.wording.words import date_words

__all__ = ["expired_licences", "licence_statements"]

_KINDS = {
    "licensed": mark("State license"),
    "certified": mark("State certification"),
    "both": mark("State license and certification"),
}


def expired_licences(facility: Facility, today: date) -> tuple[str, ...]:
    """A sentence on each licence whose last day has passed."""
    return tuple(_expired(one, today) for one in facility.licences if _has_expired(one, today))


def licence_statements(facility: Facility, today: date) -> list[tuple[str, Statement]]:
    """Each licence: what it is, and its number, last day and beds."""
    return [(_kind(one), _statement(one, today)) for one in facility.licences]


def _has_expired(one: Licence, today: date) -> bool:
    return one.expires is not None and one.expires < today


def _kind(one: Licence) -> str:
    return _(_KINDS.get(one.kind, _KINDS["licensed"]))


def _expired(one: Licence, today: date) -> str:
    sentence = _("{licence} {number} ({authority}) expired {date}: ask whether it was renewed")
    return sentence.format(
        licence=_kind(one),
        number=one.number,
        authority=one.authority,
        date=date_words(one.expires, today) if one.expires else "",
    )


def _statement(one: Licence, today: date) -> Statement:
    text = _("{number}, {authority}").format(number=one.number, authority=one.authority)
    beds = plural("{n} bed", "{n} beds", one.beds) if one.beds else ""
    if one.expires is None:
        return Statement(text, more=beds)
    when = date_words(one.expires, today)
    if _has_expired(one, today):
        expired = _("{licence}, expired {date}").format(licence=text, date=when)
        return Statement(expired, "unknown", beds)
    return Statement(_("{licence}, good until {date}").format(licence=text, date=when), more=beds)
