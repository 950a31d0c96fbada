"""A plan as calendar and as PDF, read back with other libraries than wrote them."""

from __future__ import annotations

import io
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar, Event
from pypdf import PdfReader

from builders import IOP_HOURS, IOP_USUAL, TODAY, a_directory, a_facility, a_program, criteria
from finder.directory import Directory
from finder.locale import speaking
from finder.pages.plan.calendar import check_up_days, plan_calendar
from finder.pages.plan.pdf import plan_pdf
from finder.pathway import Path, Plan, Step, default_path, plan_of
from finder.wording.contact import by_use

pytestmark = pytest.mark.slow

START = date(2026, 12, 1)
STEPS = (Step("detox"), Step("residential"), Step("iop", weeks=3), Step("aftercare", weeks=2))


def a_plan(*steps: Step, start: date | None = START) -> Plan:
    return plan_of(a_directory(a_facility()), Path(steps or STEPS, start), TODAY)


def demonstrated(directory: Directory) -> Plan:
    asked = criteria("near=22903&pay=medicaid&substance=alcohol")
    path = default_path(directory, Step("iop"), asked, TODAY)
    return plan_of(directory, Path(path.steps, START, path.criteria), TODAY)


def events_of(plan: Plan) -> list[Event]:
    return list(Calendar.from_ical(plan_calendar(plan, TODAY)).walk("VEVENT"))


# The calendar


def test_the_calendar_is_one_and_every_entry_is_whole() -> None:
    whole = Calendar.from_ical(plan_calendar(a_plan(), TODAY))
    assert whole["VERSION"] == "2.0"
    assert whole["PRODID"]
    events = whole.walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events)
    for event in events:
        assert event.errors == []
        assert event["DTSTAMP"].dt.tzinfo is not None
        assert event["DTEND"].dt > event["DTSTART"].dt
        assert event["TRANSP"] == "TRANSPARENT"


