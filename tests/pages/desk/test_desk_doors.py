"""Invitation and leaving over HTTP: opening changes nothing, pressing does, who is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from finder.desk.opened import People, desk_at, people_at
from finder.pages.frame.served import served
from finder.web.api.metrics import MeasureRequests, Metrics
from finder.web.application import routes
from finder.web.server.headers import SecurityHeaders
from html_tree import tree

OWN = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Site:
    """All our routes with a desk, as one browser meets them."""

    people: People
    app: Starlette
    metrics: Metrics

    def browser(self, address: str = "http://testserver") -> TestClient:
        return TestClient(self.app, base_url=address, follow_redirects=False)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    # What this process serves stays without the reports of a desk that is gone after the test.
    monkeypatch.delenv("FINDER_DESK", raising=False)
    assert served().directory
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    monkeypatch.setenv("FINDER_DESK", address)
    metrics = Metrics()
    around = [Middleware(MeasureRequests, metrics=metrics), Middleware(SecurityHeaders)]
    yield Site(people_at(address), Starlette(routes=routes(), middleware=around), metrics)
    desk_at(address).close()


def test_opening_an_invitation_changes_nothing(site: Site) -> None:
    token = site.people.invite("Dana")
    browser = site.browser()
    for method in ("GET", "HEAD", "GET"):
        answer = browser.request(method, f"/desk/invitation/{token}")
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
    shown = tree(browser.get(f"/desk/invitation/{token}").text)
    assert [one.text for one in shown.one("main").all("button")] == ["Open the desk"]
    assert site.people.is_open(token)


def test_pressing_its_button_gives_a_session_once(site: Site) -> None:
    token = site.people.invite("Dana")
    browser = site.browser()
    answer = browser.post(f"/desk/invitation/{token}", headers=OWN)
    assert (answer.status_code, answer.headers["location"]) == (303, "../../desk")
    cookie = answer.headers["set-cookie"].lower()
    for part in ("desk=", "httponly", "samesite=lax", "path=/", "max-age=2592000"):
        assert part in cookie
    assert "secure" not in cookie
    assert site.people.session_of(browser.cookies["desk"]) is not None
    assert site.browser().post(f"/desk/invitation/{token}", headers=OWN).status_code == 404


def test_behind_tls_the_cookie_is_of_this_host_alone(site: Site) -> None:
    token = site.people.invite("Dana")
    secure = {**OWN, "X-Forwarded-Proto": "https"}
    answer = site.browser().post(f"/desk/invitation/{token}", headers=secure)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-desk=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "null"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://testserver:81"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
    ids=str,
)
@pytest.mark.parametrize("way", ["invitation", "leave"])
def test_a_form_of_another_site_is_refused(site: Site, way: str, headers: dict[str, str]) -> None:
    token = site.people.invite("Dana")
    browser = site.browser()
    session = site.people.spend(site.people.invite("Lee"))
    assert session is not None
    browser.cookies.set("desk", session)
    path = f"/desk/invitation/{token}" if way == "invitation" else "/desk/leave"
    answer = browser.post(path, headers=headers)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert site.people.is_open(token)
    assert site.people.session_of(session) is not None


def test_an_own_form_of_an_older_browser_is_taken(site: Site) -> None:
    token = site.people.invite("Dana")
    own = {"Origin": "http://testserver"}
    assert site.browser().post(f"/desk/invitation/{token}", headers=own).status_code == 303


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_guessed_invitation_opens_nothing(site: Site, method: str) -> None:
    site.people.invite("Dana")
    answer = site.browser().request(method, f"/desk/invitation/{'a' * 43}", headers=OWN)
    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers
    assert not tree(answer.text).one("main").all("form")


def test_a_token_is_in_nothing_that_is_kept_or_sent_on(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    token = site.people.invite("Dana")
    caplog.set_level(1)
    browser = site.browser()
    pages = [browser.get(f"/desk/invitation/{token}")]
    pages.append(browser.post(f"/desk/invitation/{token}", headers=OWN))
    pages.append(browser.get(f"/desk/invitation/{token}"))
    pages.append(browser.get(f"/desk/invitation/{token}/more"))
    for answer in pages:
        assert token not in answer.text
        assert token not in str(answer.headers)
        assert answer.headers["cache-control"] == "no-store"
    assert all(one.headers["referrer-policy"] == "strict-origin" for one in (pages[0], pages[2]))
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("httpx")]
    assert not [text for text in ours if token in text]
    assert token not in site.metrics.text().decode()


def test_leaving_ends_the_session_of_this_browser_alone(site: Site) -> None:
    here, there = site.browser(), site.browser()
    for browser in (here, there):
        browser.post(f"/desk/invitation/{site.people.invite('Dana')}", headers=OWN)
    mine, other = here.cookies["desk"], there.cookies["desk"]
    assert here.get("/desk/leave").status_code == 200
    assert site.people.session_of(mine) is not None
    answer = here.post("/desk/leave", headers=OWN)
    assert answer.status_code == 200
    assert "desk" not in here.cookies
    assert site.people.session_of(mine) is None
    assert site.people.session_of(other) is not None


@pytest.mark.parametrize("path", ["/desk", "/desk/leave", f"/desk/invitation/{'a' * 43}"])
def test_without_a_desk_there_is_nothing(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FINDER_DESK", raising=False)
    browser = TestClient(Starlette(routes=routes()), follow_redirects=False)
    for method in ("GET", "POST"):
        answer = browser.request(method, path, headers=OWN)
        assert answer.status_code == 404
        assert tree(answer.text).one("title").text == "Page not found"


def test_the_doors_speak_spanish(site: Site) -> None:
    token = site.people.invite("Dana")
    shown = tree(site.browser().get(f"/desk/invitation/{token}?hl=es").text)
    assert shown.one("html")["lang"] == "es"
