"""The directory: from records to columns, to disk and back; unknown stays unknown."""

from __future__ import annotations

import math
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from builders import TODAY, a_directory, a_facility, a_program, find, masks, names
from finder.criteria import registry
from finder.criteria.criterion import AllOf, Codes
from finder.directory import (
    Directory,
    FacilityRecord,
    Manifest,
    Phone,
    Range,
    open_directory,
    write_snapshot,
)
from finder.directory.identity import facility_ids, identity, zip5
from finder.directory.storage import check_snapshot, current_snapshot
from finder.errors import DirectoryUnreadable
from finder.vocabulary import Term, Vocabulary
from strategies import directories


def saved(directory: Directory, folder: Path) -> Directory:
    """The directory, written and opened again."""
    write_snapshot(directory, str(folder / "snapshots" / directory.snapshot))
    (folder / "CURRENT").write_text(directory.snapshot)
    return open_directory(str(folder))


def whole(directory: Directory) -> list[Any]:
    """Everything that a directory knows, facility by facility."""
    return [directory.facility(row) for row in range(len(directory.facilities))]


# Unknown stays unknown


def test_what_is_not_published_is_none_and_not_zero() -> None:
    program = a_directory(a_facility(a_program(None), at=None)).facility(0).programs[0]
    assert (program.care, program.hours, program.weeks, program.cost) == (None,) * 4
    assert (program.cost_per, program.days_per_week, program.sessions_per_week) == (None,) * 3
    assert (program.openings, program.openings_on, program.verified_on) == (None,) * 3


def test_a_facility_without_position_is_nowhere_and_not_at_zero() -> None:
    directory = a_directory(a_facility(at=None))
    facility = directory.facility(0)
    assert (facility.latitude, facility.longitude, facility.position) == (None, None, None)
    assert np.isnan(directory.positions(np.array([0]))).all()


def test_zero_is_a_number_that_is_published() -> None:
    program = a_program(cost=(0, 0), per="week", hours=(0, 3), openings=0, openings_on=TODAY)
    one = a_directory(a_facility(program)).facility(0).programs[0]
    assert (one.cost, one.hours, one.openings) == (Range(0, 0), Range(0, 3), 0)
    assert one.openings_on == TODAY


def test_a_range_may_have_one_end() -> None:
    program = a_program(hours=(9, None), weeks=(None, 12))
    one = a_directory(a_facility(program)).facility(0).programs[0]
    assert (one.hours, one.weeks) == (Range(9, None), Range(None, 12))


def test_everything_of_a_facility_is_kept() -> None:
    phones = [
        Phone("main", "434-555-0101 x27", "+14345550101", "27"),
        Phone("hotline", "988", "988"),
    ]
    record = a_facility(
        a_program("iop", name="Evening IOP", pay=["medicaid", "free"]),
        a_program("php"),
        name="Alder House",
        name2="North",
        street1="1 Main Street",
        street2="Suite 2",
        website="https://example.org",
        source_id="A-17",
        phones=phones,
        detox=True,
        detox_for=("alcohol",),
        serves_only=("dui",),
        codes=("SA", "OIT"),
    )
    one = a_directory(record).facility(0)
    assert (one.name1, one.name2, one.name) == ("Alder House", "North", "Alder House, North")
    assert (one.street1, one.street2, one.city) == ("1 Main Street", "Suite 2", "Charlottesville")
    assert (one.state, one.zip, one.website) == ("VA", "22903", "https://example.org")
    assert (one.source_id, one.phones) == ("A-17", tuple(phones))
    assert (one.latitude, one.longitude, one.position) == (38.03, -78.48, "exact")
    assert (one.detox, one.detox_for) == (2, ("alcohol",))
    assert (one.serves_only, one.codes) == (("dui",), ("SA", "OIT"))
    assert [program.care for program in one.programs] == ["iop", "php"]
    assert one.programs[0].name == "Evening IOP"
    assert one.stated("pay") == masks("pay", ["medicaid", "free"])[0]
    assert not one.states_nothing_on("pay")
    assert one.states_nothing_on("therapy")


# Order, ids, counts


def test_facilities_stand_in_the_order_of_name_and_id() -> None:
    directory = a_directory(
        a_facility(name="birch"),
        a_facility(name="Alder", street1="2"),
        a_facility(name="alder", street1="1"),
        a_facility(name="Cedar"),
    )
    keys = [(one.name.casefold(), one.id) for one in whole(directory)]
    assert keys == sorted(keys)
    assert names(find(directory)) == [one.name for one in whole(directory)]


def test_a_facility_is_found_by_its_id() -> None:
    directory = a_directory(a_facility(), a_facility(name="Birch House"))
    for row, one in enumerate(whole(directory)):
        assert directory.row_of(one.id) == row == one.row
    assert directory.row_of("zzzzzzzz") is None


def test_programs_belong_to_their_facility() -> None:
    directory = a_directory(
        a_facility(a_program("iop"), a_program("php")), a_facility(a_program("detox"), name="Birch")
    )
    assert [list(directory.programs_of(row)) for row in (0, 1)] == [[0, 1], [2]]
    assert [one.row for one in directory.facility(1).programs] == [2]
    assert directory.program(2).care == "detox"


