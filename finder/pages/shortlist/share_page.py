"""The page that passes a search on, and takes all of its results along as a file."""

from __future__ import annotations

from finder.criteria import Criteria, sentence, write
from finder.criteria.declared import PICK
from finder.locale import _
from finder.pages.frame.share import shared
from finder.templating import Link, html

__all__ = ["page"]


def page(criteria: Criteria, link: Link, back: str, root: str, script: str) -> str:
    """Ways to pass on a search.

    back: the way back to it. root: the address of the finder. script: that of share.js.
    """
    query = write(criteria)
    mark = "?" if query else ""
    search = shared(
        f"{root}{mark}{query}", _("A search for programs"), _("A search for programs to call:")
    )
    api = f"./api/v1/search?{query}{'&' if query else ''}format="
    return html(
        "share_page.html",
        search=sentence(criteria),
        shared=search,
        back=back,
        shortlist=link(criteria, "/shortlist") if PICK in criteria else "",
        changes=link(criteria, "/changes"),
        files=[
            (_("Excel workbook"), f"{api}xlsx"),
            (_("CSV table"), f"{api}csv"),
        ],
        script=script,
    )
