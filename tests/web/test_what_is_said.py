"""What the site says about itself: figures by kind of page, robots, heads, and the map's frame."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from finder.pages.frame.compressing import taken_codings
from finder.web.api.metrics import MeasureRequests, Metrics
from raw_requests import ask
from whole_site import whole_site

PAGES = (
    *(
        "/",
        "/facility?id=aaaaaaaa",
        "/plain",
        "/plain/facility",
        "/detail",
        "/shortlist",
        "/compare",
    ),
    *("/calls", "/share", "/table", "/plan", "/guide", "/tonight", "/levels", "/levels/iop"),
    *("/levels/none", "/about", "/no-such-page", "/no/such/page"),
)
READ = (
    *PAGES,
    *("/api/v1/search?care=iop", "/api/v1/search?format=csv", "/api/v1/directory", "/healthz"),
    *(
        "/api/v1/facilities/aaaaaaaa",
        "/robots.txt",
        "/assets/map.js",
        "/plan.ics",
        "/shortlist.csv",
    ),
    *("/map/clusters", "/first-paint.js"),
)
FRAME = "/component/streamlit_folium.st_folium/index.html"


@pytest.fixture(scope="module")
def site() -> Starlette:
    return whole_site()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_is_listed_unless_the_operator_allows_it(site: Starlette, page: str) -> None:
    answer = ask(site, page.encode())
    assert answer.headers.get("x-robots-tag") == "noindex"


@pytest.mark.parametrize("target", READ)
def test_a_head_is_the_get_without_its_body(site: Starlette, target: str) -> None:
    whole, head = ask(site, target.encode()), ask(site, target.encode(), "HEAD")
    assert head.body == b""
    assert (head.status, head.headers) == (whole.status, whole.headers)


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("gzip, br", ("gzip", "br")),
        ("br;q=0, gzip", ("gzip",)),
        ("gzip;q=0", ()),
        ("GZIP;Q=0.000, br;q=0.5", ("br",)),
        ("*", ("br", "gzip")),
        ("*, br;q=0", ("gzip",)),
        ("identity, *;q=0", ("identity",)),
        ("", ()),
        (" , ;q=0,gzip ; q = 0", ()),
    ],
)
def test_a_coding_with_weight_zero_is_not_used(accepted: str, taken: tuple[str, ...]) -> None:
    assert taken_codings(accepted) == taken


@pytest.mark.parametrize("target", ["/plain", "/", "/api/v1/search", "/api/v1/search?format=csv"])
def test_an_answer_comes_as_it_is_to_who_forbids_every_coding(site: Starlette, target: str) -> None:
    answer = ask(site, target.encode(), accept_encoding="gzip;q=0, br;q=0, dcz;q=0, zstd;q=0")
    assert "content-encoding" not in answer.headers


def test_the_frame_of_the_map_is_there_before_any_page_was_drawn(site: Starlette) -> None:
    answer = ask(site, FRAME.encode())
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"
    assert "'unsafe-eval'" in answer.headers["content-security-policy"]


def test_requests_are_counted_by_the_kind_of_page_and_by_nothing_of_the_search() -> None:
    metrics = Metrics()
    asked: dict[str, str] = {
        "/": "page",
        "/facility?id=aaaaaaaa": "page",
        "/plain?near=22903&care=iop": "plain",
        "/parts": "parts",
        "/healthz": "health",
        "/assets/map.js": "assets",
        "/static/js/index.js": "assets",
        FRAME: "assets",
        "/tonight?near=22903": "guidance",
        "/no/such/page": "other",
        "/plain#x": "plain",
    }
    app = MeasureRequests(whole_site(), metrics)
    for target in asked:
        ask(app, target.encode())
    text = metrics.text().decode()
    for kind in set(asked.values()):
        assert f'kind="{kind}"' in text
    for secret in ("22903", "iop", "aaaaaaaa", "near", "no/such"):
        assert secret not in text


def test_every_address_of_ours_has_a_kind(site: Starlette) -> None:
    metrics = Metrics()
    app = MeasureRequests(site, metrics)
    paths = [one.path for one in site.routes if isinstance(one, Route | Mount)]
    for path in [*paths, "/"]:
        if not path.startswith("/{"):
            ask(app, path.encode().replace(b"{", b"").replace(b"}", b"").replace(b":path", b""))
    counted = metrics.text().decode()
    assert 'kind="other"' not in counted, paths
