"""`/plain` on the real directories, with all that is odd in them."""

from __future__ import annotations

import re
from urllib.parse import quote

from finder.directory import Directory
from plain_client import client_of, page


def test_codes_of_a_real_listing_are_expanded(national_directory: Directory) -> None:
    facility = national_directory.facility(500)
    shown = page(client_of(national_directory), f"/plain/facility?id={facility.id}")
    said = shown.one(".own-words").text
    assert "Substance use treatment" in said
    assert not re.search(r"\b(SA|OP|ORT)\b", said)


def test_every_kind_of_real_listing_has_a_card(national_directory: Directory) -> None:
    client = client_of(national_directory)
    for query in ("near=10001&within=10", "state=PR", "near=99723&within=any", "q=methadone"):
        shown = page(client, f"/plain?{query}")
        cards = shown.all("article")
        assert cards
        for card in cards:
            assert card.one("h2").text
            assert not re.search(r"\bnan\b|\bNone\b(?! listed)|\b0\.0\b", card.text)


def test_real_listings_without_a_level_say_so(national_directory: Directory) -> None:
    levels = national_directory.programs
    row = int(levels.facility[levels.care == levels.care.max()][0])
    facility = national_directory.facility(row)
    assert {one.care for one in facility.programs} == {None}
    shown = page(
        client_of(national_directory), f"/plain?q={quote(facility.name)}&state={facility.state}"
    )
    (card,) = [one for one in shown.all("article") if one["data-facility"] == facility.id]
    assert "Not stated" in card.text


def test_positions_of_a_zip_code_are_never_a_distance_of_nothing(
    workbook_directory: Directory,
) -> None:
    shown = page(client_of(workbook_directory), "/plain?near=22901")
    miles = [one.text for one in shown.all(".miles")]
    assert "in ZIP 22901" in miles
    assert all(text.startswith("in ZIP ") for text in miles)
    assert not any(re.search(r"\b0(\.0)? miles", text) for text in miles)
