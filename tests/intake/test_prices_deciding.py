"""Which charge is the price of which care: every rule with a row that it is about."""

from __future__ import annotations

import pytest

from finder.intake.prices.charges import Charge
from finder.intake.prices.deciding import Decided, LeftOut, decide
from finder.intake.prices.price_codes import price_codes
from finder.vocabulary import CARE_LEVELS


def decided(description: str, *codes: str) -> Decided | LeftOut | None:
    """`0906` is a revenue code, `5861` a payment group, all else HCPCS."""
    kinds = [
        ("RC" if code.isdigit() and len(code) < 5 and code[:2] != "58" else "HCPCS", code)
        for code in codes
    ]
    kinds = [("APC" if code[:2] == "58" else kind, code) for kind, code in kinds]
    return decide(Charge(description, tuple(kinds)))


@pytest.mark.parametrize(
    ("description", "codes", "care", "unit"),
    [
        # the code alone
        ("Intensive Op Alcohol/Drug Treatment", ["H0015"], "iop", "day"),
        ("Bundle of the program", ["G0137"], "iop", "week"),
        ("Methadone", ["H0020"], "medication", None),
        ("Sub acute detox", ["H0010"], "detox", None),
        # rooms; three digits and four are alike
        ("Room private", ["0116"], "detox", "day"),
        ("Room semi private", ["126"], "detox", "day"),
        ("Residential", ["1002"], "residential", "day"),
        # a program of substance use takes its level from the revenue code beside it
        ("Alcohol and drug program", ["H2036", "0913"], "php", "day"),
        ("Alcohol and drug program", ["H2036", "912"], "php", "day"),
        ("Alcohol and drug program", ["H2036", "1001"], "residential", "day"),
        ("Alcohol and drug program", ["H2036", "1002"], "residential", "day"),
        ("Alcohol and drug program", ["H2036"], None, "day"),
        ("Alcohol and drug program", ["H2036", "0900"], None, "day"),
        # the code decides substance use, even against the words
        ("Program, Per Diem - Mental Health", ["H2036", "0913"], "php", "day"),
        ("Program psychiatric", ["H0015", "0905"], "iop", "day"),
        # filed under another revenue code: the HCPCS code decides
        ("Alcohol treatment", ["H0015", "0914"], "iop", "day"),
        # mental-health codes where the row says substance use
        ("IOP chemical dependency", ["S9480"], "iop", "day"),
        ("IOP dual diagnosis per diem", ["0905"], "iop", "day"),
        ("Partial hospitalization, per diem - Substance Abuse", ["S0201", "0913"], "php", "day"),
        ("PHP SUD full day", ["0913"], "php", "day"),
        ("Residential SUD", ["H0018"], "residential", "day"),
        ("Day treatment, addiction", ["H2012"], "php", "hour"),
        ("IOP substance use, 4 services", ["5862"], "iop", "day"),
        # a unit from the words
        ("IOP PER DIEM CHEMICAL", ["0906"], "iop", "day"),
        ("IOP CHEMICAL", ["0906"], "iop", None),
        ("IOP CD 3 HOURS", ["0906"], "iop", "session"),
        ("IOP CD PER HR", ["0906"], "iop", "hour"),
        ("PHP SUBSTANCE HALF DAY", ["0912"], "php", "session"),
        ("Alcohol IOP 3 hours", ["H0015"], "iop", "day"),
        ("Alcohol IOP per hour", ["H0015"], "iop", "hour"),
        # a single session of therapy filed under the program's revenue code is a session of it
        ("Group psychotherapy", ["90853", "0906"], "iop", "session"),
        # a modifier behind the code, small letters
        ("Alcohol treatment", ["h0015-TG"], "iop", "day"),
    ],
)
def test_a_charge_is_the_price_of_a_level_for_a_unit(
    description: str, codes: list[str], care: str | None, unit: str | None
) -> None:
    what = decided(description, *codes)
    assert isinstance(what, Decided)
    assert (what.care, what.unit) == (care, unit)


@pytest.mark.parametrize(
    ("description", "codes", "reason"),
    [
        ("Adult IOP - Mental Health", ["S9480", "0905"], "a mental-health program"),
        ("Partial hospitalization", ["H0035", "0913"], "a mental-health program"),
        ("BH IOP per diem psychiatric", ["0905"], "a mental-health program"),
        ("BH PHP intense full day", ["0913"], "no word of substance use"),
        ("Partial hospitalization", ["S0201"], "no word of substance use"),
        ("Behav hlth day treat, per hr", ["H2012", "0900"], "no word of substance use"),
        ("Drug screen in day treatment", ["H2012"], "no word of substance use"),
        ("Iop - Group Psychotherapy", ["90853", "0915"], "a single session of therapy"),
        ("Group therapy for addiction", ["90853", "0912"], "a single session of therapy"),
        ("Drug screen", ["80307", "0906"], "another service filed under"),
    ],
)
def test_a_charge_that_is_no_price_of_ours_is_left_out_with_the_reason(
    description: str, codes: list[str], reason: str
) -> None:
    what = decided(description, *codes)
    assert isinstance(what, LeftOut)
    assert what.reason.startswith(reason)


@pytest.mark.parametrize(
    ("description", "codes"),
    [("Withdrawal of arterial blood", ["36600", "0300"]), ("Insert device for iop", ["0356T"])],
)
def test_what_has_no_code_of_the_table_is_nothing(description: str, codes: list[str]) -> None:
    assert decided(description, *codes) is None


def test_a_row_says_what_speaks_against_its_code() -> None:
    filed = decided("Alcohol treatment", "H0015", "0914")
    assert isinstance(filed, Decided)
    assert filed.remark == "filed under revenue code 0914; the HCPCS code decides"
    words = decided("Alcohol or drug program - Mental Health", "H2036", "0913")
    assert isinstance(words, Decided)
    assert "mental health" in words.remark


def test_the_table_of_codes_knows_only_levels_and_units_that_there_are() -> None:
    units = {None, "hour", "session", "day", "week", "month", "program"}
    for code in price_codes().values():
        assert code.care is None or code.care in CARE_LEVELS
        assert code.unit in units
        assert code.source
