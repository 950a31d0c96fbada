"""Price files of invented hospitals of the demonstration, in the official template (tall, 3.0.0).

Every basis and kind of price is among them: a cash price a day, one for which no unit is stated,
one of no level, gross charges, what insurers agreed to pay and paid, amounts that only fill a cell,
a row that is no care of ours, and a file that is too old to count.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scripts.demonstration.dice import Dice

Row = dict[str, str]

HOSPITALS = ("Hospital", "Medical Center")
ALWAYS = "Charlottesville"
SHARE = 0.6
UPDATED, TOO_OLD = date(2026, 4, 1), date(2024, 7, 1)
OLD_SHARE = 0.15
PAYERS = ("Bluewater Health", "Northmeadow Plan", "Public Example Plan")
HEADER = (
    "description", "code|1", "code|1|type", "code|2", "code|2|type", "setting",
    "standard_charge|gross", "standard_charge|discounted_cash", "payer_name", "plan_name",
    "standard_charge|negotiated_dollar", "standard_charge|methodology", "median_amount",
    "10th_percentile", "90th_percentile", "count", "additional_generic_notes",
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A line of a charge master. cash: lowest and highest that it is drawn from, USD.

    codes: of HCPCS and of revenue, "" for none. care: the level that must be there for it; "" for
    none.
    """

    care: str
    description: str
    hcpcs: str
    revenue: str
    cash: tuple[int, int]
    setting: str = "outpatient"


ITEMS = (
    Item("iop", "INTENSIVE OUTPATIENT ALCOHOL/DRUG PER DIEM", "H0015", "0906", (320, 900)),
    Item("php", "PARTIAL HOSP CHEM DEP PER DIEM", "S0201", "0913", (500, 1200)),
    Item("detox", "ROOM SEMI PRIVATE DETOX", "", "0126", (1400, 3200), "inpatient"),
    Item("residential", "RESIDENTIAL CHEM DEP PER DIEM", "", "1002", (600, 1500), "inpatient"),
    Item("medication", "METHADONE ADMINISTRATION", "H0020", "", (20, 60)),
    Item("", "ALCOHOL DRUG TREATMENT PROGRAM PER DIEM", "H2036", "", (300, 800)),
    Item("", "INTENSIVE OUTPATIENT PSYCHIATRIC PER DIEM", "S9480", "0905", (300, 800)),
)


@dataclass(frozen=True)
class Made:
    """A price file, and the note on where it would have been fetched from."""

    name: str
    table: str
    note: str


def price_files(seed: str, rows: Sequence[Row]) -> Iterator[Made]:
    """The files of some hospitals among the programs of the demonstration."""
    for programs in _by_facility(rows):
        first = programs[0]
        hospital = first["facility_name"].endswith(HOSPITALS) and bool(first["street"])
        dice = Dice(seed, "prices", first["facility_id"])
        if hospital and (dice.chance(SHARE) or first["city"] == ALWAYS):
            old = dice.chance(OLD_SHARE) and first["city"] != ALWAYS
            yield _made(programs, TOO_OLD if old else UPDATED, dice)


def _by_facility(rows: Sequence[Row]) -> list[list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["facility_id"], []).append(row)
    return list(found.values())


def _made(programs: Sequence[Row], updated: date, dice: Dice) -> Made:
    first = programs[0]
    levels = {row["care_level"] for row in programs}
    address = f"{first['street']}, {first['city']}, {first['state']} {first['zip']}"
    head = {
        "hospital_name": first["facility_name"],
        "last_updated_on": updated.isoformat(),
        "version": "3.0.0",
        "location_name": first["facility_name"],
        "hospital_address": address,
        "type_2_npi": "",
    }
    lines: list[Sequence[str]] = [list(head), list(head.values()), HEADER]
    for item in ITEMS:
        if not item.care or item.care in levels:
            lines += _lines(item, dice)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    name = "-".join(first["facility_name"].lower().split())
    note = {"address": f"https://{name}.example/{name}_standardcharges.csv"}
    return Made(f"{name}_standardcharges.csv", text.getvalue(), json.dumps(note) + "\n")


def _lines(item: Item, dice: Dice) -> Iterator[list[str]]:
    """A row for each payer, and one for who pays alone."""
    cash = round(dice.between(*item.cash))
    gross = round(cash * dice.between(1.2, 1.8))
    codes = [(item.hcpcs, "HCPCS"), (item.revenue, "RC")]
    cells = [cell for code, kind in sorted(codes, key=lambda one: not one[0]) for cell in
             (code, kind if code else "")]  # fmt: skip
    start = [item.description, *cells, item.setting, f"{gross}", f"{cash}"]
    yield [*start, *[""] * 9]
    for payer in PAYERS:
        agreed = round(cash * dice.between(0.4, 1.1))
        # What some write where nothing has been paid yet.
        filler = dice.chance(0.1)
        paid = [f"{round(agreed * share)}" for share in (1, 0.8, 1.15)]
        count = f"{dice.whole(11, 300)}"
        last = ["999999999", "per diem", "", "", "", ""]
        if not filler:
            last = [f"{agreed}", "per diem", *paid, count]
        yield [*start, payer, "All plans", *last, ""]
