"""How many facilities would be found if a code were chosen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from builders import TODAY, a_directory, a_facility, a_program, find
from finder.directory import Directory
from oracle_rules import FACETS

# All programs of a facility alike, and in the other directory not: they are counted differently.
ALIKE = a_directory(
    a_facility(a_program("iop", pay=["medicaid"], therapy=["cbt", "group"]), name="A"),
    a_facility(a_program("php", pay=["medicaid", "private"], therapy=["cbt"]), name="B"),
    a_facility(a_program("iop", pay=["private"], therapy=["group"]), name="C"),
    a_facility(a_program("iop"), name="D"),
)
MIXED = a_directory(
    a_facility(
        a_program("iop", pay=["medicaid"], therapy=["cbt"]),
        a_program("php", pay=["medicaid"], therapy=["group"]),
        name="A",
    ),
    a_facility(a_program("iop", pay=["private"], therapy=["cbt", "group"]), name="B"),
)


def test_an_any_of_key_leaves_its_own_choice_out() -> None:
    counts = find(ALIKE, "pay=medicaid").facets["pay"]
    # D has not published it, so it may take either
    assert (counts["medicaid"], counts["private"], counts["self"]) == (3, 3, 1)
    assert counts == find(ALIKE).facets["pay"]


def test_an_all_of_key_keeps_its_own_choice() -> None:
    everything, cbt = find(ALIKE), find(ALIKE, "therapy=cbt")
    assert (everything.facets["therapy"]["cbt"], everything.facets["therapy"]["group"]) == (3, 3)
    # with cbt chosen: A and D have group as well; cbt itself is what is found now
    assert (cbt.facets["therapy"]["cbt"], cbt.facets["therapy"]["group"]) == (3, 2)
    assert cbt.facets["therapy"]["matrix"] == 1


def test_other_keys_are_kept() -> None:
    facets = find(ALIKE, "therapy=cbt&pay=private").facets
    assert (facets["care"]["iop"], facets["care"]["php"]) == (1, 1)
    assert find(ALIKE, "care=iop").facets["pay"]["private"] == 2


def test_one_program_has_to_have_all_that_is_asked() -> None:
    # A offers both therapies, but not in one program
    assert find(MIXED, "therapy=cbt").facets["therapy"]["group"] == 1
    assert find(MIXED).facets["therapy"]["group"] == 2
    assert find(MIXED, "care=php").facets["therapy"]["cbt"] == 0
    assert find(MIXED, "care=iop").facets["therapy"]["cbt"] == 2


def test_a_facility_counts_once_however_many_programs_it_has() -> None:
    directory = a_directory(a_facility(*(a_program("iop", lang=["spanish"]) for _ in range(5))))
    facets = find(directory).facets
    assert (facets["care"]["iop"], facets["lang"]["spanish"], facets["lang"]["asl"]) == (1, 1, 0)


def test_detox_is_a_single_choice() -> None:
    directory = a_directory(
        a_facility(a_program("detox"), name="A", detox_for=["alcohol"]),
        a_facility(a_program("iop"), name="B"),
        a_facility(a_program("iop"), name="C", at=(61.2, -149.9)),
    )
    for query in ("", "detox=onsite", "detox=nearby"):
        assert find(directory, query).facets["detox"] == {"onsite": 1, "nearby": 2}
    # what the detox is for follows the detox that is chosen
    assert find(directory, "detox=nearby").facets["detox_for"]["alcohol"] == 2
    assert find(directory, "detox=onsite").facets["detox_for"]["alcohol"] == 1
    assert find(directory, "detox_for=alcohol").facets["detox"] == {"onsite": 1, "nearby": 2}
    assert find(directory, "detox_for=cocaine").facets["detox"] == {"onsite": 0, "nearby": 0}


def test_what_detox_is_for_keeps_its_own_choice() -> None:
    directory = a_directory(
        a_facility(a_program("detox"), name="A", detox_for=["alcohol", "opioids"]),
        a_facility(a_program("detox"), name="B", detox_for=["opioids"]),
    )
    assert find(directory).facets["detox_for"]["opioids"] == 2
    assert find(directory, "detox_for=alcohol").facets["detox_for"]["opioids"] == 1


def test_with_published_only_what_is_certain_counts() -> None:
    assert find(ALIKE, "published=1").facets["pay"]["medicaid"] == 2
    assert find(ALIKE, "published=1").facets["care"]["iop"] == 3
    assert find(MIXED, "published=1&therapy=cbt").facets["therapy"]["group"] == 1
    # and the count of that choice itself says how many are certain
    assert find(ALIKE, "pay=medicaid").facets["published"] == {"1": 2}
    assert find(ALIKE, "pay=medicaid&published=1").facets["published"] == {"1": 2}


def test_openings_are_counted() -> None:
    yesterday = TODAY - timedelta(days=1)
    directory = a_directory(
        a_facility(a_program(openings=2, openings_on=yesterday), name="A"),
        a_facility(a_program(openings=0, openings_on=yesterday), name="B"),
        a_facility(a_program(), name="C"),
    )
    assert find(directory).facets["openings"] == {"1": 2}
    assert find(directory, "published=1").facets["openings"] == {"1": 1}


def test_states_are_counted_where_there_is_one() -> None:
    directory = a_directory(a_facility(), a_facility(state="MD"), a_facility(state="MD", name="B"))
    assert find(directory).facets["state"] == {"VA": 1, "MD": 2}
    assert find(directory, "state=VA").facets["state"] == {"VA": 1, "MD": 2}


def test_the_page_changes_no_count() -> None:
    directory = a_directory(*(a_facility(name=f"Place {n}") for n in range(30)))
    assert find(directory, "page=2").facets == find(directory).facets
    assert find(directory).facets["care"]["iop"] == 30


def test_where_nothing_is_found_every_count_is_0() -> None:
    facets = find(ALIKE, "q=nobody").facets
    assert {count for counts in facets.values() for count in counts.values()} <= {0}
    assert set(facets["care"]) == set(FACETS["care"])


@pytest.mark.parametrize("directory", [ALIKE, MIXED])
def test_every_key_with_codes_has_a_count_for_each(directory: Directory) -> None:
    facets = find(directory, "care=iop").facets
    assert set(facets) == {*FACETS, "county"}
    for key in set(FACETS) - {"state"}:
        assert tuple(facets[key]) == FACETS[key]


def test_choosing_a_code_finds_as_many_as_its_count_said() -> None:
    for directory in (ALIKE, MIXED):
        results = find(directory, "care=iop")
        for key in ("therapy", "pay", "detox", "lang"):
            for code, count in results.facets[key].items():
                assert find(directory, f"care=iop&{key}={code}").total == count
