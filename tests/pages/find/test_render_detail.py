"""The page of one facility."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from builders import TODAY, a_directory, a_facility, a_program, criteria
from finder.criteria import Criteria, write
from finder.directory import FacilityRecord, Phone
from finder.locale import speaking
from finder.pages.find import detail
from html_tree import Element, tree


def link(to: Criteria, path: str = "/") -> str:
    return f"{path}?{write(to)}"


def shown(*records: FacilityRecord, query: str = "", **options: Any) -> Element:
    directory = a_directory(*records)
    return tree(
        detail.detail(directory, directory.facility(0), criteria(query), TODAY, link, **options)
    )


def group(of: Element, label: str) -> str:
    (found,) = [one for one in of.one(".groups").all("div") if one.one("dt").text == label]
    return " | ".join(one.text for one in found.all("dd"))


def test_every_program_stands_with_its_meaning_and_all_its_numbers() -> None:
    program = a_program(
        "iop",
        name="Evening Program",
        hours=(9, 12),
        days=4,
        sessions=4,
        weeks=(8, 12),
        cost=(480, 560),
        per="month",
    )
    found = shown(a_facility(replace(program, notes="Family night on Tuesdays."))).one(".program")
    assert found.one("h3").text == "Intensive outpatient (IOP) , Evening Program"
    assert "one goes home each night" in found.text
    facts = {one.one("dt").text: one.one("dd").text for one in found.one("dl").all("div")}
    assert facts == {
        "Hours a week": "9–12",
        "Days a week": "4",
        "Sessions a week": "4",
        "Length": "8–12 weeks",
        "Price without insurance": "$480–560 a month",
    }
    assert found.one(".notes").text == "Family night on Tuesdays."


def test_notes_in_the_words_of_their_source_say_their_language() -> None:
    facility = a_facility(replace(a_program("iop"), notes="Family night on Tuesdays."))
    with speaking("es"):
        assert shown(facility).one(".notes")["lang"] == "en"
    assert "lang" not in shown(facility).one(".notes").attributes


def test_each_program_says_how_it_fits_the_search_and_those_that_do_come_first() -> None:
    facility = a_facility(a_program("residential"), a_program("iop"), a_program("outpatient"))
    found = shown(facility, query="care=iop,outpatient&hours=-8&cost=500")
    assert [(one.one("h3").text, one.one(".fit").text) for one in found.all(".program")] == [
        ("Intensive outpatient (IOP)", "Possible: ask about hours a week and price"),
        ("Outpatient", "Possible: ask about price"),
        ("Residential", "Not what you asked: care level and hours a week"),
    ]


def test_without_a_search_no_program_is_judged() -> None:
    assert shown(a_facility(), query="near=22903").all(".fit") == []


def test_a_program_that_fits_says_so() -> None:
    assert shown(a_facility(), query="care=iop").one(".fit").text == "Fits what you asked"


def test_all_phones_stand_with_their_use_and_intake_is_first() -> None:
    facility = a_facility(
        phones=[
            Phone("hotline", "434-555-0101", "+14345550101"),
            Phone("main", "434-555-0100", "+14345550100"),
            Phone("intake", "434-555-0143 ext. 12", "+14345550143,12", "12"),
        ]
    )
    found = shown(facility).all(".phone")
    assert [one.seen for one in found] == [
        "Intake Call 434-555-0143 ext. 12",
        "Main Call 434-555-0100",
        "Hotline Call 434-555-0101",
    ]
    assert len(shown(facility).all(".first")) == 1


def test_the_groups_of_facts_are_in_plain_words_with_their_help() -> None:
    found = shown(a_facility(a_program(therapy=["contingency"], with_=["child-care"])))
    assert (
        group(found, "Therapies") == "Contingency management Small rewards for steps in recovery."
    )
    assert group(found, "Services").startswith("Child care")


def test_what_is_not_published_is_told_apart_from_what_is_not_there() -> None:
    found = shown(a_facility(a_program(medication=[], when=["telehealth", "evening?", "weekend?"])))
    assert group(found, "Medications") == "None listed"
    assert group(found, "When") == (
        "Telehealth Sessions by video or phone. | Not published: evenings, weekends"
    )


def test_groups_on_which_nothing_is_published_are_named_together() -> None:
    found = shown(a_facility(a_program(therapy=["cbt"])))
    (silent,) = [one.text for one in found.all(".ask")]
    assert silent.startswith("Nothing is published on: when, payment, medications")
    assert "therapies" not in silent


def test_programs_that_differ_in_a_fact_each_have_their_own() -> None:
    facility = a_facility(
        a_program("iop", when=["evening"], name="Evening Program"), a_program("php", when=[])
    )
    assert group(shown(facility), "When") == (
        "Evening Program Evenings Sessions after work or school. | "
        "Partial hospitalization None listed"
    )


def test_substances_that_are_left_out_are_said() -> None:
    found = shown(a_facility(a_program(substance=["alcohol"])))
    assert group(found, "Treatment for") == "Alcohol | Not: opioids, another drug"


def test_the_codes_of_the_source_are_expanded_by_category() -> None:
    facility = a_facility(codes=("CBT", "GCO", "ZZZ"))
    book = {"CBT": ("Approaches", "Cognitive therapy"), "GCO": ("Approaches", "Group counseling")}
    found = shown(facility, codebook=book).one(".own-words")
    assert [(one.one("dt").text, one.one("dd").text) for one in found.all("div")] == [
        ("Approaches", "Cognitive therapy Group counseling"),
        ("Codes of the source", "ZZZ"),
    ]


def test_without_codes_there_is_no_such_part() -> None:
    assert shown(a_facility()).all(".own-words") == []


def test_questions_ask_for_what_no_listing_says() -> None:
    found = shown(a_facility(a_program(pay=["private", "medicaid"]))).one(".questions").text
    assert "opening" in found
    assert "How many hours a week" in found
    assert "without insurance" in found
    assert "my insurance plan" in found
    assert "Medicaid or Medicare plan" in found
    assert "where do you send people" in found


def test_questions_leave_out_what_is_published() -> None:
    program = a_program(
        hours=(9, 12),
        cost=(100, 100),
        per="week",
        pay=["self"],
        openings=2,
        openings_on=TODAY - timedelta(days=1),
    )
    facility = a_facility(program, a_program("detox", hours=(5, 5), cost=(1, 1), per="day"))
    found = [one.text for one in shown(facility).one(".questions").all("li")]
    assert found == ["What should be brought to the first visit?"]


def test_a_free_place_is_not_asked_for_its_price() -> None:
    assert "cost" not in shown(a_facility(a_program(pay=["free"]))).one(".questions").text


def test_an_approximate_position_is_called_so() -> None:
    directory = a_directory(replace(a_facility(), position="approximate"))
    found = tree(
        detail.detail(directory, directory.facility(0), criteria("near=22901"), TODAY, link)
    )
    assert "in ZIP 22903, about" in found.one(".miles").text
    assert "approximate" in found.one("header").text


def test_a_website_is_linked_only_if_it_is_one() -> None:
    good = shown(a_facility(website="www.alder.example/start"))
    assert [one.text for one in good.all("a") if one["href"].endswith("/start")] == [
        "alder.example"
    ]
    bad = shown(a_facility(website="javascript:alert(1)"))
    assert not [one for one in bad.all("a") if "script" in one["href"]]


def test_a_wrong_listing_is_reported_where_the_operator_says() -> None:
    by_mail = shown(a_facility(), contact="lists@county.example").one(".about").one("a")
    assert by_mail["href"] == "mailto:lists@county.example"
    by_web = shown(a_facility(), contact="https://county.example/report").one(".about").one("a")
    assert by_web["href"] == "https://county.example/report"
    assert shown(a_facility()).one(".about").all("a") == []


def test_the_way_back_keeps_the_search() -> None:
    found = shown(a_facility(), query="near=22903&care=iop").one(".back").one("a")
    assert found["href"] == "/?near=22903&care=iop"


def test_an_id_that_is_not_there_is_one_sentence_and_a_way_back() -> None:
    directory = a_directory(a_facility())
    found = tree(detail.page(directory, "aaaaaaaa", criteria("care=iop"), TODAY, link))
    assert found.one("h1").text == "This place is not in this directory"
    assert found.one("a")["href"] == "/?care=iop"


def test_an_id_is_found_however_it_is_written() -> None:
    directory = a_directory(a_facility())
    facility_id = directory.facility(0).id
    found = tree(detail.page(directory, f" {facility_id.upper()} ", criteria(""), TODAY, link))
    assert found.one("h1").text == "Alder House"
