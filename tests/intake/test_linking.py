"""Which listings of two sources are one place: the parts of the rule, and how often it is right.

tests/data/linked_pairs.csv names pairs of a listing of SAMHSA 2023 and a licence of California,
labelled by reading both rows before the rule was tuned. A third of them (`held_out`) was not
looked at while it was. The rows themselves are read from the real files.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from builders import a_facility
from finder.directory import FacilityRecord, Phone
from finder.directory.identity import facility_ids
from finder.intake.files.files import open_file
from finder.intake.joining.linking import Likeness, Linker, compared
from finder.intake.joining.linking_addresses import (
    address_of,
    lists_address,
    same_street,
    suites_agree,
)
from finder.intake.joining.linking_names import alike, names_of, served
from finder.intake.reader import Circumstances
from finder.intake.recognise import all_columns, recognise
from finder.intake.rows.checks import Notes, in_silence

PAIRS = Path(__file__).parents[1] / "data" / "linked_pairs.csv"


# --- addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("7885 Annandale Avenue", "7885 ANNANDALE AVE.", True),
        ("128 East Alisal Street", "128 E ALISAL", True),
        ("8019 South Compton Avenue", "8019 COMPTON AVENUE", True),
        ("10344 DeSoto Avenue", "10344 DE SOTO AVENUE", True),
        ("2335 County Hills Drive", "2335 COUNTRY HILLS DR", True),  # a slip
        ("1187 East South Street", "1187 E. SOUTH ST", True),
        ("1724-1726 Bryant Street", "1724 BRYANT STREET", True),
        ("1243 1/2 West Pearl Street", "1243 W. PEARL STREET", True),
        ("3505 Camino Del Rio South", "3505 CAMINO DEL RIO, NORTH", False),
        ("1115 West Balboa Boulevard", "1601 WEST BALBOA BOULEVARD", False),
        ("166 North Moorpark Road", "166 SIESTA AVENUE", False),
        ("100 10th Street", "100 100th Street", False),
        ("1041 East Yorba Linda Boulevard Suite 202", "1041 E. YORBA LINDA BOULEVARD", True),
    ],
)
def test_streets_are_compared_by_number_and_name(one: str, other: str, same: bool) -> None:
    mine, its = address_of(one, ""), address_of(other, "")
    assert mine is not None
    assert its is not None
    assert same_street(mine, its) is same


@pytest.mark.parametrize("street", ["", "PO Box 1234", "Rural Route 2", "- - -"])
def test_an_address_without_a_house_number_is_none(street: str) -> None:
    assert address_of(street, "Suite 4") is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Suite B-5", "SUITE B5", True),
        ("Suite 211", "SUITE 104-107, 201, 203 AND 208-211", True),
        ("Suites C, D and F", "UNIT D", True),
        ("Suite 100", "SUITE 200", False),
        ("Building C", "BLDG D.", False),
        ("", "SUITE 200", None),
        ("2nd Floor", "2ND FLOOR, SUITE 220", True),
    ],
)
def test_suites_agree_where_one_is_in_both(one: str, other: str, agree: bool | None) -> None:
    mine, its = address_of("1 Main Street", one), address_of("1 Main St", other)
    assert mine is not None
    assert its is not None
    assert suites_agree(mine, its) is agree


def test_a_licence_lists_further_addresses_in_free_text() -> None:
    text = "3113, 3115, AND 3131 EAST 7TH ST. APTS 1, 3; 727 & 729 OBISPO AVE"
    for street, listed in (("3115 East 7th Street", True), ("729 Obispo Avenue", True)):
        assert (address := address_of(street, "")) is not None
        assert lists_address(text, address) is listed
    assert (other := address_of("3115 Main Street", "")) is not None
    assert not lists_address(text, other)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "city", "least", "most"),
    [
        (("Alpine Recovery Center", ""), ("ALPINE RECOVERY CENTER",), "Bishop", 100, 100),
        (("Mental Hlth Servs", "Hope Trt Ctr"), ("HOPE TREATMENT CENTER",), "Napa", 100, 100),
        (("449 Recovery", ""), ("417 RECOVERY", "417 ORANGE COUNTY, LLC"), "Irvine", 0, 45),
        # The town is in the names of half its places.
        (("San Diego Freedom Ranch",), ("SAN DIEGO HARBOR HOUSE",), "San Diego", 0, 50),
        (("Treatment Center Inc",), ("RECOVERY SERVICES, LLC",), "Napa", 0, 0),
    ],
)
def test_names_are_compared_by_what_tells_them_apart(
    one: tuple[str, ...], other: tuple[str, ...], city: str, least: float, most: float
) -> None:
    assert least <= alike(names_of(one, city), names_of(other, city)) <= most


@pytest.mark.parametrize(
    ("one", "other", "open_to_both"),
    [
        ("West County Childrens MH Services", "WEST COUNTY ADULT MENTAL HEALTH", False),
        ("Bea's Girls Home", "BEA'S DETOX FOR MEN", False),
        ("Perinatal Program", "WOMEN'S RECOVERY CENTER", True),
        ("La Casita for Women and Children", "LA CASITA DE LAS MAMAS", True),
        ("Womens Hope", "CHILDREN OF HOPE", True),
    ],
)
def test_programs_for_other_people_are_other_places(
    one: str, other: str, open_to_both: bool
) -> None:
    assert served(names_of((one,), ""), names_of((other,), "")) is open_to_both


# --- two listings --------------------------------------------------------------------------------


def place(name: str, street: str, phone: str = "", **fields: str) -> FacilityRecord:
    phones = [Phone("main", phone, phone)] if phone else []
    return a_facility(name=name, street1=street, phones=phones, **fields)


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (  # name and address, another phone
            place("Harmony Place", "1 Main Street", "+14345550100"),
            place("HARMONY PLACE", "1 MAIN ST", "+14345550199"),
            Likeness.SAME,
        ),
        (  # another operator since
            place("Insight Treatment", "1 Main Street"),
            place("CLEAR BEHAVIORAL HEALTH", "1 MAIN ST"),
            Likeness.LOOKS_ALIKE,
        ),
        (  # another site of one operator, with its phone
            place("Newport Academy", "1 Main Street", "+14345550100"),
            place("NEWPORT ACADEMY", "9 OAK AVENUE", "+14345550100"),
            Likeness.OTHER,
        ),
        (  # another town
            place("Harmony Place", "1 Main Street"),
            place("HARMONY PLACE", "1 MAIN ST", city="Roanoke", zip="24011"),
            Likeness.OTHER,
        ),
        (  # a slip in the number, and all else the same
            place("Ujima Central", "2976 Treat Boulevard Unit B-5", "+14345550100"),
            place("UJIMA CENTRAL", "2975 TREAT BLVD SUITE B-5", "+14345550100"),
            Likeness.SAME,
        ),
    ],
)
def test_what_two_listings_are_to_each_other(
    one: FacilityRecord, other: FacilityRecord, likeness: Likeness
) -> None:
    assert compared(one, other).likeness is likeness


def test_where_two_fit_equally_well_nobody_can_tell() -> None:
    linker = Linker(
        [
            place("Butte County, Youth SAPT", "1 Main Street", "+14345550100"),
            place("Butte County, Treatment Court", "1 Main Street", "+14345550100"),
        ]
    )
    same, alike_ones = linker.link(place("COUNTY OF BUTTE", "1 MAIN ST", "+14345550100"))
    assert not same
    assert sorted(alike_ones) == [0, 1]


def test_a_licence_for_several_houses_is_that_of_each() -> None:
    linker = Linker(
        [place("Harmony Place", "1 Main Street"), place("Harmony Place", "334 University Avenue")]
    )
    licence = place("HARMONY PLACE", "1 MAIN ST")
    licence.also_at = "3 MAIN ST AND 334 UNIVERSITY AVENUE"
    assert sorted(linker.link(licence)[0]) == [0, 1]


# --- measured on the real rows -------------------------------------------------------------------


class Measured(NamedTuple):
    """Pairs by what they are and what the rule made of them."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)


