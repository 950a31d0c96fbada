"""The slices of real directories that the tests read."""

from __future__ import annotations

import csv
import filecmp
from pathlib import Path

import pytest

from scripts import make_test_data

PAGE = make_test_data.DATA / "README.md"


def test_every_file_of_the_data_has_its_provenance() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for path in sorted(make_test_data.DATA.iterdir()):
        assert path == PAGE or f"`{path.name}" in page, path


def test_the_page_gives_the_counts_of_the_slices(sample_data: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, words in (
        (make_test_data.POSITIONED, "{:,} of 12,744 listings"),
        (make_test_data.LICENCES, "{:,} of 2,266 licences"),
    ):
        with (sample_data / name).open(encoding="utf-8", newline="") as file:
            assert words.format(len(list(csv.DictReader(file)))) in page


@pytest.mark.national
def test_the_slices_are_what_their_maker_cuts(whole_data: Path, tmp_path: Path) -> None:
    make_test_data.main(whole_data, tmp_path)
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(made) > 20
    for path in made:
        kept = make_test_data.DATA / path.relative_to(tmp_path)
        assert filecmp.cmp(path, kept, shallow=False), kept
