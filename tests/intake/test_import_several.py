"""Several sources on the command line: their dates, their order, and what the report says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_facility, a_program
from finder.command import main
from finder.directory import Manifest, Range, build, open_directory
from finder.intake.joining.join import joined
from finder.intake.rows.checks import Notes

TableFile = Callable[..., str]
Output = pytest.CaptureFixture[str]
HOURS = [{"hours_low": "12", "hours_high": "15"}, {"hours_low": "9", "hours_high": "12"}]


def tables(table_file: TableFile, *names: str) -> list[str]:
    return [table_file(row, name=name) for row, name in zip(HOURS, names, strict=True)]


def shown(folder: Path) -> Range | None:
    return open_directory(str(folder)).facility(0).programs[0].hours


@pytest.mark.parametrize(
    ("dates", "hours", "stated"),
    [
        (["2023", "2024-05"], Range(9, 12), ["2023", "2024-05"]),
        (["2024-05", "2023"], Range(12, 15), ["2024-05", "2023"]),
        (["2024"], Range(12, 15), ["2024", "2024"]),
        ([], Range(12, 15), [None, None]),
    ],
)
def test_each_source_may_have_a_date_of_its_own(
    table_file: TableFile,
    tmp_path: Path,
    dates: list[str],
    hours: Range,
    stated: list[str | None],
) -> None:
    sources = tables(table_file, "a.csv", "b.csv")
    arguments = [word for date in dates for word in ("--as-of", date)]
    assert main(["import", *sources, "--to", str(tmp_path / "to"), *arguments]) == 0
    assert shown(tmp_path / "to") == hours
    manifest = open_directory(str(tmp_path / "to")).manifest
    assert [one.as_of for one in manifest.sources] == stated


def test_one_date_is_for_the_sources_that_state_none(table_file: TableFile, tmp_path: Path) -> None:
    sources = tables(table_file, "list-2023.csv", "b.csv")
    assert main(["import", *sources, "--to", str(tmp_path / "to"), "--as-of", "2024"]) == 0
    manifest = open_directory(str(tmp_path / "to")).manifest
    assert [one.as_of for one in manifest.sources] == ["2023", "2024"]
    assert shown(tmp_path / "to") == Range(9, 12)


def test_dates_that_do_not_fit_the_sources_are_a_wrong_call(
    table_file: TableFile, tmp_path: Path, capsys: Output
) -> None:
    sources = [*tables(table_file, "a.csv", "b.csv"), table_file({}, name="c.csv")]
    dates = ["--as-of", "2023", "--as-of", "2024"]
    assert main(["import", *sources, "--to", str(tmp_path / "to"), *dates]) == 2
    assert "given 2 times for 3 sources" in capsys.readouterr().err
    assert not (tmp_path / "to").exists()


def test_the_report_says_what_was_linked_and_what_nobody_can_tell(
    table_file: TableFile, tmp_path: Path, capsys: Output
) -> None:
    listed = table_file(
        {"facility_name": "Butte County Youth", "street": "1 Main Street", "facility_id": "A"},
        {"facility_name": "Butte County Court", "street": "1 Main Street", "facility_id": "B"},
        {"facility_name": "Harmony Place", "street": "9 Oak Avenue", "facility_id": "C"},
        name="a.csv",
    )
    licences = table_file(
        {"facility_name": "BUTTE COUNTY", "street": "1 MAIN ST"},
        {"facility_name": "HARMONY PLACE LLC", "street": "9 OAK AVE"},
        name="b.csv",
    )
    assert main(["check", listed, licences, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["facilities"] == 4
    remarks = {one["value"]: one["reason"] for one in report["remarks"] if not one["field"]}
    assert remarks == {
        "BUTTE COUNTY": "may be one of several facilities at its address: kept apart",
        "HARMONY PLACE LLC": "stands in an earlier source too: they are one facility",
    }


@given(
    st.permutations(range(3)),
    st.lists(st.integers(1, 40), min_size=3, max_size=3, unique=True),
)
def test_the_latest_is_shown_in_whatever_order_sources_are_named(
    order: list[int], hours: list[int]
) -> None:
    years = ["2021", "2022", "2023"]
    sources = [(Notes(str(n)), [a_facility(a_program(hours=(hours[n], hours[n])))]) for n in order]
    directory = build(joined(sources, [years[n] for n in order]), Manifest("all", "all"))
    facility = directory.facility(0)
    assert facility.programs[0].hours == Range(hours[2], hours[2])
    kept = {(word.source, json.loads(word.value)[0]) for word in facility.others}
    assert kept == {(order.index(n), hours[n]) for n in (0, 1)}
