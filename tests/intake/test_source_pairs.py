"""How often rows of four sources are linked to the right listing of 2023: 60 drawn of each.

`tests/data/source_pairs.csv` says what each is, read once by one reader before the rule was
measured on it. Rows whose answer is not certain are marked unsure and count nowhere.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from finder.intake import take_in

PAIRS = Path(__file__).resolve().parents[1] / "data" / "source_pairs.csv"
BASE = "samhsa/su_directory_2023_with_coords.csv"
SOURCES = {
    "samhsa-2024": "samhsa/su_directory_2024.csv",
    "massachusetts-2025": "real/findtreatment-download-MA-2025-08.csv",
    "pennsylvania-2018": "real/pennsylvania-ddap-licensed-2018.csv",
    "otp-2020": "real/otp_samhsa_2020.csv",
}
# Of the rows with a counterpart at its place, all and held out, and those that found it.
FOUND = {
    "samhsa-2024": (49, 48, 27, 26),
    "massachusetts-2025": (40, 33, 20, 16),
    "pennsylvania-2018": (25, 23, 9, 8),
    "otp-2020": (44, 38, 21, 18),
}


def pairs(source: str = "") -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [one for one in csv.DictReader(file) if source in ("", one["source"])]


def test_sixty_rows_of_each_source_were_read_and_half_of_them_held_out() -> None:
    assert set(Counter(one["source"] for one in pairs()).items()) == {
        (source, 60) for source in SOURCES
    }
    held_out = Counter(one["source"] for one in pairs() if one["held_out"] == "yes")
    assert set(held_out.values()) == {30}
    for one in pairs():
        assert one["verdict"] in {"same", "moved", "none", "unsure"}
        assert one["reason"]
        assert bool(one["facility_id"]) == (one["verdict"] != "none")


@pytest.mark.national
@pytest.mark.parametrize("source", SOURCES)
def test_rows_find_their_listing_as_often_as_the_page_says(source: str, whole_data: Path) -> None:
    paths = [str(whole_data / BASE), str(whole_data / SOURCES[source])]
    directory = take_in(paths, as_of=["2023", source[-4:]]).directory
    same = [one for one in pairs(source) if one["verdict"] == "same"]
    right = [
        one
        for one in same
        if directory.row_of(one["row_id"]) == directory.row_of(one["facility_id"])
    ]
    counts = [
        len([one for one in some if not only_held_out or one["held_out"] == "yes"])
        for only_held_out in (False, True)
        for some in (same, right)
    ]
    all_, found, held_out, found_held_out = FOUND[source]
    assert (counts[0], counts[2]) == (all_, held_out)
    assert counts[1] >= found
    assert counts[3] >= found_held_out
    for one in pairs(source):
        if one["verdict"] == "none":
            row = directory.row_of(one["row_id"])
            assert row is not None
            assert directory.facility(row).id == one["row_id"], one
