"""What a new directory may have lost, and what refuses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from finder.directory import Directory, open_directory
from finder.intake import take_in
from finder.intake.publishing.drops import drops
from finder.intake.publishing.publish import PublishRefused, publish

TableFile = Callable[..., str]
Row = dict[str, str]


@pytest.fixture
def made(table_file: TableFile) -> Callable[[list[Row]], Directory]:
    def make(rows: list[Row]) -> Directory:
        return take_in([table_file(*rows)]).directory

    return make


def places(n: int, state: str = "VA", zip_code: str = "22903", **more: str) -> list[Row]:
    return [
        {"facility_name": f"Elm {number} {state}", "state": state, "zip": zip_code, **more}
        for number in range(n)
    ]


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        (20, 20, False),
        (20, 18, False),
        (20, 17, True),
        (10, 9, False),
        (2, 1, True),
        (20, 40, False),
    ],
)
def test_more_than_a_tenth_of_a_states_facilities_refuses(
    made: Callable[[list[Row]], Directory], before: int, after: int, refused: bool
) -> None:
    # Maryland stays as it was: a state is not made up for by the others.
    others = places(50, "MD", "21201")
    found = drops(made(places(before) + others), made(places(after) + others))
    assert [one.state for one in found] == (["VA"] if refused else [])


@pytest.mark.parametrize(("kept", "refused"), [(10, False), (8, False), (7, True), (0, True)])
@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("phone", "434-555-0100", "phone"),
        ("website", "https://example.org", "website"),
        ("hours_low", "9", "hours a week"),
        ("cost_low", "100", "price"),
        ("payments", "medicaid", "Payment"),
        ("openings", "3", "openings"),
    ],
)
def test_more_than_a_fifth_of_a_known_field_refuses(
    made: Callable[[list[Row]], Directory],
    column: str,
    value: str,
    name: str,
    kept: int,
    refused: bool,
) -> None:
    own = {"cost_per": "month", "openings_on": "2026-11-01", "phone": "", column: value}
    before = places(10, **own)
    after = before[:kept] + places(10, **{**own, column: ""})[kept:]
    found = drops(made(before), made(after))
    dropped = [one.what for one in found if one.before == 10 and one.after == kept]
    assert bool(found) == bool(dropped) == refused
    if refused and column != "payments":
        assert name in dropped


def test_what_was_never_known_cannot_be_lost(made: Callable[[list[Row]], Directory]) -> None:
    assert drops(made(places(10)), made(places(10, hours_low="9"))) == []


def test_a_drop_is_refused_in_one_sentence_and_can_be_accepted(
    made: Callable[[list[Row]], Directory], tmp_path: Path
) -> None:
    folder = str(tmp_path / "directory")
    publish(made(places(20) + places(5, "MD", "21201", hours_low="9")), folder)
    fewer = made(places(10))
    with pytest.raises(PublishRefused) as refused:
        publish(fewer, folder)
    sentence = str(refused.value)
    assert "facilities in Virginia 20 → 10 (−50%)" in sentence
    assert "facilities in Maryland 5 → 0 (−100%)" in sentence
    assert "hours a week 5 → 0" in sentence
    assert sentence.endswith("--accept-drop")
    assert "\n" not in sentence
    assert open_directory(folder).manifest.facilities == 25
    publish(fewer, folder, accept_drop=True)
    assert open_directory(folder).manifest.facilities == 10


def test_many_drops_are_named_in_part_and_counted(
    made: Callable[[list[Row]], Directory], tmp_path: Path
) -> None:
    states = [("VA", "22903"), ("MD", "21201"), ("NY", "10001"), ("OH", "43004"), ("TX", "75001")]
    folder = str(tmp_path / "directory")
    publish(made([row for one in states for row in places(2, *one)]), folder)
    with pytest.raises(PublishRefused, match="and 1 more"):
        publish(made([row for one in states for row in places(1, *one)]), folder)


def test_on_the_real_directory_lost_positions_are_refused(
    national_directory: Directory, workbook_directory: Directory
) -> None:
    found = drops(national_directory, workbook_directory)
    assert [(one.what, one.before, one.after) for one in found] == [("exact position", 1_160, 0)]
    assert drops(workbook_directory, national_directory) == []


@pytest.mark.parametrize(("stay", "refused"), [(20, False), (10, False), (9, True), (0, True)])
def test_as_many_other_facilities_are_refused_like_lost_ones(
    made: Callable[[list[Row]], Directory], stay: int, refused: bool
) -> None:
    before = places(20)
    others = [{**row, "facility_name": f"Oak {n}"} for n, row in enumerate(places(20 - stay))]
    found = drops(made(before), made([*before[:stay], *others]))
    assert [one.what for one in found] == (
        ["facilities that were listed before"] if refused else []
    )


def test_of_a_few_facilities_all_may_be_others(made: Callable[[list[Row]], Directory]) -> None:
    others = [{**row, "facility_name": f"Oak {n}"} for n, row in enumerate(places(4))]
    assert drops(made(places(4)), made(others)) == []
