"""Where each fact on a place comes from, on its page and on its card."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from builders import TODAY, a_facility, a_program, criteria, find
from finder.criteria import Criteria, write
from finder.directory import Directory, FacilityRecord, Manifest, Phone, build
from finder.directory.manifest import SourceOf
from finder.intake.joining.join import joined
from finder.intake.rows.checks import Notes
from finder.pages.find import detail
from finder.pages.find.card import card_of
from html_tree import Element, tree

MANIFEST = Manifest(
    "Both",
    "all",
    as_of="2023",
    sources=(
        SourceOf("National list", "Federal agency", "2023"),
        SourceOf("State list", "State agency", "2024-05"),
    ),
)


def link(to: Criteria, path: str = "/") -> str:
    return f"{path}?{write(to)}"


def directory_of(*sources: list[FacilityRecord]) -> Directory:
    named = [(Notes("a"), deepcopy(records)) for records in sources]
    return build(joined(named, ["2023", "2024-05"][: len(sources)]), MANIFEST)


def shown(directory: Directory, row: int = 0) -> Element:
    facility = directory.facility(row)
    return tree(detail.detail(directory, facility, criteria(""), TODAY, link))


def facts(part: Element) -> list[tuple[str, str]]:
    return [(one.one("dt").text, one.one("dd").text) for one in part.all("div")]


def phone(number: str) -> list[Phone]:
    return [Phone("main", number, number)]


def test_each_source_stands_with_its_date_and_what_it_states() -> None:
    directory = directory_of(
        [a_facility(a_program(hours=(9, 12)))],
        [a_facility(a_program(gender=["female"]))],
    )
    origins = dict(facts(shown(directory).one(".origins")))
    assert list(origins) == ["National list, 2023", "State list, May 2024"]
    assert "hours a week" in origins["National list, 2023"]
    assert "gender" not in origins["National list, 2023"].lower()
    assert "gender" in origins["State list, May 2024"]
    assert "care level" in origins["State list, May 2024"]


def test_a_difference_is_said_at_the_top_and_told_with_both_sides() -> None:
    directory = directory_of(
        [a_facility(a_program(hours=(12, 15), cost=(100, 200), per="week"))],
        [a_facility(a_program(hours=(9, 12), cost=(300, None), per="week"))],
    )
    page = shown(directory)
    assert "Its sources differ on: hours a week" in page.one("header").text
    assert page.one("#sources")
    assert facts(page.one(".others")) == [
        ("Hours a week (intensive outpatient)", "National list, 2023, says: 12–15"),
        (
            "Price without insurance (intensive outpatient)",
            "National list, 2023, says: $100–200 a week",
        ),
    ]


def test_codes_are_told_by_their_labels() -> None:
    directory = directory_of(
        [a_facility(a_program(gender=["female", "male"]))],
        [a_facility(a_program(gender=["female"]))],
    )
    assert facts(shown(directory).one(".others")) == [
        ("Gender", "National list, 2023, says: Men"),
    ]


def test_another_spelling_is_kept_but_is_no_difference() -> None:
    directory = directory_of(
        [a_facility(name="Harmony Place", street1="1 Main Street")],
        [a_facility(name="HARMONY PLACE OF GROVE, LLC", street1="1 MAIN ST")],
    )
    page = shown(directory)
    assert "sources differ" not in page.text
    assert facts(page.one(".others")) == [
        ("Name", "State list, May 2024, says: HARMONY PLACE OF GROVE, LLC")
    ]


def test_each_phone_stands_with_its_source() -> None:
    directory = directory_of(
        [replace(a_facility(), phones=phone("434-555-0100"))],
        [replace(a_facility(), phones=phone("434-555-0199"))],
    )
    origins = dict(facts(shown(directory).one(".origins")))
    assert "phone 434-555-0100" in origins["National list, 2023"]
    assert "phone 434-555-0199" in origins["State list, May 2024"]


def test_a_place_of_one_source_has_that_source_alone() -> None:
    directory = directory_of([a_facility(name="Alder")], [a_facility(name="Birch", zip="22902")])
    page = shown(directory, 1)
    assert not page.all(".origins")
    assert "State list, May 2024: call before you go" in page.text
    assert "National list" not in page.text


def test_a_card_names_the_sources_of_its_place() -> None:
    directory = directory_of(
        [a_facility(name="Alder"), a_facility(name="Birch", zip="22902")],
        [a_facility(name="Alder")],
    )
    results = find(directory)
    cards = [card_of(found, results, link, TODAY) for found in results.facilities]
    assert [one.text for card in cards for one in card.sources] == [
        "National list, 2023 + State list, May 2024: call before you go",
        "National list, 2023: call before you go",
    ]


def test_neighbours_at_one_address_lead_to_each_other() -> None:
    directory = directory_of(
        [
            a_facility(name="Alder House", street1="1 Main Street", street2="Suite 100"),
            a_facility(name="Birch Clinic", street1="1 Main St.", street2="Suite 200"),
        ]
    )
    page = shown(directory)
    [neighbour] = page.one(".neighbours").all("li")
    assert "Birch Clinic" in neighbour.text
    assert "Suite 200" in neighbour.text
    assert f"id={directory.facility(1).id}" in neighbour.one("a")["href"]
    alone = directory_of([a_facility()])
    assert not shown(alone).all(".neighbours")


def test_what_a_source_says_is_escaped() -> None:
    directory = directory_of(
        [a_facility(name="Harmony Place", street1="1 Main Street")],
        [a_facility(name="Harmony Place <script>", street1="1 Main Street")],
    )
    facility = directory.facility(0)
    html = detail.detail(directory, facility, criteria(""), TODAY, link)
    assert "&lt;script&gt;" in html
    assert "Place <script>" not in html
