"""`/plan`: the page, its forms and links, and the files it gives."""

from __future__ import annotations

import io
import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from icalendar import Calendar
from pypdf import PdfReader
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, a_program, criteria
from finder.directory import Directory
from finder.pages.find import detail, plain
from finder.pages.frame.page_reply import dashboard_link, plain_link
from finder.pages.frame.served import Served
from finder.pages.plan import endpoint as plan
from finder.pathway import read_plan
from finder.reference import facts
from finder.settings import Settings
from html_tree import Element, tree

QUERY = "near=22903&pay=medicaid&substance=alcohol"


def client_of(directory: Directory, base: str = "", today: date = TODAY) -> TestClient:
    serving = Served(lambda: directory)
    given = Settings(), serving, lambda: today
    routes = [*plan.routes(base, *given), *plain.routes(base, *given)]
    return TestClient(Starlette(routes=routes), follow_redirects=False)


@pytest.fixture
def client(demonstration: Directory) -> TestClient:
    return client_of(demonstration)


def first_plan(client: TestClient, query: str = QUERY) -> str:
    """The address of the plan that is offered first."""
    answer = client.get(f"/plan?from=iop&{query}")
    assert answer.status_code == 303
    return "/" + answer.headers["location"]


def page(client: TestClient, address: str, status: int = 200) -> Element:
    answer = client.get(address)
    assert answer.status_code == status
    return tree(answer.text)


def links(page: Element, words: str) -> list[str]:
    return [one["href"] for one in page.all("a") if words in one.text]


def test_without_anything_it_asks_where_to_start(client: TestClient) -> None:
    shown = page(client, "/plan")
    assert len(shown.all("h1")) == 1
    assert "Make a plan" in shown.text
    sent = {one.attributes.get("name"): one.attributes.get("value") for one in shown.all("input")}
    assert sent["from"] == "iop"


def test_a_place_makes_a_whole_plan_with_a_link_of_its_own(client: TestClient) -> None:
    address = first_plan(client)
    understood = read_plan(urlsplit(address).query)
    assert understood.told == ""
    assert len(understood.path.steps) == 6
    shown = page(client, address)
    for name in ("Detox", "Partial hospitalization", "Intensive outpatient", "Outpatient"):
        assert any(name in one.text for one in shown.all("h2"))


def test_a_chosen_program_is_where_the_plan_starts(
    demonstration: Directory, client: TestClient
) -> None:
    facilities = map(demonstration.facility, range(len(demonstration.facilities)))
    facility = next(
        one
        for one in facilities
        if one.latitude and any(program.care == "iop" for program in one.programs)
    )
    answer = client.get(f"/plan?from=iop:{facility.id}&pay=medicaid")
    path = read_plan(urlsplit(answer.headers["location"]).query).path
    step = path.step("iop")
    assert step is not None
    assert step.facility == facility.id
    assert "near" in path.criteria


def test_what_the_form_sends_becomes_a_short_link(client: TestClient) -> None:
    address = first_plan(client)
    shown = page(client, address)
    sent = [
        (str(one.attributes["name"]), str(one.attributes.get("value", "")))
        for one in shown.all("input")
    ]
    sent = [(name, "5" if name == "weeks.iop" else value) for name, value in sent]
    for select in shown.all("select"):
        chosen = [one for one in select.all("option") if "selected" in one.attributes]
        value = str(chosen[0].attributes["value"]) if chosen else ""
        sent.append((str(select.attributes["name"]), value))
    answer = client.get("/plan", params=sent)
    assert answer.status_code == 303
    location = answer.headers["location"]
    assert "form" not in dict(parse_qsl(urlsplit(location).query))
    before, after = (read_plan(urlsplit(one).query).path for one in (address, location))
    assert after.step("iop").weeks == 5  # type: ignore[union-attr]
    assert after.without("iop") == before.without("iop")
    assert after.criteria == before.criteria


