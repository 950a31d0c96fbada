"""The card of a facility: payment, whom it serves, openings, calling, shortlist, sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import TODAY, a_directory, a_facility, a_program, find
from card_reading import NEAR, card, fact, link, listed, said
from finder.directory import Directory, FacilityRecord, Phone
from finder.pages.find import cards
from finder.pages.find.card import card_of
from finder.search import FoundFacility
from html_tree import tree

# Payment, medication, and what was asked


def test_private_insurance_comes_with_what_no_source_says() -> None:
    found = card(a_program(pay=["medicaid", "private"]))
    assert said(found, "Listed as taking") == (
        "Medicaid, private insurance no public source names insurers: ask about your own plan"
    )


def test_payments_without_private_insurance_need_no_such_word() -> None:
    assert said(card(a_program(pay=["medicaid"])), "Listed as taking") == "Medicaid"


def test_nothing_stated_on_payment_is_not_published() -> None:
    assert said(card(a_program()), "Listed as taking") == "Not published"


def test_a_source_that_carries_medications_and_names_none_says_none_listed() -> None:
    assert said(card(a_program(medication=[])), "Medications") == "None listed"
    assert said(card(a_program()), "Medications") == "Not published"


def test_what_was_asked_stands_on_the_card() -> None:
    found = card(a_program(therapy=["cbt", "group"]), f"{NEAR}&therapy=cbt&lang=spanish")
    assert said(found, "Therapies") == "Cognitive behavioral therapy (CBT)"
    assert said(found, "Languages") == "Not published: Spanish"


# Whom alone it serves


@pytest.mark.parametrize(
    ("facility", "only"),
    [
        (a_facility(a_program(gender=["female"])), ["Serves women only"]),
        (a_facility(a_program(age=["adult"])), ["Serves adults only"]),
        (a_facility(serves_only=("dui",)), ["Serves DUI or DWI clients only"]),
        (a_facility(serves_only=("opioids",)), ["Treats opioid use only"]),
        (
            a_facility(a_program(gender=["male"], age=["senior"]), serves_only=("alcohol",)),
            ["Treats alcohol use only", "Serves men only", "Serves seniors only"],
        ),
        (a_facility(a_program(gender=["female", "male"], age=["adult", "senior"])), []),
        (a_facility(), []),
    ],
)
def test_a_place_that_serves_one_group_alone_says_so(
    facility: FacilityRecord, only: list[str]
) -> None:
    assert [one.text for one in card(facility).all(".only")] == only


def test_one_gender_with_the_other_not_published_is_not_the_only_one() -> None:
    assert card(a_program(gender=["female", "male?"])).all(".only") == []


# Openings


def test_openings_say_when_they_were_reported() -> None:
    found = card(a_program(openings=2, openings_on=TODAY - timedelta(days=3)))
    assert fact(found, "Openings").one("b").text == "2 openings reported 12 January"


def test_an_old_report_of_openings_is_marked_as_old() -> None:
    found = card(a_program(openings=1, openings_on=TODAY - timedelta(days=20)))
    assert fact(found, "Openings").one(".unknown").text == "1 opening reported 26 December 2025"
    assert fact(found, "Openings").one("small").text == "an old report: ask"


def test_no_report_of_openings_is_no_line() -> None:
    assert "Openings" not in card(a_program()).text


# Calling


def phones(*given: Phone) -> FacilityRecord:
    return a_facility(phones=list(given))


def test_intake_is_called_first_with_its_extension() -> None:
    facility = phones(
        Phone("main", "434-555-0100", "+14345550100"),
        Phone("intake", "434-555-0143 ext. 12", "+14345550143,12", "12"),
    )
    call = card(facility).one(".first")
    assert call["href"] == "tel:+14345550143,12"
    assert call.text == "Call 434-555-0143 ext. 12 , Alder House"


def test_a_number_that_cannot_be_dialled_for_certain_is_shown_and_not_linked() -> None:
    found = card(phones(Phone("main", "ask at the desk", "")))
    assert found.all(".first") == []
    assert found.one(".no-call").text == "Phone ask at the desk"


def test_no_phone_is_said() -> None:
    assert card(a_facility()).one(".no-call").text == "No phone listed"


def test_directions_lead_to_the_point_or_where_that_is_vague_to_the_address() -> None:
    directory = a_directory(a_facility(at=(38.03, -78.48)))
    exact = find(directory, NEAR).facilities[0].facility
    assert card_of(_found(directory), find(directory, NEAR), link, TODAY).directions == (
        "https://www.openstreetmap.org/directions?to=38.03000%2C-78.48000"
    )
    vague = replace(_found(directory), facility=replace(exact, position="approximate"))
    assert card_of(vague, find(directory, NEAR), link, TODAY).directions == (
        "https://www.openstreetmap.org/search?query=Charlottesville%2C%20VA%2022903"
    )


def _found(directory: Directory) -> FoundFacility:
    return find(directory, NEAR).facilities[0]


def test_links_to_other_sites_tell_them_nothing() -> None:
    found = card(a_facility())
    foreign = [one for one in found.all("a") if one["href"].startswith("http")]
    assert foreign
    assert all(one["rel"] == "noreferrer" for one in foreign)


# Shortlist


def test_shortlist_keeps_the_search_and_adds_the_place() -> None:
    directory = a_directory(a_facility())
    facility_id = find(directory).facilities[0].facility.id
    button = listed(directory).one("[data-pick]")
    assert button["href"] == f"/?near=22903&pick={facility_id}"
    assert (button["role"], button["aria-pressed"]) == ("button", "false")
    picked = listed(directory, f"{NEAR}&pick={facility_id}").one("[data-pick]")
    assert picked["href"] == "/?near=22903"
    assert picked.seen == "✓ On shortlist"
    assert (picked["role"], picked["aria-pressed"]) == ("button", "true")


def test_without_scripts_the_way_to_the_shortlist_is_the_link_that_it_is() -> None:
    directory = a_directory(a_facility())
    facility_id = find(directory).facilities[0].facility.id
    results = find(directory, f"{NEAR}&pick={facility_id}")
    picked = tree(cards.card_list(results, link, live=False)).one("[data-pick]")
    assert not {"role", "aria-pressed"} & set(picked.attributes)
    assert picked["aria-current"] == "true"


def test_the_shortlist_lists_what_was_picked_and_says_what_is_gone() -> None:
    directory = a_directory(a_facility(phones=[Phone("main", "434-555-0100", "+14345550100")]))
    facility_id = find(directory).facilities[0].facility.id
    shown = tree(cards.shortlist(find(directory, f"pick={facility_id},aaaaaaaa"), link))
    assert shown.one("h2").text == "Shortlist: 1 place"
    assert [one["href"] for one in shown.all(".phone")] == ["tel:+14345550100"]
    assert shown.one(".quiet").text == "1 place of the link is not in this directory."


def test_without_picks_there_is_no_shortlist() -> None:
    assert cards.shortlist(find(a_directory(a_facility())), link) == ""


# Sources


def test_the_foot_of_a_card_names_the_source_and_asks_to_call() -> None:
    assert card(a_facility()).one(".source").text == (
        "Test directory, date not known: call before you go"
    )


def test_an_own_table_says_when_it_was_checked_and_where() -> None:
    program = replace(
        a_program(), verified_on=TODAY, source_url="https://county.example/programs?x=1"
    )
    source = card(program).one(".source")
    assert source.text.startswith("Checked 15 January 2026: county.example")
    assert source.one("a")["href"] == "https://county.example/programs?x=1"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://a b", "none"])
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert card(replace(a_program(), source_url=url)).one(".source").all("a") == []


def test_a_name_is_text_and_never_markup() -> None:
    found = card(a_facility(name='<script>alert("x")</script> & Sons'))
    assert found.one("h2").text == '<script>alert("x")</script> & Sons'


def test_every_link_says_where_it_leads_without_its_surroundings() -> None:
    found = card(a_facility(phones=[Phone("main", "434-555-0100", "+14345550100")]))
    spoken = [one.text for one in found.one(".do").all("a")]
    assert all("Alder House" in text for text in spoken)
