"""Values to words: miles, hours, prices, dates."""

from __future__ import annotations

import re
from datetime import date

from finder.criteria.criterion import number_text
from finder.directory import Facility, Manifest, Range
from finder.locale import _, decimal, mark, month_name
from finder.minutes import minutes_shown
from finder.places import Place

__all__ = [
    "about_miles",
    "address",
    "as_of_words",
    "by_car",
    "capital",
    "date_words",
    "distance",
    "licence_words",
    "miles_words",
    "money",
    "number_range",
    "price",
    "street",
]

_UNITS = {
    "session": mark("{amount} a session"),
    "day": mark("{amount} a day"),
    "week": mark("{amount} a week"),
    "month": mark("{amount} a month"),
    "program": mark("{amount} for the whole program"),
}
_YEAR_OR_MORE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_NEXT_DOOR_MILES = 0.5


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def miles_words(miles: float) -> str:
    """`2.4 miles`, `23 miles`; never 0.0."""
    if miles < _NEXT_DOOR_MILES:
        return _("less than half a mile")
    rounded = round(miles, 1) if miles < 9.95 else round(miles)
    if rounded == 1:
        return _("1 mile")
    return _("{miles} miles").format(miles=decimal(rounded))


def about_miles(miles: float) -> str:
    """`about 3 miles`: the distance of a position that is only a ZIP code's centre."""
    rounded = max(1, round(miles))
    if rounded == 1:
        return _("about 1 mile")
    return _("about {miles} miles").format(miles=decimal(rounded))


def distance(facility: Facility, miles: float | None, place: Place | None) -> str:
    """How far a facility is from the place, or where it is, as far as that is known."""
    if facility.position == "approximate":
        where = _("in ZIP {zip}").format(zip=facility.zip[:5])
        here = place is not None and place.kind == "zip" and place.text == facility.zip[:5]
        return where if miles is None or here else f"{where}, {about_miles(miles)}"
    if miles is not None:
        return miles_words(miles)
    return _("distance not known") if place else ""


def by_car(miles: float | None) -> str:
    """`about 5–8 min by car`; empty where the distance is not known."""
    minutes = minutes_shown(miles)
    if minutes is None:
        return ""
    return _("about {low}–{high} min by car").format(low=minutes.low, high=minutes.high)


def by_road(minutes: int | None) -> str:
    """`17 min by this site’s route`: of the operator's engine, beside the range by distance."""
    return "" if minutes is None else _("{n} min by this site’s route").format(n=minutes)


def street(facility: Facility) -> str:
    """The street of a facility; empty if it has published none."""
    return ", ".join(part for part in (facility.street1, facility.street2) if part)


def address(facility: Facility) -> str:
    """The whole address in one line."""
    town = f"{facility.city}, {facility.state} {facility.zip[:5]}".strip()
    return ", ".join(part for part in (street(facility), town) if part)


def number_range(numbers: Range) -> str:
    """`9–12`, `9`, `9 or more`, `up to 12`."""
    low, high = numbers
    if low is None and high is not None:
        return _("up to {high}").format(high=number_text(high))
    if low is not None and high is None:
        return _("{low} or more").format(low=number_text(low))
    if low is None or high is None:
        return ""
    return number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"


def money(amount: float) -> str:
    """`$1,200`, `$12.50`."""
    return f"${decimal(amount, 0 if amount == round(amount) else 2)}"


def price(prices: Range, unit: str | None) -> str:
    """`$480–560 a month`, `from $480 a month`, `free`. unit: None is a unit not published."""
    if prices.low in (0, None) and prices.high == 0:
        return _("free")
    amount = _amounts(*prices)
    return _(_UNITS[unit]).format(amount=amount) if unit else amount


def _amounts(low: float | None, high: float | None) -> str:
    if low is None and high is not None:
        return _("up to {amount}").format(amount=money(high))
    if low is not None and high is None:
        return _("from {amount}").format(amount=money(low))
    if low is None or high is None:
        return ""
    return money(low) if low == high else f"{money(low)}–{money(high).removeprefix('$')}"


def date_words(day: date, today: date | None = None) -> str:
    """`20 November`, with the year unless it is the year of `today`."""
    month = month_name(day.month)
    if today is not None and day.year == today.year:
        return _("{day} {month}").format(day=day.day, month=month)
    return _("{day} {month} {year}").format(day=day.day, month=month, year=day.year)


def licence_words(manifest: Manifest) -> str:
    """The licences that the sources of a directory are under; empty if none is stated."""
    licences = dict.fromkeys(_(one.licence) for one in manifest.sources if one.licence)
    return "; ".join(licences) or _(manifest.licence)


def as_of_words(as_of: str | None) -> str:
    """The date of a directory, `2023`, `2023-05` or `2023-05-31`, for people."""
    match = _YEAR_OR_MORE.fullmatch(as_of or "")
    if not match:
        return as_of or _("date not known")
    year, month, day = (int(part) if part else None for part in match.groups())
    if month is None or not 1 <= month <= 12:
        return str(year)
    if day is None:
        return _("{month} {year}").format(month=month_name(month), year=year)
    return _("{day} {month} {year}").format(day=day, month=month_name(month), year=year)
