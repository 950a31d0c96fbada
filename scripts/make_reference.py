"""Write data/reference.csv from a table of published facts on hours and cost by level of care.

    python scripts/make_reference.py FACTS.csv

FACTS.csv has the columns kind, jurisdiction, level, measure, value_low, value_high, unit,
effective, payer_or_basis, source_title, source_url, seen_as, in this order. No number is changed:
this only gives each fact an id, our code of the care level, a unit from a short list, and marks
what is weak and why. data/README.md says what the columns of the result mean.

An unknown level, unit or basis is an error, so that no new fact slips in unread.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from finder.reference import COLUMNS, REFERENCE_PATH

# The day on which each row was compared, number by number, with the table of facts.
COMPARED_ON = "2026-11-24"

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
    "IOP 30 days": ("iop", "iop-30-days"),
    "Medicare IOP": ("iop", "iop-medicare"),
    "ASAM 2.5 PHP": ("php", "php"),
    "ASAM 2.5 PHP half day": ("php", "php-half-day"),
    "ASAM 2.5 PHP full day": ("php", "php-full-day"),
    "ASAM 2.5 PHP/SACOT (H2035)": ("php", "php"),
    "ASAM 2.5 SACOT": ("php", "php"),
    "PHP full day": ("php", "php-day"),
    "Medicare PHP": ("php", "php-medicare"),
    "ambulatory withdrawal management": ("detox", "detox-outpatient"),
    "ASAM 3.7-WM detox": ("detox", "detox-living-in"),
    "OTP methadone maintenance": ("medication", "methadone"),
    "outpatient methadone": ("medication", "methadone-admission"),
    "ASAM 3.1 residential": ("residential", "residential-3-1"),
    "ASAM 3.3 residential": ("residential", "residential-3-3"),
    "ASAM 3.5 residential": ("residential", "residential-3-5"),
    "non-hospital residential": ("residential", "residential-day"),
    "inpatient rehab 30 days": ("residential", "rehab-30-days"),
    "inpatient rehab private": ("residential", "rehab-private"),
    "inpatient rehab 60-90 days": ("residential", "rehab-60-90-days"),
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
    "USD per 30-day program": "30 days",
    "USD per 30 days": "30 days",
    "USD per program": "60 to 90 days",
    "USD (": "",
    "h/week": "week",
    "less than": "week",
    "20 or more h/week": "week",
    "physician must certify": "week",
    "min 20 h/week": "week",
}

_KINDS = {
    "Medicaid fee-for-service": "payer rate",
    "Medicaid state plan": "payer rate",
    "SAMHSA ADSS Cost Study": "study",
    "consumer estimate": "consumer estimate",
    "Medicaid ARTS regulation": "regulation",
    "Medicaid regulation": "regulation",
    "Medicaid rule": "regulation",
    "Medicaid policy": "regulation",
    "license regulation": "regulation",
    "Medicare": "regulation",
}

# Title of a source: why what it says is weak, as data/README.md tells it.
_WEAK = {
    "interactlifeline.com quoting NCDAS": "quoted",
    "rehab-faq.com": "unsourced",
    "wifitalents.com": "undated",
    "Krieg DeVault / CoronisHealth summaries": "second-hand",
    "Behavioral Health Business 2024-07-10": "second-hand",
}

_FOR = {"children/adolescents": "adolescents", "under 18": "adolescents"}


def main(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    written = [_row(row) for row in _resolved(rows)]
    _distinct(written)
    with REFERENCE_PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(written)


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
        "who": _who(row["level"]),
        "low": row["value_low"],
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
        "weak": _WEAK.get(row["source_title"], ""),
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
    main(Path(sys.argv[1]))
