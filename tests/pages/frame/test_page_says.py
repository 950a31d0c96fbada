"""A page speaks for whoever runs it: what stands in a link is not what a page says."""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import pytest
from starlette.applications import Starlette

from html_tree import tree
from raw_requests import ask
from whole_site import whole_site

ADVERTISEMENT = "CLOSED - CALL 1-800-555-0100 FOR A FREE BED"
KEYS = (
    *("near", "state", "within", "care", "detox", "detox_for", "substance", "hours", "when"),
    *("cost", "per", "pay", "openings", "therapy", "medication", "for", "age", "gender", "lang"),
    *("with", "accredited", "q", "published", "sort", "page", "pick", "view", "hl", "id", "show"),
    *("fact", "columns", "step", "start", "from", "box", "county", "minutes", "confirmed"),
)
PAGES = (
    *("/", "/facility", "/plain", "/plain/facility", "/detail", "/shortlist", "/compare"),
    *("/calls", "/share", "/table", "/plan", "/plan.ics", "/guide", "/tonight", "/levels"),
    *("/levels/iop", "/about", "/no/such/page", f"/{quote_plus(ADVERTISEMENT)}"),
)


@pytest.fixture(scope="module")
def site() -> Starlette:
    return whole_site()


def said(html: str) -> str:
    """All that is read on a page, its fields and its title too; not where its links lead."""
    page = tree(html)
    shown = [one.attributes.get(name, "") for one in page.all("input") for name in ("value",)]
    return re.sub(r"\s+", " ", " ".join([page.text, *shown]))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_says_what_a_stranger_wrote_into_its_link(site: Starlette, path: str) -> None:
    text = quote_plus(ADVERTISEMENT)
    whole = "&".join(f"{key}={text}" for key in KEYS)
    for query in (whole, f"{text}=1", f"care={text}", f"q={text}", f"near={text}"):
        answer = ask(site, f"{path}?{query}".encode())
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        words = said(answer.text).casefold()
        assert "555-0100" not in words, query
        assert "free bed" not in words, query


def test_a_care_level_that_is_none_is_named_by_its_key(site: Starlette) -> None:
    answer = ask(site, f"/plain?care={quote_plus(ADVERTISEMENT)}".encode())
    told = tree(answer.text).one(".told").text
    assert "Care level: what the link says was not understood" in told


def test_a_misspelt_town_is_still_quoted_and_stays_in_its_field(site: Starlette) -> None:
    answer = ask(site, b"/plain?near=Charlotesville,+VA")
    assert "No town “Charlotesville, VA” is known." in answer.text
    fields = {one.attributes.get("name"): one for one in tree(answer.text).all("input")}
    assert fields["near"]["value"] == "Charlotesville, VA"
