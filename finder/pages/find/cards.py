"""The list of results: heading, chips, a card for each facility, and what to do about too few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria, chips, registry, sentence
from finder.locale import _, joined, plural
from finder.pages.find.card import card_of
from finder.pages.frame.audience_choice import audience_choice
from finder.pages.frame.shortlist_bar import shortlist_bar
from finder.search import PAGE_SIZE, Results
from finder.search.near_misses import FEW, Beyond
from finder.templating import Link, html
from finder.vocabulary import SORTS
from finder.wording.words import about_miles, capital, miles_words

__all__ = ["card_list", "chip_row", "heading", "nowhere", "shortlist"]

# Keys that say where one looks and how results are shown; taking all filters away leaves them.
_NO_FILTER = ("near", "county", "within", "minutes", "per", "sort", "pick", "view", "hl")


@dataclass(frozen=True)
class _WayOut:
    """What to do about too few results: a link, and how many there are then."""

    text: str
    href: str
    found: str = ""


def heading(results: Results, link: Link) -> str:
    """What was asked as a sentence, how many were found, and why they stand in this order."""
    criteria = results.criteria
    sort = criteria.get("sort")
    sorts = [term for term in SORTS if term.code != "distance" or "near" in criteria]
    return html(
        "heading.html",
        sentence=sentence(criteria),
        results=results,
        asked=any(key not in (*_NO_FILTER, "state", "page") for key in criteria),
        anywhere=not any(key in criteria for key in ("near", "county", "state")),
        places=_places(results.total),
        sort=_(SORTS[sort].label),
        order=_order(criteria),
        sorts=[
            (_(term.label), term.code == sort, link(criteria.replaced(sort=term.code)))
            for term in sorts
        ],
        audience=audience_choice(criteria, link),
        share=link(criteria, "/share"),
        table=link(criteria.without("page"), "/table"),
    )


def nowhere(results: Results, link: Link) -> str:
    """In the place of the heading where the place asked is none: nothing is listed for it."""
    return html("place_missing.html", all=link(results.criteria), places=_places(results.total))


def _order(criteria: Criteria) -> str:
    words = {
        "best": _("Matches first, then the nearest."),
        "distance": _("The nearest first."),
        "hours": _("Fewest hours a week first, not published last."),
        "cost": _("Lowest price first, not published last."),
        "name": _("By name, from A to Z."),
    }
    if criteria.get("sort") == "best" and "near" not in criteria:
        return _("Matches first, then by name.")
    return words[criteria.get("sort")]


def chip_row(results: Results, link: Link, *, live: bool = True) -> str:
    """A chip for each filter that is set, with the way to take it away. live: scripts run here."""
    criteria = results.criteria
    shown = [
        (capital(label), link(less))
        for label, less in chips(criteria)
        if ("near" in less) == ("near" in criteria)
    ]
    bare = Criteria({key: criteria.get(key) for key in criteria if key in _NO_FILTER})
    return html(
        "chips.html",
        chips=shown,
        clear=link(bare),
        here=link(criteria),
        live=live,
    )


def card_list(results: Results, link: Link, *, live: bool = True, today: date | None = None) -> str:
    """The cards of the page, best first, and ways out where nothing or little was found.

    live: scripts run here, and may open the details beside the list.
    """
    day = today or date.today()
    ways_out = _ways_out(results, link) if results.total <= FEW else []
    return html(
        "cards.html",
        cards=[card_of(found, results, link, day) for found in results.facilities],
        start=(results.page - 1) * PAGE_SIZE + 1,
        total=results.total,
        ways_out=ways_out,
        live=live,
    )


def _ways_out(results: Results, link: Link) -> list[_WayOut]:
    """The filters that cost the most, and how far the next place is, each with a link."""
    ways = [
        _WayOut(_without(miss.keys, results.criteria), link(miss.criteria), _places(miss.total))
        for miss in results.near_misses
    ]
    if beyond := results.beyond:
        ways.append(_WayOut(_farther(beyond, results), link(beyond.criteria)))
    return ways


def _without(keys: tuple[str, ...], criteria: Criteria) -> str:
    phrases = [f"‘{registry.criterion(key).phrase(criteria)}’" for key in keys]
    return _("Leave out {filters}").format(filters=joined(phrases))


def _places(total: int) -> str:
    return plural("{n} place", "{n} places", total)


def _farther(beyond: Beyond, results: Results) -> str:
    facility = results.directory.facility(beyond.facility)
    far = about_miles if facility.position == "approximate" else miles_words
    words = _("The next place is {miles} away: {name} in {town}, {state}")
    if not results.total:
        words = _("The nearest place that fits is {miles} away: {name} in {town}, {state}")
    return words.format(
        miles=far(beyond.miles),
        name=facility.name,
        town=facility.city,
        state=facility.state,
    )


def shortlist(results: Results, link: Link) -> str:
    """The facilities that the visitor has picked; empty if there are none."""
    return shortlist_bar(results.directory, results.criteria, link)
