"""What to ask on the phone, and the sheet that holds the answers."""

from __future__ import annotations

from builders import TODAY, a_directory, a_facility, a_program, criteria
from finder.directory import Directory
from finder.pages.shortlist.call_sheet_page import to_ask
from finder.shortlist import picks_of, shortlist_of
from finder.wording.questions import AskedFor
from shortlist_client import AWKWARD, client_of, ids_of, named, page


def asked(directory: Directory, query: str) -> AskedFor:
    given = criteria(query).replaced(pick=ids_of(directory))
    [pick] = picks_of(directory, shortlist_of(directory, given), given, TODAY)
    return to_ask(pick, given, TODAY)


SILENT = a_directory(a_facility(a_program("iop", pay=["private"])))


def test_what_is_searched_and_not_published_is_asked_first() -> None:
    found = asked(SILENT, "care=iop&hours=-12&cost=500&when=evening,weekend&lang=spanish")
    assert found.first == (
        "How many hours a week is it, on which days, and at what times?",
        "Are there sessions at these times: evenings and weekends?",
        "What does it cost without insurance, and does the fee depend on income?",
        "Is there treatment in: Spanish?",
    )


def test_nothing_is_asked_twice() -> None:
    found = asked(SILENT, "care=iop&hours=-12&cost=500&openings=1")
    assert not set(found.first) & set(found.then)
    assert len(set(found.then)) == len(found.then)


def test_without_a_search_the_general_questions_remain() -> None:
    found = asked(SILENT, "")
    assert found.first == ()
    text = " ".join(found.then)
    for part in ("how soon", "whole program", "good-faith", "insurance plan", "medications",
                 "family", "when the program ends", "detox"):  # fmt: skip
        assert part in text


def test_a_free_place_is_not_asked_for_an_estimate() -> None:
    free = a_directory(a_facility(a_program("iop", pay=["free"])))
    assert "good-faith" not in " ".join(asked(free, "").then)


def test_everything_that_a_listing_can_leave_open_has_a_question() -> None:
    record = a_program("iop")
    directory = a_directory(a_facility(record, detox=None))
    for query in ("detox=onsite&detox_for=alcohol", "pay=medicaid", "for=women", "age=adult",
                  "gender=female", "with=child-care", "accredited=carf", "therapy=cbt",
                  "medication=methadone", "openings=1"):  # fmt: skip
        found = asked(directory, query)
        assert found.first, query
        assert all("{" not in one for one in found.first)


# The page


def test_the_intake_phone_stands_first() -> None:
    directory = named("Alder")
    shown = page(client_of(directory), f"/calls?pick={ids_of(directory)[0]}")
    assert [one["href"] for one in shown.one(".call").all("a")] == [
        "tel:+14345550101",
        "tel:+14345550100",
    ]


def test_there_is_room_for_who_when_what_and_each_answer() -> None:
    directory = named("Alder")
    shown = page(client_of(directory), f"/calls?pick={ids_of(directory)[0]}&lang=spanish")
    notes = [one["data-note"] for one in shown.all("[data-note]")]
    assert {"who", "when", "what", "next"} <= set(notes)
    questions = [one.text for one in shown.all("[data-question]")]
    assert questions[0] == "Is there treatment in: Spanish?"
    for text in questions:
        assert f"asked {text}" in notes
        assert f"answer {text}" in notes
    assert len(notes) == len(set(notes))


def test_what_is_typed_has_no_way_to_the_server() -> None:
    directory = named("Alder")
    shown = page(client_of(directory), f"/calls?pick={ids_of(directory)[0]}")
    assert shown.one(".calls").all("form") == []
    assert all("name" not in one.attributes for one in shown.one(".calls").all("[data-note]"))


def test_awkward_names_do_not_break_the_sheet() -> None:
    directory = named(*AWKWARD)
    shown = page(client_of(directory), f"/calls?pick={','.join(ids_of(directory, *AWKWARD))}")
    names = [one.one("h2").text for one in shown.all(".call")]
    assert names == [" ".join(name.split()) for name in AWKWARD]


def test_an_empty_sheet_says_what_to_do() -> None:
    assert "press “Shortlist”" in page(client_of(named("Alder")), "/calls").one("#main").text
