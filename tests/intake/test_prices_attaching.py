"""Which listing a hospital's price is of, and what it then decides."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import TODAY, a_facility, a_program
from finder.command import main
from finder.criteria import read
from finder.directory import Directory, FacilityRecord, open_directory
from finder.export.answer import answer
from finder.intake.prices.attaching import Attached, attach_prices
from finder.intake.prices.places import address_row
from finder.intake.prices.reading import read_prices
from finder.pages.find.card import card_of
from finder.search import search
from finder.wording.provenance import only_in_prices
from price_files import Item, as_tall
from table_rows import PROGRAM, TableFile

IOP = Item("Alcohol IOP", [("RC", "906"), ("HCPCS", "H0015")], gross=900, cash=600)
DETOX = Item("Room Detox", [("RC", "0116")], gross=3000, cash=3000)
HOSPITAL_AT = {"street1": "1 Example Road", "zip": "22903"}
CENTER_AT = {"street1": "9 Oak St.", "city": "Keswick", "zip": "22947"}


def hospital(*care: str, name: str = "Rivanna Hospital", **fields: Any) -> FacilityRecord:
    return a_facility(*(a_program(one) for one in care), name=name, **(HOSPITAL_AT | fields))


def attached(tmp_path: Path, records: list[FacilityRecord], *items: Item) -> list[Attached]:
    path = tmp_path / "charges.csv"
    path.write_bytes(as_tall(items))
    return attach_prices(records, [read_prices(str(path))])


def test_a_price_is_of_the_listing_at_its_address_that_offers_its_level(tmp_path: Path) -> None:
    records = [hospital("detox"), hospital("iop", name="Rivanna Recovery Center", **CENTER_AT)]
    told = attached(tmp_path, records, IOP, DETOX)
    assert [one.facility and one.facility.name1 for one in told] == [
        "Rivanna Recovery Center",
        "Rivanna Hospital",
    ]
    (iop,) = records[1].programs
    assert iop.numbers["cash_low"] == 600
    assert iop.numbers["code_hours"] == 9
    assert [(price.kind, price.low) for price in records[1].prices] == [
        ("cash", 600),
        ("gross", 900),
    ]


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([], "no listing is at an address of the file under its name"),
        ([hospital("iop", street1="2 Example Road")], "no listing is at an address"),
        ([hospital("iop", name="Bright Path Counseling")], "no listing is at an address"),
        ([hospital("detox")], "no listing at its address offers that level"),
        (
            [hospital("iop"), hospital("iop", street2="Suite 4")],
            "several listings at its addresses offer that level",
        ),
    ],
)
def test_a_price_that_may_be_of_another_place_is_of_none(
    records: list[FacilityRecord], reason: str, tmp_path: Path
) -> None:
    (one,) = attached(tmp_path, records, IOP)
    assert one.facility is None
    assert reason in one.reason
    assert not any(record.prices for record in records)


def test_an_import_with_prices_lets_them_decide(
    table_file: TableFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = PROGRAM | {"facility_name": "Rivanna Hospital", "street": "1 Example Road"}
    table = table_file(row)
    charges, folder = tmp_path / "charges.csv", tmp_path / "directory"
    charges.write_bytes(as_tall([IOP]))
    call = ["import", table, "--prices", str(charges), "--to", str(folder), "--json"]
    assert main(call) == 0
    report = json.loads(capsys.readouterr().out)
    assert any(one["reason"].startswith("is listed with Rivanna") for one in report["remarks"])
    directory = open_directory(str(folder))
    found = answer(search(directory, read("cost=1799&per=week").criteria, TODAY), "")
    assert found["total"] == 0  # three days of 600 are 1,800 a week at the least
    found = answer(search(directory, read("cost=1800&per=week&hours=9-").criteria, TODAY), "")
    ((program,),) = [result["programs"] for result in found["results"]]
    assert program["status"] == "possible"
    assert program["ask"] == ["cost"]
    assert program["hours"]["basis"] == "code"
    assert (program["cost"] or {})["kind"] == "cash"
    assert [(price["kind"], price["low"]) for price in program["prices"]] == [
        ("cash", 600),
        ("gross", 900),
    ]


def add_places(table_file: TableFile, tmp_path: Path, *items: Item, **row: str) -> Directory:
    """The directory of an import with --add-places."""
    table = table_file(PROGRAM | {"facility_name": "Elm House", "street": "7 Elm Street"} | row)
    charges, folder = tmp_path / "charges.csv", tmp_path / "directory"
    charges.write_bytes(as_tall(items))
    call = ["import", table, "--prices", str(charges), "--to", str(folder), "--add-places"]
    assert main([*call, "--json"]) == 0
    return open_directory(str(folder))


def test_a_hospital_in_no_directory_is_added_and_marked_as_known_from_its_file_alone(
    table_file: TableFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = add_places(table_file, tmp_path, IOP, DETOX)
    report = json.loads(capsys.readouterr().out)
    assert any("known from this file alone" in one["reason"] for one in report["remarks"])
    assert len(directory.facilities) == 2
    results = search(directory, read("q=rivanna").criteria, TODAY)
    (found,) = results.facilities
    assert [one.care for one in found.facility.programs] == ["detox", "iop"]
    assert (found.facility.street1, found.facility.city) == ("1 Example Road", "Charlottesville")
    assert found.facility.position == "approximate"
    assert only_in_prices(found.facility, directory.manifest)
    card = card_of(found, results, lambda _criteria, path="/": path, TODAY)
    assert any("price file alone" in words for words in card.only)
    assert "price file of Rivanna Hospital" in card.sources[-1].text
    # the others are of their own source, and not marked
    elm = search(directory, read("q=elm").criteria, TODAY).facilities[0].facility
    assert only_in_prices(elm, directory.manifest) == ()


@pytest.mark.parametrize(
    "row",
    [
        # the hospital is listed, without that level
        {"facility_name": "Rivanna Hospital", "street": "1 Example Road", "care_level": "php"},
        {"facility_name": "Rivanna Hospital", "street": "1 Example Road", "care_level": "iop"},
    ],
)
def test_a_hospital_that_is_listed_is_not_added_once_more(
    row: dict[str, str], table_file: TableFile, tmp_path: Path
) -> None:
    directory = add_places(table_file, tmp_path, IOP, **row)
    assert len(directory.facilities) == 1


def test_without_a_price_of_a_level_nothing_is_added(table_file: TableFile, tmp_path: Path) -> None:
    other = Item("MRI", [("HCPCS", "70551")], gross=900, cash=600)
    directory = add_places(table_file, tmp_path, other)
    assert len(directory.facilities) == 1


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("1364 Clifton Road, Ne, Atlanta, GA 30322", ("1364 Clifton Road", "Ne", "Atlanta")),
        ("1 Hospital Rd Oak Bluffs MA 02557-1477", ("1 Hospital Rd", "", "Oak Bluffs")),
        ("1620 W Harrison St CHICAGO IL 60612", ("1620 W Harrison St", "", "CHICAGO")),
        ("101 Manning Dr, Chapel Hill, NC 27514", ("101 Manning Dr", "", "Chapel Hill")),
    ],
)
def test_an_address_in_one_line_is_taken_apart(address: str, parts: tuple[str, str, str]) -> None:
    row = address_row("Hospital", address)
    assert row is not None
    assert (row.street1, row.street2, row.city) == parts


@pytest.mark.parametrize("address", ["", "1 Example Road", "1 Example Road, Nowhere, VA 00000"])
def test_an_address_without_a_zip_that_we_know_is_none(address: str) -> None:
    assert address_row("Hospital", address) is None


def test_prices_alone_are_no_directory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    charges = tmp_path / "charges.csv"
    charges.write_bytes(as_tall([IOP]))
    assert main(["import", str(charges), "--as", "prices", "--to", str(tmp_path / "d")]) == 2
    assert "--prices" in capsys.readouterr().err
    assert main(["check", str(charges), "--as", "prices", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    (price,) = report["prices"]
    assert (price["care"], price["code"], price["cash"]) == ("iop", "H0015", 600)
    assert report["left_out"] == {}
