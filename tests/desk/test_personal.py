"""A note that looks like a person's is questioned; what is about a place is not."""

from __future__ import annotations

from datetime import date

import pytest

from finder.desk.personal import doubts

TODAY = date(2026, 11, 27)
OWN = ("434-555-0133", "+14345550199,12")


@pytest.mark.parametrize(
    ("note", "word"),
    [
        ("Her number is 123-45-6789", "nine digits"),
        ("ssn 123456789", "nine digits"),
        ("123 45 6789 for the file", "nine digits"),
        ("Call back (202) 555-0147", "phone number"),
        ("ring 1-202-555-0147 please", "phone number"),
        ("2025550147", "phone number"),
        ("Jane Doe, 3/14/1990", "birth date"),
        ("Mr. Doe 03-14-90", "birth date"),
        ("asked for Jane Q. Doe born 1990-03-14", "birth date"),
        ("DOB 3/14/2001", "birth date"),
        ("Juana Pérez, 14 de marzo de 1990", "birth date"),
        ("Jane Doe March 14, 1990", "birth date"),
    ],
)
def test_what_looks_like_a_person_is_questioned(note: str, word: str) -> None:
    found = doubts(note, OWN, TODAY)
    assert len(found) == 1
    assert word in found[0]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "Intake on Mondays at 9, bring an ID.",
        "Office at 500 Main Street, Charlottesville, VA 22903-1234",
        "New prices from 12/01/2026, told by the Intake Office",
        "Main number 434-555-0133, or (434) 555-0199",
        "Open since 5/1/2024 at Willow Bend",
        "$480 a month, 12 weeks, 9-12 hours",
        "NPI 1234567893",
    ],
)
def test_what_is_about_a_place_is_not(note: str) -> None:
    assert not doubts(note, (*OWN, "1234567893"), TODAY)
