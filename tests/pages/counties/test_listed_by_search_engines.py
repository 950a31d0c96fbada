"""What search engines find where the operator wishes it, and that nothing is offered otherwise."""

from __future__ import annotations

import html
import json
import re
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
import schema_org
from pydantic import ValidationError
from schema_org.base import SchemaModel
from starlette.applications import Starlette
from starlette.testclient import TestClient

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.directory import Directory
from finder.directory.records import Phone
from finder.levels import LEVEL_PAGES
from finder.pages.counties import endpoint as counties
from finder.pages.counties.counting import CountsKept, county_at, county_path
from finder.pages.counties.sitemap import routes as sitemap_routes
from finder.pages.find import address, plain
from finder.pages.frame.served import Served
from finder.pages.frame.site import Site
from finder.places.counties import counties as all_counties
from finder.settings import Settings
from finder.vocabulary import CARE_LEVELS
from finder.web.server import site_files
from html_tree import tree
from shortlist_client import ids_of

HOME = "https://care.example/finder"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def directory() -> Directory:
    return a_directory(
        a_facility(
            a_program("iop", hours=(9, 12), cost=(480, 560), per="week", pay=["medicaid"]),
            a_program("residential", pay=["medicaid", "private?"], lang=["spanish"]),
            name="Alder <House> & </script>",
            phones=(Phone("main", "434-555-0101", "+14345550101"),),
            website="https://alder.example",
            npi=("1234567893",),
        ),
        a_facility(a_program("iop"), name="Birch", at=None),
        a_facility(a_program("php"), name="Cedar", city="Nowhere", zip="", at=(38.0, -78.5)),
        a_facility(a_program(None), name="Dogwood"),
    )


def client_of(
    directory: Directory, *, indexed: bool = True, url: str | None = HOME, base: str = ""
) -> TestClient:
    settings = Settings(allow_index=indexed, url=url)
    serving = Served(lambda: directory)
    given = base, settings, serving, lambda: TODAY
    every = [
        *address.routes(*given),
        *counties.routes(*given),
        *plain.routes(*given),
        *site_files.routes(base, settings),
    ]
    return TestClient(Starlette(routes=every), follow_redirects=False)


def data_in(page: str) -> dict[str, Any]:
    """The JSON-LD of a page, as a parser of HTML finds it: up to the first end of a script."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script', page, re.DOTALL)
    found: dict[str, Any] = json.loads(text)
    return found


def checked(node: Any) -> Any:
    """The same as values of schema.org's types. Raises ValidationError for what they have not."""
    if isinstance(node, list):
        return [checked(one) for one in node]
    if not isinstance(node, dict):
        return node
    kind: type[SchemaModel] = getattr(schema_org, node["@type"])
    values = {key: checked(one) for key, one in node.items() if not key.startswith("@")}
    return kind.model_validate(values)


def test_a_page_describes_its_place_in_the_words_of_schema_org(directory: Directory) -> None:
    client = client_of(directory)
    for one in ids_of(directory):
        node = data_in(client.get(f"/facility/{one}").text)
        assert node["@context"] == "https://schema.org"
        assert node["@type"] == "MedicalClinic"
        assert node["mainEntityOfPage"] == f"{HOME}/facility/{one}"
        assert checked(node).name == node["name"]


def test_the_check_refuses_what_schema_org_has_not() -> None:
    with pytest.raises(ValidationError):
        checked({"@type": "MedicalClinic", "name": "Alder", "hoursAWeek": 9})
    with pytest.raises(ValidationError):
        checked({"@type": "MedicalClinic", "availableService": {"@type": "Offer"}})


def described(directory: Directory, name: str) -> dict[str, Any]:
    client = client_of(directory)
    nodes = [data_in(client.get(f"/facility/{one}").text) for one in ids_of(directory)]
    return next(node for node in nodes if node["name"].startswith(name))


def test_what_is_published_is_a_value_with_its_source(directory: Directory) -> None:
    alder = described(directory, "Alder")
    assert alder["name"] == "Alder <House> & </script>"
    assert alder["telephone"] == "434-555-0101"
    assert alder["identifier"] == [
        {"@type": "PropertyValue", "propertyID": "NPI", "value": "1234567893"}
    ]
    properties = {one["propertyID"]: one for one in alder["additionalProperty"]}
    hours = properties["hours-iop"]
    assert (hours["minValue"], hours["maxValue"]) == (9, 12)
    assert properties["pay"]["value"] == ["Medicaid"]
    assert "a test" in properties["pay"]["description"]
    (offer,) = alder["makesOffer"]
    price = offer["priceSpecification"]
    assert (price["minPrice"], price["maxPrice"], price["unitText"]) == (480, 560, "week")


def test_what_is_not_published_is_no_value(directory: Directory) -> None:
    birch = described(directory, "Birch")
    for key in ("geo", "telephone", "makesOffer", "additionalProperty", "paymentAccepted"):
        assert key not in birch, key
    (service,) = birch["availableService"]
    low, high = CARE_LEVELS["iop"].hours or (0, 0)
    assert f"{low:g}–{high:g}" in service["description"]
    assert "By the definition" in service["description"]
    assert "publishes no hours" in service["description"]
    # Only of the description, in words, is any number of hours.
    assert not re.search(r'"(minValue|maxValue|price)', json.dumps(birch))
    assert "availableService" not in described(directory, "Dogwood")