class Sources(NamedTuple):
    listings: list[FacilityRecord]
    licences: list[FacilityRecord]


@pytest.fixture(
    scope="module", params=["sample_data", pytest.param("whole_data", marks=pytest.mark.national)]
)
def sources(request: pytest.FixtureRequest) -> Sources:
    """Listings and licences: the slices, and the whole files where they are."""
    folder: Path = request.getfixturevalue(request.param)
    listings = folder / "samhsa" / "su_directory_2023_with_coords.csv"
    return Sources(_read(listings), _read(folder / "california" / "dhcs-facilities.csv"))


def _read(path: Path) -> list[FacilityRecord]:
    notes = Notes(path.name)
    file = open_file(str(path), all_columns())
    circumstances = Circumstances(date(2026, 1, 15), in_silence)
    reader, sheets, here = recognise(file, None, notes, circumstances)
    return reader.read(file, sheets, notes, here)


def _pairs() -> Iterator[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_the_labelled_pairs_are_many_and_a_third_is_held_out() -> None:
    pairs = list(_pairs())
    keys = {(one["facility_id"], one["license_number"]) for one in pairs}
    assert len(keys) == len(pairs) >= 200
    assert all(one["reason"] and one["same_place"] in {"yes", "no"} for one in pairs)
    held_out = sum(one["held_out"] == "yes" for one in pairs)
    assert abs(held_out - len(pairs) / 3) <= 1


def test_the_rule_is_right_as_often_as_we_say(
    sources: Sources, capsys: pytest.CaptureFixture[str]
) -> None:
    started = time.perf_counter()
    linker = Linker(sources.listings)
    linked = {id(one): linker.link(one)[0] for one in sources.licences}
    seconds = time.perf_counter() - started
    number_of = {one: place for place, one in enumerate(facility_ids(sources.listings))}
    record_of = {licence.number: one for one in sources.licences for licence in one.licences}
    measured = {}
    for part in ("no", "yes"):
        counts = dict.fromkeys(("right", "wrong", "missed"), 0)
        for pair in _pairs():
            if pair["held_out"] != part:
                continue
            found = linked[id(record_of[pair["license_number"]])]
            said = number_of[pair["facility_id"]] in found
            if said or pair["same_place"] == "yes":
                meant = pair["same_place"] == "yes"
                counts["right" if said and meant else "wrong" if said else "missed"] += 1
        measured[part] = Measured(**counts)
    with capsys.disabled():
        for part, name in (("no", "tuned on"), ("yes", "held out")):
            one = measured[part]
            said = f"precision {one.precision:.3f}, recall {one.recall:.3f}, {one}"
            sys.stdout.write(f"\nlinking, pairs {name}: {said}")
        counts = f"{len(sources.listings):,} listings and {len(sources.licences):,} licences"
        sys.stdout.write(f"\nlinking {counts}: {seconds:.1f} s\n")
    # A wrong link is worse than a missed one.
    for one in measured.values():
        assert one.precision >= 0.97
        assert one.recall >= 0.85
