"""What a team was told, laid over a directory: who wins, against the rule in a plain loop."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from finder.criteria import read
from finder.desk.laying import Laying, lay
from finder.desk.said import Report
from finder.desk.waiting import waiting
from finder.directory import Directory, FacilityRecord, Manifest, ProgramRecord
from finder.directory.build import build
from finder.search import search

TODAY = date(2026, 11, 27)
IDS = ("aaaaaaaa", "bbbbbbbb", "cccccccc")
CARES = ("iop", "php")
AGES = st.sampled_from([0, 1, 30, 179, 180, 181, 400])


def day(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def directory(checked: date | None = None, hours: float | None = 10) -> Directory:
    numbers = {} if hours is None else {"hours_low": hours, "hours_high": hours + 5}
    records = [
        FacilityRecord(
            f"Place {one}",
            "Anytown",
            "VA",
            "22903",
            id=one,
            id_given=True,
            programs=[
                ProgramRecord(care, numbers=dict(numbers), verified_on=checked) for care in CARES
            ],
        )
        for one in IDS
    ]
    return build(records, Manifest("A list", "Somebody"))


def heard(number: int, ago: int, place: str = IDS[0], kind: str = "facts", **more: Any) -> Report:
    care = more.pop("care", "iop" if kind == "facts" else None)
    return Report(place, "phone", day(ago), kind=kind, care=care, number=number, **more)


def hours_of(laid: Directory, place: str = IDS[0], care: str = "iop") -> tuple[Any, Any]:
    here = laid.on(TODAY)
    facility = here.facility(here.row_of(place) or 0)
    [program] = [one for one in facility.programs if one.care == care]
    return program.hours, program.old and program.old.hours


def winner(
    own: float | None, checked: date | None, told: list[tuple[int, int, float]]
) -> tuple[float | None, float | None]:
    """The rule of docs/contract.md in a plain loop: hours that count, and those too old."""
    newest = None
    for ago, number, value in told:
        if newest is None or (day(ago), number) >= (day(newest[0]), newest[1]):
            newest = ago, number, value
    if newest is not None and own is not None and checked is not None and checked > day(newest[0]):
        newest = None
    own_counts = own is not None and (checked is None or (TODAY - checked).days <= 180)
    if newest is not None and newest[0] <= 180:
        return newest[2], None
    if own_counts:
        return own, None
    if newest is not None:
        return None, newest[2]
    return None, own


@given(
    own=st.sampled_from([None, 10.0]),
    checked=st.none() | AGES,
    told=st.lists(st.tuples(AGES, st.integers(6, 9)), max_size=4),
)
def test_who_wins_is_what_the_rule_says_in_a_plain_loop(
    own: float | None, checked: int | None, told: list[tuple[int, int]]
) -> None:
    row_checked = None if checked is None else day(checked)
    reports = [
        heard(number, ago, facts={"hours_low": hours})
        for number, (ago, hours) in enumerate(told, 1)
    ]
    laid = lay(directory(row_checked, own), reports, TODAY, "Team")
    counts, old = winner(
        own, row_checked, [(ago, n, float(hours)) for n, (ago, hours) in enumerate(told, 1)]
    )
    found, found_old = hours_of(laid)
    assert (found and found.low, found_old and found_old.low) == (counts, old)


@given(
    parts=st.lists(
        st.tuples(
            st.sampled_from(IDS),
            st.sampled_from(["facts", "facts", "closed", "open"]),
            AGES,
            st.integers(6, 9),
        ),
        max_size=12,
    ),
    cut=st.integers(0, 12),
)
def test_reports_heard_one_after_the_other_come_to_the_same(
    parts: list[tuple[str, str, int, int]], cut: int
) -> None:
    base = directory(day(200))
    reports = [
        heard(n, ago, place, kind, facts={"hours_low": hours} if kind == "facts" else {})
        for n, (place, kind, ago, hours) in enumerate(parts, 1)
    ]
    laying = Laying("Team")
    laying.hear(reports[:cut])
    laying.over(base, TODAY)
    laying.hear(reports[cut:])
    step, whole = laying.over(base, TODAY), lay(base, reports, TODAY, "Team")
    assert step.snapshot == whole.snapshot
    for row in range(len(IDS)):
        assert step.on(TODAY).facility(row) == whole.on(TODAY).facility(row)


def test_without_reports_it_is_the_very_same_directory() -> None:
    base = directory()
    assert lay(base, [], TODAY) is base


def test_only_the_columns_that_are_touched_are_copied() -> None:
    base = directory()
    laid = lay(base, [heard(1, 0, facts={"hours_low": 9})], TODAY)
    assert laid.programs.numbers["weeks_low"] is base.programs.numbers["weeks_low"]
    assert laid.facilities is base.facilities
    assert laid.snapshot == f"{base.snapshot}-r1-20261127"
    assert base.programs.numbers["hours_low"].tolist() == [10.0] * 6


def test_what_is_told_says_how_when_and_by_whom_and_what_the_source_says_beside_it() -> None:
    laid = lay(directory(), [heard(1, 7, facts={"hours_low": 9, "hours_high": 12})], TODAY, "Team")
    facility = laid.facility(laid.row_of(IDS[0]) or 0)
    program = next(one for one in facility.programs if one.care == "iop")
    told = program.told["hours"]
    assert (told.how, told.on, told.team, told.counts) == ("phone", day(7), "Team", True)
    assert program.verified_on == facility.confirmed_on == day(7)
    assert [(one.field, one.care, one.value) for one in facility.others] == [
        ("hours", "iop", "[10.0, 15.0]")
    ]
    assert laid.manifest.source_of(program.stated_by.sources("hours")[0]).kind == "desk"


def test_a_new_word_on_one_fact_does_not_make_another_younger() -> None:
    laid = lay(
        directory(day(300)), [heard(1, 0, facts={"cost_low": 300, "cost_per": "week"})], TODAY
    )
    hours, old = hours_of(laid)
    assert hours is None
    assert old is not None
    here = laid.on(TODAY)
    program = here.facility(here.row_of(IDS[0]) or 0).programs[0]
    assert program.cost is not None
    assert program.old is not None
    assert program.old.day_of("hours") == day(300)


def test_a_report_is_a_confirmation() -> None:
    laid = lay(directory(), [heard(1, 10, facts={"hours_low": 9})], TODAY)
    for days, total in (("10", 1), ("9", 0)):
        assert search(laid, read(f"confirmed={days}").criteria, TODAY).total == total


def test_a_closed_place_leaves_the_list_and_its_page_says_since_when() -> None:
    laid = lay(directory(), [heard(1, 3, kind="closed")], TODAY, "Team")
    assert search(laid, read("").criteria, TODAY).total == 2
    facility = laid.facility(laid.row_of(IDS[0]) or 0)
    assert facility.closed_since == day(3)
    assert facility.programs == ()
    again = lay(directory(), [heard(1, 3, kind="closed"), heard(2, 1, kind="open")], TODAY)
    assert search(again, read("").criteria, TODAY).total == 3


def test_a_row_that_was_checked_after_a_place_was_told_to_be_closed_is_listed() -> None:
    laid = lay(directory(day(2)), [heard(1, 3, kind="closed")], TODAY)
    assert search(laid, read("").criteria, TODAY).total == 3


def test_a_level_is_there_once_a_lead_accepts_it() -> None:
    level = heard(1, 3, kind="level", care="outpatient", facts={"hours_low": 3})
    assert search(lay(directory(), [level], TODAY), read("care=outpatient").criteria).total == 0
    accepted = [level, Report(IDS[0], "phone", TODAY, kind="accept", about=1, number=2)]
    laid = lay(directory(), accepted, TODAY)
    assert search(laid, read("care=outpatient").criteria, TODAY).total == 1
    assert [one.care for one in laid.facility(laid.row_of(IDS[0]) or 0).programs] == [
        "iop",
        "php",
        "outpatient",
    ]
    assert hours_of(laid, care="outpatient")[0].low == 3


def test_what_a_place_is_told_to_take_holds_for_all_its_levels() -> None:
    laid = lay(
        directory(), [heard(1, 3, facts={"payments": "medicaid", "phone": "434-555-0100"})], TODAY
    )
    assert search(laid, read("pay=medicaid&published=1").criteria, TODAY).total == 1
    facility = laid.facility(laid.row_of(IDS[0]) or 0)
    assert [one.text for one in facility.phones] == ["434-555-0100"]
    assert all(one.facts["pay"][1] == 0 for one in facility.programs)


def test_reports_whose_place_is_gone_wait() -> None:
    laying = Laying()
    laying.hear([heard(1, 3, place="zzzzzzzz", facts={"hours_low": 9})])
    base = directory()
    assert len(laying.over(base, TODAY).facilities) == 3
    told = [heard(1, 3, place="zzzzzzzz", facts={"hours_low": 9})]
    [lost] = waiting(told, laying.over(base, TODAY))
    assert (lost.facility_id, lost.reports, lost.guess) == ("zzzzzzzz", tuple(told), None)
