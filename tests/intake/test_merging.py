"""One facility of several sources: which source is shown of each field, and what is kept."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from builders import a_facility, a_program, masks
from finder.directory import (
    Directory,
    Facility,
    FacilityRecord,
    Licence,
    Manifest,
    Phone,
    ProgramRecord,
    Range,
    build,
    open_directory,
)
from finder.directory.identity import facility_ids
from finder.directory.manifest import SourceOf
from finder.intake.joining.join import joined
from finder.intake.joining.merging_choice import fresher
from finder.intake.publishing.publish import publish
from finder.intake.rows.checks import Notes
from finder.vocabulary import GENDERS, PAYMENTS

MANIFEST = Manifest(
    "A + B",
    "both",
    sources=(SourceOf("A", as_of="2023"), SourceOf("B", as_of="2024-05"), SourceOf("C")),
)
FIRST, SECOND, BOTH = (0,), (1,), (0, 1)


def directory_of(*records: FacilityRecord, dates: tuple[str | None, ...] = ()) -> Directory:
    """The directory of one record from each source."""
    dates = dates or ("2023", "2024-05", None)[: len(records)]
    sources = [(Notes(str(n)), [deepcopy(one)]) for n, one in enumerate(records)]
    return build(joined(sources, dates), MANIFEST)


def merged(*records: FacilityRecord, dates: tuple[str | None, ...] = ()) -> Facility:
    """The one facility that these records make, one from each source."""
    directory = directory_of(*records, dates=dates)
    assert len(directory.facilities) == 1
    return directory.facility(0)


def others(facility: Facility) -> dict[str, tuple[int, object]]:
    return {one.field: (one.source, json.loads(one.value)) for one in facility.others}


# --- which is later ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("its", "mine", "later"),
    [
        ("2024", "2023", True),
        ("2023", "2024", False),
        ("2024-05", "2023", True),
        ("2023-05", "2023", False),  # no later than some day of 2023
        ("2023", "2023-05", False),
        ("2023-06", "2023-05-31", True),
        ("2023", "2023", False),
        ("2023", None, True),
        (None, "2023", False),
        (None, None, False),
    ],
)
def test_a_date_is_later_only_if_that_is_certain(
    its: str | None, mine: str | None, later: bool
) -> None:
    assert fresher(its, mine) is later


# --- fields --------------------------------------------------------------------------------------


def test_the_later_source_is_shown_and_the_other_is_kept() -> None:
    facility = merged(
        a_facility(a_program(hours=(12, 15), cost=(100, None), per="week")),
        a_facility(a_program(hours=(9, 12))),
    )
    [program] = facility.programs
    assert program.hours == Range(9, 12)
    assert program.stated_by.sources("hours") == SECOND
    assert (program.cost, program.stated_by.sources("cost")) == (Range(100, None), FIRST)
    assert program.stated_by.sources("care") == BOTH
    assert others(facility) == {"hours": (0, [12.0, 15.0])}
    assert facility.others[0].care == "iop"


def test_without_a_date_the_source_named_first_is_shown() -> None:
    facility = merged(
        a_facility(a_program(hours=(12, 15))),
        a_facility(a_program(hours=(9, 12))),
        dates=(None, None),
    )
    assert facility.programs[0].hours == Range(12, 15)
    assert others(facility) == {"hours": (1, [9.0, 12.0])}


def test_a_row_that_was_checked_is_of_the_day_of_its_check() -> None:
    checked = replace(a_program(hours=(9, 12)), verified_on=date(2025, 2, 1))
    facility = merged(
        a_facility(a_program(hours=(12, 15))), a_facility(checked), dates=("2024", None)
    )
    assert facility.programs[0].hours == Range(9, 12)
    again = merged(
        a_facility(checked), a_facility(a_program(hours=(12, 15))), dates=(None, "2025-06")
    )
    assert again.programs[0].hours == Range(12, 15)
    assert again.others[0].date == "2025-02-01"


def test_openings_are_of_the_day_that_they_name() -> None:
    old, new = (a_facility(a_program(openings=n, openings_on=date(2025, 5, n))) for n in (1, 20))
    for pair in ((old, new), (new, old)):
        program = merged(*pair, dates=("2030", "2020")).programs[0]
        assert (program.openings, program.openings_on) == (20, date(2025, 5, 20))


def test_sources_that_agree_are_both_named_and_nothing_is_kept_beside() -> None:
    program = a_program(hours=(9, 12), pay=["medicaid"], therapy=["cbt"])
    same = a_facility(program, street1="1 Main Street")
    facility = merged(same, same)
    program = facility.programs[0]
    assert not facility.others
    for field in ("hours", "pay", "therapy", "care"):
        assert program.stated_by.sources(field) == BOTH
    assert facility.stated_by.sources("address") == BOTH


# --- facts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "shown", "sources", "kept"),
    [
        # a group that one does not carry
        (None, ["medicaid"], ["medicaid"], SECOND, None),
        (["medicaid"], None, ["medicaid"], FIRST, None),
        # one of them publishes nothing on it
        (["medicaid"], [f"{code}?" for code in PAYMENTS.codes], ["medicaid"], FIRST, None),
        # one leaves open what the other says
        (["medicaid"], ["self", "medicaid?"], ["medicaid", "self"], BOTH, {"self"}),
        # they contradict each other
        (["medicaid"], ["self"], ["self"], SECOND, {"medicaid", "self"}),
    ],
)
def test_facts_are_joined_code_by_code(
    first: list[str] | None,
    second: list[str] | None,
    shown: list[str],
    sources: tuple[int, ...],
    kept: set[str] | None,
) -> None:
    facts = [{} if codes is None else {"pay": codes} for codes in (first, second)]
    facility = merged(*(a_facility(a_program(**one)) for one in facts))
    program = facility.programs[0]
    assert sorted(PAYMENTS.codes_of(program.facts["pay"][0])) == sorted(shown)
    assert program.stated_by.sources("pay") == sources
    words = others(facility).get("pay")
    if kept is None:
        assert words is None
    else:
        assert words is not None
        source, said = words
        assert source == 0
        assert isinstance(said, dict)
        assert {*said["yes"], *said["no"]} == kept


def test_what_a_place_states_of_itself_holds_for_all_its_programs() -> None:
    facility = merged(
        a_facility(a_program("iop", gender=["female", "male"]), a_program("residential")),
        a_facility(a_program(None, gender=["female"])),
    )
    assert [program.care for program in facility.programs] == ["iop", "residential"]
    for program in facility.programs:
        assert GENDERS.codes_of(program.facts["gender"][0]) == ("female",)
        assert program.stated_by.sources("gender") == SECOND
    assert others(facility) == {"gender": (0, {"yes": ["male"], "no": []})}


def test_a_level_that_one_source_alone_states_says_so() -> None:
    facility = merged(a_facility(a_program("iop")), a_facility(a_program("residential")))
    assert {one.care: one.stated_by.sources("care") for one in facility.programs} == {
        "iop": FIRST,
        "residential": SECOND,
    }


def test_what_is_said_of_one_level_is_said_of_no_other() -> None:
    """SAMHSA states its facts once, so that all programs of a listing share them."""
    facts = {"therapy": masks("therapy", ["cbt"])}
    shared = [ProgramRecord(care, facts=facts) for care in ("iop", "outpatient")]
    facility = merged(a_facility(*shared), a_facility(a_program("iop", lang=["spanish"])))
    assert {
        one.care: one.facts["lang"] == masks("lang", ["spanish"]) for one in facility.programs
    } == {
        "iop": True,
        "outpatient": False,
    }


def test_what_records_have_in_common_cannot_be_written_in() -> None:
    with pytest.raises(TypeError):
        a_facility().origin.fields["website"] = 2


def test_what_is_said_of_no_level_is_kept_beside() -> None:
    note = replace(
        a_program(None), notes="Operated by Grove, Inc.", facts={"for": masks("for", [])}
    )
    facility = merged(a_facility(a_program("iop")), a_facility(note))
    assert others(facility) == {"notes": (1, "Operated by Grove, Inc.")}


# --- the place itself ----------------------------------------------------------------------------


def numbered(phone: str, **fields: object) -> FacilityRecord:
    return replace(a_facility(), phones=[Phone("main", phone, f"+1{phone}")], **fields)


def test_all_phones_are_kept_the_later_ones_first_each_with_its_source() -> None:
    facility = merged(numbered("4345550100"), numbered("4345550199"))
    assert [phone.text for phone in facility.phones] == ["4345550199", "4345550100"]
    assert facility.stated_by.sources("phone0") == SECOND
    assert facility.stated_by.sources("phone1") == FIRST
    again = merged(numbered("4345550100"), numbered("4345550100"))
    assert len(again.phones) == 1
    assert again.stated_by.sources("phones") == BOTH


def test_name_and_address_stay_those_of_the_source_named_first() -> None:
    first = a_facility(name="Harmony Place", street1="1 Main Street")
    later = a_facility(name="HARMONY PLACE, LLC", street1="1 MAIN ST", street2="SUITE 4")
    facility = merged(first, later)
    assert (facility.name, facility.street1) == ("Harmony Place", "1 Main Street")
    assert others(facility)["name"] == (1, "HARMONY PLACE, LLC")
    [expected] = facility_ids([first])
    assert facility.id == expected


def test_an_exact_position_is_better_than_the_middle_of_a_zip_code() -> None:
    middle = replace(a_facility(at=(38.0, -78.4)), position="approximate")
    for pair in ((middle, a_facility()), (a_facility(), middle)):
        facility = merged(*pair)
        assert (facility.position, facility.latitude) == ("exact", 38.03)
        assert not facility.others


def test_of_two_exact_positions_the_later_is_shown() -> None:
    facility = merged(a_facility(), a_facility(at=(38.10, -78.48)))
    assert facility.latitude == 38.10
    assert others(facility) == {"position": (0, [38.03, -78.48])}
    near = merged(a_facility(), a_facility(at=(38.031, -78.48)))
    assert (near.latitude, near.others) == (38.03, ())
    assert near.stated_by.sources("position") == BOTH


def test_licences_and_their_last_days_come_over() -> None:
    licence = Licence("California DHCS", "010001AN", "licensed", date(2024, 1, 31), 20)
    facility = merged(a_facility(), replace(a_facility(), licences=(licence,)))
    assert facility.licences == (licence,)
    assert facility.stated_by.sources("licences") == SECOND


def test_a_list_without_detox_does_not_deny_it() -> None:
    for pair in ((True, False), (False, True), (None, True), (True, None)):
        facility = merged(*(a_facility(detox=one) for one in pair))
        assert facility.detox == 2, pair
    assert merged(a_facility(detox=None), a_facility(detox=False)).detox == 0


# --- ids -----------------------------------------------------------------------------------------


def test_ids_of_all_its_sources_lead_to_a_facility() -> None:
    records = (
        a_facility(name="Harmony Place", street1="1 Main Street"),
        a_facility(name="HARMONY PLACE, LLC", street1="1 MAIN ST"),
    )
    directory = directory_of(*records)
    for record in records:
        assert directory.row_of(facility_ids([record])[0]) == 0


def test_an_id_that_a_table_gives_stays() -> None:
    facility = merged(
        a_facility(name="Harmony Place", street1="1 Main Street"),
        a_facility(name="Harmony Place", street1="1 Main Street", id="abcd2345"),
    )
    assert facility.id == "abcd2345"


def test_three_sources_make_one_facility() -> None:
    facility = merged(
        a_facility(a_program(hours=(12, 15))),
        a_facility(a_program(therapy=["cbt"])),
        a_facility(replace(a_program(cost=(100, 100), per="week"), verified_on=date(2025, 1, 1))),
    )
    [program] = facility.programs
    assert [program.stated_by.sources(one) for one in ("hours", "therapy", "cost")] == [
        (0,),
        (1,),
        (2,),
    ]


# --- neighbours, and the way to disk and back ----------------------------------------------------


def two_in_one_house() -> list[FacilityRecord]:
    return [
        a_facility(name="Alder House", street1="1 Main Street", street2="Suite 100"),
        a_facility(name="Birch Clinic", street1="1 Main St.", street2="Suite 200"),
        a_facility(name="Cedar Center", street1="3 Main Street"),
    ]


def test_facilities_of_one_address_are_told_of_each_other() -> None:
    directory = build(joined([(Notes("a"), two_in_one_house())]), MANIFEST)
    assert [directory.at_same_address(row) for row in range(3)] == [[1], [0], []]


def test_what_looks_alike_in_two_sources_stays_apart() -> None:
    directory = directory_of(
        a_facility(name="Insight Treatment", street1="1 Main Street"),
        a_facility(name="CLEAR BEHAVIORAL HEALTH", street1="1 MAIN STREET", zip="22902"),
    )
    assert len(directory.facilities) == 2
    assert directory.at_same_address(0) == [1]


def test_sources_come_back_from_disk(tmp_path: Path) -> None:
    directory = directory_of(
        a_facility(a_program(hours=(12, 15), pay=["self"]), street1="1 Main Street"),
        numbered("4345550199", street1="1 MAIN ST", programs=[a_program(hours=(9, 12))]),
    )
    publish(directory, str(tmp_path))
    again = open_directory(str(tmp_path))
    assert again.manifest.sources == MANIFEST.sources
    assert again.facility(0) == directory.facility(0)
    assert again.facility(0).others


def test_a_directory_of_one_source_has_no_columns_on_sources() -> None:
    directory = build(joined([(Notes("a"), [a_facility(), a_facility(name="Birch")])]), MANIFEST)
    assert "origin" not in directory.facilities.texts.column_names
    assert "origin" not in directory.programs.texts.column_names
    assert directory.facility(0).programs[0].stated_by.sources("care") == FIRST


def test_few_texts_tell_the_sources_of_many() -> None:
    records = [a_facility(name=f"House {n}", street1=f"{n} Main Street") for n in range(200)]
    sources = [(Notes("a"), records), (Notes("b"), deepcopy(records))]
    directory = build(joined(sources, ["2023", "2024"]), MANIFEST)
    column = directory.facilities.texts["origin"].combine_chunks()
    assert len(column.dictionary) == 1
    assert len(directory.facilities) == 200


def test_the_unknown_program_of_a_source_is_no_program_of_its_own() -> None:
    facility = merged(a_facility(ProgramRecord(None)), a_facility(a_program("iop")))
    assert [one.care for one in facility.programs] == ["iop"]


def test_a_table_keyed_by_our_ids_joins_whatever_it_calls_the_place() -> None:
    listed = a_facility(name="Harmony Place", street1="1 Main Street")
    [known] = facility_ids([listed])
    facility = merged(listed, a_facility(a_program(hours=(9, 12)), name="Our friends", id=known))
    assert (facility.id, facility.name) == (known, "Harmony Place")


def test_two_places_whose_names_hash_to_one_id_keep_ids_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "finder.directory.identity._hash", lambda _whole, end: "aaaaaaa" + (end[1:] or "a")
    )
    directory = directory_of(a_facility(name="Alder", zip="22901"), a_facility(name="Birch"))
    assert sorted(directory.facilities.texts["id"].to_pylist()) == ["aaaaaaa2", "aaaaaaaa"]
