"""What is typed into a form stands in no address: the forms that may hold a street are posts."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from finder.pages.frame import page_reply
from html_tree import Element, tree
from raw_requests import Answer, ask
from whole_site import whole_site

STREET = "1215 Lee Street, Charlottesville"
PLACED = {"form": "1", "near": "38.0336,-78.5080"}
FORMS = ("/plain", "/tonight", "/plan", "/table")
# All pages on which something can be typed.
PAGES = (
    *("/?near=22903", "/facility?id=aaaaaaaa", "/plain?near=22903", "/plan", "/plan?from=iop"),
    *("/plan?near=22903&step=iop", "/tonight", "/tonight?near=22903", "/table?near=22903"),
    *("/shortlist", "/compare", "/calls", "/share", "/guide", "/levels", "/levels/iop", "/about"),
)


@pytest.fixture(scope="module")
def site() -> Starlette:
    return whole_site()


def posted(site: Starlette, path: str, fields: dict[str, str], **headers: str) -> Answer:
    sent = {"content_type": "application/x-www-form-urlencoded", **headers}
    return ask(site, path.encode(), "POST", urlencode(fields).encode(), **sent)


def typed_into(form: Element) -> list[Element]:
    return [
        field
        for field in form.all("input")
        if field.attributes.get("type", "text") in ("text", "search") and field.attributes["name"]
    ]


@pytest.mark.parametrize("page", PAGES)
def test_a_form_with_a_field_to_type_in_is_sent_in_the_body(site: Starlette, page: str) -> None:
    forms = [form for form in tree(ask(site, page.encode()).text).all("form") if typed_into(form)]
    assert all(form["method"] == "post" for form in forms)
    assert forms or page.split("?")[0] not in FORMS[:3]


@pytest.mark.parametrize("path", FORMS)
def test_a_form_leads_to_the_link_that_it_was_understood_as(site: Starlette, path: str) -> None:
    answer = posted(site, path, {**PLACED, "from": "iop"} if path == "/plan" else PLACED)
    assert answer.status == 303
    assert "near=38.03,-78.51" in answer.headers["location"]
    assert "38.0336" not in answer.headers["location"]
    assert "form" not in answer.headers["location"]


@pytest.mark.parametrize("path", FORMS)
def test_a_street_address_stands_in_no_address_and_in_no_cache(
    site: Starlette, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[object] = []

    def coded(_pages: object, *given: object) -> None:
        kept.append(given)

    monkeypatch.setattr(page_reply.KeptPages, "coded", coded)
    answer = posted(site, path, {"form": "1", "near": STREET, "from": "iop"})
    assert answer.status == 200
    assert not kept
    assert "location" not in answer.headers
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
    assert "looks like a street address" in answer.text
    for link in tree(answer.text).all("a"):
        assert "1215" not in link.attributes.get("href", "")


@pytest.mark.parametrize("path", [*FORMS, "/"])
def test_a_link_with_a_street_address_is_kept_by_nobody_here(
    site: Starlette, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(page_reply.KeptPages, "coded")
    answer = ask(site, f"{path}?{urlencode({'near': STREET})}".encode())
    assert answer.status == 200


def test_a_form_of_another_kind_or_a_huge_one_is_not_read(site: Starlette) -> None:
    assert posted(site, "/plain", PLACED, content_type="text/plain").status == 415
    assert posted(site, "/plain", {"form": "1", "q": "a" * 40_000}).status == 413


def test_what_a_form_sent_is_in_no_link_to_another_language(site: Starlette) -> None:
    answer = posted(site, "/plain", {"form": "1", "near": STREET, "care": "iop"})
    links = [a.attributes.get("href", "") for a in tree(answer.text).all("a")]
    ways = [link for link in links if "hl=es" in link]
    assert ways
    assert all("care=iop" in way and "near" not in way for way in ways)
