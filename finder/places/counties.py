"""Counties and what stands in their place, as the PyPI package `zipcodes` names them.

A county is known by its label, `Albemarle County, VA`. It is read without its kind word, without
accents and case; a name that a county and an independent city share means neither.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from finder.errors import PlaceNotFound
from finder.locale import _
from finder.places.spelling import plain, run_together, split_state
from finder.places.zip_codes import zip_code, zip_codes
from finder.text import quotable

__all__ = ["County", "counties", "counties_named", "county_of", "county_of_zip", "read_county"]

# Longer ones first: a name is freed of the longest that it ends in.
_KINDS = (
    *("city and borough", "census area", "municipality", "municipio", "county", "parish"),
    *("borough", "cnty", "city", "co"),
)
_CITY = "city"
_MOST_CHOICES = 8


@dataclass(frozen=True, slots=True)
class County:
    """A county or what stands in its place. name: as the package writes it most often.

    base: its plain name without a kind word. is_city: it is an independent city.
    """

    name: str
    state: str
    base: str
    is_city: bool

    @property
    def label(self) -> str:
        """As it stands in a link."""
        return f"{self.name}, {self.state}"


@cache
def counties() -> dict[str, County]:
    """All counties by their labels, in alphabetical order."""
    found = set(_by_spelling().values())
    return {county.label: county for county in sorted(found, key=lambda one: one.label)}


@lru_cache(maxsize=65_536)
def county_of_zip(code: str) -> str:
    """The label of the county that a ZIP code lies in; empty if none is known."""
    known = zip_code(code)
    if known is None or not known.county:
        return ""
    return _by_spelling()[known.county, known.state].label


@lru_cache(maxsize=65_536)
def county_of(stated: str, state: str, code: str) -> str:
    """The label of a facility's county: that of its source, else that of its ZIP code; or empty.

    stated: as its source writes it, with or without a kind word and state.
    """
    by_zip = county_of_zip(code)
    labels = [county.label for county in counties_named(stated) if county.state == state]
    if not labels or by_zip in labels:
        return by_zip
    return labels[0] if len(labels) == 1 else ""


def read_county(text: str) -> str:
    """The label of the county that a text means. Raises PlaceNotFound, with key `county`."""
    found = counties_named(text)
    if len(found) == 1:
        return found[0].label
    shown = quotable(text, 40) or "…"
    if found:
        message = _("“{name}” can mean several counties: choose one.")
        choices = tuple(county.label for county in found[:_MOST_CHOICES])
        raise PlaceNotFound(text, message.format(name=shown), choices, key="county")
    message = _("No county “{name}” is known; write it with its state, as Albemarle County, VA.")
    raise PlaceNotFound(text, message.format(name=shown), key="county")


def counties_named(text: str) -> list[County]:
    """The counties that a text can mean: by name, kind word if it has one, and state."""
    if not text.strip() or len(text) > 100:
        return []
    name, state = split_state(" ".join(text.split()))
    base, kind = _without_kind(plain(name))
    found = _of_kind(_by_base().get(base.replace(" ", ""), []), kind)
    # `Carson City` and `James City` bear the word in their very names.
    whole = [county for county in _by_base().get(run_together(name), ()) if county not in found]
    return [county for county in [*found, *whole] if not state or county.state == state]


def _of_kind(some: list[County], kind: str) -> list[County]:
    """Those of this very kind (a parish is no county), else of the same sort; all for no kind."""
    if not kind:
        return some
    exactly = [one for one in some if _without_kind(plain(one.name))[1] == kind]
    return exactly or [one for one in some if one.is_city == (kind == _CITY)]


def _without_kind(name: str) -> tuple[str, str]:
    """A plain name without its kind word, and that word; a name of nothing else stays."""
    for kind in _KINDS:
        if name.endswith(f" {kind}"):
            return name[: -len(kind) - 1], kind
    return name, ""


@cache
def _by_base() -> dict[str, list[County]]:
    named: dict[str, list[County]] = defaultdict(list)
    for county in counties().values():
        named[county.base.replace(" ", "")].append(county)
    return dict(named)


@cache
def _by_spelling() -> dict[tuple[str, str], County]:
    """The county of each spelling of the package and its state: it writes some in several ways."""
    used = Counter((one.county, one.state) for one in zip_codes().values() if one.county)
    whole = {(_without_kind(plain(name))[0], state) for name, state in used}
    same: dict[tuple[str, str, bool], list[tuple[str, str]]] = defaultdict(list)
    for name, state in used:
        base, kind = _without_kind(plain(name))
        # `James City` is `James City County` written short, not a city named James.
        if (plain(name), state) in whole:
            base, kind = plain(name), ""
        same[base, state, kind == _CITY].append((name, state))
    spellings: dict[tuple[str, str], County] = {}
    for (base, state, is_city), names in same.items():
        usual = max(names, key=lambda one: (*_how_good(one[0]), used[one], one))
        county = County(usual[0], state, base, is_city)
        spellings |= dict.fromkeys(names, county)
    return spellings


def _how_good(name: str) -> tuple[bool, bool]:
    """Of several spellings that with a kind word is the better, and `city` than `City`."""
    return _without_kind(plain(name))[1] != "", name.endswith(" city")