def test_the_page_names_the_place_and_is_the_one_address(directory: Directory) -> None:
    one = ids_of(directory)[0]
    client = client_of(directory)
    shown = client.get(f"/facility/{one}")
    assert shown.status_code == 200
    assert "x-robots-tag" not in shown.headers
    assert "noindex" not in shown.text
    page = tree(shown.text)
    name = html.unescape(data_in(shown.text)["name"])
    assert page.one("title").text == f"{name} in Charlottesville, VA"
    assert f'<link rel="canonical" href="{HOME}/facility/{one}">' in shown.text
    other = client.get(f"/plain/facility?id={one}&near=22903").text
    assert f'<link rel="canonical" href="{HOME}/facility/{one}">' in other


def test_nothing_is_offered_without_the_setting(directory: Directory) -> None:
    one = ids_of(directory)[0]
    client = client_of(directory, indexed=False)
    lead = client.get(f"/facility/{one}?near=22903")
    assert (lead.status_code, lead.headers["location"]) == (308, f"../facility?id={one}&near=22903")
    for path in ("/sitemap.xml", "/counties", "/counties/va/charlottesville-city/iop"):
        assert client.get(path).status_code == 404
    plain_page = client.get(f"/plain/facility?id={one}").text
    assert "noindex" in plain_page
    assert "canonical" not in plain_page
    assert "ld+json" not in plain_page
    assert "Sitemap" not in client.get("/robots.txt").text


def test_there_is_no_page_of_a_place_that_is_not_listed(directory: Directory) -> None:
    answer = client_of(directory).get("/facility/zzzzzzzz")
    assert answer.status_code == 404
    assert "ld+json" not in answer.text


def locations(text: str) -> list[str]:
    root = Xml.fromstring(text)
    return [one.text or "" for one in root.findall(".//s:loc", NAMES)]


def test_the_map_of_the_site_names_every_place_and_every_page_in_it_answers(
    directory: Directory,
) -> None:
    client = client_of(directory)
    answer = client.get("/sitemap.xml")
    assert answer.headers["content-type"].startswith("application/xml")
    named = locations(answer.text)
    assert len(named) == len(set(named))
    assert {f"{HOME}/facility/{one}" for one in ids_of(directory)} <= set(named)
    assert f"{HOME}/counties/va/charlottesville-city/iop" in named
    assert {f"{HOME}/levels/{code}" for code in LEVEL_PAGES} <= set(named)
    ours = [one.removeprefix(HOME) for one in named]
    for path in ours:
        if path.startswith(("/facility", "/counties")):
            assert client.get(path).status_code == 200, path
    assert client.get("/robots.txt").text.rstrip().endswith(f"Sitemap: {HOME}/sitemap.xml")
    again = client.get("/sitemap.xml", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_without_an_address_of_its_own_the_site_is_where_it_was_asked(
    directory: Directory,
) -> None:
    client = client_of(directory, url=None, base="care")
    named = locations(client.get("/care/sitemap.xml").text)
    assert named[0] == "http://testserver/care/"
    assert all(one.startswith("http://testserver/care/") for one in named)


def test_more_addresses_than_a_file_holds_go_into_several(directory: Directory) -> None:
    settings = Settings(allow_index=True, url=HOME)
    site = Site.of(settings, Served(lambda: directory), lambda: TODAY)
    whole = TestClient(Starlette(routes=sitemap_routes("", site, CountsKept())))
    parts = TestClient(Starlette(routes=sitemap_routes("", site, CountsKept(), most=7)))
    every = locations(whole.get("/sitemap.xml").text)
    index = Xml.fromstring(parts.get("/sitemap.xml").text)
    assert index.tag.endswith("sitemapindex")
    files = [one.text or "" for one in index.findall(".//s:loc", NAMES)]
    found = [one for file in files for one in locations(parts.get(file.removeprefix(HOME)).text)]
    assert found == every
    assert parts.get(f"/sitemap-{len(files) + 1}.xml").status_code == 404
    assert whole.get("/sitemap-1.xml").status_code == 404


def test_a_county_counts_what_a_search_finds(directory: Directory) -> None:
    counts = CountsKept().of(directory)
    assert counts == {"Charlottesville city, VA": {"residential": 1, "iop": 2}}
    for label, levels in counts.items():
        for care, total in levels.items():
            assert find(directory, f"county={label}&care={care}").total == total
    page = tree(client_of(directory).get("/counties/va/charlottesville-city/iop").text)
    assert "2 places list this level." in page.text
    assert len([one for one in page.all("article") if "data-facility" in one.attributes]) == 2
    state = tree(client_of(directory).get("/counties/VA").text)
    assert "Charlottesville city" in state.text


@pytest.mark.parametrize(
    "path", ["va/charlottesville-city/php", "va/nowhere-county/iop", "va/albemarle-county/x", "zz"]
)
def test_what_no_place_lists_is_not_found(directory: Directory, path: str) -> None:
    answer = client_of(directory).get(f"/counties/{path}")
    assert answer.status_code == 404
    assert "Nothing is listed here" in answer.text
    assert "canonical" not in answer.text


def test_every_county_has_one_address() -> None:
    known = all_counties()
    paths = {county_path(county, "iop") for county in known.values()}
    assert len(paths) == len(known)
    for county in known.values():
        _counties, state, name, _care = county_path(county, "iop").split("/")
        assert county_at(state, name) == county


def test_the_pages_of_counties_speak_the_language_of_the_link(directory: Directory) -> None:
    text = client_of(directory).get("/counties/va/charlottesville-city/iop?hl=es").text
    assert '<html lang="es"' in text
    assert "hl=es" in text
