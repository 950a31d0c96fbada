"""Criteria of codes: any of them or all of them, of facts that are stated, denied or unknown."""

from __future__ import annotations

import pytest

from builders import a_facility, a_program, answer_of
from finder.directory import FacilityRecord, ProgramRecord
from finder.groups import fact_groups

ANY_OF = ("pay", "accredited")
ALL_OF = ("when", "therapy", "medication", "for", "age", "gender", "lang", "with")


def first_codes(key: str) -> tuple[str, str]:
    """Two codes of a key."""
    codes = fact_groups()[key].vocabulary.codes
    return codes[0], codes[1]


@pytest.mark.parametrize("key", ANY_OF)
def test_any_of_the_chosen_codes_is_enough(key: str) -> None:
    one, other = first_codes(key)
    program = a_program(**{f"{key}_": [one]})
    assert answer_of(program, f"{key}={one}") == "yes"
    assert answer_of(program, f"{key}={one},{other}") == "yes"
    assert answer_of(program, f"{key}={other}") == "no"


@pytest.mark.parametrize("key", ALL_OF)
def test_all_of_the_chosen_codes_are_needed(key: str) -> None:
    one, other = first_codes(key)
    program = a_program(**{f"{key}_": [one]})
    assert answer_of(program, f"{key}={one}") == "yes"
    assert answer_of(program, f"{key}={one},{other}") == "no"
    both = a_program(**{f"{key}_": [one, other]})
    assert answer_of(both, f"{key}={one},{other}") == "yes"


@pytest.mark.parametrize("key", [*ANY_OF, *ALL_OF])
def test_a_source_that_does_not_carry_a_fact_has_not_published_it(key: str) -> None:
    one, other = first_codes(key)
    assert answer_of(a_program(), f"{key}={one},{other}") == "not published"


@pytest.mark.parametrize("key", [*ANY_OF, *ALL_OF])
def test_a_source_that_carries_a_fact_says_no_by_not_stating_it(key: str) -> None:
    one, _other = first_codes(key)
    assert answer_of(a_program(**{f"{key}_": []}), f"{key}={one}") == "no"


@pytest.mark.parametrize(
    ("program", "asked", "answer"),
    [
        # telehealth is carried, evening and weekend are not
        (a_program(when=["telehealth", "evening?", "weekend?"]), "telehealth", "yes"),
        (a_program(when=["evening?", "weekend?"]), "telehealth", "no"),
        (a_program(when=["telehealth", "evening?", "weekend?"]), "evening", "not published"),
        # all of them: one no outweighs one that is not known, which outweighs a yes
        (a_program(when=["telehealth", "evening?"]), "evening,telehealth", "not published"),
        (a_program(when=["evening?"]), "evening,telehealth", "no"),
        # any of them: one yes outweighs one that is not known, which outweighs a no
        (a_program(accredited=["carf", "coa?"]), "carf,coa", "yes"),
        (a_program(accredited=["coa?"]), "carf,coa", "not published"),
        (a_program(accredited=["coa?"]), "carf", "no"),
    ],
)
def test_some_codes_of_a_key_may_be_carried_and_others_not(
    program: ProgramRecord, asked: str, answer: str
) -> None:
    key = "when" if "when" in program.facts else "accredited"
    assert answer_of(program, f"{key}={asked}") == answer


@pytest.mark.parametrize("key", ["pay", "age", "gender"])
def test_what_one_row_states_of_the_facility_holds_for_all_its_programs(key: str) -> None:
    one, other = first_codes(key)
    facility = a_facility(a_program("iop", **{key: [one]}), a_program("php"))
    assert answer_of(facility, f"care=php&{key}={one}") == "yes"
    assert answer_of(facility, f"care=php&{key}={other}") == "no"
    silent = a_facility(a_program("iop"), a_program("php"))
    assert answer_of(silent, f"care=php&{key}={one}") == "not published"


@pytest.mark.parametrize("key", ["therapy", "when", "with"])
def test_other_facts_are_those_of_the_program(key: str) -> None:
    one, _other = first_codes(key)
    facility = a_facility(
        a_program("iop", **{key + "_": [one]}), a_program("php", **{key + "_": []})
    )
    assert answer_of(facility, f"care=iop&{key}={one}") == "yes"
    assert answer_of(facility, f"care=php&{key}={one}") == "no"
    assert answer_of(facility, f"{key}={one}") == "yes"


@pytest.mark.parametrize(
    ("facility", "asked", "answer"),
    [
        # no where the listing says that it leaves one out, else yes
        (a_facility(a_program(substance=["opioids", "other"])), "alcohol", "no"),
        (a_facility(a_program(substance=["opioids", "other"])), "opioids,other", "yes"),
        (a_facility(a_program(substance=["opioids", "other"])), "opioids,alcohol", "no"),
        (a_facility(a_program(substance=["alcohol"])), "other", "no"),
        # a place that says nothing leaves nothing out
        (a_facility(a_program()), "alcohol,opioids,other", "yes"),
    ],
)
def test_a_place_treats_what_it_does_not_leave_out(
    facility: FacilityRecord, asked: str, answer: str
) -> None:
    assert answer_of(facility, f"substance={asked}") == answer


def test_every_group_of_facts_is_tried_above() -> None:
    assert {*ANY_OF, *ALL_OF, "substance"} == set(fact_groups())
