"""What a hospital's file lists, in words, and what grew too old."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders import TODAY, a_directory, a_facility, a_program
from finder.directory import Directory, FacilityRecord
from finder.directory.records import Price
from finder.directory.tables import CASH_PER
from finder.wording.price_words import filed_prices, prices
from finder.wording.statements import Statement, hours

APRIL = date(2025, 4, 1)
ADDRESS = "https://rivanna.example/charges.csv"


def a_price(kind: str = "cash", low: float = 1758, unit: str | None = "day") -> Price:
    return Price(
        care="iop",
        kind=kind,
        low=low,
        high=low,
        unit=unit,
        code="H0015",
        code_type="HCPCS",
        source="charges.csv",
        file_date=APRIL,
        location="Rivanna Hospital",
        note="ALCOHOL IOP",
        address=ADDRESS,
    )


def filed(low: float, unit: str | None, *, on: date = APRIL, care: str = "iop") -> FacilityRecord:
    record = a_program(care)
    numbers = {"cash_low": low, "cash_high": low, "cash_day": float(on.toordinal())}
    if unit is not None:
        numbers["cash_per"] = float(CASH_PER.index(unit))
    if care == "iop":
        numbers |= {"cash_days": 3.0, "code_hours": 9.0}
    price = replace(a_price(low=low, unit=unit), file_date=on, care=care)
    return a_facility(replace(record, numbers=numbers), prices=[price])


def said(record: FacilityRecord, per: str = "month") -> Statement:
    directory: Directory = a_directory(record).on(TODAY)
    facility = directory.facility(0)
    return prices(directory, facility, facility.programs[0], per)


def test_a_cash_price_is_said_with_its_basis_and_what_to_ask() -> None:
    one = said(filed(1758, "day"))
    assert one.text == "Cash price: $1,758 a day"
    assert one.truth == "filed"
    assert one.more.startswith("list price in the hospital's file of 1 April 2025; ")
    assert one.more.endswith("; ask what you would pay")
    assert "insurance" in one.note
    assert "leave out" in one.note
    assert one.href == ADDRESS


def test_a_floor_is_said_as_the_least_and_never_as_about() -> None:
    assert (
        "from $5,274 a week by the least days of its billing code"
        in said(filed(1758, "day"), "week").more
    )
    residential = said(filed(700, "day", care="residential"), "week")
    assert "about $4,900 a week" in residential.more


def test_a_price_of_no_unit_says_so_and_becomes_no_other() -> None:
    one = said(filed(40, None, care="medication"))
    assert one.text == "Cash price: $40"
    assert "for what time is not stated" in one.more
    assert "about" not in one.more


@pytest.mark.parametrize("unit", ["day", None])
def test_a_file_too_old_to_count_is_shown_with_its_date(unit: str | None) -> None:
    one = said(filed(1758, unit, on=date(2023, 6, 30)))
    assert one.truth == "unknown"
    assert one.text == "Not published"
    assert "30 June 2023: too old to count" in one.more


def test_what_a_place_published_too_long_ago_is_shown_with_its_date() -> None:
    on = TODAY - timedelta(days=181)
    record = a_facility(
        a_program(hours=(9, 12), cost=(400, 400), per="month", verified_on=on)
    )  # fmt: skip
    one = said(record)
    assert (one.text, one.truth) == ("Not published", "unknown")
    assert one.more == "$400 a month on 18 July 2025: too old to count"
    (program,) = a_directory(record).on(TODAY).facility(0).programs
    assert hours(program).truth == "level"
    assert hours(program).more == "9–12 hours on 18 July 2025: too old to count"


def test_every_kind_of_price_stands_under_its_own_name() -> None:
    record = replace(filed(1758, "day"), prices=[a_price(), a_price("gross", 2500), a_price()])
    facility = a_directory(record).facility(0)
    listed = dict(filed_prices(facility, "iop"))
    assert list(listed) == [
        "Cash price in the hospital's file",
        "List price before any discount",
        "Where from",
    ]
    (cash,) = listed["Cash price in the hospital's file"]
    assert (cash.text, cash.more) == ("$1,758 a day", "H0015: ALCOHOL IOP")
    (file,) = listed["Where from"]
    assert (file.text, file.href) == ("Rivanna Hospital, file of 1 April 2025", ADDRESS)
    assert list(filed_prices(facility, None)) == []
