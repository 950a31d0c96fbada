"""The page that sets places of the shortlist side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria, registry, sentence
from finder.criteria.declared import PER
from finder.directory import Directory, Phone
from finder.locale import _, plural
from finder.pages.compare.charts import distances, hours_and_price
from finder.pages.compare.choice import MOST_CHOSEN, side_by_side
from finder.pages.compare.offers import offers, signs
from finder.pages.compare.rows import Column, compared
from finder.pages.frame.shortlist_bar import left_out
from finder.shortlist import Pick, picks_of, shortlist_of
from finder.templating import Link, html
from finder.vocabulary import COST_UNITS
from finder.wording.contact import by_use

__all__ = ["compare_title", "page"]


@dataclass(frozen=True)
class _Head:
    """The head of a column."""

    id: str
    number: int
    name: str
    phone: Phone | None
    details: str
    fit: str


def compare_title(
    directory: Directory, criteria: Criteria, wanted: Sequence[str], today: date
) -> str:
    """How many places stand side by side, and neither which nor where."""
    picks = picks_of(directory, shortlist_of(directory, criteria), criteria, today)
    compared_places = side_by_side(picks, wanted)
    if len(compared_places) < 2:
        return _("Compare places")
    return plural("Compare {n} place", "Compare {n} places", len(compared_places))


def page(
    directory: Directory,
    criteria: Criteria,
    wanted: Sequence[str],
    link: Link,
    today: date,
    back: str,
) -> str:
    """The comparison. wanted: the ids to compare, none for the first ones. back: to the search."""
    shortlist = shortlist_of(directory, criteria)
    picks = picks_of(directory, shortlist, criteria, today)
    chosen = side_by_side(picks, wanted)
    columns = [Column(one, directory, criteria, today, link) for one in chosen]
    unit = criteria.always(PER)
    return html(
        "compare.html",
        heads=[_head(one, criteria, link) for one in chosen],
        rows=compared(columns) if len(columns) > 1 else [],
        chart=hours_and_price(columns, unit) if columns else None,
        unit=_(COST_UNITS[unit].label),
        distances=distances(columns),
        offers=offers(columns),
        signs=signs(columns),
        told=left_out(shortlist),
        search=sentence(criteria),
        picks=[(one.facility.id, one.number, one.facility.name, one in chosen) for one in picks],
        most=MOST_CHOSEN,
        dropped=_dropped(picks, chosen, wanted),
        action=link(criteria, "/compare").partition("?")[0],
        query=[(key, registry.criterion(key).write(criteria.get(key))) for key in criteria],
        back=back,
        whole=link(criteria, "/shortlist"),
        calls=link(criteria, "/calls"),
    )


def _dropped(picks: Sequence[Pick], chosen: Sequence[Pick], wanted: Sequence[str]) -> str:
    """What to say where not all that is wanted is shown; empty where it is."""
    asked = {one.facility.id for one in picks} & set(wanted)
    if len(asked) == 1:
        return _("One place cannot be compared with itself: choose two or more.")
    if len(asked) > len(chosen):
        words = _("The first {shown} of the {asked} chosen are shown: more would not be legible.")
        return words.format(shown=len(chosen), asked=len(asked))
    if not asked and len(picks) > len(chosen):
        words = _("The first {shown} of {all} are shown; choose others below.")
        return words.format(shown=len(chosen), all=len(picks))
    return ""


def _head(pick: Pick, criteria: Criteria, link: Link) -> _Head:
    facility = pick.facility
    return _Head(
        id=facility.id,
        number=pick.number,
        name=facility.name,
        phone=next(iter(by_use(facility)), None),
        details=link(criteria, f"/facility?id={facility.id}"),
        fit=pick.fit,
    )
