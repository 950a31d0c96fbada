"""Every page in the states that differ in what stands on it, and the dresses they are seen in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page, expect

from find_driver import PHONE

WIDE: dict[str, Any] = {"viewport": {"width": 1400, "height": 1000}, "reduced_motion": "reduce"}
DRESSES = {
    "wide": {**WIDE, "locale": "en-US"},
    "dark phone in Spanish": {**PHONE, "color_scheme": "dark", "locale": "es-MX"},
}
SEARCH = "near=22903&care=iop&within=50"
# Addresses of pages that stand by themselves; {ids} are two facilities of the search.
PAGES = {
    "start": "/",
    "plain": f"/plain?{SEARCH}&hours=-12",
    "plain, not understood": "/plain?near=nowhere&care=iop,xx",
    "plain, nothing found": "/plain?near=22903&q=zzz",
    "plain facility": f"/plain/facility?id={{id}}&{SEARCH}",
    "guide": "/guide",
    "tonight": "/tonight?near=22903",
    "table": f"/table?{SEARCH}",
    "plan": "/plan?near=22903&from=residential",
    "compare": f"/compare?{SEARCH}&pick={{ids}}",
    "calls": f"/calls?{SEARCH}&pick={{ids}}",
    "shortlist": f"/shortlist?{SEARCH}&pick={{ids}}",
    "shortlist, empty": "/shortlist",
    "share": f"/share?{SEARCH}",
    "levels": "/levels",
    "a level": "/levels/iop",
    "about": "/about",
    "for listed places": "/for-facilities",
    "changes": "/changes?near=22903&within=50",
    "API": "/api/v1/docs",
    "embed": f"/embed?{SEARCH}&accent=7a1f5c",
    "no page": "/nope",
}
# The same of the Find page and the pages that its script draws.
FIND = {
    "found": f"/?{SEARCH}&hours=-12",
    "nothing found": "/?near=22903&q=zzz",
    "place not understood": "/?near=nowhere&care=iop,xx",
    "results with a shortlist": f"/?{SEARCH}&pick={{ids}}",
    "facility": f"/facility?id={{id}}&{SEARCH}",
}


def address_of(state: str, ids: Sequence[str]) -> str:
    """The address of a state, below that of the server. ids: facilities of the search."""
    return (PAGES | FIND)[state].format(id=ids[0], ids=",".join(ids[:2]))


def stand(page: Page, address: str) -> None:
    """Open a page, and wait until its scripts have drawn it."""
    page.goto(address)
    expect(page.locator("#first-paint")).to_have_count(0)
    if page.locator("#root").count():
        expect(page.locator("#root").locator("#results, .detail h1").first).to_be_visible()