def test_a_facility_without_a_level_has_one_program_of_unknown_level() -> None:
    record = a_facility()
    record.programs = []
    directory = a_directory(record, a_facility(a_program("iop"), name="Birch"))
    assert [one.care for one in directory.facility(0).programs] == [None]
    # it is no program of a stated level
    assert (directory.manifest.facilities, directory.manifest.programs) == (2, 1)


def test_an_empty_directory_is_a_directory(tmp_path: Path) -> None:
    directory = saved(a_directory(), tmp_path)
    assert find(directory, "near=22903&care=iop&q=x&detox=nearby&sort=cost").total == 0
    assert find(directory).pages == 1


def test_columns_cannot_be_written_to(tmp_path: Path) -> None:
    for directory in (a_directory(a_facility()), saved(a_directory(a_facility()), tmp_path)):
        for column in (
            directory.facilities.latitude,
            directory.facilities.detox,
            directory.programs.care,
            directory.programs.numbers["hours_low"],
            directory.programs.masks["pay"][0],
        ):
            with pytest.raises(ValueError, match="read-only"):
                column[0] = 1


# Identity (docs/contract.md, section 4)


def record(**fields: Any) -> FacilityRecord:
    """A listing of some names and places."""
    given = {"name1": "Alder House", "city": "Crozet", "state": "VA", "zip": "22932"} | fields
    return FacilityRecord(**given)


def test_an_identity_is_six_fields_in_plain_letters() -> None:
    one = record(name2="Niño’s Center, Inc.", street1="12 ½ Main St.", zip="22932-1234")
    assert identity(one) == ("alderhouse", "ninoscenterinc", "1212mainst", "", "crozet", "22932")


@pytest.mark.parametrize(
    ("text", "zip_code"),
    [
        ("22903", "22903"),
        ("22903-1234", "22903"),
        ("229031234", "22903"),
        (" 22903 ", "22903"),
        # zeros that a spreadsheet ate
        ("501", "00501"),
        ("2139", "02139"),
        ("2139-1234", "02139"),
        ("21391234", "02139"),
        ("5010001", "00501"),
        # a number read as a fraction
        ("2139.0", "02139"),
        ("", ""),
        ("none", ""),
    ],
)
def test_leading_zeros_of_a_zip_code_are_restored(text: str, zip_code: str) -> None:
    assert zip5(text) == zip_code


def test_an_id_is_8_characters_made_from_the_identity_alone() -> None:
    one = facility_ids([record()])[0]
    assert len(one) == 8
    assert set(one) <= set("abcdefghijklmnopqrstuvwxyz234567")
    same = record(
        name1="ALDER  house!", zip="22932-0001", state="MD", website="https://example.org"
    )
    assert facility_ids([same]) == [one]
    assert facility_ids([record(), record(name1="Birch")])[0] == one
    for field in ("name1", "name2", "street1", "street2", "city", "zip"):
        assert facility_ids([record(**{field: "90210"})]) != [one]


def test_on_a_clash_the_one_whose_identity_sorts_later_is_hashed_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from finder.directory import identity as module

    def clashing(_whole: object, suffix: str) -> str:
        return {"": "aaaaaaaa", "#2": "bbbbbbbb", "#3": "cccccccc"}[suffix]

    monkeypatch.setattr(module, "_hash", clashing)
    records = [record(name1="Cedar"), record(name1="Alder"), record(name1="Birch")]
    assert facility_ids(records) == ["cccccccc", "aaaaaaaa", "bbbbbbbb"]


def test_an_id_of_our_form_is_kept() -> None:
    assert facility_ids([record(id="abcdefg2"), record(name1="Birch")])[0] == "abcdefg2"


# To disk and back


@pytest.mark.slow
@settings(deadline=None)
@given(directory=directories())
def test_a_directory_is_the_same_when_opened_again(
    directory: Directory, tmp_path_factory: pytest.TempPathFactory
) -> None:
    opened = saved(directory, tmp_path_factory.mktemp("saved"))
    assert whole(opened) == whole(directory)
    assert opened.manifest == directory.manifest
    assert opened.snapshot == directory.snapshot


def test_a_snapshot_is_named_by_its_content() -> None:
    one, same = a_directory(a_facility()), a_directory(a_facility())
    other = a_directory(a_facility(a_program(hours=(9, 10))))
    assert one.snapshot == same.snapshot != other.snapshot


def test_a_manifest_is_read_as_it_was_written() -> None:
    manifest = Manifest(
        "National",
        "SAMHSA",
        as_of="2023",
        as_of_from="file name",
        sha256=("ab",),
        demonstration=True,
    )
    assert Manifest.from_json(manifest.to_json()) == manifest


def test_a_folder_without_a_directory_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(DirectoryUnreadable, match="python -m finder import SOURCE") as refused:
        open_directory(str(tmp_path))
    assert refused.value.folder == str(tmp_path)
    assert current_snapshot(str(tmp_path)) is None