def test_steps_are_removed_added_and_swapped_by_links(client: TestClient) -> None:
    address = first_plan(client)
    shown = page(client, address)
    removed = read_plan(urlsplit(links(shown, "Remove this step")[0]).query).path
    assert removed.step("detox") is None
    answer = client.get("/" + links(shown, "Residential instead")[0])
    assert answer.status_code == 303
    swapped = read_plan(urlsplit(answer.headers["location"]).query).path
    assert swapped.step("php") is None
    assert swapped.step("residential").facility  # type: ignore[union-attr]
    answer = client.get("/" + links(shown, "Opioid medication")[0])
    added = read_plan(urlsplit(answer.headers["location"]).query).path
    assert len(added.steps) == 7


def test_a_stage_that_is_there_already_is_not_offered_instead(client: TestClient) -> None:
    shown = page(client, "/plan?step=residential&step=php&near=22903")
    assert links(shown, "Residential instead") == []
    assert len(links(shown, "Hospital inpatient instead")) == 2


def test_the_last_step_cannot_be_removed(client: TestClient) -> None:
    assert links(page(client, "/plan?step=iop&near=22903"), "Remove this step") == []


def test_what_is_not_understood_is_told_and_nothing_else_is_lost(client: TestClient) -> None:
    shown = page(client, "/plan?step=iop::12&step=spa&near=22903&hours=9")
    assert "Not understood in this plan, and left out: “step” and “hours”." in shown.text
    assert "12 weeks" in shown.text


def test_a_place_that_is_none_is_told_and_can_be_mended(client: TestClient) -> None:
    shown = page(client, "/plan?form=1&near=Springfield&from=iop&pay=medicaid")
    field = next(one for one in shown.all("input") if one.attributes.get("name") == "near")
    assert field.attributes["value"] == "Springfield"
    assert field.attributes["aria-invalid"] == "true"
    ways = links(shown, "Springfield, IL")
    assert ways
    assert "pay=medicaid" in ways[0]


def test_a_place_that_is_gone_is_told(client: TestClient) -> None:
    shown = page(client, "/plan?step=iop:zzzzzzzz&near=22903")
    assert "not in this directory" in shown.text


@pytest.mark.parametrize("where", ["", "&near=22903"])
def test_a_start_that_is_gone_is_told(client: TestClient, where: str) -> None:
    shown = page(client, f"/plan?from=iop:zzzzzzzz{where}")
    assert "The place to start from is not in this directory" in shown.text
    assert bool(shown.all(".plan-step")) == bool(where)


def test_pictures_have_words_and_unknown_has_a_lane_of_its_own(client: TestClient) -> None:
    shown = page(client, first_plan(client))
    pictures = shown.all("svg")
    described = [one for one in pictures if one.attributes.get("role") == "img"]
    assert len(described) == 2
    hours, cost = described
    assert "Hours not published" in hours.text
    assert "Not published: ask" in cost.text
    for picture in described:
        assert "1. Detox" in picture.all("desc")[0].text
    for bar in cost.all("rect"):
        if "unknown" in str(bar.attributes["class"]):
            # a lane as wide as the picture, not a bar of no length
            assert float(str(bar.attributes["width"])) > 300


def test_nothing_unknown_is_shown_as_zero(national_directory: Directory) -> None:
    client = client_of(national_directory)
    shown = client.get(first_plan(client)).text
    assert "$0" not in shown
    assert re.search(r"Not published", shown)
    assert "By published prices" not in shown
    # What is typical elsewhere is marked, and leads to its source.
    assert "These are not the places’ own prices" in shown
    assert "$1,022.63 for one person in one month; what Medicaid paid programs" in shown
    assert "not this place’s price" in shown
    assert "our own sum, from what others drew" in shown
    # In hundreds: it is no price of the place. And more than that: what Medicaid paid is the least.
    assert "About $3,100 or more" in shown
    assert facts()["us-iop-h0015-month-paid-2024"].address in shown


