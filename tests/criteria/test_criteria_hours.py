"""Hours a week: a published range decides, else the definition of the care level."""

from __future__ import annotations

import pytest

from builders import IOP_HOURS, a_program, answer_of, criteria
from finder.criteria import read, sentence, write
from finder.criteria.hours import HoursRange
from finder.vocabulary import CARE_LEVELS


@pytest.mark.parametrize(
    ("published", "asked", "answer"),
    [
        # a published range that overlaps what is asked is yes, both ends inclusive
        ((9, 12), "9-19", "yes"),
        ((9, 12), "12-19", "yes"),
        ((9, 12), "-9", "yes"),
        ((9, 12), "10-11", "yes"),
        ((9, 12), "0-168", "yes"),
        # otherwise no
        ((9, 12), "13-19", "no"),
        ((9, 12), "-8", "no"),
        ((9, 12), "12.5-", "no"),
        # one end published: the other is open
        ((9, None), "20-30", "yes"),
        ((9, None), "-8", "no"),
        ((None, 12), "-3", "yes"),
        ((None, 12), "13-", "no"),
        # hours of 0 are published hours
        ((0, 0), "-5", "yes"),
        ((0, 0), "1-5", "no"),
    ],
)
def test_published_hours_decide_by_overlap(
    published: tuple[float | None, float | None], asked: str, answer: str
) -> None:
    assert answer_of(a_program("iop", hours=published), f"hours={asked}") == answer


@pytest.mark.parametrize(
    ("care", "asked", "answer"),
    [
        # wholly inside is yes
        ("iop", IOP_HOURS.replace("–", "-"), "yes"),
        ("iop", "0-168", "yes"),
        ("outpatient", "-8", "yes"),
        ("outpatient", "-12", "yes"),
        ("medication", "-8", "yes"),
        # wholly outside is no
        ("iop", "-5", "no"),
        ("iop", "31-", "no"),
        ("outpatient", "9-19", "no"),
        ("medication", "8.5-", "no"),
        # partly inside is not published; a shared end is a part
        ("iop", "9-19", "not published"),
        ("iop", "-12", "not published"),
        ("iop", "-6", "not published"),
        ("iop", "30-", "not published"),
        ("outpatient", "2-8", "not published"),
        ("medication", "1-8", "not published"),
        # -12 is 0 to 12
        ("medication", "-12", "yes"),
        ("php", "-12", "no"),
        # 9- holds php wholly, which has no upper end; no finite end does
        ("php", "9-", "yes"),
        ("php", "20-", "yes"),
        ("php", "20-168", "not published"),
        ("php", "-20", "not published"),
        ("php", "21-", "not published"),
        # living in counts as 168
        ("residential", "168-", "yes"),
        ("residential", "-168", "yes"),
        ("residential", "9-", "yes"),
        ("residential", "-167", "no"),
        ("inpatient", "9-19", "no"),
        # no definition
        ("detox", "-12", "not published"),
        ("detox", "0-", "not published"),
        ("sober-living", "9-", "not published"),
        (None, "0-168", "not published"),
    ],
)
def test_without_published_hours_the_level_decides(
    care: str | None, asked: str, answer: str
) -> None:
    assert answer_of(a_program(care), f"hours={asked}") == answer


def test_a_php_is_ruled_out_by_twelve_hours_a_week() -> None:
    assert answer_of(a_program("php"), "care=php&hours=-12") == "no"


def test_published_hours_outweigh_the_definition() -> None:
    assert answer_of(a_program("residential", hours=(20, 30)), "hours=20-30") == "yes"
    assert answer_of(a_program("residential", hours=(20, 30)), "hours=168-") == "no"


@pytest.mark.parametrize(
    ("text", "value", "spelling"),
    [
        ("9-19", HoursRange(9, 19), "9-19"),
        ("-12", HoursRange(None, 12), "-12"),
        ("9-", HoursRange(9, None), "9-"),
        # 0 to 12 is the same as up to 12
        ("0-12", HoursRange(None, 12), "-12"),
        ("00.0 - 12.00", HoursRange(None, 12), "-12"),
        ("0-", HoursRange(0, None), "0-"),
        ("-0", HoursRange(None, 0), "-0"),
        # spaces, a dash of print, decimals
        (" 9 – 19 ", HoursRange(9, 19), "9-19"),
        ("7.5-7.5", HoursRange(7.5, 7.5), "7.5-7.5"),
    ],
)
def test_a_range_is_read_and_written_in_one_spelling(
    text: str, value: HoursRange, spelling: str
) -> None:
    link = read(f"hours={text}")
    assert not link.problems
    assert link.criteria.get("hours") == value
    assert write(link.criteria) == f"hours={spelling}"


@pytest.mark.parametrize(
    "text",
    ["12", "-", "19-9", "9-x", "x-9", "9-19-20", "--9", "1e3-", "nan-", "-inf", "٣-٩", "9,5-"],
)
def test_a_range_that_is_none_is_told_and_not_asked(text: str) -> None:
    link = read(f"hours={text}&care=iop")
    assert [problem.key for problem in link.problems] == ["hours"]
    assert write(link.criteria) == "care=iop"


def test_zero_to_twelve_equals_up_to_twelve_wherever_it_comes_from() -> None:
    assert criteria("").replaced(hours=HoursRange(0, 12)) == criteria("hours=-12")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("-12", "up to 12 hours a week"),
        ("9-", "9 hours a week or more"),
        ("9-19.5", "9 to 19.5 hours a week"),
    ],
)
def test_a_range_is_said_in_words(asked: str, words: str) -> None:
    assert sentence(criteria(f"hours={asked}")).endswith(words)


def test_every_level_is_in_the_tables_above() -> None:
    rows = test_without_published_hours_the_level_decides.pytestmark[0].args[1]
    assert {row[0] for row in rows} == {*CARE_LEVELS.codes, None}
