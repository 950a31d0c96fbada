"""The field's words: the codes that docs/contract.md promises, in their order."""

from __future__ import annotations

import math
from typing import Any

import pytest

from finder import vocabulary as words
from finder.vocabulary import Vocabulary

# docs/contract.md, sections 1 and 2, word for word; later codes may only be added behind them.
PROMISED: list[tuple[Vocabulary[Any], str]] = [
    (
        words.CARE_LEVELS,
        "detox, inpatient, residential, php, iop, outpatient, medication, sober-living",
    ),
    (words.DETOX, "onsite, nearby"),
    (words.DETOX_SUBSTANCES, "alcohol, benzodiazepines, cocaine, methamphetamine, opioids"),
    (words.SUBSTANCES, "alcohol, opioids, other"),
    (words.SCHEDULES, "evening, weekend, telehealth"),
    (words.COST_UNITS, "week, month, program"),
    (
        words.PAYMENTS,
        "medicaid, medicare, private, military, state, tribal, self, sliding, assistance, free",
    ),
    (
        words.THERAPIES,
        "cbt, group, individual, family, couples, twelve-step, motivational, contingency, "
        "community-reinforcement, matrix, relapse-prevention, trauma, anger, brief",
    ),
    (words.MEDICATIONS, "methadone, buprenorphine, naltrexone"),
    (
        words.SPECIAL_PROGRAMS,
        "women, men, pregnant, young-adults, seniors, lgbtq, veterans, military, "
        "military-families, justice, co-occurring, pain, hiv, abuse, violence, trauma, dui",
    ),
    (words.AGES, "adolescent, young-adult, adult, senior"),
    (words.GENDERS, "female, male"),
    (words.LANGUAGES, "spanish, asl"),
    (
        words.SERVICES,
        "child-care, childrens-beds, transport, housing, peer, aftercare, naloxone",
    ),
    (words.ACCREDITATIONS, "carf, joint-commission, coa, ncqa, hfap"),
    (words.SORTS, "best, distance, hours, cost, name"),
]
ALL = [vocabulary for vocabulary, _codes in PROMISED] + [words.STATES]
EXPLAINED = [one for one in ALL if one not in (words.LANGUAGES, words.STATES, words.COST_UNITS)]


@pytest.mark.parametrize(
    ("vocabulary", "codes"), PROMISED, ids=lambda one: getattr(one, "name", "")
)
def test_the_promised_codes_stand_first_and_in_order(
    vocabulary: Vocabulary[Any], codes: str
) -> None:
    promised = tuple(codes.split(", "))
    assert vocabulary.codes[: len(promised)] == promised


@pytest.mark.parametrize("vocabulary", ALL, ids=lambda one: one.name)
def test_every_code_has_a_label_of_its_own(vocabulary: Vocabulary[Any]) -> None:
    labels = [term.label for term in vocabulary]
    assert all(label.strip() == label != "" for label in labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("vocabulary", EXPLAINED, ids=lambda one: one.name)
def test_every_code_is_explained_in_one_plain_sentence(vocabulary: Vocabulary[Any]) -> None:
    for term in vocabulary:
        assert term.help.endswith("."), term.code
        assert "\n" not in term.help
        assert len(term.help) < 100, term.code


def test_every_care_level_names_the_source_of_its_definition() -> None:
    assert all(level.source for level in words.CARE_LEVELS)


@pytest.mark.parametrize(
    ("code", "hours"),
    [
        # lives in
        ("inpatient", (168, 168)),
        ("residential", (168, 168)),
        # a range, open above for day treatment
        ("php", (20, math.inf)),
        ("iop", (6, 30)),
        ("outpatient", (1, 8)),
        ("medication", (0, 8)),
        # no definition
        ("detox", None),
        ("sober-living", None),
    ],
)
def test_the_hours_of_a_level_are_those_of_its_definition(
    code: str, hours: tuple[float, float] | None
) -> None:
    assert words.CARE_LEVELS[code].hours == hours
    assert words.CARE_LEVELS[code].lives_in == (hours == (168, 168))


def test_an_intensive_outpatient_program_is_typically_9_to_19_hours() -> None:
    assert words.CARE_LEVELS["iop"].typical == (9, 19)


@pytest.mark.parametrize("vocabulary", ALL, ids=lambda one: one.name)
def test_a_mask_gives_its_codes_back_in_order(vocabulary: Vocabulary[Any]) -> None:
    some = vocabulary.codes[::2]
    assert vocabulary.codes_of(vocabulary.bits(reversed(some))) == some
    assert vocabulary.codes_of(vocabulary.all_bits) == vocabulary.codes
    assert vocabulary.codes_of(0) == ()


@pytest.mark.parametrize("vocabulary", ALL, ids=lambda one: one.name)
def test_a_vocabulary_fits_into_a_mask_of_64_bits(vocabulary: Vocabulary[Any]) -> None:
    assert len(vocabulary) <= 64


def test_a_code_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        words.PAYMENTS.bits(["medicaid", "gold"])
    assert "gold" not in words.PAYMENTS


def test_the_states_are_those_of_the_postal_service() -> None:
    assert len(words.STATES) == 51 + 8 + 3
    assert words.STATES["VA"].label == "Virginia"
    assert words.STATES["DC"].label == "District of Columbia"
