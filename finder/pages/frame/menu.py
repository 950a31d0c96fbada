"""The pages of the site, as every head and foot leads to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from finder.criteria import Criteria
from finder.locale import _
from finder.templating import Link

__all__ = ["Entry", "menu"]

# What a page of reading takes along from a search: where, and the language.
_KEPT = ("near", "hl")


@dataclass(frozen=True)
class Entry:
    """A page. wide: left to the foot where the screen is narrow."""

    label: str
    href: str
    current: bool = False
    wide: bool = False


def menu(link: Link, criteria: Criteria, here: str) -> list[Entry]:
    """The pages. criteria: the search that "Find" leads back to. here: the path of this page."""
    place = Criteria({key: criteria.get(key) for key in _KEPT})
    speech = Criteria({"hl": criteria.get("hl")})
    pages: list[tuple[str, Callable[[], str], Criteria, bool]] = [
        ("/", lambda: _("Find"), criteria, False),
        ("/guide", lambda: _("Which level?"), speech, False),
        ("/levels", lambda: _("Care levels"), place, True),
        ("/tonight", lambda: _("Tonight"), place, False),
        ("/about", lambda: _("About the data"), speech, True),
    ]
    return [
        Entry(label(), link(kept, path), _is_here(path, here), wide)
        for path, label, kept, wide in pages
    ]


def _is_here(path: str, here: str) -> bool:
    if path == "/":
        return here in ("/", "/plain")
    return here == path or here.startswith(f"{path}/")