@pytest.mark.slow
def test_the_files_are_those_of_the_plan(client: TestClient) -> None:
    address = first_plan(client, f"{QUERY}&start=2026-12-01")
    shown = page(client, address)
    calendar = client.get("/" + links(shown, "Calendar")[0])
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert "plan.ics" in calendar.headers["content-disposition"]
    assert len(Calendar.from_ical(calendar.content).walk("VEVENT")) > 20
    pdf, large = (client.get("/" + one) for one in links(shown, "PDF"))
    assert pdf.headers["content-type"] == "application/pdf"
    counts = [len(PdfReader(io.BytesIO(one.content)).pages) for one in (pdf, large)]
    assert counts[0] < counts[1]
    again = client.get("/" + links(shown, "PDF")[0], headers={"If-None-Match": pdf.headers["etag"]})
    assert again.status_code == 304


def test_a_calendar_without_a_first_day_says_what_to_do(client: TestClient) -> None:
    address = first_plan(client).replace("/plan?", "/plan.ics?")
    shown = page(client, address, 422)
    assert "Choose the first day" in shown.text
    assert links(shown, "Calendar") == []
    assert client.get("/plan.ics").headers["location"] == "plan"


def test_every_link_of_the_page_leads_somewhere(client: TestClient) -> None:
    shown = page(client, first_plan(client, f"{QUERY}&start=2026-12-01"))
    for link in shown.all("a"):
        href = link["href"]
        if href.startswith(("plan", "./plain")):
            status = client.get("/" + href.removeprefix("./")).status_code
            assert status in (200, 303), href


def test_it_works_under_a_path(demonstration: Directory) -> None:
    client = client_of(demonstration, "care")
    answer = client.get(f"/care/plan?from=iop&{QUERY}")
    assert client.get(f"/care/{answer.headers['location']}").status_code == 200


# From a card or a page of a place


def test_every_place_links_to_its_plan_at_the_level_that_was_found() -> None:
    directory = a_directory(
        a_facility(a_program("iop"), a_program("outpatient")),
        a_facility(a_program("outpatient"), name="Talks"),
        a_facility(a_program("medication"), name="Doses"),
        a_facility(a_program("sober-living"), name="Rooms"),
    )
    asked = criteria("near=22903&within=10&hours=-30&pay=medicaid&care=iop,outpatient")
    client = client_of(directory)
    ids = {facility.name: facility.id for facility in map(directory.facility, range(4))}
    first = directory.facility(0).name
    starts = {first: "iop", "Talks": "outpatient", "Doses": "medication", "Rooms": "sober-living"}
    shown = page(client, "/plain?near=22903&within=10")
    assert sorted(links(shown, "Plan from here")) == sorted(
        f"./plan?from={level}:{ids[name]}&near=22903" for name, level in starts.items()
    )
    (of_outpatient, _talks) = links(page(client, "/plain?near=22903&care=outpatient"), "Plan from")
    assert f"from=outpatient:{ids[first]}" in of_outpatient
    for name, level in starts.items():
        for link_to in (plain_link("./"), dashboard_link("./")):
            html = detail.page(directory, ids[name], asked, TODAY, link_to)
            (way,) = links(tree(html), "Plan the path from here")
            assert way == f"./plan?from={level}:{ids[name]}&near=22903&pay=medicaid"
            assert client.get(way.removeprefix(".")).status_code == 303


def test_a_card_without_detox_links_to_the_nearest_for_the_substance() -> None:
    detox = a_program("detox")
    directory = a_directory(
        a_facility(name="Evenings"),
        a_facility(detox, name="Opioids", at=(38.05, -78.48), detox=True, detox_for=["opioids"]),
        a_facility(detox, name="Alcohol", at=(38.2, -78.48), detox=True, detox_for=["alcohol"]),
    )
    shown = page(client_of(directory), "/plain?near=22903&care=iop&substance=alcohol")
    (way,) = links(shown, "Alcohol")
    assert "plain/facility?id=" in way
    assert "nearest detox for alcohol, 12 miles from this place" in shown.text
