"""The table of billing codes: which care a code means, its unit, and the hours in its definition.

Only codes of HCPCS Level II (CMS, public), revenue codes of the NUBC by their meaning in our own
words, and Medicare's payment groups (APC); no text of the CPT is copied.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["About", "PriceCode", "normal_code", "price_codes"]

About = Literal["substance", "mental", "either"]
_FILE = Path(__file__).with_name("price_codes.csv")


@dataclass(frozen=True)
class PriceCode:
    """What one billing code means.

    care: the care level, None where the code alone does not tell it. unit: what its price is for,
    None where its definition does not say. about: what the code itself says it treats.
    hours_a_day, days_a_week: the least of its definition, None where it has none.
    """

    code_type: str
    code: str
    care: str | None
    unit: str | None
    about: About
    hours_a_day: float | None
    days_a_week: float | None
    source: str


@cache
def price_codes() -> dict[tuple[str, str], PriceCode]:
    """All codes, by type and code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [_code(row) for row in csv.DictReader(file)]
    return {(row.code_type, row.code): row for row in rows}


def normal_code(code_type: str, code: str) -> tuple[str, str]:
    """A code as the table writes it: capitals, no spaces, a revenue code with four digits."""
    kind, text = code_type.strip().upper(), code.strip().upper()
    if kind in ("RC", "REV", "REVENUE", "UB04", "UB-04"):
        kind = "RC"
        text = text.removesuffix(".0").zfill(4) if text.removesuffix(".0").isdigit() else text
    elif kind in ("CPT", "HCPCS", "CPT/HCPCS", "HCPCS/CPT"):
        # A modifier is written behind the code here and there: H0015-TG, H0015 TG.
        kind, text = "HCPCS", text.replace("-", " ").partition(" ")[0]
    return kind, text


def _code(row: dict[str, str]) -> PriceCode:
    about: About = "substance" if row["about"] == "substance" else "either"
    return PriceCode(
        code_type=row["code_type"],
        code=row["code"],
        care=row["care"] or None,
        unit=row["unit"] or None,
        about="mental" if row["about"] == "mental" else about,
        hours_a_day=float(row["hours_a_day"]) if row["hours_a_day"] else None,
        days_a_week=float(row["days_a_week"]) if row["days_a_week"] else None,
        source=row["source"],
    )
