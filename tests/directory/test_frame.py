"""Directories and results as pandas frames: one row a program, unknown as NA, never as zero."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import finder
from builders import CHARLOTTESVILLE, TODAY, a_directory, a_facility, a_program, find
from finder.criteria import registry
from finder.criteria.criterion import AllOf
from finder.directory import Directory, write_snapshot
from finder.vocabulary import Term, Vocabulary

PAGE = Path(__file__).resolve().parents[2] / "docs" / "analysis.md"


@pytest.fixture
def two() -> Directory:
    """Alder publishes much in its first program, Birch nothing."""
    return a_directory(
        a_facility(
            a_program(
                hours=(9, 12),
                cost=(0, 480),
                per="month",
                pay=["medicaid"],
                openings=0,
                openings_on=date(2026, 1, 14),
            ),
            a_program("php", pay=["medicaid"]),
            name="Alder",
            at=CHARLOTTESVILLE,
        ),
        a_facility(a_program("iop", pay=["medicaid?"]), name="Birch", detox=None),
    )


def test_each_program_is_a_row_with_its_facility(two: Directory) -> None:
    frame = two.frame(TODAY)
    assert frame["facility_name"].tolist() == ["Alder", "Alder", "Birch"]
    assert frame["care_level"].tolist() == ["iop", "php", "iop"]
    assert frame["facility_id"].nunique() == 2


def test_what_is_published_is_there_and_zero_is_a_number(two: Directory) -> None:
    first = two.frame(TODAY).iloc[0]
    assert (first["hours_per_week_low"], first["hours_per_week_high"]) == (9, 12)
    assert (first["price_usd_low"], first["price_usd_high"], first["price_per"]) == (
        0,
        480,
        "month",
    )
    assert first["openings"] == 0
    assert first["openings_reported_on"] == pd.Timestamp(2026, 1, 14)


def test_what_is_not_published_is_na_and_neither_zero_nor_false(two: Directory) -> None:
    last = two.frame(TODAY).iloc[2]
    for name in ("hours_per_week_low", "price_usd_low", "openings", "pay_medicaid", "verified_on"):
        assert pd.isna(last[name]), name
    assert pd.isna(last["detox_on_site"])
    frame = two.frame(TODAY)
    assert frame["pay_medicaid"].sum() == 2
    assert frame["pay_medicaid"].count() == 2
    assert frame["hours_per_week_low"].mean() == 9


def test_what_grew_too_old_is_na(two: Directory) -> None:
    later = two.frame(date(2030, 1, 1))
    assert (
        later["hours_per_week_low"].isna().sum()
        >= two.frame(TODAY)["hours_per_week_low"].isna().sum()
    )


def test_results_have_the_programs_found_and_how_far_they_are(two: Directory) -> None:
    frame = find(two, "near=22903&care=iop&hours=-12&pay=medicaid").frame(TODAY)
    assert frame["facility_name"].tolist() == ["Alder", "Birch"]
    alder = frame[frame["facility_name"] == "Alder"].iloc[0]
    assert alder["match"]
    assert 0 <= alder["distance_miles"] < 5


def test_results_that_find_nothing_have_the_same_columns(two: Directory) -> None:
    nothing, some = find(two, "q=zzz").frame(TODAY), find(two, "").frame(TODAY)
    assert len(nothing) == 0
    assert list(nothing.columns) == list(some.columns)
    assert len(some) == 3


def test_a_result_counts_as_many_facilities_as_the_search(two: Directory) -> None:
    for query in ("", "care=iop", "pay=medicaid", "hours=-12"):
        results = find(two, query)
        assert results.frame(TODAY)["facility_id"].nunique() == results.total


def test_a_made_up_group_of_facts_has_its_columns() -> None:
    words = Vocabulary("quokka", [Term("brush", "Brush quokkas")])
    quokka = AllOf("quokka", "Quokkas", vocabulary=words, column="quokkas_kept")
    with registry.temporarily(quokka):
        directory = a_directory(a_facility(a_program(quokka=["brush"])))
        assert directory.frame(TODAY)["quokka_brush"].tolist() == [True]


def test_the_example_of_the_page_runs_and_is_ten_lines(
    two: Directory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [example] = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert len([line for line in example.splitlines() if line.strip()]) <= 10
    write_snapshot(two, str(tmp_path / "directory" / "snapshots" / "one"))
    (tmp_path / "directory" / "CURRENT").write_text("one")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    exec(compile(example, str(PAGE), "exec"), names)
    assert len(finder.open_directory(tmp_path / "directory").frame()) == 3
    assert isinstance(names["found"], pd.DataFrame)
