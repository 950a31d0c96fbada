"""The pages that are complete without a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from finder.criteria import Criteria
from finder.directory import Directory, Manifest
from finder.locale import _
from finder.render import cards, pages
from finder.render.detail import Codebook, page
from finder.render.environment import Link, html
from finder.render.form import form
from finder.render.shortlist_bar import shortlist_bar
from finder.render.still_map import still_map
from finder.search import Results

__all__ = ["Frame", "Told", "facility_page", "part", "results_page", "site_page", "told_box"]

_NONE_MISTAKEN: Mapping[str, str] = MappingProxyType({})


class Told(NamedTuple):
    """A sentence on what was not understood, and other readings of it, each with a link.

    key: of the field that it is about. is_understood: nothing is wrong, but was read otherwise than
    it was written.
    """

    sentence: str
    choices: Sequence[tuple[str, str]] = ()
    key: str = ""
    is_understood: bool = False


@dataclass(frozen=True)
class Frame:
    """What a page needs to know of its surroundings.

    link: how it links to others. live: the same search in the dashboard. style: its CSS.
    indexed: whether search engines may list it. canonical: its one address, for them.
    contact: where a wrong listing is reported. codebook: names of the source's own codes.
    scripts: addresses of scripts that it can do without. page: its path; those under /plain have
    another way to see the same, with a map.
    """

    link: Link
    live: str
    style: str
    codebook: Codebook
    indexed: bool = False
    canonical: str = ""
    contact: str | None = None
    scripts: tuple[str, ...] = ()
    page: str = "/plain"


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
        cards.heading(results, link),
        cards.chip_row(results, link, live=False),
        _map(results),
        cards.card_list(results, link, live=False, today=today),
        pages.pager(results, link),
    ]
    main = [cards.nowhere(results, link)] if nowhere else listed
    main.append(cards.shortlist(results, link))
    body = html(
        "results.html",
        top=_top(results.criteria, frame, manifest),
        told=told_box(told),
        form=form(results, mistaken=mistaken),
        main="".join(main),
        foot=pages.foot(manifest, frame.link, results.criteria),
    )
    return _document(
        body, frame, pages.title(results.criteria), pages.description(results.criteria)
    )


def _map(results: Results) -> str:
    """The map, closed; only around a place, where it is small to send and says something."""
    around = "near" in results.criteria and results.criteria.get("within") != "any"
    return html("still.html", map=still_map(results)) if around and results.total else ""


def facility_page(
    directory: Directory,
    facility_id: str,
    criteria: Criteria,
    frame: Frame,
    today: date,
    told: Sequence[Told] = (),
) -> str:
    """All that is known of one facility."""
    main = page(directory, facility_id, criteria, today, frame.link, frame.contact, frame.codebook)
    main += shortlist_bar(directory, criteria, frame.link)
    name = pages.facility_title(directory, facility_id)
    return site_page(main, frame, criteria, directory.manifest, name, name, told)


def site_page(
    main: str,
    frame: Frame,
    criteria: Criteria,
    manifest: Manifest,
    title: str,
    description: str,
    told: Sequence[Told] = (),
) -> str:
    """A page of its own content, `main`, in the frame that all pages share.

    criteria: the search that its head leads back to, and the language.
    """
    body = html(
        "place.html",
        top=_top(criteria, frame, manifest),
        told=told_box(told),
        main=main,
        foot=pages.foot(manifest, frame.link, criteria),
    )
    return _document(body, frame, title, description)


def part(article: str) -> str:
    """The detail of a facility as a document of its own, for the dashboard to take it from."""
    return html("part.html", article=article)


def told_box(told: Sequence[Told], look_up: str = "") -> str:
    """What was not understood; empty if all was.

    look_up: the label of a button that looks an address up, where scripts run; empty for none.
    """
    if not told:
        return ""
    wrong = any(not one.is_understood for one in told)
    return html("told.html", told=told, wrong=wrong, look_up=look_up)


def _top(criteria: Criteria, frame: Frame, manifest: Manifest) -> str:
    other = (_("With map"), frame.live) if frame.page == "/plain" else None
    head = pages.head(frame.link, criteria, frame.page, other=other)
    return pages.strip() + head + pages.banner(manifest)


def _document(body: str, frame: Frame, title: str, description: str) -> str:
    return html(
        "page.html",
        body=body,
        meta=pages.meta(title, description, indexed=frame.indexed, canonical=frame.canonical),
        style=frame.style,
        scripts=frame.scripts,
    )
