"""The list of results: heading, chips, a card for each facility, and what to do about too few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria, chips, registry, sentence
from finder.criteria.beginning import listed
from finder.criteria.declared import NEAR, SORT
from finder.criteria.view import is_dense, view_with
from finder.locale import _, joined, plural
from finder.pages.find.card import card_of
from finder.pages.find.roads import roads_to
from finder.pages.frame.audience_choice import audience_choice
from finder.pages.frame.shortlist_bar import shortlist_bar
from finder.search import PAGE_SIZE, Results
from finder.search.near_misses import FEW, Beyond
from finder.templating import Link, html
from finder.vocabulary import SORTS
from finder.wording.words import about_miles, capital, miles_words

__all__ = ["card_list", "chip_row", "heading", "nowhere", "shortlist"]


@dataclass(frozen=True)
class _WayOut:
    """What to do about too few results: a link, and how many there are then."""

    text: str
    href: str
    found: str = ""


@dataclass(frozen=True)
class _Density:
    """The other way to draw the list, and the link to it."""

    label: str
    href: str


def heading(
    results: Results, link: Link, *, tabs: str = "", live: bool = True, followed: str = ""
) -> str:
    """What was asked as a sentence, how many were found, and a menu: why they stand in this order,
    for whom, and what else can be done with them.

    tabs: list and map, where they take turns. live: scripts run here. followed: the state
    of what is served, where that changes while the page stands, and the newer one is offered.
    """
    criteria = results.criteria
    sort = criteria.always(SORT)
    sorts = [term for term in SORTS if term.code != "distance" or NEAR in criteria]
    return html(
        "heading.html",
        sentence=sentence(criteria),
        results=results,
        asked=any(key in criteria for key in set(_cleared()) - {*registry.of_roles("where")}),
        anywhere=not criteria.has("where"),
        places=_places(results.total),
        sort=_(SORTS[sort].label),
        order=_order(criteria),
        sorts=[
            (_(term.label), term.code == sort, link(criteria.replaced(sort=term.code)))
            for term in sorts
        ],
        audience=audience_choice(criteria, link),
        density=_density(criteria, link),
        tabs=tabs,
        live=live,
        here=link(criteria),
        followed=followed,
        share=link(criteria, "/share"),
        table=link(criteria.without("page"), "/table"),
    )


def _density(criteria: Criteria, link: Link) -> _Density:
    dense = is_dense(criteria)
    view = view_with(criteria, "dense", wanted=not dense)
    label = _("With more room") if dense else _("Closer together")
    return _Density(label, link(criteria.replaced(view=view)))


def _cleared() -> list[str]:
    """What taking all filters away takes: all that has a chip, so not the place searched from."""
    return [key for key in registry.filters() if key != NEAR.key]


def nowhere(results: Results, link: Link) -> str:
    """In the place of the heading where the place asked is none: nothing is listed for it."""
    return html(
        "place_missing.html", all=link(listed(results.criteria)), places=_places(results.total)
    )


def _order(criteria: Criteria) -> str:
    words = {
        "best": _("Matches first, then the nearest."),
        "distance": _("The nearest first."),
        "hours": _("Published hours first, the fewest first. Then those by the care level."),
        "cost": _("Published prices first, the lowest first. Cash prices of hospitals count."),
        "name": _("By name, from A to Z."),
    }
    if criteria.always(SORT) == "best" and NEAR not in criteria:
        return _("Matches first, then by name.")
    return words[criteria.always(SORT)]


def chip_row(results: Results, link: Link) -> str:
    """A chip for each filter that is set, with the way to take it away."""
    criteria = results.criteria
    shown = [
        (capital(label), link(less))
        for label, less in chips(criteria)
        if (NEAR in less) == (NEAR in criteria)
    ]
    bare = criteria.without(*_cleared())
    return html(
        "chips.html",
        chips=shown,
        clear=link(bare),
    )


def card_list(results: Results, link: Link, *, live: bool = True, today: date | None = None) -> str:
    """The cards of the page, best first, and ways out where nothing or little was found.

    live: scripts run here, and may open the details beside the list.
    """
    day = today or date.today()
    ways_out = _ways_out(results, link) if results.total <= FEW else []
    shown = [found.facility for found in results.facilities]
    roads = roads_to(results.directory, shown, results.criteria)
    return html(
        "cards.html",
        cards=[
            card_of(found, results, link, day, roads.get(found.facility.id))
            for found in results.facilities
        ],
        start=(results.page - 1) * PAGE_SIZE + 1,
        total=results.total,
        ways_out=ways_out,
        dense=is_dense(results.criteria),
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
