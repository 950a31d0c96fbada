"""The list and map for somebody else's page: what it shows, who may frame it, in which colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, a_program
from finder.directory import Directory
from finder.errors import SettingRefused
from finder.pages.embed import endpoint as embed
from finder.pages.embed.colour import contrast, dress_of, hex_colour
from finder.pages.frame.served import Served
from finder.settings import Settings
from finder.web.server.headers import SecurityHeaders
from html_tree import tree

SEARCH = "near=22903&care=iop"
COLOURS = st.tuples(*[st.integers(0, 255)] * 3)
LIGHT, DARK = ("#faf7f2", "#ffffff"), ("#14191a", "#1c2324")


@pytest.fixture
def directory() -> Directory:
    many = [a_facility(a_program("iop"), name=f"Place {number:02}") for number in range(30)]
    return a_directory(*many, a_facility(a_program("php"), name="Cedar"))


def client_of(directory: Directory, *frames: str, base: str = "") -> TestClient:
    settings = Settings(frames=frames)
    routes = embed.routes(base, settings, Served(lambda: directory), lambda: TODAY)
    return TestClient(SecurityHeaders(Starlette(routes=routes), base=base), follow_redirects=False)


def policy_of(answer: object) -> dict[str, str]:
    header: str = answer.headers["content-security-policy"]  # type: ignore[attr-defined]
    return dict(part.split(" ", 1) for part in header.split("; "))


def test_it_shows_list_and_map_and_leads_to_the_finder(directory: Directory) -> None:
    answer = client_of(directory).get(f"/embed?{SEARCH}")
    page = tree(answer.text)
    assert len(page.all("[data-facility]")) == 25
    assert page.all("svg")
    assert page.one("base")["target"] == "_blank"
    details = [one for one in page.all("a") if one.text.startswith("Details")]
    assert all(one["href"].startswith("./facility?id=") for one in details)
    # A call and a place on the map stay where they are.
    for one in page.all("a"):
        if one["href"].startswith(("tel:", "#")):
            assert one["target"] == "_self"
    assert "911" in page.text
    assert "988" in page.text


def test_it_asks_for_nothing_else_and_keeps_nothing(directory: Directory) -> None:
    answer = client_of(directory).get(f"/embed?{SEARCH}")
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text
    assert answer.headers["x-robots-tag"] == "noindex"
    policy = policy_of(answer)
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy
    assert not re.search(
        r'(?:src|href)="(?:https?:)?//(?!.*google\.com/maps)', tree(answer.text).text
    )


@pytest.mark.parametrize(
    ("frames", "ancestors"),
    [
        ((), "'self'"),
        (Settings.from_environment({"FINDER_FRAMES": "*"}).frames, "'self' *"),
        (
            Settings.from_environment(
                {"FINDER_FRAMES": "https://clinic.example, https://*.county.example:8443"}
            ).frames,
            "'self' https://clinic.example https://*.county.example:8443",
        ),
    ],
    ids=["unset", "anyone", "two"],
)
def test_who_may_frame_it_is_a_setting(
    directory: Directory, frames: tuple[str, ...], ancestors: str
) -> None:
    client = client_of(directory, *frames, base="care")
    answer = client.get("/care/embed")
    assert policy_of(answer)["frame-ancestors"] == ancestors
    assert "x-frame-options" not in answer.headers
    # Every other address, and what is no page of it, stays as it was.
    for path in ("/care/embed/x", "/embed", "/care/"):
        other = client.get(path)
        assert other.headers["x-frame-options"] == "SAMEORIGIN"
        assert policy_of(other)["frame-ancestors"] == "'self'"


@pytest.mark.parametrize(
    "text",
    [
        "clinic.example",
        "https://clinic.example/page",
        "https://a b;script-src *",
        "'self'",
        "ftp://x",
    ],
)
def test_what_is_no_site_is_refused(text: str) -> None:
    with pytest.raises(SettingRefused, match="FINDER_FRAMES"):
        Settings.from_environment({"FINDER_FRAMES": text})


def test_the_form_leads_to_a_link_that_keeps_the_rest(directory: Directory) -> None:
    client = client_of(directory)
    page = tree(client.get(f"/embed?{SEARCH}&hl=en&accent=%230E5A5A").text)
    sent = {one["name"]: one["value"] for one in page.all("input")}
    assert sent["accent"] == "0e5a5a"
    answer = client.post("/embed", data={**sent, "near": "Charlottesville, VA"})
    assert answer.status_code == 303
    where = answer.headers["location"]
    assert where.startswith("./embed?near=Charlottesville")
    assert "care=iop" in where
    assert where.endswith("accent=0e5a5a")
    wrong = client.post("/embed", data={**sent, "near": "nowhere at all"})
    assert wrong.status_code == 200
    assert wrong.headers["cache-control"] == "no-store"


def test_its_pages_stay_in_the_frame(directory: Directory) -> None:
    page = tree(client_of(directory).get(f"/embed?{SEARCH}&accent=7a1f5c").text)
    following = next(one for one in page.all("a") if one.text == "Next")
    assert following["target"] == "_self"
    assert "page=2" in following["href"]
    assert following["href"].endswith("accent=7a1f5c")


@pytest.mark.parametrize("accent", ["reddish", "12345", "0e5a5a;}body{x", "url(x)", "<bold>"])
def test_what_is_no_colour_is_said_and_not_repeated(directory: Directory, accent: str) -> None:
    text = client_of(directory).get("/embed", params={"near": "22903", "accent": accent}).text
    assert "A colour is written as 0e5a5a" in text
    assert accent not in text


@given(COLOURS)
def test_any_colour_becomes_one_that_can_be_read(colour: tuple[int, int, int]) -> None:
    for surfaces, dark in ((LIGHT, False), (DARK, True)):
        dress = dress_of(colour, dark=dark)
        accent = hex_colour(dress.accent)
        assert accent is not None
        for behind in (*surfaces, dress.soft, dress.ink):
            other = hex_colour(behind)
            assert other is not None
            assert contrast(accent, other) >= 4.5


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert dress_of((14, 90, 90), dark=False).accent == "#0e5a5a"
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_the_surfaces_are_those_of_the_design() -> None:
    from finder.static_files import static_file

    tokens = static_file("tokens.css").content.decode()
    for one in (*LIGHT, *DARK):
        assert one in tokens
