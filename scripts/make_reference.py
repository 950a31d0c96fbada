"""Write data/reference.csv from tables of published facts on hours and cost by level of care.

    python scripts/make_reference.py FACTS.csv OFFICIAL.csv

FACTS.csv has the columns kind, jurisdiction, level, measure, value_low, value_high, unit,
effective, payer_or_basis, source_title, source_url, seen_as, in this order. No number is changed:
this only gives each fact an id, our code of the care level, a unit from a short list, and marks
what is weak and why. data/README.md says what the columns of the result mean. A figure whose source
is neither official nor scientific is left out.

OFFICIAL.csv has the columns kind, level, code, maker, area, low, high, unit, unit_means_hours,
effective, title, where, quote, sure. Of it, what `OFFICIAL` names is taken, each row by hand.

An unknown level, unit or basis is an error, so that no new fact slips in unread.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from finder.reference import COLUMNS, REFERENCE_PATH

# The day on which each row was compared, number by number, with the table of facts.
COMPARED_ON = "2026-11-24"
OFFICIAL_COMPARED_ON = "2026-11-28"

# What the fact table calls a level: our care level, a short name for the id.
_LEVELS = {
    "assessment": ("", "assessment"),
    "ASAM 1 group": ("outpatient", "outpatient-group"),
    "ASAM 1 individual": ("outpatient", "outpatient-individual"),
    "ASAM 1 outpatient": ("outpatient", "outpatient"),
    "ASAM 1 outpatient adults": ("outpatient", "outpatient"),
    "ASAM 1 outpatient adolescents": ("outpatient", "outpatient-adolescents"),
    "outpatient non-methadone": ("outpatient", "outpatient-admission"),
    "ASAM 2.1 IOP": ("iop", "iop"),
    "ASAM 2.1 IOP (H0015)": ("iop", "iop"),
    "ASAM 2.1 IOP adults": ("iop", "iop"),
    "ASAM 2.1 IOP children/adolescents": ("iop", "iop-adolescents"),
    "ASAM 2.1 IOP under 18": ("iop", "iop-adolescents"),
    "ASAM 2.1 SAIOP": ("iop", "iop"),
    "ASAM 2.5 PHP": ("php", "php"),
    "ASAM 2.5 PHP half day": ("php", "php-half-day"),
    "ASAM 2.5 PHP full day": ("php", "php-full-day"),
    "ASAM 2.5 PHP/SACOT (H2035)": ("php", "php"),
    "ASAM 2.5 SACOT": ("php", "php"),
    "ambulatory withdrawal management": ("detox", "detox-outpatient"),
    "ASAM 3.7-WM detox": ("detox", "detox-living-in"),
    "OTP methadone maintenance": ("medication", "methadone"),
    "outpatient methadone": ("medication", "methadone-admission"),
    "ASAM 3.1 residential": ("residential", "residential-3-1"),
    "ASAM 3.3 residential": ("residential", "residential-3-3"),
    "ASAM 3.5 residential": ("residential", "residential-3-5"),
    "non-hospital residential": ("residential", "residential-day"),
    "ASAM 3.7 residential": ("inpatient", "inpatient-3-7"),
    "ASAM 3.7 residential/inpatient": ("inpatient", "inpatient-3-7"),
}

# The beginning of the unit in the fact table: ours.
_UNITS = {
    "USD per assessment": "assessment",
    "USD per session": "session",
    "USD per 15 min": "15 minutes",
    "USD per day": "day",
    "USD per week": "week",
    "USD per admission": "admission",
    "USD (": "",
    "h/week": "week",
    "less than": "week",
    "20 or more h/week": "week",
}

_KINDS = {
    "Medicaid fee-for-service": "payer rate",
    "Medicaid state plan": "payer rate",
    "SAMHSA ADSS Cost Study": "study",
    "Medicaid ARTS regulation": "regulation",
    "Medicaid regulation": "regulation",
    "Medicaid rule": "regulation",
    "Medicaid policy": "regulation",
    "license regulation": "regulation",
}

# Titles of sources that are neither official nor scientific: what they say is not shown.
_LEFT_OUT = frozenset(
    {
        "interactlifeline.com quoting NCDAS",
        "rehab-faq.com",
        "wifitalents.com",
        "Krieg DeVault / CoronisHealth summaries",
        "Behavioral Health Business 2024-07-10",
    }
)

_FOR = {"children/adolescents": "adolescents", "under 18": "adolescents"}


@dataclass(frozen=True)
class Chosen:
    """A row of OFFICIAL.csv that is taken: which one it is, and what it is to us.

    row: its level, code, low and high end. level: what it is about, in words of the reference file.
    care: None where it is that of the row. middle: the median, where the row's ends are the middle
    half. maker: that of the row, where others give the same number. seen, weak: as data/README.md
    tells them.
    """

    id: str
    row: tuple[str, str, str, str]
    what: str
    level: str
    per: str
    kind: str
    seen: str = "excerpt"
    middle: str = ""
    who: str = ""
    weak: str = ""
    care: str | None = None
    maker: str = ""
    address: str = ""


# The state's file was not opened: others worked the figures out from it.
_PAID = "https://opendata.hhs.gov/datasets/medicaid-provider-spending/"
_AUDIT = "https://doi.org/10.1377/hlthaff.2020.00378"


def _claim(care: str, code: str, low: str, middle: str, high: str, level: str = "") -> Chosen:
    """What Medicaid paid for a claim: the middle half of the programs, and the middle one."""
    return Chosen(
        id=f"us-{level or care}-{code.lower()}-paid-2024",
        row=(care, code, low, high),
        what="price",
        level=level or care,
        per="claim",
        kind="paid",
        seen="calculation",
        middle=middle,
        care="" if level else None,
        address=_PAID,
    )


def _month(care: str, code: str, paid: str) -> Chosen:
    """What Medicaid paid for a person in a month in which that person had such care."""
    return Chosen(
        id=f"us-{care}-{code.lower()}-month-paid-2024",
        row=(care, code, paid, paid),
        what="price",
        level=care,
        per="person and month",
        kind="paid",
        seen="sum",
        address=_PAID,
    )


def _stay(care: str, name: str, ends: tuple[str, str], level: str) -> Chosen:
    """How long people stayed, by the federal count of those who left."""
    return Chosen(
        id=f"us-{care}-length{name}-2004",
        row=(care, "", *ends),
        what="length",
        level=level,
        per="days",
        kind="count",
    )


# A Medicaid claim is no unit of care: H0018 and H0019 mix days and months, and with S9480, H0035
# they are mostly mental-health care; H2035 is billed by the hour. None of them is taken.
OFFICIAL = (
    _claim("outpatient", "H0001", "29.08", "94.22", "154.77", "assessment"),
    _claim("outpatient", "H0004", "52.54", "74.63", "101.63"),
    _claim("outpatient", "H0005", "33.58", "47.35", "58.31"),
    _claim("iop", "H0015", "102.96", "129.75", "164.93"),
    _claim("php", "S0201", "365.28", "445.16", "489.16"),
    _claim("residential", "H2034", "121.71", "164.03", "260.81"),
    _claim("residential", "H2036", "161.87", "253.79", "419.23"),
    _claim("detox", "H0010", "249.54", "369.55", "575.73"),
    _claim("detox", "H0011", "213.23", "317.54", "411.52"),
    _claim("detox", "H0012", "162.30", "295.95", "384.05"),
    _claim("detox", "H0014", "92.71", "137.81", "240.35"),
    _claim("medication", "H0020", "11.60", "18.95", "66.42"),
    _claim("medication", "H0047", "50.60", "81.37", "222.74"),
    _month("outpatient", "H0005", "215.96"),
    _month("iop", "H0015", "1022.63"),
    _month("php", "S0201", "5376.37"),
    _month("detox", "H0010", "2987.39"),
    _month("medication", "H0020", "277.98"),
    Chosen(
        id="us-iop-medicare-price-2024",
        row=("iop", "APC 5861 (3 services, hospital-based)", "259.13", "259.13"),
        what="price",
        level="Medicare IOP",
        per="day",
        kind="payer rate",
        seen="second-hand",
        weak="second-hand",
    ),
    Chosen(
        id="us-medication-medicare-share",
        row=("medication", "G2067-G2080", "0", "0"),
        what="price",
        level="Medicare share",
        per="copayment",
        kind="regulation",
    ),
    Chosen(
        id="us-iop-medicare-hours-2024",
        row=("iop", "", "9", ""),
        what="hours",
        level="Medicare IOP",
        per="week",
        kind="regulation",
        maker="Medicare",
    ),
    Chosen(
        id="us-php-medicare-hours",
        row=("php", "", "20", ""),
        what="hours",
        level="Medicare PHP",
        per="week",
        kind="regulation",
        maker="Medicare",
    ),
    Chosen(
        id="us-residential-audit-nonprofit-2021",
        row=("residential", "", "5712", "5712"),
        what="price",
        level="audit nonprofit",
        per="stay, in advance",
        kind="audit",
        seen="quoted",
        address=_AUDIT,
    ),
    Chosen(
        id="us-residential-audit-for-profit-2021",
        row=("residential", "", "17434", "17434"),
        what="price",
        level="audit for-profit",
        per="stay, in advance",
        kind="audit",
        seen="quoted",
        address=_AUDIT,
    ),
    Chosen(
        id="us-residential-audit-adolescents-2022",
        row=("residential", "", "28731", "28731"),
        what="price",
        level="audit in advance",
        per="stay, in advance",
        kind="audit",
        seen="abstract",
        who="adolescents",
    ),
    Chosen(
        id="us-residential-audit-adolescents-day-2022",
        row=("residential", "", "878", "878"),
        what="price",
        level="audit day",
        per="day",
        kind="audit",
        seen="abstract",
        who="adolescents",
    ),
    _stay("iop", "", ("41", "41"), "stay"),
    _stay("iop", "-completed", ("50", "50"), "stay completed"),
    _stay("residential", "", ("20", "20"), "stay, short-term"),
    _stay("residential", "-completed", ("24", "24"), "stay completed, short-term"),
    _stay("outpatient", "-with-work", ("78", "105"), "stay, with work"),
    _stay("outpatient", "-without-work", ("57", "106"), "stay, without work"),
    _stay("detox", "", ("1", "4"), "stay, by work"),
    Chosen(
        id="dc-php-length-rule",
        row=("php", "", "30", "60"),
        what="length",
        level="rule on the stay",
        per="days",
        kind="regulation",
    ),
)


def main(facts: Path, official: Path) -> None:
    rows = [row for row in _resolved(read(facts)) if row["source_title"] not in _LEFT_OUT]
    written = [*(_row(row) for row in rows), *official_rows(read(official))]
    _distinct(written)
    with REFERENCE_PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(written)


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def official_rows(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """What is taken of the table of official figures. Raises KeyError for a row that is gone."""
    return [_taken(one, row_of(one, rows)) for one in OFFICIAL]


def row_of(chosen: Chosen, rows: list[dict[str, str]]) -> dict[str, str]:
    """The one row that is meant. Raises KeyError if there is none, or several."""
    kind = {"price": "price", "hours": "hours", "length": "days"}[chosen.what]
    found = [
        row
        for row in rows
        if row["kind"] == kind
        and (row["level"], row["code"], row["low"], row["high"]) == chosen.row
        and chosen.maker in ("", row["maker"])
    ]
    if len(found) != 1:
        raise KeyError(f"{chosen.id}: {len(found)} rows of the official figures are it")
    return found[0]


def _taken(chosen: Chosen, row: dict[str, str]) -> dict[str, str]:
    year = _year(row["effective"].partition(" to ")[2] or row["effective"])
    return {
        "id": chosen.id,
        "care": row["level"] if chosen.care is None else chosen.care,
        "what": chosen.what,
        "level": chosen.level,
        "code": row["code"] if chosen.kind == "paid" else "",
        "who": chosen.who,
        "low": row["low"],
        "middle": chosen.middle,
        "high": row["high"],
        "below": "no",
        "per": chosen.per,
        "currency": "USD" if chosen.what == "price" else "",
        "jurisdiction": row["area"],
        "year": year,
        "effective": row["effective"],
        "kind": chosen.kind,
        "basis": row["maker"],
        "as_published": row["quote"],
        "title": _titled(chosen, row),
        "address": chosen.address or row["where"],
        "seen": chosen.seen,
        "weak": chosen.weak,
        "compared_on": OFFICIAL_COMPARED_ON,
    }


def _titled(chosen: Chosen, row: dict[str, str]) -> str:
    """The title with who made it, where it does not say so itself."""
    maker = {"audit": row["maker"].partition(" (")[0], "count": "SAMHSA"}.get(chosen.kind)
    return f"{maker}: {row['title']}" if maker else row["title"]


def _resolved(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows with "same" and "same as above" replaced by what stands above."""
    above = {"source_title": "", "source_url": ""}
    for row in rows:
        for key, words in (("source_title", "same"), ("source_url", "same as above")):
            above[key] = row[key] = above[key] if row[key] == words else row[key]
    return rows


