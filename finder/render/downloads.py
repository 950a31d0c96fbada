"""What can be taken away of a search: a link for each form that a program or a person reads."""

from __future__ import annotations

from finder.criteria import Criteria
from finder.locale import _, mark
from finder.render.environment import Link

__all__ = ["FORMS", "downloads"]

# By their names in `format=`.
FORMS = {
    "xlsx": mark("Excel workbook"),
    "csv": mark("CSV table"),
    "geojson": mark("Points on a map (GeoJSON)"),
    "hsds": mark("Open Referral (HSDS 3.0)"),
}


def downloads(criteria: Criteria, link: Link) -> list[tuple[str, str]]:
    """Label and address of each form of all that a search finds; without criteria, of everything.

    link: from the page that shows them.
    """
    return [
        (_(label), link(criteria, f"/api/v1/search?format={name}")) for name, label in FORMS.items()
    ]
