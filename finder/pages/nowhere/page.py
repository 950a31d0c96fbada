"""What stands at an address that leads to no page."""

from __future__ import annotations

from finder.criteria import Criteria
from finder.locale import _
from finder.pages.frame.menu import menu
from finder.templating import Link, html

__all__ = ["nowhere_page", "nowhere_title"]


def nowhere_title() -> str:
    """The title of that page."""
    return _("Page not found")


def nowhere_page(criteria: Criteria, link: Link) -> str:
    """That there is nothing, and the ways on. The address itself is not repeated.

    criteria: the search that the address may still have carried.
    """
    return html("nowhere.html", ways=menu(link, criteria, ""))