def test_lines_are_as_the_standard_wants_them(demonstration: Directory) -> None:
    content = plan_calendar(demonstrated(demonstration), TODAY)
    lines = content.split(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75


def test_each_week_of_sessions_is_an_entry_of_its_days_and_names_no_hour() -> None:
    weeks = [one for one in events_of(a_plan()) if "of 3" in one["SUMMARY"]]
    assert [one["DTSTART"].dt for one in weeks] == [
        START + timedelta(weeks=5 + week) for week in range(3)
    ]
    for one in weeks:
        assert type(one["DTSTART"].dt) is date  # a whole day, no hour is known
        assert one["DTEND"].dt - one["DTSTART"].dt == timedelta(weeks=1)
        assert "Weekdays and times are not published" in one["DESCRIPTION"]
    assert f"{IOP_HOURS}, usual {IOP_USUAL} hours" in weeks[0]["SUMMARY"]
    assert "by the definition of the level" in weeks[0]["DESCRIPTION"]


def test_living_in_is_one_entry_and_unknown_hours_are_no_zero() -> None:
    entries = events_of(a_plan())
    stays = [one for one in entries if "living there" in one["SUMMARY"]]
    assert [one["DTEND"].dt - one["DTSTART"].dt for one in stays] == [timedelta(weeks=4)]
    unknown = [one for one in entries if "hours not published" in one["SUMMARY"]]
    assert len(unknown) == 1 + 2  # detox, and two weeks of aftercare
    assert not any(" 0 hours" in one["SUMMARY"] for one in entries)


def test_check_up_calls_after_a_week_and_one_three_six_and_twelve_months() -> None:
    # Intensive outpatient ends with the eighth week, on Monday 25 January 2027.
    expected = [
        date(2027, 2, 1),
        date(2027, 2, 25),
        date(2027, 4, 25),
        date(2027, 7, 25),
        date(2028, 1, 25),
    ]
    calls = [one for one in events_of(a_plan()) if "Check-up" in one["SUMMARY"]]
    assert [one["DTSTART"].dt for one in calls] == expected
    assert check_up_days(a_plan()) == tuple(expected)


def test_a_month_without_that_day_has_its_last() -> None:
    plan = a_plan(Step("iop", weeks=1), start=date(2027, 1, 25))  # ends on 31 January
    assert check_up_days(plan)[1:3] == (date(2027, 2, 28), date(2027, 4, 30))


def test_titles_name_no_place_and_no_treatment(demonstration: Directory) -> None:
    plan = demonstrated(demonstration)
    titles = " ".join(str(one["SUMMARY"]) for one in events_of(plan)).lower()
    for word in ("detox", "outpatient", "sober", "alcohol", "medicaid", "treatment", "recovery"):
        assert word not in titles
    for step in plan.steps:
        assert step.partner is not None
        assert step.partner.facility.name.lower() not in titles


def test_the_text_of_an_entry_says_where_and_whom_to_call(demonstration: Directory) -> None:
    plan = demonstrated(demonstration)
    facility = next(one.partner for one in plan.steps if one.partner).facility
    texts = [str(one["DESCRIPTION"]) for one in events_of(plan)]
    assert any(facility.name in text for text in texts)
    assert all("988" in text for text in texts)


def test_the_same_plan_is_the_same_calendar_and_needs_a_first_day() -> None:
    assert plan_calendar(a_plan(), TODAY) == plan_calendar(a_plan(), TODAY)
    with pytest.raises(ValueError, match="first day"):
        plan_calendar(a_plan(start=None), TODAY)


@pytest.mark.parametrize(
    "changed",
    [
        {"start": date(2027, 3, 8)},
        {"language": "es"},
        {"steps": (Step("detox"), Step("residential"), Step("iop", weeks=3), Step("aftercare"))},
        {"steps": (Step("residential", "3k2jd9xx", 5), Step("iop", weeks=6), Step("aftercare"))},
    ],
    ids=["moved", "in Spanish", "one step more", "another place, more weeks"],
)
def test_a_changed_plan_updates_its_entries_and_doubles_none(changed: dict[str, Any]) -> None:
    steps = (Step("residential"), Step("iop", weeks=3), Step("aftercare", weeks=2))
    before = versions_of(a_plan(*steps), datetime(2026, 11, 27, 9, tzinfo=UTC))
    later = a_plan(*changed.get("steps", steps), start=changed.get("start", START))
    with speaking(changed.get("language", "en")):
        after = versions_of(later, datetime(2026, 11, 27, 9, 1, tzinfo=UTC))
    assert before.keys() <= after.keys()
    assert all(after[uid] > sequence for uid, sequence in before.items())
    assert max(after.values()) < 2**31


def versions_of(plan: Plan, made: datetime) -> dict[str, int]:
    events = Calendar.from_ical(plan_calendar(plan, made)).walk("VEVENT")
    return {str(event["UID"]): int(event["SEQUENCE"]) for event in events}


def test_each_step_is_there_as_often_as_it_has_weeks(demonstration: Directory) -> None:
    plan = demonstrated(demonstration)
    found = Counter(str(one["SUMMARY"]).partition(",")[0] for one in events_of(plan))
    for number, step in enumerate(plan.steps, 1):
        if not step.lives_in:
            assert found[f"Step {number}"] == step.length.weeks


# The PDF


def text_of(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize("large", [False, True])
def test_the_pdf_holds_every_step_with_its_place_and_phone(
    demonstration: Directory, large: bool
) -> None:
    plan = demonstrated(demonstration)
    text = text_of(plan_pdf(plan, TODAY, large=large))
    for number, step in enumerate(plan.steps, 1):
        assert step.partner is not None
        assert f"{number}. {step.stage.label}" in text
        assert step.partner.facility.name in text
        assert by_use(step.partner.facility)[0].text in text
    assert "Listed as taking Medicaid" in text
    assert "no clinician has reviewed it" in text
    assert "these programs are invented" in text
    for line in ("911", "988", "1-800-662-4357"):
        assert line in text


def test_what_is_not_known_is_said_on_paper() -> None:
    directory = a_directory(a_facility(a_program("detox")))
    path = Path((Step("detox", directory.facility(0).id),), None, criteria("near=22903"))
    text = text_of(plan_pdf(plan_of(directory, path, TODAY), TODAY))
    assert text.count("Not published") >= 4  # hours and cost, in the table and in the step
    assert "Not known, and in none of these sums: detox" in text
    assert "$0" not in text


def test_equal_plans_are_equal_files() -> None:
    assert plan_pdf(a_plan(), TODAY) == plan_pdf(a_plan(), TODAY)
