"""The card of a facility: how well it fits, hours, prices, detox."""

from __future__ import annotations

import pytest

from builders import IOP_HOURS, IOP_USUAL, a_directory, a_facility, a_program
from card_reading import NEAR, card, fact, listed, said

# Match and possible


def test_a_match_has_a_filled_pin_and_nothing_to_ask() -> None:
    found = card(a_program(hours=(9, 12)), f"{NEAR}&hours=-12")
    assert found.classes == ["card"]
    assert found.one(".pin").text == "Match 1"
    assert found.all(".ask") == []


def test_a_possible_one_has_an_outlined_pin_and_says_what_to_ask() -> None:
    found = card(a_program("iop"), f"{NEAR}&hours=-12&cost=600&pay=medicaid")
    assert "possible" in found.classes
    assert found.one(".pin").text == "Possible 1"
    assert found.one(".ask").text == "Ask about: hours a week, price and payment"


# Three kinds of truth


def test_published_hours_are_plain_and_say_when() -> None:
    found = fact(card(a_program(hours=(9, 12), when=["evening"])), "Hours a week")
    assert found.one("b").text == "9–12, evenings"
    assert found.all("details") == []


def test_hours_by_level_say_so_to_a_screen_reader_and_explain_themselves() -> None:
    found = fact(card(a_program("iop")), "Hours a week")
    assert (
        found.one("summary").text == f"{IOP_HOURS}, usual {IOP_USUAL} (by definition of the level)"
    )
    assert found.one("summary").seen == f"{IOP_HOURS}, usual {IOP_USUAL}"
    assert "ASAM level 2.1" in found.one("details").one("p").text


@pytest.mark.parametrize(
    ("care", "hours"),
    [
        ("inpatient", "Lives there (by definition of the level)"),
        ("residential", "Lives there (by definition of the level)"),
        ("php", "20 or more (by definition of the level)"),
        ("outpatient", "1–8 (by definition of the level)"),
        ("medication", "Up to 8 (by definition of the level)"),
    ],
)
def test_each_level_says_its_hours(care: str, hours: str) -> None:
    found = card(a_program(care), f"{NEAR}&care={care}")
    assert fact(found, "Hours a week").one("summary").text == hours


@pytest.mark.parametrize("care", ["detox", "sober-living", None])
def test_a_level_without_defined_hours_has_published_none(care: str | None) -> None:
    found = fact(card(a_program(care)), "Hours a week")
    assert found.one(".unknown").text == "Not published"


def test_published_hours_of_living_in_are_said_as_such() -> None:
    assert said(card(a_program("residential", hours=(168, 168))), "Hours a week") == "Lives there"


# Prices


def test_a_price_stands_in_its_own_unit_and_in_the_unit_asked() -> None:
    found = card(a_program(cost=(120, 120), per="session", sessions=3), f"{NEAR}&per=week")
    assert said(found, "Price without insurance") == "$120 a session about $360 a week"


def test_a_price_in_the_unit_asked_is_said_once() -> None:
    found = card(a_program(cost=(480, 560), per="month"))
    assert said(found, "Price without insurance") == "$480–560 a month"


def test_a_price_that_cannot_be_converted_stands_alone() -> None:
    assert said(card(a_program(cost=(90, 90), per="session")), "Price without insurance") == (
        "$90 a session"
    )


def test_a_price_without_a_unit_says_that_too() -> None:
    assert said(card(a_program(cost=(90, 90))), "Price without insurance") == (
        "$90 for what time is not published"
    )


def test_free_care_is_free_whatever_else_is_listed() -> None:
    found = card(a_program(cost=(90, 90), per="week", pay=["free", "medicaid"]))
    assert said(found, "Price without insurance") == "Free: takes no payment"


def test_an_unpublished_price_is_said_in_words() -> None:
    assert fact(card(a_program()), "Price without insurance").one(".unknown").text == (
        "Not published"
    )


# Several programs


def test_several_programs_stand_in_rows_with_their_own_hours_and_prices() -> None:
    facility = a_facility(
        a_program("iop", hours=(9, 12), cost=(480, 560), per="month", name="Evening Program"),
        a_program("outpatient"),
    )
    rows = card(facility).one("tbody").all("tr")
    assert [row.text for row in rows] == [
        "Intensive outpatient: Evening Program 9–12 $480–560 a month",
        "Outpatient 1–8 (by definition of the level) By the definition of outpatient (ASAM level "
        "1). This place publishes no hours: ask. Not published",
    ]


def test_a_price_that_is_the_same_for_all_is_said_once() -> None:
    found = card(a_facility(a_program("iop"), a_program("php")))
    assert [one.text for one in found.one("thead").all("th")] == ["Care level", "Hours a week"]
    assert said(found, "Price without insurance") == "Not published"


def test_levels_that_were_not_asked_for_are_named_quietly() -> None:
    facility = a_facility(a_program("iop"), a_program("php"), a_program("residential"))
    found = card(facility, f"{NEAR}&care=iop")
    assert said(found, "Care level") == "Intensive outpatient"
    assert found.one(".also").text == "Also here: partial hospitalization, residential"


def test_a_facility_without_a_level_says_so() -> None:
    assert said(card(a_program(None)), "Care level") == "Not stated"


# Detox


def test_detox_on_site_names_its_substances() -> None:
    facility = a_facility(a_program("detox"), detox_for=["alcohol", "opioids"])
    assert said(card(facility), "Detox") == "On site for alcohol and opioids"


def test_detox_that_names_no_substance_says_so_when_one_is_asked() -> None:
    facility = a_facility(a_program("detox"))
    assert said(card(facility), "Detox") == "On site"
    assert said(card(facility, f"{NEAR}&detox_for=opioids"), "Detox") == (
        "On site for which substances is not published"
    )


def test_without_detox_the_nearest_is_named_and_linked() -> None:
    iop = a_facility(name="Alder House")
    ridge = a_facility(a_program("detox"), name="Blue Ridge Detox", at=(38.075, -78.48))
    found = fact(listed(a_directory(iop, ridge), f"{NEAR}&care=iop").one("article"), "Detox")
    assert found.one("dd").text == "Blue Ridge Detox nearest detox, 3.1 miles from this place"
    assert found.one("a")["href"].startswith("/facility?id=")


def test_detox_that_is_not_published_is_not_denied() -> None:
    assert said(card(a_facility(detox=None)), "Detox") == "Not published"
    assert said(card(a_facility(detox=False)), "Detox") == "Not on site"
