"""The start page: which links it answers, what its form leads to, and how little it weighs."""

from __future__ import annotations

import gzip
import re

import pytest
from starlette.testclient import TestClient

from finder.criteria import read
from finder.criteria.beginning import asks_nothing, listed
from finder.pages.start import page as start
from whole_site import whole_site

# A page can be used when its one file is there: scripts and typefaces come after.
_MOST_BYTES = 30_000


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(whole_site(), follow_redirects=False, headers={"Accept-Language": "en"})


def is_start(client: TestClient, query: str) -> bool:
    return 'class="start-page"' in client.get(f"/{query}").text


@pytest.mark.parametrize(
    "query",
    [
        *("", "?hl=es", "?view=family", "?view=client&hl=en", "?pick=aaaaaaaa"),
        # What networks add, and what a form leaves empty.
        *("?utm_source=letter&fbclid=1", "?near=&care=", "?nosuchkey=1"),
    ],
)
def test_a_link_that_asks_nothing_is_answered_by_the_start_page(
    client: TestClient, query: str
) -> None:
    assert is_start(client, query)


@pytest.mark.parametrize(
    "query",
    [
        *("?near=22903", "?state=VA", "?county=Albemarle+County,+VA", "?care=iop", "?pay=medicaid"),
        *("?q=clinic", "?within=10", "?hours=-12", "?cost=0", "?near=nowheretown", "?care=xx"),
        # What old links ask of the list of all.
        *("?page=2", "?sort=best", "?sort=name", "?published=1", "?view=map", "?VIEW=Map&hl=es"),
    ],
)
def test_any_other_link_is_answered_by_its_list(client: TestClient, query: str) -> None:
    assert not is_start(client, query)


@pytest.mark.parametrize("path", ["/plain", "/api/v1/search"])
def test_without_a_query_plain_page_and_api_answer_everything(
    client: TestClient, path: str
) -> None:
    assert "start-page" not in client.get(path).text


@pytest.mark.parametrize("query", ["", "hl=es", "near=22903", "pick=aaaaaaaa", "sort=name"])
def test_a_list_of_all_has_a_link_that_keeps_it_a_list(query: str) -> None:
    given = read(query).criteria
    kept = listed(given)
    assert not asks_nothing([(key, str(kept.get(key))) for key in kept])
    assert kept.without("sort") == given.without("sort")


def test_the_list_of_all_is_one_link_away(client: TestClient) -> None:
    found = re.search(r'<a href="([^"]+)">The list of all</a>', client.get("/").text)
    assert found is not None
    assert not is_start(client, found[1].removeprefix("./"))


@pytest.mark.parametrize(
    ("sent", "way"),
    [
        ({"near": "22903"}, "./?near=22903"),
        ({"near": "22903", "care": "iop"}, "./?near=22903&care=iop"),
        ({"near": "Charlottesville, VA", "hl": "es"}, "./?near=Charlottesville,+VA&hl=es"),
        ({"near": "", "care": "detox"}, "./?care=detox"),
        # A state's name alone is its places.
        ({"near": "Virginia"}, "./?state=VA"),
        # An exact point never stands in an address.
        ({"near": "38.0299,-78.4790"}, "./?near=38.03,-78.48"),
        # Where no script runs the form says so.
        ({"near": "22903", "plain": "1"}, "./plain?near=22903"),
    ],
)
def test_the_form_leads_to_what_it_was_understood_as(
    client: TestClient, sent: dict[str, str], way: str
) -> None:
    answer = client.post("/", data={"form": "1", **sent})
    assert (answer.status_code, answer.headers["location"]) == (303, way)


def test_a_place_that_is_none_is_told_and_stays_in_its_field(client: TestClient) -> None:
    answer = client.post("/", data={"form": "1", "near": "Nowheretown", "care": "iop"})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "Nowheretown” is known" in answer.text
    assert 'value="Nowheretown"' in answer.text
    assert 'value="iop" checked' in answer.text


def test_find_pressed_with_nothing_written_asks_for_a_place(client: TestClient) -> None:
    answer = client.post("/", data={"form": "1", "near": " "})
    assert answer.status_code == 200
    assert 'id="told-near">Write a ZIP code' in answer.text


def test_it_says_who_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Run by" not in TestClient(whole_site()).get("/").text
    monkeypatch.setenv("FINDER_OPERATOR", "Example County <Health>")
    text = TestClient(whole_site(), headers={"Accept-Language": "en"}).get("/").text
    assert "Run by Example County &lt;Health&gt;." in text


def test_it_is_small_enough_to_be_used_at_once(client: TestClient) -> None:
    text = client.get("/").text
    assert len(gzip.compress(text.encode())) < _MOST_BYTES
    # Nothing stands in the way of the first picture: no sheet in the head, no script that waits.
    head = text.partition("</head>")[0]
    assert "stylesheet" not in head
    assert all(" defer" in tag or "module" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_it_leads_to_the_guide_in_three_voices_and_to_tonight(client: TestClient) -> None:
    text = client.get("/?hl=es&view=client").text
    for href in ("./guide?hl=es", "./guide?view=family&amp;hl=es", "./guide?view=client&amp;hl=es"):
        assert f'href="{href}"' in text
    assert 'href="./tonight?view=client&amp;hl=es"' in text


def test_its_title_tells_nothing_of_who_reads_it() -> None:
    assert start.start_title() == "Find a program"