def _row(row: dict[str, str]) -> dict[str, str]:
    care, name = _LEVELS[row["level"]]
    what = "price" if row["kind"] == "cost" else "hours"
    year = _year(row["effective"])
    place = row["jurisdiction"].lower()
    return {
        "id": "-".join(part for part in (place, name, what, year) if part),
        "care": care,
        "what": what,
        "level": row["level"],
        "code": "",
        "who": _who(row["level"]),
        "low": row["value_low"],
        "middle": "",
        "high": row["value_high"],
        "below": "yes" if row["unit"].startswith("less than") else "no",
        "per": _unit(row["unit"]),
        "currency": "USD" if what == "price" else "",
        "jurisdiction": row["jurisdiction"],
        "year": year,
        "effective": row["effective"],
        "kind": _starting(_KINDS, row["payer_or_basis"]),
        "basis": row["payer_or_basis"],
        "as_published": row["unit"],
        "title": row["source_title"],
        "address": row["source_url"],
        "seen": row["seen_as"].removeprefix("search "),
        "weak": "",
        "compared_on": COMPARED_ON,
    }


def _year(effective: str) -> str:
    """The first year in the words on when it holds; empty where they name none."""
    found = re.search(r"\d{4}", effective)
    return found[0] if found else ""


def _who(level: str) -> str:
    group = next((ours for word, ours in _FOR.items() if level.endswith(word)), "")
    return group or next((word for word in ("adults", "adolescents") if level.endswith(word)), "")


def _unit(text: str) -> str:
    return _starting(_UNITS, text)


def _starting(table: dict[str, str], text: str) -> str:
    found = [ours for start, ours in table.items() if text.startswith(start)]
    if not found:
        raise KeyError(f"unread: {text!r}; add it to scripts/make_reference.py")
    return found[0]


def _distinct(rows: list[dict[str, str]]) -> None:
    """Give each fact an id of its own; raises ValueError where two would have the same."""
    twice = [name for name, count in Counter(row["id"] for row in rows).items() if count > 1]
    if twice:
        raise ValueError(f"ids that stand twice: {twice}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