@pytest.mark.parametrize("name", ["manifest.json", "facilities.parquet", "programs.parquet"])
@pytest.mark.parametrize("content", [b"", b"{}", b"PAR1 not really"])
def test_a_damaged_directory_is_refused_in_a_sentence(
    name: str, content: bytes, tmp_path: Path
) -> None:
    directory = a_directory(a_facility())
    saved(directory, tmp_path)
    check_snapshot(str(tmp_path), directory.snapshot)
    (tmp_path / "snapshots" / directory.snapshot / name).write_bytes(content)
    with pytest.raises(DirectoryUnreadable, match="damaged"):
        open_directory(str(tmp_path))
    with pytest.raises(DirectoryUnreadable, match="damaged"):
        check_snapshot(str(tmp_path), directory.snapshot)


def test_files_of_two_snapshots_do_not_make_a_directory(tmp_path: Path) -> None:
    one = a_directory(a_facility())
    two = a_directory(a_facility(), a_facility(name="Birch"))
    saved(one, tmp_path / "one")
    saved(two, tmp_path / "two")
    mixed = tmp_path / "one" / "snapshots" / one.snapshot / "facilities.parquet"
    shutil.copy(tmp_path / "two" / "snapshots" / two.snapshot / "facilities.parquet", mixed)
    with pytest.raises(DirectoryUnreadable, match="damaged"):
        open_directory(str(tmp_path / "one"))
    with pytest.raises(DirectoryUnreadable, match="counts other rows"):
        check_snapshot(str(tmp_path / "one"), one.snapshot)


def test_a_snapshot_written_in_another_format_asks_for_a_new_import(tmp_path: Path) -> None:
    directory = a_directory(a_facility())
    other = Directory(
        replace(directory.manifest, format=0), directory.facilities, directory.programs, "other"
    )
    with pytest.raises(DirectoryUnreadable, match="import it again"):
        saved(other, tmp_path)


def test_a_code_added_since_the_snapshot_is_not_published_in_it(tmp_path: Path) -> None:
    letters = [Term(letter, letter.upper()) for letter in "abc"]
    before = AllOf(
        "letter", "Letter", vocabulary=Vocabulary("letter", letters[:2]), column="letters"
    )
    after = AllOf("letter", "Letter", vocabulary=Vocabulary("letter", letters), column="letters")
    with registry.temporarily(before):
        saved(a_directory(a_facility(a_program(letter=["a"]))), tmp_path)
    with registry.temporarily(after):
        opened = open_directory(str(tmp_path))
        assert opened.facility(0).programs[0].facts["letter"] == masks("letter", ["a", "c?"])
        assert [find(opened, f"letter={code}").matches for code in "abc"] == [1, 0, 0]
        assert [find(opened, f"letter={code}").possible for code in "abc"] == [0, 0, 1]


@pytest.mark.parametrize(("silence_is_yes", "matches"), [(False, 0), (True, 1)])
def test_a_criterion_added_since_the_snapshot_has_nothing_said_of_it(
    silence_is_yes: bool, matches: int, tmp_path: Path
) -> None:
    saved(a_directory(a_facility()), tmp_path)
    added = AllOf(
        "letter",
        "Letter",
        vocabulary=Vocabulary("letter", [Term("a", "A")]),
        column="letters",
        silence_is_yes=silence_is_yes,
    )
    with registry.temporarily(added):
        results = find(open_directory(str(tmp_path)), "letter=a")
        assert (results.matches, results.possible) == (matches, 1 - matches)


def test_codes_in_another_order_than_the_snapshot_s_are_refused(tmp_path: Path) -> None:
    letters = [Term(letter, letter.upper()) for letter in "ab"]

    def letter(*terms: Term) -> Codes:
        return AllOf("letter", "Letter", vocabulary=Vocabulary("letter", terms), column="letters")

    with registry.temporarily(letter(*letters)):
        saved(a_directory(a_facility()), tmp_path)
    with (
        registry.temporarily(letter(*reversed(letters))),
        pytest.raises(DirectoryUnreadable, match="the codes of letter have changed"),
    ):
        open_directory(str(tmp_path))


# The national directory


def test_no_facility_of_the_national_directory_lies_at_zero(national_directory: Directory) -> None:
    columns = national_directory.facilities
    known = columns.position > 0
    assert (np.isnan(columns.latitude) == ~known).all()
    assert not ((columns.latitude == 0) & (columns.longitude == 0)).any()
    assert math.isclose(known.mean(), 1, abs_tol=0.01)


def test_facilities_read_together_are_those_read_one_by_one(
    national_directory: Directory, demonstration: Directory
) -> None:
    for directory in (national_directory, demonstration):
        rows = list(range(len(directory.facilities)))[::-7]
        assert list(directory.each_facility(rows)) == [directory.facility(row) for row in rows]


def test_no_facilities_are_read_as_none(demonstration: Directory) -> None:
    assert list(demonstration.each_facility([])) == []


def test_days_are_kept_as_days() -> None:
    program = a_program(openings=2, openings_on=date(2024, 2, 29))
    assert a_directory(a_facility(program)).facility(0).programs[0].openings_on == date(2024, 2, 29)
