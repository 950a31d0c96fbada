"""The whole way on real data: the official workbook, California's licences and an overlay become
one directory, in which a search finds a facility with facts of all three, each with its date.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builders import criteria
from finder.criteria import Criteria, write
from finder.directory import Directory, Facility, open_directory
from finder.export.answer import facility_answer
from finder.intake import Intake, take_in
from finder.intake.publishing.publish import publish
from finder.pages.find import detail
from finder.search import Results, search
from finder.vocabulary import PAYMENTS
from html_tree import tree

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 24)
SAMHSA, CALIFORNIA, OVERLAY = (0,), (1,), (2,)
GENESIS = "q=genesis&state=CA"


@pytest.fixture(scope="module")
def intake(
    national_workbook: Path,
    sample_data: Path,
    workbook_directory: Directory,
    tmp_path_factory: pytest.TempPathFactory,
) -> Intake:
    """All three, the overlay keyed by the id of the listing alone."""
    overlay = tmp_path_factory.mktemp("chain") / "overlay.csv"
    genesis = genesis_house(workbook_directory).id
    overlay.write_text(
        "facility_id,care_level,cost_low,cost_high,cost_per,openings,openings_on,verified_on\n"
        f"{genesis},residential,900,1100,week,2,2026-11-22,2026-11-20\n"
    )
    california = sample_data / "california" / "dhcs-facilities.csv"
    return take_in(
        [str(national_workbook), str(california)],
        as_of=["2023", "2026-08"],
        overlays=[str(overlay)],
        today=TODAY,
    )


@pytest.fixture(scope="module")
def directory(intake: Intake, tmp_path_factory: pytest.TempPathFactory) -> Directory:
    """Published and opened again."""
    folder = str(tmp_path_factory.mktemp("served"))
    publish(intake.directory, folder)
    return open_directory(folder)


def genesis_house(directory: Directory) -> Facility:
    results = found(directory, f"{GENESIS}&care=residential")
    [facility] = [one.facility for one in results.facilities if one.facility.city == "Vallejo"]
    return facility


def found(directory: Directory, query: str) -> Results:
    return search(directory, criteria(query), TODAY)


def test_two_sources_are_linked_to_one_directory(intake: Intake) -> None:
    report = intake.report
    linked = [one for one in report.remarks if "they are one facility" in one.reason]
    assert 1_463 + 278 - report.facilities == len(linked)
    assert 100 <= len(linked) <= 150
    manifest = intake.directory.manifest
    assert manifest.as_of == "2023"
    assert [one.as_of for one in manifest.sources] == ["2023", "2026-08", None]


def test_a_listing_keeps_its_id_when_a_second_source_comes(
    directory: Directory, workbook_directory: Directory
) -> None:
    before = set(workbook_directory.facilities.texts["id"].to_pylist())
    assert before <= set(directory.facilities.texts["id"].to_pylist())


def test_a_search_finds_a_facility_with_facts_of_three_sources(directory: Directory) -> None:
    # The budget is of the overlay, the openings too; payments are of the workbook.
    results = found(directory, f"{GENESIS}&care=residential&cost=5000&pay=self&openings=1")
    assert results.matches == 1
    facility = results.facilities[0].facility
    assert facility.name == "Genesis House Inc, Genesis House I"
    program = next(one for one in facility.programs if one.care == "residential")
    assert program.stated_by.sources("pay") == SAMHSA
    assert PAYMENTS.bits(["self"]) & program.facts["pay"][0]
    assert program.stated_by.sources("care") == (*SAMHSA, *CALIFORNIA)
    assert program.stated_by.sources("cost") == OVERLAY
    [licence] = facility.licences
    assert (licence.beds, facility.stated_by.sources("licences")) == (19, CALIFORNIA)


def test_the_api_names_each_source_with_its_date(directory: Directory) -> None:
    answer: Any = facility_answer(directory, genesis_house(directory).row)
    program = next(one for one in answer["programs"] if one["care"] == "residential")
    dates = {
        "licences": answer["sources"]["licences"],
        "pay": program["sources"]["pay"],
        "cost": program["sources"]["cost"],
        "openings": program["sources"]["openings"],
    }
    assert {name: [one["as_of"] for one in sources] for name, sources in dates.items()} == {
        "licences": ["2026-08"],
        "pay": ["2023"],
        "cost": ["2026-11-20"],
        "openings": ["2026-11-22"],
    }


def test_the_page_of_the_facility_says_where_each_fact_comes_from(directory: Directory) -> None:
    facility = genesis_house(directory)
    page = tree(detail.detail(directory, facility, criteria(""), TODAY, link))
    origins = {
        one.one("dt").text: one.one("dd").text
        for one in page.one(".origins").all("dl")[0].all("div")
    }
    assert len(origins) == 4  # the overlay was checked on one day, and counted openings on another
    listing, licences, *_overlay = origins
    assert listing.endswith(", 2023")
    assert licences == "California licensed substance use facilities, August 2026"
    assert "payment" in origins[listing]
    assert "license" in origins[licences]
    assert "Price without insurance" in origins["Overlay overlay.csv, 20 November 2026"]


def test_an_expired_licence_is_said(directory: Directory) -> None:
    """25 licences of the real list have expired; one of them is of a listed facility."""
    for row in range(len(directory.facilities)):
        facility = directory.facility(row)
        expired = [one for one in facility.licences if one.expires and one.expires < TODAY]
        if expired and facility.codes:
            page = tree(detail.detail(directory, facility, criteria(""), TODAY, link))
            assert f"{expired[0].number} (California DHCS) expired" in page.text
            return
    pytest.fail("no listed facility has a licence that has expired")


def link(to: Criteria, path: str = "/") -> str:
    return f"{path}?{write(to)}"
