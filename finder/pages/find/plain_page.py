"""The search as a page that is complete without a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from finder.criteria import Criteria
from finder.criteria.declared import NEAR, WITHIN
from finder.criteria.view import list_or_map
from finder.directory import Directory
from finder.geography import CREDIT
from finder.locale import _
from finder.map.still_map import still_map
from finder.pages.find import cards
from finder.pages.find.detail import page
from finder.pages.frame import surroundings as pages
from finder.pages.frame.document import Frame, Told, document, site_page, told_box, top
from finder.pages.frame.form import form
from finder.pages.frame.shortlist_bar import shortlist_bar
from finder.search import Results
from finder.templating import html

__all__ = ["facility_page", "part", "results_page"]

_NONE_MISTAKEN: Mapping[str, str] = MappingProxyType({})


def results_page(
    results: Results,
    frame: Frame,
    today: date,
    told: Sequence[Told] = (),
    mistaken: Mapping[str, str] = _NONE_MISTAKEN,
    *,
    nowhere: bool = False,
) -> str:
    """Form, list and pages. told: what was not understood; mistaken: its texts, by key.

    nowhere: a place was asked that is none, so that nothing is listed.
    """
    link, manifest = frame.link, results.directory.manifest
    listed = [
        cards.heading(results, link, live=False),
        cards.chip_row(results, link),
        cards.card_list(results, link, live=False, today=today),
        pages.pager(results, link),
        _map(results),
    ]
    main = [cards.nowhere(results, link)] if nowhere else listed
    main.append(cards.shortlist(results, link))
    body = html(
        "results.html",
        top=top(results.criteria, frame, manifest),
        told=told_box(told),
        form=form(results, action=frame.link(Criteria(), "/plain"), mistaken=mistaken),
        main="".join(main),
        foot=pages.foot(manifest, frame.link, results.criteria),
    )
    return document(body, frame, pages.title(results.criteria), pages.description(results.criteria))


def _map(results: Results) -> str:
    """The map, open where it is asked for; unasked only around a place, where it is small to send
    and says something."""
    around = NEAR in results.criteria and results.criteria.always(WITHIN) != "any"
    asked = list_or_map(results.criteria) == "map"
    if not results.total or not (around or asked):
        return ""
    return html("still.html", map=still_map(results), open=asked, credit=_(CREDIT))


def facility_page(
    directory: Directory,
    facility_id: str,
    criteria: Criteria,
    frame: Frame,
    today: date,
    told: Sequence[Told] = (),
    *,
    title: str = "",
) -> str:
    """All that is known of one facility. title: of the page, in the place of the neutral one."""
    asked = (directory, facility_id, criteria, today, frame.link, frame.contact, frame.codebook)
    main = page(*asked, live=False, hints=frame.hints)
    main += shortlist_bar(directory, criteria, frame.link)
    name = title or pages.facility_title(directory, facility_id)
    words = pages.facility_description(directory, facility_id)
    return site_page(main, frame, criteria, directory.manifest, name, words, told)


def part(article: str, title: str) -> str:
    """The detail of a facility as a document of its own, for the dashboard to take it from."""
    return html("part.html", article=article, title=title)
