"""What can be taken away of a search: a link for each form that a program or a person reads."""

from __future__ import annotations

from collections.abc import Sequence

from finder.criteria import Criteria
from finder.locale import _, mark
from finder.templating import Link

__all__ = ["FORMS", "downloads"]

# By their names in `format=`.
FORMS = {
    "xlsx": mark("Excel workbook"),
    "csv": mark("CSV table"),
    "geojson": mark("Points on a map (GeoJSON)"),
    "hsds": mark("Open Referral (HSDS 3.0)"),
}
# Those that have columns.
_TABLES = ("xlsx", "csv")


def downloads(criteria: Criteria, link: Link, columns: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Label and address of each form of all that a search finds; without criteria, of everything.

    link: from the page that shows them. columns: those that a table holds, in their order; none:
    all that there are.
    """
    chosen = f"&columns={','.join(columns)}" if columns else ""
    forms = {name: f"format={name}{chosen if name in _TABLES else ''}" for name in FORMS}
    return [
        (_(label), link(criteria, f"/api/v1/search?{forms[name]}")) for name, label in FORMS.items()
    ]
