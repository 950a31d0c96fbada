"""The pages of the site, as its own routes name them: one added tomorrow is among them."""

from __future__ import annotations

from starlette.routing import Route

from find_driver import listed
from finder.pages.registry import PAGES
from finder.web.application import routes

__all__ = ["DASHBOARD", "SEARCH", "SITE_PAGES", "addresses_of"]

SEARCH = "near=22903&care=iop&within=50"
# What is asked of a page where its declaration says nothing else, with places on the shortlist.
_PICKED = f"{SEARCH}&pick={{picks}}"
_FACILITY = f"id={{id}}&{SEARCH}"
# Routes that show no page: parts of one, files, what machines ask, and addresses that lead on.
_NO_PAGES = (
    *("/assets/{name:path}", "/detail", "/map/clusters"),
    *("/plain/", "/levels/", "/facility/{facility_id}"),
    *("/healthz", "/healthz/live", "/healthz/ready", "/metrics"),
)
# A link that asks nothing is another page than the list at the same path.
_START = "the start page"
# The dashboard's own, which Streamlit answers.
DASHBOARD = ("/", "/facility")


def _paths() -> list[str]:
    """What can be opened, files (which have a dot in their name) aside."""
    read = [one.path for one in routes() if isinstance(one, Route) and "GET" in (one.methods or ())]
    assert set(_NO_PAGES) <= set(read), "a route that is no longer there"
    left_out = (*_NO_PAGES, *DASHBOARD)
    return [*DASHBOARD, *(one for one in read if one not in left_out and "." not in one)]


def _asked(path: str) -> str:
    if path.endswith("/facility"):
        return _FACILITY
    page = next((page for page in PAGES.all() if page.has(path)), None)
    if page is None:
        # Beside the menu: what describes the API asks nothing of a search.
        return ""
    return page.asked or _PICKED


# Address by path; {id} is a facility that the search finds, {picks} are three.
SITE_PAGES: dict[str, str] = {
    path: f"{path.replace('{code}', 'iop')}?{_asked(path)}" for path in _paths()
} | {_START: "/"}


def addresses_of(finder: str) -> dict[str, str]:
    """Each page of a finder that runs, filled with what it lists."""
    ids = listed(finder, SEARCH)
    filled = {"id": ids[0], "picks": ",".join(ids[:3])}
    return {path: finder + address.format(**filled) for path, address in SITE_PAGES.items()}
