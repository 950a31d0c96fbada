"""State, care level, openings, names, and how several answers make one."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote, unquote

import pytest

from builders import (
    TODAY,
    a_directory,
    a_facility,
    a_program,
    answer_of,
    criteria,
    find,
)
from finder.criteria import read, write


@pytest.mark.parametrize(
    ("days_ago", "openings", "answer"),
    [
        # reported within the last 7 days
        (0, 3, "yes"),
        (7, 1, "yes"),
        (0, 0, "no"),
        (7, 0, "no"),
        # an older report is no longer a report, whatever it said
        (8, 3, "not published"),
        (8, 0, "not published"),
        # nor is one of tomorrow, one without a date, or none
        (-1, 3, "not published"),
        (None, 3, "not published"),
        (0, None, "not published"),
        (None, None, "not published"),
    ],
)
def test_openings_are_those_reported_within_7_days(
    days_ago: int | None, openings: float | None, answer: str
) -> None:
    on = None if days_ago is None else TODAY - timedelta(days=days_ago)
    assert answer_of(a_program(openings=openings, openings_on=on), "openings=1") == answer


def test_openings_are_asked_with_1_only() -> None:
    assert write(criteria("openings=0")) == ""
    assert [one.key for one in read("openings=yes").problems] == ["openings"]


@pytest.mark.parametrize(
    ("name1", "name2", "asked", "found"),
    [
        # each word begins a word of the names, in any order
        ("New Hope Center", "", "hope", True),
        ("New Hope Center", "", "hop cen", True),
        ("New Hope Center", "", "center new", True),
        ("New Hope Center", "", "ope", False),
        ("New Hope Center", "", "hope house", False),
        # both names count
        ("New Hope", "Charlottesville Clinic", "clinic hope", True),
        # accents removed, lower case
        ("Casa Niño", "", "NINO", True),
        ("Casa Nino", "", "niño", True),
        ("Straße", "", "STRASSE", True),
        # a word is a run of letters and digits
        ("Saint Mary's", "", "s", True),
        ("Saint Mary's", "", "mary's", True),
        ("42nd-Street (North)", "", "street 42 north", True),
        ("A_B", "", "b", True),
        # two words of the question may mean the same word of the name
        ("Hope", "", "hope ho", True),
    ],
)
def test_words_of_a_name(name1: str, name2: str, asked: str, found: bool) -> None:
    facility = a_facility(name=name1, name2=name2)
    assert answer_of(facility, f"q={asked}") == ("yes" if found else "no")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("  New   HOPE ", "q=new+hope"),
        ("hope,hope;Hope", "q=hope"),
        ("Niño’s", "q=nino+s"),
        ("!?", ""),
        ("x" * 201, ""),
        # letters that stand for several
        ("Ⅷ", "q=viii"),
        ("".join(map(chr, range(0x3300, 0x3358))), ""),
    ],
)
def test_a_name_is_written_as_its_words(text: str, written: str) -> None:
    link = read("q=" + quote(text))
    assert unquote(write(link.criteria)) == written
    assert bool(link.problems) == (not written)


def test_a_state_is_that_of_the_facility() -> None:
    assert answer_of(a_facility(state="MD"), "state=MD") == "yes"
    assert answer_of(a_facility(state="MD"), "state=va") == "no"


def test_near_and_state_both_apply() -> None:
    directory = a_directory(a_facility(state="VA"), a_facility(state="MD", name="Birch House"))
    assert find(directory, "near=22903").total == 2
    assert find(directory, "near=22903&state=MD").total == 1


def test_any_of_the_care_levels_is_found() -> None:
    facility = a_facility(a_program("iop"), a_program("php"), a_program("detox"))
    results = find(a_directory(facility), "care=iop,php")
    assert [one.program.care for one in results.facilities[0].programs] == ["iop", "php"]
    assert answer_of(facility, "care=residential") == "no"


def test_a_facility_that_states_no_level_is_found_only_when_none_is_asked() -> None:
    unstated = a_facility()
    unstated.programs = []
    directory = a_directory(unstated)
    assert len(directory.programs) == 1
    assert find(directory).matches == 1
    every = "detox,inpatient,residential,php,iop,outpatient,medication,sober-living"
    assert find(directory, f"care={every}").total == 0
    assert set(find(directory).facets["care"].values()) == {0}
    assert find(directory, "hours=-168").possible == 1


def test_any_no_removes_the_program() -> None:
    program = a_program("iop", hours=(9, 12), pay=["medicaid"])
    assert answer_of(program, "care=iop&hours=9-19&pay=medicaid") == "yes"
    assert answer_of(program, "care=iop&hours=20-&pay=medicaid") == "no"
    # a no outweighs what is not published
    assert answer_of(program, "care=iop&pay=medicare&cost=100") == "no"


def test_one_answer_that_is_not_published_makes_a_program_possible() -> None:
    facility = a_facility(a_program("iop", hours=(9, 12), pay=["medicaid"]))
    results = find(a_directory(facility), "care=iop&hours=9-19&pay=medicaid&cost=100&therapy=cbt")
    found = results.facilities[0]
    assert (results.matches, results.possible) == (0, 1)
    assert not found.match
    assert found.programs[0].ask == ("cost", "therapy")


def test_a_facility_is_a_match_when_one_of_its_programs_is() -> None:
    facility = a_facility(a_program("iop", hours=(9, 12)), a_program("detox"), a_program("php"))
    results = find(a_directory(facility), "hours=9-12")
    found = results.facilities[0]
    assert [(one.program.care, one.match, one.ask) for one in found.programs] == [
        ("iop", True, ()),
        ("detox", False, ("hours",)),
    ]
    # what to ask is that of its best programs: nothing
    assert found.match
    assert found.ask == ()


def test_a_facility_is_found_when_one_program_remains() -> None:
    facility = a_facility(a_program("iop", therapy=["cbt"]), a_program("php", therapy=[]))
    assert answer_of(facility, "therapy=cbt") == "yes"
    # the same program has to remain under all that is asked
    assert answer_of(facility, "care=php&therapy=cbt") == "no"


def test_published_leaves_the_matches() -> None:
    directory = a_directory(
        a_facility(a_program("iop", hours=(9, 12)), a_program("detox"), name="Published"),
        a_facility(a_program("iop"), name="Silent"),
    )
    results = find(directory, "hours=9-12&published=1")
    assert [one.facility.name for one in results.facilities] == ["Published"]
    assert [one.program.care for one in results.facilities[0].programs] == ["iop"]
    assert find(directory, "hours=9-12").total == 2


def test_a_shortlist_does_not_restrict_the_search() -> None:
    directory = a_directory(a_facility(), a_facility(name="Birch House"))
    assert find(directory, "pick=abcdefg2").total == 2
