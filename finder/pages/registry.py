"""The pages of the site, each declared once beside its endpoint, in the order of the menu.

The menu, the links between pages, the pages without a script, the routes, the measured kinds of
request, the pictures of the documentation and the tests of the browser all read this list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from starlette.routing import BaseRoute

from finder.criteria import Criteria
from finder.criteria.declared import HL, NEAR
from finder.registry import Registry

__all__ = ["PAGES", "Page", "all_of_it", "is_of_a_page", "place_of_it", "speech_of_it"]

# Arguments: base, settings, serving, today, each with a default.
Routes = Callable[..., list[BaseRoute]]


def all_of_it(criteria: Criteria) -> Criteria:
    """The whole search goes along."""
    return criteria


def place_of_it(criteria: Criteria) -> Criteria:
    """Where one looks and the language go along."""
    return criteria.only(NEAR.key, HL.key)


def speech_of_it(criteria: Criteria) -> Criteria:
    """The language goes along."""
    return criteria.only(HL.key)


@dataclass(frozen=True)
class Page:
    """A page of the site.

    path: its address below the root. label: its name in the menu. routes: what answers it and all
    that belongs to it. menu: whether heads and feet lead to it (`foot`: where the screen is narrow,
    the foot alone; `end`: the foot alone everywhere). keeps: what goes along of a search from which
    the menu leads to it. also: other addresses of it. kind: how its requests are counted in the
    figures of the process. asked: the query under which a picture or a test looks at it, `{id}` a
    facility that its search finds, `{picks}` three.
    """

    path: str
    label: str
    routes: Routes
    menu: Literal["", "head", "foot", "end"] = ""
    keeps: Callable[[Criteria], Criteria] = all_of_it
    also: tuple[str, ...] = ()
    kind: str = "page"
    asked: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """All its addresses."""
        return (self.path, *self.also)

    def has(self, path: str) -> bool:
        """Whether a path below the root is of it: a file or a part of it too."""
        return any(path == one or path.startswith((f"{one}.", f"{one}/")) for one in self.paths)


# Pages that no menu leads to, and that are there with a desk alone.
_WITH_A_DESK = ("/wrong",)
PAGES: Registry[Page] = Registry("page", lambda page: page.path)


def is_of_a_page(target: str) -> bool:
    """Whether an address, with its query or without, is of a page beside the search itself."""
    path = target.partition("?")[0].partition("#")[0]
    if path in _WITH_A_DESK:
        return True
    return any(page.has(path) for page in PAGES.all() if page.path != "/")
