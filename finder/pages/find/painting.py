"""The page of a link before any script runs: what the dashboard will show, laid over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from finder.criteria import Criteria, write
from finder.directory import Directory
from finder.map.still_map import still_map
from finder.pages.find.find_parts import Parts, Surroundings, facility_parts, find_parts
from finder.pages.frame import surroundings as pages
from finder.search import Results
from finder.templating import html

__all__ = ["Canvas", "facility_painting", "results_painting"]


@dataclass(frozen=True)
class Canvas:
    """What a first paint needs to know of the page that it lies over.

    around: what its parts need to know. style: CSS, and typefaces: the address of a sheet,
    which go away together with the paint.
    """

    around: Surroundings
    style: str
    typefaces: str


def results_painting(results: Results, canvas: Canvas) -> str:
    """Form, heading, list and map of a search, as the dashboard shows them."""
    parts = find_parts(results, replace(canvas.around, live=False))
    return _painting(parts | {"still": still_map(results)}, canvas, results.criteria)


def facility_painting(
    directory: Directory, facility_id: str, criteria: Criteria, canvas: Canvas
) -> str:
    """All that is known of one facility."""
    parts = facility_parts(directory, facility_id, criteria, canvas.around)
    return _painting(parts, canvas, criteria)


def _painting(parts: Parts, canvas: Canvas, criteria: Criteria) -> str:
    return html(
        "first_paint.html",
        style=canvas.style,
        typefaces=canvas.typefaces,
        strip=pages.strip(),
        link=write(criteria),
        plain=canvas.around.link(criteria, "/plain"),
        parts=parts,
    )
