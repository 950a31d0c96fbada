"""The code table of the SAMHSA directory, and what is made of the codes of a listing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from finder.groups import fact_groups
from finder.intake.samhsa.samhsa_codes import by_category, code_table, split_codes
from finder.intake.samhsa.samhsa_levels import RULES, care_levels, detox_contradiction
from finder.vocabulary import CARE_LEVELS, DETOX_SUBSTANCES, LANGUAGES, SCHEDULES, SUBSTANCES

ROLES = {"mapped", "stated", "level", "left-out", "only", "unused"}


def test_the_table_has_every_code_of_the_codebook_with_its_name(sample_data: Path) -> None:
    path = sample_data / "samhsa" / "codebook_directory_2023.csv"
    with path.open(encoding="utf-8", newline="") as file:
        codebook = {row["service_code"]: row["service_name"] for row in csv.DictReader(file)}
    table = code_table().codes
    assert len(table) == len(codebook) == 224
    assert {code: one.name for code, one in table.items()} == {
        code: " ".join(name.split()) for code, name in codebook.items()
    }


def test_every_code_is_used_or_says_why_it_is_not() -> None:
    for code, one in code_table().codes.items():
        assert one.role in ROLES, code
        assert bool(one.why) == (one.role in ("unused", "stated")), code
        assert bool(one.criterion) == (one.role != "unused"), code
        assert bool(one.option) == (one.role not in ("unused", "stated")), code


def test_every_option_in_the_table_is_one_of_its_criterion() -> None:
    groups = {group: one.vocabulary for group, one in fact_groups().items()}
    vocabularies = groups | {"care": CARE_LEVELS, "detox_for": DETOX_SUBSTANCES}
    for code, one in code_table().codes.items():
        if one.option:
            assert one.option in vocabularies[one.criterion], code


def test_every_option_of_the_vocabulary_that_names_a_code_is_mapped_from_it() -> None:
    table = code_table().codes
    for group, criterion in {**fact_groups(), "detox_for": None}.items():
        vocabulary = criterion.vocabulary if criterion else DETOX_SUBSTANCES
        for term in vocabulary:
            if group != "substance" and "reference: " in term.source:
                for code in term.source.partition("reference: ")[2].split(", "):
                    assert (table[code].criterion, table[code].option) == (group, term.code)


def test_the_rules_for_levels_use_exactly_the_codes_that_the_table_gives_them() -> None:
    in_table = {code for code, one in code_table().codes.items() if one.role == "level"}
    used = {code for code in code_table().codes if _matters_to_levels(code)}
    assert used == in_table
    assert tuple(RULES) == CARE_LEVELS.codes


def _matters_to_levels(code: str) -> bool:
    """Whether some rule answers differently with this code, alone or beside another."""
    others = [frozenset[str](), *(frozenset({one}) for one in code_table().codes)]
    return any(care_levels(rest - {code}) != care_levels(rest | {code}) for rest in others)


@pytest.mark.parametrize(
    ("codes", "levels"),
    [
        # detox: stated, or any setting of it
        ("DT", "detox"),
        ("HID", "detox"),
        ("RD", "detox"),
        ("OD", "detox"),
        # a hospital without further word is treatment, with HID alone it is detox
        ("HI", "inpatient"),
        ("HI HID", "detox"),
        ("HI HID HIT", "detox inpatient"),
        ("HIT", "inpatient"),
        ("HI HIT", "inpatient"),
        # residential likewise
        ("RES", "residential"),
        ("RES RD", "detox"),
        ("RES RD RL", "detox residential"),
        ("RL", "residential"),
        ("RS", "residential"),
        # outpatient without further word is regular outpatient
        ("OP", "outpatient"),
        ("OP ORT", "outpatient"),
        ("OP OIT", "iop"),
        ("OP ODT", "php"),
        ("OP OMB", "medication"),
        ("OP OD", "detox"),
        ("OP OD ORT", "detox outpatient"),
        ("OP OIT ORT", "iop outpatient"),
        ("HH", "sober-living"),
        # no level
        ("SA SUMH", ""),
        ("", ""),
        # all at once
        ("DT HH HIT RL ODT OIT ORT OMB", " ".join(CARE_LEVELS.codes)),
    ],
)
def test_levels_follow_from_codes(codes: str, levels: str) -> None:
    assert care_levels(frozenset(codes.split())) == tuple(levels.split())


@pytest.mark.parametrize(
    ("codes", "contradiction"),
    [("DT", "DT"), ("DT RD", ""), ("OD HID", "HID OD"), ("RES", ""), ("", "")],
)
def test_detox_without_setting_and_a_setting_without_detox_contradict(
    codes: str, contradiction: str
) -> None:
    assert detox_contradiction(frozenset(codes.split())) == contradiction


@pytest.mark.parametrize(
    "text", ["SA DT * OP OIT", "sa dt*op oit", " SA  DT\t*\nOP OIT * ", "SA DT OP OIT DT"]
)
def test_codes_are_split_at_blanks_and_stars(text: str) -> None:
    assert split_codes(text) == ("SA", "DT", "OP", "OIT")


@pytest.mark.parametrize(
    ("codes", "group", "stated", "not_published"),
    [
        # payment: what is stated is yes, the rest is no
        ("MD SF", "pay", "medicaid self", ""),
        ("MC", "pay", "medicare", ""),
        ("SS", "pay", "sliding", ""),
        # FSA and SAMF are stated but none of ours: everything is no
        ("FSA", "pay", "", ""),
        ("SAMF", "pay", "", ""),
        # nothing stated: not published
        ("SA OP", "pay", "", "all"),
        ("ADLT", "age", "adult", ""),
        ("SA", "age", "", "all"),
        ("FEM", "gender", "female", ""),
        ("SA", "gender", "", "all"),
        # other groups: silence is no
        ("SA", "therapy", "", ""),
        ("CBT GCO", "therapy", "cbt group", ""),
        ("SA", "medication", "", ""),
        ("MU NU", "medication", "methadone naltrexone", ""),
        # evenings and weekends are not carried by this source
        ("TELE", "when", "telehealth", "evening weekend"),
        ("SA", "when", "", "evening weekend"),
        # what is treated: all but what is left out
        ("SA", "substance", "alcohol opioids other", ""),
        ("NAUT", "substance", "opioids other", ""),
        ("NOOP", "substance", "alcohol other", ""),
        ("AUDO", "substance", "alcohol", ""),
        ("OUDO", "substance", "opioids", ""),
        ("NAUT NOOP", "substance", "other", ""),
        ("AUDO OUDO", "substance", "", ""),
    ],
)
def test_facts_follow_from_codes(codes: str, group: str, stated: str, not_published: str) -> None:
    vocabulary = fact_groups()[group].vocabulary
    yes, unknown = code_table().read(codes.split()).facts[group]
    unknown_codes = vocabulary.codes if not_published == "all" else not_published.split()
    assert vocabulary.codes_of(yes) == tuple(stated.split())
    assert vocabulary.codes_of(unknown) == tuple(unknown_codes)


def test_only_evenings_weekends_and_unlisted_languages_are_not_carried() -> None:
    facts = code_table().read(["ADLT", "FEM", "SF"]).facts
    not_carried = {group: unknown for group, (_yes, unknown) in facts.items() if unknown}
    spoken = [term.code for term in LANGUAGES if "reference" not in term.source]
    assert not_carried == {
        "when": SCHEDULES.bits(["evening", "weekend"]),
        "lang": LANGUAGES.bits(spoken),
    }


@pytest.mark.parametrize(
    ("codes", "only"),
    [
        ("DUO", ("dui",)),
        ("AUDO", ("alcohol",)),
        ("OUDO", ("opioids",)),
        ("DU NAUT NOOP", ()),
        ("DUO OUDO", ("dui", "opioids")),
    ],
)
def test_a_place_for_one_group_alone_says_so(codes: str, only: tuple[str, ...]) -> None:
    assert code_table().read(codes.split()).serves_only == only


def test_detox_names_its_substances() -> None:
    stated = code_table().read(["ADTX", "ODTX", "MDET"])
    assert DETOX_SUBSTANCES.codes_of(stated.detox_for) == ("alcohol", "opioids")


def test_a_code_that_the_table_does_not_know_is_handed_back_and_nothing_else() -> None:
    stated = code_table().read(["CBT", "NEW1", "ADLT"])
    assert stated.unknown == ("NEW1",)
    assert stated.facts["therapy"][0] == 1


def test_codes_are_shown_by_the_categories_of_the_source() -> None:
    shown = by_category(["SP", "DT", "SA", "NEW1"])
    assert {category: [one.code for one in codes] for category, codes in shown.items()} == {
        "Type of Care": ["SA", "DT"],
        "Language Services": ["SP"],
    }


def test_no_substance_is_treated_by_default_without_being_in_the_vocabulary() -> None:
    assert code_table().read([]).facts["substance"] == (SUBSTANCES.all_bits, 0)
