"""The pages of the site, as every head and foot leads to them."""

from __future__ import annotations

from dataclasses import dataclass

from finder.criteria import Criteria
from finder.locale import _
from finder.pages.registry import PAGES
from finder.templating import Link

__all__ = ["Entry", "menu"]


@dataclass(frozen=True)
class Entry:
    """A page. wide: left to the foot where the screen is narrow. end: always."""

    label: str
    href: str
    current: bool = False
    wide: bool = False
    end: bool = False


def menu(link: Link, criteria: Criteria, here: str) -> list[Entry]:
    """The pages. criteria: the search that "Find" leads back to. here: the path of this page."""
    return [
        Entry(
            _(page.label),
            link(page.keeps(criteria), page.path),
            _is_here(page.path, here),
            wide=page.menu == "foot",
            end=page.menu == "end",
        )
        for page in PAGES.all()
        if page.menu
    ]


def _is_here(path: str, here: str) -> bool:
    if path == "/":
        return here in ("/", "/plain")
    return here == path or here.startswith(f"{path}/")
