"""The sentence above the results, and a chip for each thing that is chosen."""

from __future__ import annotations

import pytest

from builders import criteria
from finder.criteria import chips, registry, sentence, write


@pytest.mark.parametrize(
    ("query", "words"),
    [
        # nothing asked
        ("", "Treatment programs"),
        ("within=50&sort=name&page=3&view=map&pick=abcdefg2", "Treatment programs"),
        # the one of the task
        (
            "near=22903&care=iop&hours=-12",
            "Intensive outpatient programs within 25 miles of 22903, up to 12 hours a week",
        ),
        # levels
        ("care=php,iop", "Partial hospitalization or intensive outpatient programs"),
        ("care=detox,php,iop", "Detox, partial hospitalization or intensive outpatient programs"),
        # places
        ("near=22903&within=1", "Treatment programs within 1 mile of 22903"),
        ("near=22903&within=7.5", "Treatment programs within 7.5 miles of 22903"),
        ("near=22903&within=any", "Treatment programs nearest to 22903"),
        ("near=Crozet,+VA", "Treatment programs within 25 miles of Crozet, VA"),
        (
            "near=38.03,-78.48",
            "Treatment programs within 25 miles of a point near Charlottesville, VA",
        ),
        ("state=VA", "Treatment programs in Virginia"),
        ("near=22903&state=VA", "Treatment programs within 25 miles of 22903 in Virginia"),
        # details, in the order of a link
        (
            "cost=600&hours=9-19&detox=nearby&q=hope",
            "Treatment programs, detox on site or nearby, 9 to 19 hours a week, "
            "up to $600 a month, named “hope”",
        ),
        ("lang=spanish,asl", "Treatment programs, in Spanish and sign language"),
        ("openings=1", "Treatment programs, openings reported this week"),
    ],
)
def test_criteria_are_said_in_a_sentence(query: str, words: str) -> None:
    assert sentence(criteria(query)) == words


def test_any_of_some_codes_is_said_with_or_and_all_of_them_with_and() -> None:
    any_of, all_of = criteria("pay=medicaid,medicare,free"), criteria("therapy=group,family,anger")
    assert sentence(any_of).endswith("Medicaid, Medicare or free")
    assert sentence(all_of).endswith("group counseling, family counseling and anger management")


@pytest.mark.parametrize(
    ("query", "labels"),
    [
        ("", []),
        ("sort=name&page=2&view=map&hl=es&pick=abcdefg2", []),
        # one for each code of a key with several
        ("care=php,iop", ["Partial hospitalization (PHP)", "Intensive outpatient (IOP)"]),
        # place and radius are one, budget and unit too
        ("near=22903&within=50", ["within 50 miles of 22903"]),
        ("within=50", []),
        ("cost=100&per=week", ["up to $100 a week"]),
        ("per=week", []),
        (
            "detox=onsite&published=1&q=hope",
            ["detox on site", "named “hope”", "only what is published"],
        ),
    ],
)
def test_each_thing_chosen_has_a_chip(query: str, labels: list[str]) -> None:
    assert [label for label, _without in chips(criteria(query))] == labels


@pytest.mark.parametrize(
    ("query", "without"),
    [
        ("care=php,iop&page=2", ["care=iop", "care=php"]),
        ("near=22903&care=iop", ["care=iop", "near=22903"]),
        ("hours=-12&cost=0", ["cost=0", "hours=-12"]),
    ],
)
def test_a_chip_takes_its_own_choice_away_and_no_other(query: str, without: list[str]) -> None:
    assert [write(less) for _label, less in chips(criteria(query))] == without


def test_every_filter_that_is_asked_is_in_the_sentence_and_has_a_chip() -> None:
    for one in registry.declared():
        if one.shelf != "hidden" and one.slot != "none" and one.options is not None:
            asked = criteria(f"{one.key}={one.options.codes[0]}")
            assert sentence(asked) != "Treatment programs", one.key
            assert len(chips(asked)) == 1, one.key


def test_every_question_that_may_stay_open_has_words_to_ask_it_with() -> None:
    never_open = {"near", "county", "within", "state", "q", "per", "published"}
    for one in registry.declared():
        if one.shelf != "hidden" and one.key not in never_open:
            assert one.asks, one.key
