"""The page of a link before any script runs: what the dashboard will show, laid over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria
from finder.directory import Directory, Manifest
from finder.render import cards, pages
from finder.render.detail import Codebook, page
from finder.render.environment import Link, html
from finder.render.fields import fields, silences
from finder.render.plain_pages import Told, told_box
from finder.render.still_map import still_map
from finder.search import Results

__all__ = ["Canvas", "facility_painting", "results_painting"]


@dataclass(frozen=True)
class Canvas:
    """What a first paint needs to know of the page that it lies over.

    link: how the dashboard links. style: CSS, which goes away together with the paint. told: what
    of the link was not understood.
    """

    link: Link
    style: str
    told: Sequence[Told] = ()


def results_painting(results: Results, canvas: Canvas, today: date) -> str:
    """Heading, list and map of a search, as the dashboard shows them."""
    link = canvas.link
    listed = cards.card_list(results, link, live=False, today=today)
    main = html(
        "first_results.html",
        fields=[one for one in fields(results, {}) if one.shelf == "plain"],
        silence=silences(results),
        place=results.criteria.get("near"),
        filters=link(results.criteria, "/plain") + "#filters",
        told=told_box(canvas.told),
        heading=cards.heading(results, link),
        chips=cards.chip_row(results, link, live=False),
        tabs=pages.view_tabs(),
        list=listed + pages.pager(results, link),
        map=still_map(results),
    )
    return _painting(main, canvas, results.criteria, results.directory.manifest)


def facility_painting(
    directory: Directory,
    facility_id: str,
    criteria: Criteria,
    canvas: Canvas,
    today: date,
    contact: str | None,
    codebook: Codebook,
) -> str:
    """All that is known of one facility."""
    main = page(directory, facility_id, criteria, today, canvas.link, contact, codebook)
    return _painting(main, canvas, criteria, directory.manifest)


def _painting(main: str, canvas: Canvas, criteria: Criteria, manifest: Manifest) -> str:
    return html(
        "first_paint.html",
        style=canvas.style,
        strip=pages.strip(),
        head=pages.head(canvas.link, criteria, other=pages.without_map(canvas.link, criteria)),
        banner=pages.banner(manifest),
        plain=canvas.link(criteria, "/plain"),
        main=main,
        foot=pages.foot(manifest, canvas.link, criteria),
    )
