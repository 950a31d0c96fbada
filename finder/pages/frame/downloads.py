"""What can be taken away of a search: a link for each form that a program or a person reads."""

from __future__ import annotations

from collections.abc import Sequence

from finder.criteria import Criteria
from finder.export import Export, exports
from finder.locale import _
from finder.templating import Link
from finder.wording.words import capital

__all__ = ["downloads", "offered"]


def offered() -> list[Export]:
    """The exports that are files; a workbook, which opens by itself, before those for programs."""
    files = [export for export in exports().all() if export.served and export.file_name]
    return sorted(files, key=lambda export: not export.binary)


def downloads(criteria: Criteria, link: Link, columns: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Label and address of each form of all that a search finds; without criteria, of everything.

    link: from the page that shows them. columns: those that a table holds, in their order; none:
    all that there are.
    """
    chosen = f"&columns={','.join(columns)}" if columns else ""
    return [
        (
            _(export.label) if export.label else capital(_(export.help)),
            link(
                criteria,
                f"/api/v1/search?format={export.name}{chosen if export.columned else ''}",
            ),
        )
        for export in offered()
    ]
