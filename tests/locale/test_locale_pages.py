"""Pages in Spanish on the demonstration directory: which language, and no English left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard_reading import opened, panels
from finder import levels
from finder.directory import Directory
from finder.guidance import dimensions
from finder.locale import LANGUAGES, own_name
from finder.locale.catalogues import path_of
from finder.pages.frame.served import Served
from finder.reference import facts
from finder.settings import Settings
from finder.static_files import streamlit_folder
from finder.web import application
from finder.web.server.first_paint import FirstPaint
from finder.web.server.language import BrowsersLanguage
from html_tree import Element, tree
from scripts import texts

pytestmark = pytest.mark.slow

SEARCH = "near=22903&care=iop,php&detox=nearby&hours=-12&cost=600&pay=medicaid"
SPANISH = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.7"}
ENGLISH = {"Accept-Language": "en-US,en;q=0.9"}


def _index(_request: Request) -> Response:
    return FileResponse(streamlit_folder() / "index.html", media_type="text/html")


@pytest.fixture(scope="module")
def client(demonstration: Directory) -> TestClient:
    """All our pages, and Streamlit's own with the first paint, as app.py has them."""
    painting = Middleware(
        FirstPaint,
        settings=Settings(),
        serving=Served(lambda: demonstration),
        today=lambda: date(2026, 11, 20),
    )
    routes = [*application.routes(), Route("/", _index), Route("/facility", _index)]
    middleware = [Middleware(BrowsersLanguage), painting]
    return TestClient(Starlette(routes=routes, middleware=middleware), follow_redirects=False)


@pytest.fixture(scope="module")
def somewhere(client: TestClient) -> str:
    """The id of a facility."""
    answer = client.get("/api/v1/search?near=22903&care=iop").json()
    return str(answer["results"][0]["id"])


def _page(client: TestClient, address: str, headers: dict[str, str] | None = None) -> Element:
    answer = client.get(address, headers={"Accept": "text/html", **(headers or {})})
    assert answer.status_code in (200, 404), answer.status_code
    return tree(answer.text)


@pytest.mark.parametrize("path", ["/", "/plain", "/table", "/shortlist", "/compare", "/calls"])
@pytest.mark.parametrize(
    ("query", "headers", "language"),
    [
        ("", ENGLISH, "en"),
        ("", SPANISH, "es"),
        ("hl=es", ENGLISH, "es"),
        ("hl=en", SPANISH, "en"),
    ],
)
def test_a_page_speaks_the_language_of_its_link_else_of_its_browser(
    client: TestClient, path: str, query: str, headers: dict[str, str], language: str
) -> None:
    shown = _page(client, f"{path}?near=22903&{query}", headers)
    assert shown.one("html")["lang"] == language
    switches = {link["lang"]: link for link in shown.one(".tongues").all("a")}
    assert set(switches) == set(LANGUAGES) - {language}
    for other, switch in switches.items():
        assert switch.text == own_name(other)
        assert switch["href"] == f"?near=22903&hl={other}"
    # Who has reviewed the translation is said once, at the foot: nobody in need must read past it.
    assert shown.text.count("Ningún hablante nativo") == (language == "es")
    assert ("Ningún hablante nativo" in shown.one(".foot").text) == (language == "es")


def test_the_switch_keeps_all_that_the_page_was_asked_for(
    client: TestClient, somewhere: str
) -> None:
    shown = _page(client, f"/plain/facility?id={somewhere}&near=22903&hl=en")
    addresses = [link["href"] for link in shown.one(".tongues").all("a")]
    assert f"?id={somewhere}&near=22903&hl=es" in addresses


@pytest.mark.parametrize("path", ["/", "/plain", "/api/v1/search"])
def test_languages_are_never_mixed_by_a_cache(client: TestClient, path: str) -> None:
    def get(headers: dict[str, str]) -> Response:
        return client.get(f"{path}?near=22903", headers=headers)  # type: ignore[return-value]

    english, spanish = get(ENGLISH), get(SPANISH)
    assert english.headers["etag"] != spanish.headers["etag"]
    assert english.text != spanish.text
    for answer in (english, spanish):
        varies = [name.strip().lower() for name in answer.headers["vary"].split(",")]
        assert "accept-language" in varies
    again = get({**SPANISH, "If-None-Match": english.headers["etag"]})
    assert again.status_code == 200
    assert get({**SPANISH, "If-None-Match": spanish.headers["etag"]}).status_code == 304
    assert get(ENGLISH).text == english.text


