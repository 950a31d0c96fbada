"""An own table: what is read, what is refused, what belongs together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from finder.answers import NO, UNKNOWN, YES
from finder.directory import Facility, Range
from finder.groups import fact_groups
from finder.intake import Finding, Intake, take_in
from finder.intake.table.table_columns import COLUMNS, column_names, list_columns
from finder.opening import DEMONSTRATION

TODAY = date(2025, 6, 1)
TableFile = Callable[..., str]
Row = dict[str, str]


def read(path: str) -> Intake:
    return take_in([path], today=TODAY)


def only_facility(path: str) -> Facility:
    intake = read(path)
    assert len(intake.directory.facilities) == 1
    return intake.directory.facility(0)


def codes(facility: Facility, group: str, program: int = 0) -> tuple[tuple[str, ...], int]:
    """Codes stated, and how many are not published."""
    yes, unknown = facility.programs[program].facts[group]
    return fact_groups()[group].vocabulary.codes_of(yes), unknown.bit_count()


def test_five_columns_are_enough(table_file: TableFile) -> None:
    facility = only_facility(table_file({}))
    assert (facility.name1, facility.city, facility.state) == (
        "Willow Bend Recovery",
        "Charlottesville",
        "VA",
    )
    assert facility.position == "approximate"
    assert facility.detox == UNKNOWN
    [program] = facility.programs
    assert program.care == "iop"
    assert program.hours is program.weeks is program.cost is program.openings is None
    for group, criterion in fact_groups().items():
        assert program.facts[group] == criterion.unsaid, group


def test_a_full_row_is_read_whole(table_file: TableFile) -> None:
    path = table_file(
        {
            "program_name": "Evening IOP",
            "street": "1 Main Street",
            "latitude": "38.0336",
            "longitude": "-78.5080",
            "phone": "434-555-0100 x2",
            "intake_phone": "434-555-0101; 434-555-0100 x2",
            "website": "www.example.org",
            "hours_low": "9",
            "hours_high": "12",
            "days_per_week": "3",
            "sessions_per_week": "3",
            "weeks_low": "8",
            "weeks_high": "12",
            "when": "evening;telehealth",
            "cost_low": "$1,200",
            "cost_high": "1500",
            "cost_per": "Month",
            "payments": "medicaid;sliding",
            "detox": "referral",
            "openings": "4",
            "openings_on": "2025-05-31",
            "verified_on": "2025-05-30",
            "source_url": "https://example.org/iop",
            "notes": "Ask for Sam.",
        }
    )
    intake = read(path)
    assert intake.report.refused_values == ()
    facility = intake.directory.facility(0)
    assert (facility.street1, facility.website) == ("1 Main Street", "https://www.example.org")
    assert (facility.latitude, facility.longitude) == (38.0336, -78.508)
    assert facility.position == "exact"
    assert [(phone.role, phone.dial) for phone in facility.phones] == [
        ("main", "+14345550100,2"),
        ("intake", "+14345550101"),
    ]
    [program] = facility.programs
    assert program.name == "Evening IOP"
    assert (program.hours, program.weeks) == (Range(9, 12), Range(8, 12))
    assert (program.cost, program.cost_per) == (Range(1200, 1500), "month")
    assert (program.days_per_week, program.sessions_per_week) == (3, 3)
    assert (program.openings, program.openings_on) == (4, date(2025, 5, 31))
    assert program.verified_on == date(2025, 5, 30)
    assert (program.source_url, program.notes) == ("https://example.org/iop", "Ask for Sam.")
    assert codes(facility, "when") == (("evening", "telehealth"), 0)
    assert codes(facility, "pay") == (("medicaid", "sliding"), 0)


@pytest.mark.parametrize("group", [one for one in fact_groups() if one != "substance"])
def test_an_empty_cell_and_a_missing_column_are_both_not_published(
    table_file: TableFile, group: str
) -> None:
    criterion = fact_groups()[group]
    every = len(criterion.vocabulary)
    first = criterion.vocabulary.codes[0]
    assert codes(only_facility(table_file({})), group) == ((), every)
    assert codes(only_facility(table_file({criterion.column: ""})), group) == ((), every)
    assert codes(only_facility(table_file({criterion.column: first})), group) == ((first,), 0)


@pytest.mark.parametrize(
    ("cell", "treated"),
    [
        (None, ("alcohol", "opioids", "other")),
        ("", ("alcohol", "opioids", "other")),
        ("alcohol", ("alcohol",)),
        ("alcohol;opioids", ("alcohol", "opioids")),
        ("alcohol;tobacco", ("alcohol", "opioids", "other")),
    ],
)
def test_substances_that_are_not_listed_are_left_out_but_silence_leaves_none_out(
    table_file: TableFile, cell: str | None, treated: tuple[str, ...]
) -> None:
    row = {} if cell is None else {"substances": cell}
    assert codes(only_facility(table_file(row)), "substance") == (treated, 0)


def test_a_list_with_an_unknown_code_states_the_known_ones_and_leaves_the_rest_open(
    table_file: TableFile,
) -> None:
    intake = read(table_file({"therapies": "cbt;hypnosis"}))
    [refused] = intake.report.refused_values
    assert (refused.line, refused.field, refused.value) == (2, "therapies", "hypnosis")
    assert refused.reason.startswith("is not one of cbt, group, ")
    assert codes(intake.directory.facility(0), "therapy") == (("cbt",), 13)


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ({"facility_name": ""}, "facility_name", "is missing"),
        ({"facility_name": "x" * 301}, "facility_name", "is too long"),
        ({"city": ""}, "city", "is missing"),
        ({"state": ""}, "state", "is missing"),
        ({"state": "ON"}, "state", "is not a U.S. state, such as VA"),
        ({"zip": ""}, "zip", "is missing"),
        ({"zip": "2290"}, None, None),  # a leading zero that a spreadsheet took away
        ({"zip": "K1A 0B1"}, "zip", "is not a ZIP code of five digits"),
        ({"care_level": "spa"}, "care_level", None),
        ({"care_level": ""}, None, None),
        ({"care_level": "IOP"}, None, None),
        ({"care_level": "Sober Living"}, None, None),
    ],
)
def test_a_row_is_refused_only_where_it_does_not_say_which_program_it_is(
    table_file: TableFile, row: Row, field: str | None, reason: str | None
) -> None:
    report = read(table_file({}, {"city": "Elsewhere"} | row)).report
    found = [(one.line, one.field) for one in report.refused_rows]
    assert found == ([(3, field)] if field else [])
    if reason:
        assert report.refused_rows[0].reason == reason
    assert report.rows_kept == 2 - len(found)


def test_a_program_without_care_level_is_kept_as_of_unknown_level(table_file: TableFile) -> None:
    intake = read(table_file({"care_level": ""}))
    assert intake.directory.facility(0).programs[0].care is None
    assert (intake.report.facilities, intake.report.programs) == (1, 0)
    assert intake.report.levels == {"": 1}


@pytest.mark.parametrize(
    ("row", "field", "value", "reason"),
    [
        # numbers
        ({"cost_low": "call", "cost_per": "month"}, "cost_low", "call", "is not a number"),
        ({"hours_low": "9-12 hrs"}, "hours_low", "9-12 hrs", "is not a number"),
        ({"hours_low": "-3"}, "hours_low", "-3", "is below 0"),
        ({"cost_low": "$1,200–1,500/wk", "cost_per": "week"}, "cost_low", "$1,200–1,500/wk",
         "is not a number"),
        ({"hours_high": "169"}, "hours_high", "169", "is above 168"),
        ({"hours_low": "20", "hours_high": "9"}, "hours_low, hours_high", "20, 9",
         "the low end is above the high end"),
        ({"weeks_low": "0"}, "weeks_low", "0", "is not above 0"),
        ({"days_per_week": "8"}, "days_per_week", "8", "is above 7"),
        ({"openings": "2.5"}, "openings", "2.5", "is not a whole number"),
        # prices need what they are for
        ({"cost_low": "900"}, "cost_low", "900", "does not say for what: cost_per"),
        ({"cost_per": "hour"}, "cost_per", "hour",
         "is not one of session, day, week, month, program"),
        # dates
        ({"verified_on": "6/1/25"}, "verified_on", "6/1/25", "is not a date such as 2025-05-31"),
        ({"verified_on": "May 31, 2025"}, "verified_on", "May 31, 2025",
         "is not a date such as 2025-05-31"),
        ({"verified_on": "45808"}, "verified_on", "45808", "is not a date such as 2025-05-31"),
        ({"openings_on": "2025-06-02"}, "openings_on", "2025-06-02", "lies in the future"),
        # places
        ({"latitude": "138", "longitude": "-78"}, "latitude, longitude", "138, -78",
         "is no point on Earth: the centre of ZIP 22903 is used"),
        ({"latitude": "38.03"}, "latitude, longitude", "38.03, ",
         "latitude and longitude belong together: the centre of ZIP 22903 is used"),
        ({"latitude": "-78.51", "longitude": "38.03"}, "latitude, longitude", "-78.51, 38.03",
         "latitude and longitude are swapped: the centre of ZIP 22903 is used"),
        ({"latitude": "0", "longitude": "0"}, "latitude, longitude", "0, 0",
         "0, 0 is no position: the centre of ZIP 22903 is used"),
        ({"latitude": "north"}, "latitude", "north", "is not a number"),
        # words
        ({"detox": "yes"}, "detox", "yes", "is not one of onsite, referral, none"),
        ({"detox_for": "glue"}, "detox_for", "glue",
         "is not one of alcohol, benzodiazepines, cocaine, methamphetamine, opioids"),
        ({"website": "javascript:x"}, "website", "javascript:x", "is not a web address"),
        ({"phone": "front desk"}, "phone", "front desk",
         "is no number that can be dialled; its text is shown"),
        ({"street": "x" * 301}, "street", "x" * 60 + "…", "is longer than 300 letters"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_understood_is_refused_alone(
    table_file: TableFile, row: Row, field: str, value: str, reason: str
) -> None:
    report = read(table_file(row)).report
    assert Finding("programs.csv", 2, field, value, reason) in report.refused_values
    assert report.rows_kept == 1


@pytest.mark.parametrize(
    "row",
    [
        {"hours_low": "9-12 hrs"},
        {"hours_low": "20", "hours_high": "9"},
        {"cost_low": "call", "cost_per": "month"},
        {"cost_low": "900"},
        {"cost_low": "900", "cost_per": "hour"},
        {"weeks_low": "0"},
        {"openings": "some"},
    ],
)
def test_a_refused_value_is_not_published(table_file: TableFile, row: Row) -> None:
    [program] = only_facility(table_file(row)).programs
    assert program.hours is program.cost is program.cost_per is program.weeks is None
    assert program.openings is None


def test_openings_without_their_day_are_remarked(table_file: TableFile) -> None:
    [remark] = read(table_file({"openings": "3"})).report.remarks
    assert (remark.field, remark.value) == ("openings", "3")


def test_a_zip_code_of_another_state_and_an_unknown_one_are_remarked(
    table_file: TableFile,
) -> None:
    intake = read(table_file({"state": "MD"}, {"zip": "00000"}))
    remarks = [(one.line, one.value, one.reason) for one in intake.report.remarks]
    assert remarks == [
        (2, "22903", "is a ZIP code of VA, not of MD"),
        (3, "00000", "there is no such ZIP code"),
    ]
    assert {intake.directory.facility(row).position for row in (0, 1)} == {"approximate", None}


# --- what belongs together -----------------------------------------------------------------------


def test_rows_of_one_facility_id_are_one_facility_of_several_programs(
    table_file: TableFile,
) -> None:
    intake = read(
        table_file(
            {"facility_id": "A-1", "phone": "434-555-0100"},
            {"facility_id": "A-1", "care_level": "php", "intake_phone": "434-555-0101"},
            {"facility_id": "B-2"},
        )
    )
    assert intake.report.facilities == 2
    both = {one.source_id: one for one in map(intake.directory.facility, (0, 1))}
    assert [program.care for program in both["A-1"].programs] == ["iop", "php"]
    assert [phone.text for phone in both["A-1"].phones] == ["434-555-0100", "434-555-0101"]
    assert both["A-1"].id != both["B-2"].id


def test_an_id_of_our_form_is_kept_and_another_is_the_id_of_the_source(
    table_file: TableFile,
) -> None:
    intake = read(table_file({"facility_id": "abcd2345"}, {"facility_id": "ABCD2345"}))
    found = {
        (one.id == "abcd2345", one.source_id) for one in map(intake.directory.facility, (0, 1))
    }
    assert found == {(True, ""), (False, "ABCD2345")}


def test_without_id_rows_that_agree_in_name_and_address_are_one_facility(
    table_file: TableFile,
) -> None:
    intake = read(
        table_file(
            {"street": "1 Main St."},
            {"street": "1 MAIN ST", "care_level": "php", "facility_name": "Willow-Bend Recovery"},
            {"street": "2 Main St."},
        )
    )
    assert (intake.report.facilities, intake.report.programs) == (2, 3)


def test_a_row_without_id_joins_the_facility_with_an_id_that_it_agrees_with(
    table_file: TableFile,
) -> None:
    facility = only_facility(table_file({"care_level": "php"}, {"facility_id": "A-1"}))
    assert [program.care for program in facility.programs] == ["php", "iop"]
    assert facility.source_id == "A-1"


def test_two_programs_of_one_level_are_two_but_identical_rows_are_one(
    table_file: TableFile,
) -> None:
    report = read(
        table_file({"program_name": "Day"}, {"program_name": "Evening"}, {"program_name": "Day"})
    ).report
    assert (report.rows_read, report.rows_kept, report.programs) == (3, 2, 2)
    [merged] = report.merged
    assert (merged.line, merged.reason) == (4, "repeats line 2 in every cell")


def test_what_is_wrong_with_a_place_is_said_of_each_of_its_rows(table_file: TableFile) -> None:
    wrong = {"facility_id": "A-1", "latitude": "78.5", "longitude": "38.0", "phone": "none"}
    report = read(table_file(wrong, wrong | {"care_level": "php"}, {"facility_id": "B"})).report
    found = [(one.line, one.field) for one in report.refused_values]
    assert found == [(n, name) for n in (2, 3) for name in ("latitude, longitude", "phone")]


def test_rows_that_agree_in_their_place_but_not_in_their_care_level_are_refused_by_it(
    table_file: TableFile,
) -> None:
    report = read(table_file({}, {"care_level": "spa"}, {"care_level": "php"})).report
    assert [(one.line, one.field) for one in report.refused_rows] == [(3, "care_level")]
    assert (report.facilities, report.programs) == (1, 2)


def test_rows_of_one_facility_that_differ_in_its_address_are_remarked(
    table_file: TableFile,
) -> None:
    intake = read(
        table_file(
            {"facility_id": "A-1", "street": "1 Main St"},
            {"facility_id": "A-1", "street": "9 Other St", "care_level": "php"},
        )
    )
    [remark] = intake.report.remarks
    assert (remark.line, remark.field, remark.value) == (3, "street", "9 Other St")
    assert intake.directory.facility(0).street1 == "1 Main St"


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([{}], UNKNOWN),
        ([{"detox": ""}], UNKNOWN),
        ([{"detox": "none"}], NO),
        ([{"detox": "referral"}, {"care_level": "php", "detox": "none"}], NO),
        ([{"detox": "none"}, {"care_level": "php", "detox": "onsite"}], YES),
        ([{"detox": "none"}, {"care_level": "detox"}], YES),
        ([{"care_level": "detox"}], YES),
        ([{"detox": "none"}, {"care_level": "php"}], NO),
        ([{"detox": "certainly"}], UNKNOWN),
    ],
)
def test_detox_on_site_is_said_by_a_program_or_a_word(
    table_file: TableFile, rows: list[Row], answer: int
) -> None:
    facility = only_facility(table_file(*({"facility_id": "A-1"} | row for row in rows)))
    assert facility.detox == answer


def test_what_detox_is_for_is_said_by_all_rows_of_a_facility(table_file: TableFile) -> None:
    facility = only_facility(
        table_file(
            {"facility_id": "A", "care_level": "detox", "detox_for": "opioids"},
            {"facility_id": "A", "detox_for": "alcohol"},
        )
    )
    assert facility.detox_for == ("alcohol", "opioids")


@pytest.mark.parametrize("group", ["pay", "age", "gender"])
def test_payment_age_and_gender_are_those_of_the_whole_facility(
    table_file: TableFile, group: str
) -> None:
    criterion = fact_groups()[group]
    first, second = criterion.vocabulary.codes[:2]
    facility = only_facility(
        table_file(
            {"facility_id": "A", criterion.column: second},
            {"facility_id": "A", criterion.column: first, "care_level": "php"},
            {"facility_id": "A", criterion.column: "", "care_level": "outpatient"},
        )
    )
    assert [codes(facility, group, one) for one in range(3)] == [((first, second), 0)] * 3


# --- columns -------------------------------------------------------------------------------------


def test_a_misspelt_column_is_remarked_with_the_one_that_was_meant(table_file: TableFile) -> None:
    remarks = read(table_file({"hours_lo": "9", "favourite colour": ""})).report.remarks
    assert {one.field: one.reason for one in remarks} == {
        "hours_lo": "is no column that is read; did you mean hours_low?",
        "favourite_colour": "is no column that is read",
    }


def test_every_column_of_the_published_format_is_read() -> None:
    published = (
        "facility_name, care_level, city, state, zip, facility_id, program_name, street, latitude, "
        "longitude, phone, intake_phone, website, hours_low, hours_high, days_per_week, "
        "sessions_per_week, weeks_low, weeks_high, when, cost_low, cost_high, cost_per, payments, "
        "detox, detox_for, substances, therapies, medications, special_programs, ages, genders, "
        "languages, services, accreditations, openings, openings_on, verified_on, source_url, "
        "notes, npi"
    )
    assert set(published.split(", ")) == column_names()
    assert {column.name for column in COLUMNS}.isdisjoint(list_columns())


def test_the_demonstration_table_has_nothing_to_refuse() -> None:
    report = take_in([str(DEMONSTRATION)], today=date.max).report
    assert report.refused_rows == report.refused_values == report.merged == report.remarks == ()
