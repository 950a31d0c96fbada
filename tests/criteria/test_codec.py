"""Criteria ◀──▶ link: one spelling out, every reasonable spelling in, never a traceback."""

from __future__ import annotations

import math
from urllib.parse import quote, urlencode

import pytest

from builders import criteria
from finder.criteria import Criteria, read, read_pairs, registry, write
from finder.errors import PlaceNotFound

# docs/contract.md, section 1: the order of the keys.
KEYS = [
    *(
        "near",
        "county",
        "state",
        "within",
        "minutes",
        "care",
        "detox",
        "detox_for",
        "substance",
        "hours",
        "when",
    ),
    *("cost", "per", "pay", "openings", "therapy", "medication", "for", "age", "gender", "lang"),
    *("with", "accredited", "q", "published", "confirmed", "sort", "page", "pick", "view", "hl"),
]


def test_the_keys_stand_in_the_promised_order() -> None:
    assert [criterion.key for criterion in registry.declared()] == KEYS


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        # nothing asked
        ("", ""),
        ("?", ""),
        ("?care=iop", "care=iop"),
        # keys in their order
        ("care=iop&near=22903", "near=22903&care=iop"),
        # codes in theirs, once
        ("care=php,iop,php", "care=php,iop"),
        ("pay=free,medicaid", "pay=medicaid,free"),
        # any case, spaces
        ("CARE=IOP&State=va&DETOX=Onsite&WITHIN=ANY", "state=VA&within=any&care=iop&detox=onsite"),
        (" care =+iop+,+php+", "care=php,iop"),
        # defaults left out
        ("within=25&per=month&sort=best&page=1&published=0&openings=0&view=list", ""),
        ("within=25.0", ""),
        ("page=01", ""),
        ("hl=en", "hl=en"),
        # numbers in one spelling
        ("within=050.50", "within=50.5"),
        ("within=.5&cost=00", "within=0.5&cost=0"),
        ("within=7.", "within=7"),
        ("within=100000", "within=100000"),
        # a key that stands more than once: codes together, else the first that is understood
        ("care=iop&care=php", "care=php,iop"),
        ("within=x&within=10&within=50", "within=10"),
        ("detox=&detox=nearby", "detox=nearby"),
        # empty values ask nothing
        ("care=&near=&hours=&cost=&q=&pick=&page=", ""),
        ("care=,,&pay=%20", ""),
        # places in one spelling
        ("near=charlottesville+va", "near=Charlottesville,+VA"),
        ("near=22903-1234", "near=22903"),
        ("near=38.0336,-78.4767", "near=38.03,-78.48"),
        ("near=38.0300,+-78.480", "near=38.03,-78.48"),
        # the shortlist keeps the visitor's order
        ("pick=zzzzzzzz,abcdefg2,zzzzzzzz", "pick=zzzzzzzz,abcdefg2"),
    ],
)
def test_equal_criteria_have_one_link(text: str, canonical: str) -> None:
    assert write(read(text).criteria) == canonical
    assert write(read(canonical).criteria) == canonical


@pytest.mark.parametrize(
    ("text", "keys", "canonical"),
    [
        # unknown codes: the others are used
        ("care=iop,nonsense", ["care"], "care=iop"),
        ("pay=gold,cash", ["pay", "pay"], ""),
        ("detox=maybe", ["detox"], ""),
        ("state=XX&sort=price", ["state", "sort"], ""),
        # unknown numbers
        ("within=0", ["within"], ""),
        ("within=-5&page=0", ["within", "page"], ""),
        ("within=far&cost=much&page=1.5", ["within", "cost", "page"], ""),
        ("openings=yes&published=2", ["openings", "published"], ""),
        # unknown places
        ("near=00000", ["near"], ""),
        ("near=12", ["near"], ""),
        ("near=95.00,0.00", ["near"], ""),
        # a key repeated: what is not understood is told all the same
        ("within=10&within=x", ["within"], "within=10"),
        # the shortlist
        ("pick=abcdefg2,UPPER,abc", ["pick", "pick"], "pick=abcdefg2"),
    ],
)
def test_what_is_not_understood_is_told_and_the_rest_used(
    text: str, keys: list[str], canonical: str
) -> None:
    link = read(text)
    assert [problem.key for problem in link.problems] == keys
    assert len(link.told) == len(keys)
    assert write(link.criteria) == canonical


