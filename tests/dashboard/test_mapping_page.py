"""The page that chooses what columns mean: drop-down lists, counts at once, save, import."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from finder.directory import open_directory
from finder.intake.columns.column_map import read_map

SCRIPT = Path(__file__).resolve().parents[2] / "finder" / "dashboard" / "mapping" / "main.py"
COUNTY = """\
Agency,Town,ST,Postal,Kind of help,Main line
Alder House,Charlottesville,VA,22903,Evening groups,434-555-0101
Alder House,Charlottesville,VA,22903,Detox,434-555-0101
Birch Center,Richmond,VA,23220,Food pantry,804-555-0100
"""


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with columns of its own; maps are remembered beside it."""
    path = tmp_path / "county.csv"
    path.write_text(COUNTY, encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("FINDER_MAP_FILE", str(path))
    monkeypatch.setenv("FINDER_MAP_TO", str(tmp_path / "directory"))
    return path


def opened() -> AppTest:
    page = AppTest.from_file(str(SCRIPT), default_timeout=120).run()
    assert not page.exception
    return page


def column_of(page: AppTest, name: str) -> str | None:
    value: str | None = next(one.value for one in page.selectbox if one.label == name)
    return value


def choose(page: AppTest, name: str, ours: str) -> None:
    next(one for one in page.selectbox if one.label == name).set_value(ours).run()
    assert not page.exception


def say(page: AppTest, word: str, *levels: str) -> None:
    lists = page.multiselect
    next(one for one in lists if one.label.startswith(word)).set_value(list(levels)).run()
    assert not page.exception


def counts(page: AppTest) -> dict[str, str]:
    return {one.label: one.value for one in page.metric}


def mapped(page: AppTest) -> AppTest:
    choose(page, "Agency", "facility_name")
    choose(page, "Town", "city")
    choose(page, "ST", "state")
    choose(page, "Postal", "zip")
    choose(page, "Kind of help", "care_level")
    choose(page, "Main line", "phone")
    say(page, "Evening groups", "iop")
    say(page, "Food pantry", "leave-out")
    return page


def test_what_the_names_tell_is_chosen_already(county: Path) -> None:
    page = opened()
    assert column_of(page, "Town") == "city"
    assert column_of(page, "ST") == "state"
    assert column_of(page, "Agency") == "facility_name"


def test_choices_are_counted_at_once(county: Path) -> None:
    page = mapped(opened())
    told = counts(page)
    assert (told["Facilities"], told["Programs"], told["Rows left out"]) == ("1", "2", "1")


def test_a_word_without_a_level_is_named_with_its_rows(county: Path) -> None:
    page = mapped(opened())
    say(page, "Evening groups")
    assert any("no level yet" in one.value for one in page.warning)
    assert counts(page)["Rows refused"] == "1"


def test_a_saved_map_is_read_by_the_command_line_and_used_for_the_next_file(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = mapped(opened())
    page.button(key="save").click().run()
    assert not page.exception
    saved = Path(f"{county}.map.toml")
    assert read_map(str(saved)).columns["care_level"] == ("Kind of help",)
    levels = tomllib.loads(saved.read_text(encoding="utf-8"))["values"]["care_level"]
    assert levels == {"Evening groups": "iop", "Detox": "detox", "Food pantry": ""}
    following = tmp_path / "next-year.csv"
    following.write_text(COUNTY.replace("Alder", "Elder"), encoding="utf-8")
    monkeypatch.setenv("FINDER_MAP_FILE", str(following))
    page = opened()
    assert any("same columns" in one.value for one in page.caption)
    assert counts(page)["Programs"] == "2"


def test_a_dry_run_says_what_would_change_and_import_does_it(
    county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = mapped(opened())
    assert any("No directory is there yet" in one.value for one in page.info)
    page.button(key="import").click().run()
    assert not page.exception
    assert not page.error
    directory = open_directory(str(tmp_path / "directory"))
    assert [one.care for one in directory.facility(0).programs] == ["iop", "detox"]
    county.write_text(COUNTY + "Elm House,Roanoke,VA,24011,Detox,540-555-0100\n", encoding="utf-8")
    page = opened()
    assert any("1 facility new" in one.value for one in page.markdown)
    assert any("Elm House" in one.value for one in page.text)


@pytest.mark.parametrize(
    ("content", "sentence"), [(b"%PDF-1.7", "is a PDF"), (b"", "empty")], ids=["pdf", "empty"]
)
def test_a_file_that_is_no_table_is_told_in_one_sentence(
    county: Path, content: bytes, sentence: str
) -> None:
    county.write_bytes(content)
    page = opened()
    assert [sentence in one.value for one in page.error] == [True]
    assert not page.selectbox


def test_a_file_that_is_not_there_is_told_in_one_sentence(county: Path) -> None:
    county.unlink()
    page = opened()
    assert len(page.error) == 1