def test_the_api_tells_in_the_language_of_its_asker(client: TestClient) -> None:
    told = client.get("/api/v1/search?care=nothing", headers=SPANISH).json()["errors"][0]
    assert told["reason"].startswith("Nivel de atención: no se entendió lo que dice el enlace")
    told = client.get("/api/v1/search?care=nothing&hl=en", headers=SPANISH).json()["errors"][0]
    assert told["reason"].startswith("Care level: what the link says was not understood")


# No English left over


def _english() -> list[re.Pattern[str]]:
    """Every English text that Spanish says otherwise, if it has two words of its own or more."""
    patterns = []
    for one in texts.read_catalogue(path_of("es")):
        forms = (one.id, one.string) if isinstance(one.id, str) else (one.id[1], one.string[1])
        own_words = re.findall(r"[A-Za-z]{2,}", re.sub(r"{.*?}", "", forms[0]))
        if len(own_words) > 1 and forms[0] != forms[1]:
            parts = re.split(r"{.*?}", forms[0].strip())
            patterns.append(re.compile(".+".join(map(re.escape, parts)), re.DOTALL))
    return patterns


ENGLISH_TEXTS = _english()


def _leftovers(shown: list[str]) -> list[str]:
    return [text for text in shown if any(one.fullmatch(text) for one in ENGLISH_TEXTS)]


def _read(element: Element) -> Iterator[str]:
    """Each run of text, and each text of an attribute that is read, outside of marked English."""
    if element.attributes.get("lang") == "en" or element.tag in ("style", "script"):
        return
    for name in ("aria-label", "alt", "title", "placeholder", "label"):
        if element.attributes.get(name):
            yield element.attributes[name]
    for one in element.content:
        if isinstance(one, Element):
            yield from _read(one)
        elif one.strip():
            yield one.strip()


def test_a_text_that_stayed_english_is_found() -> None:
    assert _leftovers(["Back to the results", "Volver", "Page 2 of 3"]) == [
        "Back to the results",
        "Page 2 of 3",
    ]


@pytest.mark.parametrize(
    "address",
    [
        f"/?{SEARCH}",
        f"/plain?{SEARCH}",
        "/plain?near=nowhere, ZZ&care=iop&colour=red",
        "/plain?near=22903&within=1&care=sober-living&openings=1",
        "/plain/facility?id={id}&near=22903&care=iop",
        "/plain/facility?id=aaaaaaaa",
        "/facility?id={id}&near=22903&care=iop",
        "/detail?id={id}&near=22903&care=iop",
        "/shortlist?near=22903&pick={id}",
        "/compare?near=22903&pick={id}",
        "/calls?near=22903&pick={id}",
        "/share?near=22903&pick={id}",
        "/table?near=22903&pick={id}&columns=care,hours,cost,pay,phone,openings,ask,detox,therapy,lang",
        "/plan?near=22903&care=iop",
        "/tonight?near=22903",
        "/guide",
        "/levels",
        "/levels/iop",
        "/about?fact=hours",
    ],
)
def test_no_english_is_left_on_a_spanish_page(
    client: TestClient, somewhere: str, address: str
) -> None:
    asked = address.replace("{id}", somewhere)
    shown = _page(client, f"{asked}{'&' if '?' in asked else '?'}hl=es")
    assert shown.one("html")["lang"] == "es"
    assert _leftovers(list(_read(shown))) == []


TITLES = {
    *(fact.title for fact in facts().values()),
    "CDC, Lifesaving Naloxone",
    *(source.title for source in (*levels.SOURCES.values(), *dimensions.SOURCES.values())),
}


@pytest.mark.parametrize(
    "address", ["/levels", "/levels/iop", "/tonight", "/plan?near=22903&from=residential"]
)
def test_a_title_that_stays_english_says_so_on_a_spanish_page_alone(
    client: TestClient, address: str
) -> None:
    def unmarked(language: str) -> list[str]:
        asked = f"{address}{'&' if '?' in address else '?'}hl={language}"
        answer = client.get(asked, follow_redirects=True)
        read = _read(tree(answer.text).one("body"))
        return [text for text in read if any(title in text for title in TITLES)]

    assert unmarked("en") != []
    assert unmarked("es") == []


def test_no_english_is_left_on_the_spanish_dashboard() -> None:
    page = opened(f"{SEARCH}&hl=es")
    shown = [text for one in panels(page) for text in _read(tree(one["html"]))]
    assert "Nivel de atención" in shown
    shown += [one.label for one in page.checkbox]
    shown += [one.value for one in page.caption]
    assert _leftovers(shown) == []
