"""Overlays: a coordinator's cells in the place of those of the directory."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from finder.answers import NO, UNKNOWN, YES
from finder.command import main
from finder.criteria import read
from finder.directory import Directory, Facility, Program
from finder.errors import SourceRefused
from finder.intake import Intake, take_in
from finder.search import search
from finder.wording.statements import openings

Row = dict[str, str]
TableFile = Callable[..., str]
TODAY = date(2026, 6, 10)
ELM: Row = {
    "facility_name": "Elm House",
    "facility_id": "elm-1",
    "hours_low": "9",
    "hours_high": "12",
    "cost_low": "800",
    "cost_high": "1200",
    "cost_per": "month",
    "payments": "medicaid;private",
    "therapies": "cbt",
    "phone": "434-555-0113",
    "openings": "4",
    "openings_on": "2026-06-01",
    "notes": "Evenings.",
}


def laid_over(table_file: TableFile, *rows: Row, directory: tuple[Row, ...] = (ELM,)) -> Intake:
    source = table_file(*directory, name="directory.csv")
    overlay = table_file(*rows, name="overlay.csv", plain=True)
    return take_in([source], overlays=[overlay], today=TODAY)


def only(intake: Intake) -> tuple[Facility, Program]:
    facility = intake.directory.facility(0)
    return facility, facility.programs[0]


def test_filled_cells_replace_and_empty_ones_say_nothing(table_file: TableFile) -> None:
    row = {
        "facility_id": "elm-1",
        "care_level": "iop",
        "hours_high": "15",
        "cost_low": "",
        "payments": "self",
        "therapies": "",
        "website": "elm.example",
        "notes": "Ask for Sam.",
        "verified_on": "2026-06-09",
    }
    facility, program = only(laid_over(table_file, row))
    assert program.hours == (9, 15)
    assert (program.cost, program.cost_per) == ((800, 1200), "month")
    assert facility.website == "https://elm.example"
    assert (program.notes, program.verified_on) == ("Ask for Sam.", date(2026, 6, 9))
    assert [phone.dial for phone in facility.phones] == ["+14345550113"]
    plain, before = only(laid_over(table_file, {"facility_id": "elm-1", "care_level": "iop"}))
    assert before.facts["therapy"] == program.facts["therapy"]
    assert before.facts["pay"] != program.facts["pay"]
    assert plain.id == facility.id


def test_a_price_is_replaced_whole(table_file: TableFile) -> None:
    row = {"facility_id": "elm-1", "care_level": "iop", "cost_low": "150", "cost_per": "week"}
    _facility, program = only(laid_over(table_file, row))
    assert (program.cost, program.cost_per) == ((150, None), "week")


def test_an_end_that_contradicts_the_new_one_is_not_published_any_more(
    table_file: TableFile,
) -> None:
    row = {"facility_id": "elm-1", "care_level": "iop", "hours_low": "14"}
    _facility, program = only(laid_over(table_file, row))
    assert program.hours == (14, None)


def test_what_a_place_states_of_payment_it_states_for_all_its_programs(
    table_file: TableFile,
) -> None:
    other = ELM | {"care_level": "php"}
    row = {"facility_id": "elm-1", "care_level": "php", "payments": "sliding", "therapies": "group"}
    facility = laid_over(table_file, row, directory=(ELM, other)).directory.facility(0)
    iop, php = facility.programs
    assert iop.facts["pay"] == php.facts["pay"]
    assert iop.facts["therapy"] != php.facts["therapy"]


def test_a_later_overlay_counts_before_an_earlier_one(table_file: TableFile) -> None:
    source = table_file(ELM, name="directory.csv")
    key = {"facility_id": "elm-1", "care_level": "iop"}
    overlays = [
        table_file(key | {"hours_low": hours}, name=f"{hours}.csv", plain=True)
        for hours in ("10", "11")
    ]
    intake = take_in([source], overlays=overlays, today=TODAY)
    assert only(intake)[1].hours == (11, 12)
    assert [one.kind for one in intake.report.sources] == ["table", "overlay", "overlay"]
    assert len(intake.directory.manifest.sha256) == 3


def test_an_overlay_finds_its_facility_by_our_id_and_by_that_of_the_source(
    table_file: TableFile,
) -> None:
    ours = laid_over(table_file, {"facility_id": "elm-1", "care_level": "iop"})
    row = {"facility_id": ours.directory.facility(0).id.upper(), "care_level": "IOP", "zip": ""}
    intake = laid_over(table_file, row | {"hours_low": "10"})
    assert only(intake)[1].hours == (10, 12)
    assert intake.report.refused_rows == ()


@pytest.mark.parametrize(
    ("row", "guess"),
    [
        ({"facility_id": "elm-2"}, "did you mean"),
        ({"facility_id": "zzzzzzzz", "facility_name": "Elm Hose", "zip": "22903"}, "Elm House"),
        (
            {"facility_id": "zzzzzzzz", "facility_name": "Elm Hose", "city": "Charlottesville"},
            "Elm",
        ),
        ({"facility_id": "zzzzzzzz", "facility_name": "Elm hse", "state": "VA"}, "(Elm House"),
    ],
)
def test_an_unknown_facility_is_reported_with_the_nearest_guess(
    table_file: TableFile, row: Row, guess: str
) -> None:
    intake = laid_over(table_file, row | {"care_level": "iop", "hours_low": "1"})
    (refused,) = intake.report.refused_rows
    assert (refused.source, refused.line, refused.field) == ("overlay.csv", 2, "facility_id")
    assert refused.reason.startswith("is no facility of this directory; did you mean")
    assert guess in refused.reason
    assert only(intake)[1].hours == (9, 12)


def test_an_unknown_facility_like_no_other_is_reported_without_a_guess(
    table_file: TableFile,
) -> None:
    intake = laid_over(table_file, {"facility_id": "q", "care_level": "iop"})
    assert intake.report.refused_rows[0].reason == "is no facility of this directory"


def test_a_level_that_the_listing_does_not_state_is_added_and_remarked(
    table_file: TableFile,
) -> None:
    row = {"facility_id": "elm-1", "care_level": "php", "hours_low": "20"}
    intake = laid_over(table_file, row)
    assert [one.care for one in intake.directory.facility(0).programs] == ["iop", "php"]
    (remark,) = intake.report.remarks
    assert "the listing of Elm House does not state: it was added" in remark.reason


def test_a_level_of_two_programs_needs_the_name_of_one(table_file: TableFile) -> None:
    two = [ELM | {"program_name": "Day"}, ELM | {"program_name": "Night"}]
    key = {"facility_id": "elm-1", "care_level": "iop", "hours_low": "11"}
    rows = [key, key | {"program_name": "Night"}]
    intake = laid_over(table_file, *rows, directory=tuple(two))
    assert [one.line for one in intake.report.refused_rows] == [2]
    assert [one.hours for one in intake.directory.facility(0).programs] == [(9, 12), (11, 12)]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"facility_id": "", "care_level": "iop"}, "facility_id"),
        ({"facility_id": "elm-1", "care_level": "intensive"}, "care_level"),
    ],
)
def test_a_row_that_names_no_program_is_refused(
    table_file: TableFile, row: Row, field: str
) -> None:
    report = laid_over(table_file, row | {"notes": "x"}).report
    assert [one.field for one in report.refused_rows] == [field]


def test_a_table_that_is_no_overlay_is_refused_before_anything_is_read(
    table_file: TableFile,
) -> None:
    overlay = table_file({"name": "Elm"}, name="overlay.csv", plain=True)
    with pytest.raises(SourceRefused, match="needs the columns facility_id and care_level"):
        take_in(["no such file"], overlays=[overlay])


# --- openings ------------------------------------------------------------------------------------


def with_openings(table_file: TableFile, count: str, days_ago: int | None) -> Directory:
    reported = "" if days_ago is None else (TODAY - timedelta(days_ago)).isoformat()
    row = {"facility_id": "elm-1", "care_level": "iop", "openings": count, "openings_on": reported}
    return laid_over(table_file, row).directory


@pytest.mark.parametrize(
    ("count", "days_ago", "answer"),
    [
        ("2", 0, YES),
        ("2", 7, YES),
        ("2", 8, UNKNOWN),
        ("0", 1, NO),
        # A count without its day is not of the day of the count before.
        ("2", None, UNKNOWN),
    ],
)
def test_openings_of_an_overlay_are_searched_for_while_they_are_fresh(
    table_file: TableFile, count: str, days_ago: int | None, answer: Any
) -> None:
    directory = with_openings(table_file, count, days_ago)
    results = search(directory, read("openings=1").criteria, TODAY)
    assert (results.matches, results.possible) == {YES: (1, 0), UNKNOWN: (0, 1), NO: (0, 0)}[answer]


@pytest.mark.parametrize(("days_ago", "truth"), [(7, "published"), (8, "unknown")])
def test_openings_older_than_a_week_are_shown_as_old(
    table_file: TableFile, days_ago: int, truth: str
) -> None:
    directory = with_openings(table_file, "2", days_ago)
    statement = openings(directory.facility(0).programs[0], TODAY)
    assert statement is not None
    assert (statement.truth, "old" in statement.more) == (truth, truth == "unknown")


# --- from the command line, on the real directory ------------------------------------------------


def test_import_lays_an_overlay_over_the_directory(
    table_file: TableFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = table_file(ELM, name="directory.csv")
    row = {"facility_id": "elm-1", "care_level": "iop", "notes": "Bring a friend."}
    wrong = {"facility_id": "elm-2", "care_level": "iop"}
    overlay = table_file(row, wrong, name="overlay.csv", plain=True)
    assert main(["import", source, "--overlay", overlay, "--to", str(tmp_path / "to")]) == 0
    told = capsys.readouterr().err
    assert "overlay.csv line 3" in told
    assert "did you mean" in told


def test_an_overlay_survives_a_refresh_of_the_national_directory(
    national_csv: Path, national_directory: Directory, table_file: TableFile
) -> None:
    row = next(
        row
        for row in range(1_000)
        if {one.care for one in national_directory.facility(row).programs} >= {"iop", "php"}
    )
    before = national_directory.facility(row)
    overlay = table_file(
        {"facility_id": before.id, "care_level": "iop", "cost_low": "$1,200", "cost_per": "month"},
        name="overlay.csv",
        plain=True,
    )
    directory = take_in([str(national_csv)], overlays=[overlay]).directory
    found = directory.row_of(before.id)
    assert found is not None
    after = directory.facility(found)
    assert [one.cost for one in after.programs if one.care == "iop"] == [(1200, None)]
    assert [one.care for one in after.programs] == [one.care for one in before.programs]
    # The directory is as old as its source, whatever the day of the overlay.
    assert directory.manifest.as_of == "2023"
