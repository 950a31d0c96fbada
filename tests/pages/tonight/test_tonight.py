"""The page for tonight: only verified lines, what to do, and the nearest programs to call."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, a_program
from finder.directory import Directory
from finder.directory.records import Phone
from finder.helplines import HELPLINES, in_one_line
from finder.locale import speaking
from finder.locale.catalogues import languages_in, path_of
from finder.pages.frame.served import Served
from finder.pages.tonight import endpoint as tonight
from finder.settings import Settings
from html_tree import Element, tree
from scripts import texts

# What may be dialled or texted where no place is listed.
LINES = {
    *("tel:911", "tel:988", "sms:988", "tel:18006624357", "tel:18004874889", "sms:435748"),
    *("tel:18002221222", "sms:838255"),
}


def client_of(directory: Directory) -> TestClient:
    routes = tonight.routes("", Settings(), Served(lambda: directory), lambda: TODAY)
    return TestClient(Starlette(routes=routes), follow_redirects=False)


@pytest.fixture
def client(demonstration: Directory) -> TestClient:
    return client_of(demonstration)


def page(client: TestClient, query: str = "") -> Element:
    answer = client.get(f"/tonight{query}")
    assert answer.status_code == 200
    return tree(answer.text)


def hrefs(page: Element) -> list[str]:
    return [one["href"] for one in page.all("a")]


def test_only_verified_lines_are_named(client: TestClient) -> None:
    shown = page(client)
    called = {href for href in hrefs(shown) if href.startswith(("tel:", "sms:"))}
    assert called == LINES
    outside = [way.href for line in HELPLINES.values() for way in line.ways if way.outside]
    assert outside == ["https://988lifeline.org/chat/"]
    chat = next(one for one in shown.all("a") if one["href"] == outside[0])
    assert "(leaves this site)" in chat.text
    assert chat["rel"] == "noreferrer"


def test_every_number_in_words_is_the_one_that_is_dialled() -> None:
    for way in (way for line in HELPLINES.values() for way in line.all_ways):
        if not way.outside:
            dialled, _question, body = way.href.partition(":")[2].partition("?body=")
            assert re.sub(r"\D", "", way.number) == dialled, way
            assert body in ("", way.key)
        assert "{number}" in way.label
        assert not re.search(r"\d", way.label.replace("HELP4U", "")), way


def test_in_spanish_988_is_answered_in_spanish(client: TestClient) -> None:
    shown = page(client, "?hl=es")
    strip = shown.one(".tonight")
    assert "988 línea de crisis, oprima 2" in " ".join(strip.text.split())
    called = {one.text: one["href"] for one in shown.one(".helplines").all("a")}
    assert called["Llamar al 988 y luego oprimir 2"] == "tel:988"
    assert called["Enviar AYUDA al 988"] == "sms:988?body=AYUDA"
    assert (
        called["Chat en 988lineadevida.org (sale de este sitio)"] == "https://988lineadevida.org/"
    )
    assert not {"Llamar al 988", "sms:988"} & {*called, *called.values()}
    with speaking("es"):
        assert "Línea de crisis: 988, luego oprima 2." in in_one_line()


@pytest.mark.parametrize(("query", "by_relay"), [("", "call 711"), ("?hl=es", "llame al 711")])
def test_every_line_can_be_reached_without_hearing(
    client: TestClient, query: str, by_relay: str
) -> None:
    cards = page(client, query).one(".helplines").all(".line")
    emergency, *others = [one.text for one in cards]
    assert len(others) == len(HELPLINES) - 1
    assert "(TTY)" in emergency
    assert all("(TTY)" in text and by_relay in text for text in others)
    assert "1-800-487-4889" in others[1]


# A number of ten digits or of a text service, or a link that dials.
DIALLED = re.compile(r"1-8\d\d-\d{3}-\d{4}|\b(?:435748|838255|741741)\b|(?:tel|sms):\+?\d")


def test_the_numbers_stand_in_one_list() -> None:
    files = [*Path("finder").rglob("*.py"), *Path("finder").rglob("*.html")]
    files += [one for one in Path("finder").rglob("*.js") if "node_modules" not in one.parts]
    numbers = [one.name for one in files if DIALLED.search(one.read_text("utf-8"))]
    assert numbers == ["helplines.py"]


@pytest.mark.parametrize("language", languages_in()[1:])
def test_a_translation_names_the_numbers_of_its_text(language: str) -> None:
    named = re.compile(r"(?<![\d-])(?:911|988|711|1-8\d\d-\d{3}-\d{4})(?![\d-])")
    wrong = [
        one.id
        for one in texts.read_catalogue(path_of(language))
        if isinstance(one.id, str) and isinstance(one.string, str) and one.string
        if sorted(named.findall(one.id)) != sorted(named.findall(one.string))
    ]
    assert wrong == []


def test_the_steps_of_an_overdose_begin_with_911_and_name_their_sources(client: TestClient) -> None:
    shown = page(client)
    steps = [one.text for one in shown.one(".numbered").all("li")]
    assert steps[0].startswith("Call 911")
    assert any("naloxone" in step for step in steps)
    assert any("second dose" in step for step in steps)
    assert "SAMHSA, Overdose Prevention and Response Toolkit" in shown.text
    assert "CDC" in shown.text
    assert "No clinician has reviewed this page" in shown.text


def test_without_a_place_it_asks_for_one_and_lists_nothing(client: TestClient) -> None:
    shown = page(client)
    assert not shown.all("[data-facility]")
    form = next(one for one in shown.all("form"))
    assert (form["method"], form["action"]) == ("post", "tonight")


def test_near_a_place_the_nearest_detox_and_hospital_programs_are_shown(
    client: TestClient,
) -> None:
    shown = page(client, "?near=22903")
    cards = shown.all("[data-facility]")
    assert len(cards) == 6
    assert len({one["data-facility"] for one in cards}) == 6
    assert "Call first: no listing publishes when it answers." in shown.text
    miles = [_miles(one.one(".miles").text) for one in cards]
    assert miles == sorted(miles)
    for card in cards:
        assert re.search("Detox|Inpatient", card.one(".facts").text)


def _miles(text: str) -> float:
    return 0.0 if text.startswith("less") else float(re.findall(r"[\d.]+", text)[-1])


def test_the_form_leads_to_a_short_link(client: TestClient) -> None:
    answer = client.get("/tonight?form=1&view=family&near=Charlottesville%2C+VA")
    assert answer.status_code == 303
    assert answer.headers["location"] == "./tonight?near=Charlottesville,+VA&view=family"


def test_a_place_that_is_not_known_is_told_and_stays_to_be_mended(client: TestClient) -> None:
    shown = page(client, "?form=1&near=Nowhereville")
    assert "Nowhereville" in shown.one(".told").text
    field = next(one for one in shown.all("input") if one["name"] == "near")
    assert field["value"] == "Nowhereville"
    assert "aria-invalid" in field.attributes
    assert "tel:988" in hrefs(shown)


def test_other_filters_of_a_link_hide_no_place(client: TestClient) -> None:
    narrow = page(client, "?near=22903&within=1&pay=tribal&care=iop")
    wide = page(client, "?near=22903")
    ids = [[one["data-facility"] for one in each.all("[data-facility]")] for each in (narrow, wide)]
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("", "do not stop at once tonight without a doctor"),
        ("family", "Pouring it all away can be dangerous"),
        ("client", "Forms and referrals"),
    ],
)
def test_whom_it_is_for_changes_words_only(client: TestClient, view: str, words: str) -> None:
    shown = page(client, f"?near=22903&view={view}")
    assert words in shown.text
    assert [one["data-facility"] for one in shown.all("[data-facility]")] == [
        one["data-facility"] for one in page(client, "?near=22903").all("[data-facility]")
    ]


def test_it_says_what_leaving_leaves_behind_and_how_to_clear_it(client: TestClient) -> None:
    leaving = page(client).one("#main").text
    assert "stay in the history of the browser" in leaving
    for browser in ("Safari", "Chrome", "Firefox"):
        assert browser in leaving


def test_every_page_can_be_left_and_brings_the_script_for_it(client: TestClient) -> None:
    shown = page(client)
    for leave in shown.all("[data-leave]"):
        assert leave["href"] == leave["data-leave"]
    assert len(shown.all("[data-leave]")) == 2  # the first thing on the page, and in sight
    assert any("assets/leave.js" in one.attributes.get("src", "") for one in shown.all("script"))


def test_a_place_s_own_hotline_is_shown_with_its_name_where_the_source_gives_one() -> None:
    phones = [Phone("main", "434-555-0100", "+14345550100")]
    hotline = Phone("hotline", "434-555-0199", "+14345550199")
    directory = a_directory(
        a_facility(a_program("detox"), name="Alder House", detox=True, phones=phones),
        a_facility(a_program("detox"), name="Birch House", detox=True, phones=[*phones, hotline]),
        a_facility(a_program("iop"), name="Cedar House", phones=[hotline]),
    )
    shown = page(client_of(directory), "?near=22903")
    assert len(shown.all("[data-facility]")) == 2
    (line,) = shown.one(".hotlines").all("li")
    assert "Its own hotline: Birch House, Charlottesville" in line.text
    assert line.one("a")["href"] == "tel:+14345550199"


def test_without_a_hotline_none_is_spoken_of() -> None:
    directory = a_directory(a_facility(a_program("inpatient"), name="Alder House"))
    shown = page(client_of(directory), "?near=22903")
    assert len(shown.all("[data-facility]")) == 1
    assert "hotline" not in shown.one("#main").text