def test_unknown_keys_are_listed_once_as_they_were_written_in_lower_case() -> None:
    link = read("foo=1&Utm_Source=x&foo=2&care=iop&=y")
    assert link.unknown_keys == ("foo", "utm_source")
    assert link.told[0] == "“foo” is not a filter of this finder."
    assert write(link.criteria) == "care=iop"


def test_a_problem_names_the_key_and_what_would_be_understood_but_repeats_no_text() -> None:
    (problem,) = read("care=iop,intensive").problems
    assert (problem.key, problem.value) == ("care", "intensive")
    assert problem.reason.startswith("Care level: ")
    assert "intensive" not in problem.reason
    assert "sober-living" in problem.reason


def test_an_ambiguous_place_gives_choices_that_work() -> None:
    (problem,) = read("near=Springfield").problems
    assert isinstance(problem, PlaceNotFound)
    assert len(problem.choices) > 3
    for choice in problem.choices:
        assert not read(urlencode({"near": choice})).problems


def test_of_many_problems_a_handful_is_told() -> None:
    link = read("&".join(f"key{n}=1" for n in range(50)))
    assert len(link.unknown_keys) == 50
    assert len(link.told) == 6
    assert link.told[-1] == "And 45 more were not understood."


def test_what_is_told_shows_no_control_character() -> None:
    for query in ("care=%00%07iop", "x%1b%0a=1", "near=\ud800town%00", "cost=%e2%80%ae5"):
        for sentence in read(query).told:
            assert sentence.isprintable()


def test_pairs_are_read_as_a_link_is() -> None:
    pairs = [("care", "iop"), ("NEAR", " 22903 "), ("nope", "1")]
    assert read_pairs(pairs) == read("care=iop&NEAR=+22903+&nope=1")


def test_criteria_hold_only_what_was_chosen() -> None:
    one = criteria("care=iop&within=25")
    assert "care" in one
    assert "within" not in one
    assert one.get("within") == 25
    assert one.get("cost") is None
    assert list(one) == ["care"]


def test_equal_choices_are_equal_and_hash_alike() -> None:
    one = Criteria({"care": ("iop", "php"), "q": "  New HOPE"})
    other = criteria("q=new+hope&care=php,iop")
    assert one == other
    assert hash(one) == hash(other)
    assert one != criteria("care=iop")


def test_zero_is_chosen_and_not_left_out() -> None:
    assert write(Criteria({"cost": 0.0})) == "cost=0"
    assert write(Criteria({"cost": 0})) == "cost=0"


def test_another_choice_leads_back_to_the_first_page_and_turning_pages_keeps_all() -> None:
    one = criteria("care=iop&page=3&view=map")
    assert write(one.replaced(care=("php",))) == "care=php&view=map"
    assert write(one.without("care")) == "view=map"
    assert write(one.replaced(page=4)) == "care=iop&page=4&view=map"
    assert write(one.replaced(view="list")) == "care=iop&page=3"


def test_a_code_is_toggled_in_its_place() -> None:
    one = criteria("care=iop&detox=onsite")
    assert write(one.toggled("care", "php")) == "care=php,iop&detox=onsite"
    assert write(one.toggled("care", "iop")) == "detox=onsite"
    assert write(one.toggled("detox", "nearby")) == "care=iop&detox=nearby"
    assert write(one.toggled("detox", "onsite")) == "care=iop"


def test_a_distance_too_small_to_be_one_is_told() -> None:
    assert [one.key for one in read("within=0." + "0" * 395 + "1").problems] == ["within"]
    assert math.isclose(criteria("within=0.000001").get("within"), 1e-6)


def test_a_link_may_hold_a_place_in_any_encoding_of_its_comma() -> None:
    for text in ("Charlottesville, VA", "Charlottesville,VA", "CHARLOTTESVILLE  va"):
        assert write(read("near=" + quote(text)).criteria) == "near=Charlottesville,+VA"
