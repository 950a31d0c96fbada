"""Levels that tell listings of one address apart, and places that moved between two editions."""

from __future__ import annotations

from builders import a_facility, a_program
from finder.directory import FacilityRecord, Manifest, Phone, build
from finder.intake.joining.join import joined
from finder.intake.joining.linking import Likeness, Linker, compared
from finder.intake.rows.checks import Notes


def a_place(
    name: str = "Elm House", street: str = "12 Elm Street", phone: str = "4345550100", *care: str
) -> FacilityRecord:
    programs = [a_program(one) for one in care or ("iop",)]
    phones = [Phone("main", phone, f"+1{phone}")]
    return a_facility(*programs, name=name, street1=street, phones=phones)


def editions(
    before: list[FacilityRecord], after: list[FacilityRecord], kinds: tuple[str, str]
) -> tuple[list[FacilityRecord], Notes]:
    notes = Notes("2024")
    sources = [(Notes("2023"), before), (notes, after)]
    return joined(sources, ["2023", "2024"], kinds), notes


def test_a_detox_is_never_laid_on_an_outpatient_clinic_of_its_operator() -> None:
    clinic = a_place("Elm House", "12 Elm Street", "4345550100", "iop", "outpatient")
    detox = a_place("Elm House", "12 Elm Street", "4345550100", "detox")
    assert compared(clinic, detox).likeness is Likeness.LOOKS_ALIKE


def test_of_two_listings_at_one_address_the_one_of_that_level_is_taken() -> None:
    listings = [
        a_place("Elm House", "12 Elm Street", "4345550100", "outpatient", "iop"),
        a_place("Elm House", "12 Elm Street", "4345550100", "detox", "residential"),
    ]
    same, _alike = Linker(listings).link(
        a_place("Elm House", "12 Elm St", "4345550100", "residential")
    )
    assert same == [1]


def test_a_place_that_moved_is_listed_once_and_found_by_its_former_id() -> None:
    before = a_place()
    other = a_place("Oak Hall", "1 Oak Road", "4345550199")
    records, notes = editions(
        [before, other],
        [a_place(street="900 Main Street"), a_place("Oak Hall", "1 Oak Road", "4345550199")],
        ("samhsa", "samhsa"),
    )
    assert len(records) == 2
    (elm,) = [one for one in records if one.name == "Elm House"]
    assert elm.street1 == "900 Main Street"
    directory = build(records, Manifest("Test", "a test"))
    row = directory.row_of(elm.id)
    assert row is not None
    (former,) = directory.facility(row).former_ids
    assert directory.row_of(former) == row
    reasons = [one.reason for one in notes.remarks]
    assert any("an earlier edition lists it at 12 Elm Street" in reason for reason in reasons)


def test_nothing_moves_between_sources_of_different_kinds() -> None:
    records, _notes = editions(
        [a_place()], [a_place(street="900 Main Street")], ("samhsa", "table")
    )
    assert len(records) == 2


def test_a_phone_of_several_houses_tells_of_no_move() -> None:
    houses = [a_place(), a_place(street="77 Birch Lane"), a_place(street="5 Fir Court")]
    records, _notes = editions(houses, [a_place(street="900 Main Street")], ("samhsa", "samhsa"))
    assert len(records) == 4


def test_a_place_that_is_still_listed_has_not_moved() -> None:
    records, _notes = editions(
        [a_place()], [a_place(), a_place(street="900 Main Street")], ("samhsa", "samhsa")
    )
    assert len(records) == 2
