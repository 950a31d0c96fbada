"""A price far outside what others charge for its code is shown as listed, and marked with why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from builders import TODAY, a_directory, a_facility, a_program, criteria
from finder.command import main
from finder.intake.prices.attaching import attach_prices
from finder.intake.prices.outliers import compared
from finder.intake.prices.reading import PriceFile, read_prices
from finder.search import search
from finder.wording.price_words import filed_prices, prices
from price_files import HEAD, Item, as_tall

CODES = [("RC", "906"), ("HCPCS", "H0015")]
FAR = "far from the $600.00 that other hospitals list for this code"


def files(folder: Path, cash: Sequence[float], names: Sequence[str] = ()) -> list[PriceFile]:
    """A file a hospital, each with one price; the names are theirs, else each has its own."""
    found = []
    for number, dollars in enumerate(cash):
        name = names[number] if names else f"Rivanna Hospital {number}"
        content = as_tall([Item("Alcohol IOP per diem", CODES, cash=dollars)])
        path = folder / f"{number}.csv"
        path.write_bytes(content.replace(HEAD["hospital_name"].encode(), name.encode(), 1))
        found.append(read_prices(str(path)))
    return compared(found)


def marked(found: list[PriceFile]) -> list[dict[str, float]]:
    return [dict(price.elsewhere) for file in found for price in file.prices]


@pytest.mark.parametrize(
    ("cash", "far"),
    [
        ([500, 600, 600, 700, 9000], 4),
        ([500, 600, 600, 700, 40], 4),
        # ten times is not yet far outside
        ([500, 600, 600, 700, 6000], None),
        ([500, 600, 600, 700, 60], None),
    ],
)
def test_ten_times_more_or_less_than_the_middle_of_others_is_marked(
    cash: list[float], far: int | None, tmp_path: Path
) -> None:
    found = marked(files(tmp_path, cash))
    assert [at for at, one in enumerate(found) if one] == ([] if far is None else [far])
    if far is not None:
        assert found[far] == {"cash": 600}


def test_few_others_say_nothing_and_two_files_of_a_hospital_are_one(tmp_path: Path) -> None:
    assert not any(marked(files(tmp_path, [500, 600, 700, 9000])))
    twice = ["Elm", "Elm", "Oak", "Birch", "Alder"]
    assert not any(marked(files(tmp_path, [500, 600, 600, 700, 9000], twice)))


def test_it_is_shown_as_listed_with_why_and_filters_like_any_other(tmp_path: Path) -> None:
    found = files(tmp_path, [500, 600, 600, 700, 9000])
    record = a_facility(
        a_program("iop"), name="Rivanna Hospital", street1="1 Example Road", zip="22903"
    )
    attach_prices([record], found[-1:])
    directory = a_directory(record)
    facility = directory.facility(0)
    said = prices(directory, facility, facility.programs[0], "week")
    assert said.text == "Cash price: $9,000 a day, far from the $600 that others list"
    listed = dict(filed_prices(facility, "iop"))["Cash price in the hospital's file"]
    assert [one.text for one in listed] == ["$9,000 a day"]
    assert FAR in listed[0].more
    assert search(directory, criteria("cost=1000&per=week"), TODAY).total == 0


def test_the_report_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files(tmp_path, [500, 600, 600, 700, 9000])
    call = ["check", *(str(tmp_path / f"{number}.csv") for number in range(5)), "--as", "prices"]
    assert main(call) == 0
    assert FAR in capsys.readouterr().err
    assert main([*call, "--json"]) == 0
    remarks = [one.get("remark") for one in json.loads(capsys.readouterr().out)["prices"]]
    assert remarks == [None, None, None, None, FAR]
