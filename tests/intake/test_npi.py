"""National Provider Identifiers: which are some, whose they are, and where they are told.

tests/data/npi_pairs.csv holds a hundred pairs of a row of Medicare's opioid treatment programs
(2023) and a facility of SAMHSA's directory (2023), drawn by a seed from those that were linked and
read one by one: 99 are one place.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_facility, a_program
from finder.command import main
from finder.directory import FacilityRecord, Phone, open_directory
from finder.errors import SourceRefused
from finder.intake import take_in
from finder.intake.joining.npi import Found, PlaceFinder
from finder.intake.npi.giving import give_npis
from finder.intake.npi.npi_table import open_npi_table
from finder.intake.rows.npis import is_npi, npis_in

PAIRS = Path(__file__).parents[1] / "data" / "npi_pairs.csv"
TODAY = date(2026, 11, 27)
ONE, OTHER = "1234567893", "1003081399"
TableFile = Callable[..., str]
Output = pytest.CaptureFixture[str]


def a_place(
    name: str, street: str = "12 Elm Street", phone: str = "", care: str = "iop"
) -> FacilityRecord:
    phones = [Phone("main", phone, f"+1{phone}")] if phone else []
    return a_facility(a_program(care), name=name, street1=street, phones=phones)


def a_table(tmp_path: Path, *rows: dict[str, str], name: str = "providers.csv") -> str:
    whole = {"NPI": ONE, "Provider Name": "Elm House LLC", "Address Line 1": "12 ELM ST"}
    whole |= {"Address Line 2": "", "City": "CHARLOTTESVILLE", "State": "VA", "ZIP": "22903-0001"}
    whole |= {"Phone": "4345550100"}
    path = tmp_path / name
    with path.open("w", encoding="utf-8", newline="") as file:
        header = list(dict.fromkeys([*whole, *(key for row in rows for key in row)]))
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows([whole | row for row in rows])
    return str(path)


# --- check digits --------------------------------------------------------------------------------


def test_the_last_digit_of_an_npi_checks_the_others() -> None:
    assert is_npi(ONE)
    assert not is_npi("1234567890")


@given(st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place: int, more: int) -> None:
    digit = str((int(ONE[place]) + more) % 10)
    assert not is_npi(ONE[:place] + digit + ONE[place + 1 :])


@pytest.mark.parametrize(
    ("cell", "npis", "refused"),
    [
        (f"{ONE} {OTHER}", (ONE, OTHER), ()),
        (f"{ONE}; {ONE}", (ONE,), ()),
        (float(ONE), (ONE,), ()),
        (f"{ONE}.0", (ONE,), ()),
        ("1234567890, n/a", (), ("1234567890", "n", "a")),
        (None, (), ()),
    ],
)
def test_a_cell_may_list_several(
    cell: object, npis: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    assert npis_in(cell) == (npis, refused)


# --- whose they are ------------------------------------------------------------------------------


def test_an_address_alone_makes_no_place_the_same() -> None:
    finder = PlaceFinder([a_place("Elm House", phone="4345550100")])
    assert finder.find(a_place("Dr. Smith Dentistry", phone="4345550199")) == Found(None)


def test_an_address_with_the_phone_or_with_the_name_is_enough() -> None:
    finder = PlaceFinder([a_place("Elm House", phone="4345550100")])
    assert finder.find(a_place("Riverbend Holdings LLC", phone="4345550100")) == Found(0)
    assert finder.find(a_place("ELM HOUSE LLC", phone="4345550199")) == Found(0)


def test_a_name_that_was_cut_off_is_known_by_its_beginning() -> None:
    finder = PlaceFinder([a_place("Center for Alcohol and Drug Treatment", phone="4345550100")])
    row = a_place("CENTER FOR ALCOHOL AND DRUG TREATME", phone="4345550199")
    assert finder.find(row) == Found(0)


def test_the_phone_of_an_office_gives_nothing_to_a_house_in_another_street() -> None:
    finder = PlaceFinder([a_place("Elm House", "900 Oak Road", phone="4345550100")])
    assert finder.find(a_place("Elm House", phone="4345550100")) == Found(None)


def test_of_two_that_fit_equally_well_none_is_taken() -> None:
    both = [a_place("Elm House, North"), a_place("Elm House, South")]
    assert PlaceFinder(both).find(a_place("Elm House LLC")) == Found(None, (0, 1))


def test_what_the_row_is_about_decides_between_two_of_one_operator() -> None:
    both = [a_place("Elm House, Detox"), a_place("Elm House, Clinic")]
    found = PlaceFinder(both).find(a_place("Elm House LLC"), lambda one: "Clinic" in one.name)
    assert found == Found(1)


def test_every_pair_that_was_judged_right_is_still_found() -> None:
    with PAIRS.open(encoding="utf-8") as file:
        pairs = list(csv.DictReader(file))
    places = [_listing(pair) for pair in pairs]
    finder = PlaceFinder(places)
    for number, pair in enumerate(pairs):
        row = FacilityRecord(
            name1=pair["provider"],
            also_named=(pair["provider_place"],),
            street1=pair["provider_street1"],
            street2=pair["provider_street2"],
            city=pair["provider_city"],
            state=pair["state"],
            zip=pair["provider_zip"],
            phones=[_phone(pair["provider_phone"])] if pair["provider_phone"] else [],
        )
        if pair["right"] == "yes":
            assert finder.find(row).number == number, pair["provider"]
    assert sum(pair["right"] == "yes" for pair in pairs) / len(pairs) >= 0.99


def _listing(pair: dict[str, str]) -> FacilityRecord:
    return FacilityRecord(
        name1=pair["name1"],
        name2=pair["name2"],
        street1=pair["street1"],
        street2=pair["street2"],
        city=pair["city"],
        state=pair["state"],
        zip=pair["zip"],
        phones=[_phone(text) for text in pair["phones"].split("; ") if text],
    )


def _phone(text: str) -> Phone:
    number = text.partition(" ext.")[0].replace("-", "")
    return Phone("main", text, f"+1{number}")


# --- tables of providers -------------------------------------------------------------------------


def test_an_extract_of_nppes_is_read_by_the_practice_address(tmp_path: Path) -> None:
    practice = "Provider Business Practice Location Address"
    row = {
        "NPI": ONE,
        "Entity Type Code": "2",
        "Provider Organization Name (Legal Business Name)": "RIVERBEND HOLDINGS LLC",
        "Provider Other Organization Name": "ELM HOUSE",
        "Provider First Line Business Mailing Address": "PO BOX 9",
        "Provider First Line Business Practice Location Address": "12 ELM ST",
        "Provider Business Mailing Address City Name": "RICHMOND",
        f"{practice} City Name": "CHARLOTTESVILLE",
        f"{practice} State Name": "VA",
        f"{practice} Postal Code": "229030001",
        f"{practice} Telephone Number": "4345550100",
        "NPI Deactivation Date": "",
        "NPI Reactivation Date": "",
        "Healthcare Provider Taxonomy Code_1": "261QM2800X",
    }
    person = row | {"Entity Type Code": "1"}
    taken_back = row | {"NPI Deactivation Date": "01/02/2024"}
    path = tmp_path / "nppes.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerows([row, person, taken_back])
    table = open_npi_table(str(path), TODAY)
    (only,) = table.providers
    assert only.place.npi == (ONE,)
    assert (only.place.street1, only.place.city, only.place.zip) == (
        "12 ELM ST",
        "CHARLOTTESVILLE",
        "22903",
    )
    assert only.place.also_named == ("ELM HOUSE",)
    assert only.opioid_treatment
    assert [one.reason for one in table.notes.remarks] == [
        "1 rows are of persons, who are no facilities: left out",
        "1 NPIs were taken back: left out",
    ]


def test_a_wrong_check_digit_is_named_with_its_line(tmp_path: Path) -> None:
    table = open_npi_table(a_table(tmp_path, {}, {"NPI": "1234567890"}), TODAY)
    assert len(table.providers) == 1
    (finding,) = table.notes.refused_values
    assert (finding.line, finding.value) == (3, "1234567890")


def test_a_table_without_npis_is_refused_with_what_it_needs(table_file: TableFile) -> None:
    with pytest.raises(SourceRefused, match="needs columns of the NPI"):
        open_npi_table(table_file({}), TODAY)


def test_one_npi_is_given_to_several_places_only_if_the_table_says_so(tmp_path: Path) -> None:
    elm, oak = a_place("Elm House", "12 Elm Street"), a_place("Elm House", "9 Oak Road")
    twin = a_place("Birch Hall", "12 Elm Street")
    table = open_npi_table(a_table(tmp_path, {}, {"Address Line 1": "9 Oak Rd"}), TODAY)
    given = give_npis([elm, oak, twin], table, 1)
    assert (elm.npi, oak.npi, twin.npi) == ((ONE,), (ONE,), ())
    assert (given.rows, given.placed, given.in_doubt) == (2, 2, 0)
    assert elm.origin.fields["npi"] == 2


def test_what_is_in_doubt_is_reported_and_left(tmp_path: Path) -> None:
    both = [a_place("Elm House, North"), a_place("Elm House, South")]
    table = open_npi_table(a_table(tmp_path, {}), TODAY)
    assert give_npis(both, table, 1).in_doubt == 1
    assert not any(one.npi for one in both)
    (remark,) = table.notes.remarks
    assert "Elm House, North, Elm House, South" in remark.reason


def test_a_table_of_opioid_treatment_programs_means_those_that_give_methadone(
    tmp_path: Path,
) -> None:
    detox = a_place("Elm House, Detox", care="detox")
    clinic = a_place("Elm House, Clinic", care="medication")
    path = a_table(tmp_path, {}, name="otp-providers-2023.csv")
    give_npis([detox, clinic], open_npi_table(path, TODAY), 1)
    assert (detox.npi, clinic.npi) == ((), (ONE,))


# --- where they are told -------------------------------------------------------------------------


def imported(
    table_file: TableFile, tmp_path: Path, capsys: Output
) -> tuple[Path, dict[str, object]]:
    source = table_file(
        {"facility_name": "Elm House", "street": "12 Elm Street", "npi": OTHER},
        {"facility_name": "Oak Hall", "street": "9 Oak Road", "npi": ""},
    )
    providers = a_table(tmp_path, {"City": "Charlottesville"})
    folder = tmp_path / "to"
    assert main(["import", source, "--npi", providers, "--to", str(folder), "--json"]) == 0
    report: dict[str, object] = json.loads(capsys.readouterr().out)
    return folder, report


def test_the_report_says_how_many_have_an_npi(
    table_file: TableFile, tmp_path: Path, capsys: Output
) -> None:
    _folder, report = imported(table_file, tmp_path, capsys)
    assert report["npi"] == {"facilities": 1, "share": 0.5, "rows": 1, "placed": 1, "in_doubt": 0}
    assert report["rows_read"] == 2


def test_a_facility_has_the_npis_of_its_source_and_of_the_table(
    table_file: TableFile, tmp_path: Path, capsys: Output
) -> None:
    folder, _report = imported(table_file, tmp_path, capsys)
    directory = open_directory(str(folder))
    npis = {one.name: one.npi for one in map(directory.facility, range(2))}
    assert npis == {"Elm House": (OTHER, ONE), "Oak Hall": ()}


@pytest.mark.parametrize("form", ["csv", "hsds"])
def test_our_own_exports_bring_their_npis_back(
    table_file: TableFile,
    tmp_path: Path,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
) -> None:
    folder, _report = imported(table_file, tmp_path, capsys)
    monkeypatch.setenv("FINDER_DIRECTORY", str(folder))
    assert main(["search", "", "--format", form]) == 0
    again = tmp_path / f"again.{'json' if form == 'hsds' else form}"
    again.write_text(capsys.readouterr().out, encoding="utf-8")
    directory = take_in([str(again)]).directory
    assert {one.npi for one in map(directory.facility, range(2))} == {(OTHER, ONE), ()}


def test_the_answer_lists_them_and_an_empty_list_where_there_are_none(
    table_file: TableFile, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, _report = imported(table_file, tmp_path, capsys)
    monkeypatch.setenv("FINDER_DIRECTORY", str(folder))
    assert main(["search", "", "--format", "json"]) == 0
    results = json.loads(capsys.readouterr().out)["results"]
    assert sorted(one["npi"] for one in results) == [[], [OTHER, ONE]]
