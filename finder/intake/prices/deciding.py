"""Which care a charge is the price of, by its codes and words, and for what unit.

The HCPCS code decides what is treated, even against the words of the row; a revenue code decides
where no HCPCS code of ours stands beside it. What is decided here is listed with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from finder.intake.prices.charges import Charge
from finder.intake.prices.price_codes import PriceCode, normal_code, price_codes

__all__ = ["Decided", "LeftOut", "decide"]

# Words of a description, in the shortenings of charge masters.
_SUBSTANCE = re.compile(
    r"\b(alcohol\w*|drugs?|substance|chem(ical)?\W*(dep\w*)?|chemical|addict\w*|sud|aod|a\s?&\s?d"
    r"|detox\w*|opioids?|opiates?|methadone|buprenorphine|etoh|dual\W?diag\w*)\b",
    re.IGNORECASE,
)
# "Drug" alone is also what a pharmacy sells; these say that it is.
_NOT_TREATMENT = re.compile(r"\bdrug (screen|test|level|assay|admin)\w*\b", re.IGNORECASE)
_MENTAL = re.compile(
    r"\b(mental|psych(iatric|iatry|osocial)?|mh|bipolar|depress\w*|eating)\b", re.IGNORECASE
)
_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hour", re.compile(r"\bper h(ou)?rs?\b|/\s?h(ou)?r\b|\bhourly\b|\b(1|one) h(ou)?r\b", re.I)),
    ("session", re.compile(r"\bhalf[\s-]day\b|\b[2-6](\.\d)?\s?-?\s?h(ou)?rs?\b", re.I)),
    ("session", re.compile(r"\bper (session|visit|encounter)\b|\b\d+\s?min(ute)?s?\b", re.I)),
    ("week", re.compile(r"\bper (week|wk)\b|\bweekly\b|/\s?(week|wk)\b", re.I)),
    ("month", re.compile(r"\bper month\b|\bmonthly\b", re.I)),
    (
        "day",
        re.compile(r"\bper[\s-]?(diem|day)\b|\bdaily\b|\bfull[\s-]day\b|/\s?day\b|\bdiem\b", re.I),
    ),
)
# HCPCS and CPT codes of a single session of therapy, activity or training: never a program's day.
_SESSION_CODE = re.compile(r"90(78|79|8\d)\d|9615\d|9616\d|9715\d|G0(129|176|177|410|411)|H000[45]")
# Behavioral health treatments of one session each, in which the word for a program may stand.
_THERAPY_REVENUE = re.compile(r"09(0[0-46-9]|1[014-9]|4[245])")
_PROGRAM = re.compile(r"\b(iop|php|intensive (out|op)|partial hosp|detox)", re.IGNORECASE)
_BY_REVENUE_CODE = {"0912": "php", "0913": "php", "1001": "residential", "1002": "residential"}


@dataclass(frozen=True)
class Decided:
    """A charge that is the price of substance-use care.

    care: None where it is care but no level follows. code: the one that decides. unit: None where
    neither code nor words state one. remark: what in the row speaks against it, else empty.
    """

    charge: Charge
    care: str | None
    code: PriceCode
    unit: str | None
    remark: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A charge with a code of the table that is no price of ours, and why."""

    charge: Charge
    reason: str


def decide(charge: Charge) -> Decided | LeftOut | None:
    """What a charge is; None if no code of the table stands beside it."""
    codes = [normal_code(*code) for code in charge.codes]
    known = [price_codes()[code] for code in codes if code in price_codes()]
    hcpcs = next((code for code in known if code.code_type == "HCPCS"), None)
    revenue = next((code for code in known if code.code_type == "RC"), None)
    group = next((code for code in known if code.code_type == "APC"), None)
    if hcpcs is not None:
        return _by_hcpcs(charge, hcpcs, dict(codes).get("RC", ""))
    session = next(
        (code for kind, code in codes if kind == "HCPCS" and _SESSION_CODE.fullmatch(code)), None
    )
    if revenue is not None:
        other = any(kind == "HCPCS" for kind, _code in codes)
        return _by_revenue_code(charge, revenue, session=session is not None, other=other)
    if group is not None:
        return _of_substance_use(charge, group, group.care)
    therapy = any(kind == "RC" and _THERAPY_REVENUE.fullmatch(code) for kind, code in codes)
    if therapy and _PROGRAM.search(charge.description):
        return LeftOut(charge, "a single session of therapy, not a program's price")
    return None


def _by_hcpcs(charge: Charge, code: PriceCode, revenue: str) -> Decided | LeftOut:
    """An HCPCS code of ours, with the revenue code that it is filed under."""
    care = _BY_REVENUE_CODE.get(revenue) if code.code in ("H2036",) else code.care
    decided = _of_substance_use(charge, code, care)
    if isinstance(decided, LeftOut):
        return decided
    filed = price_codes().get(("RC", revenue))
    if code.about == "substance" and filed is not None and filed.care not in (care, None):
        remark = f"filed under revenue code {revenue}; the HCPCS code decides"
        return Decided(charge, care, code, decided.unit, remark)
    if code.about == "substance" and revenue and filed is None and revenue != "0900":
        remark = f"filed under revenue code {revenue}; the HCPCS code decides"
        return Decided(charge, care, code, decided.unit, remark)
    return decided


def _by_revenue_code(
    charge: Charge, code: PriceCode, *, session: bool, other: bool
) -> Decided | LeftOut:
    """A revenue code of ours without an HCPCS code of ours beside it."""
    if session and code.code == "0906":
        return Decided(charge, code.care, code, "session")
    if session:
        return LeftOut(charge, "a single session of therapy, not a program's price")
    if other:
        return LeftOut(charge, "another service filed under a program's revenue code")
    return _of_substance_use(charge, code, code.care)


def _of_substance_use(charge: Charge, code: PriceCode, care: str | None) -> Decided | LeftOut:
    words = _NOT_TREATMENT.sub(" ", charge.description)
    about = code.about
    said = bool(_SUBSTANCE.search(words))
    if about == "mental" and not said:
        return LeftOut(charge, "a mental-health program")
    if about == "either" and not said:
        return LeftOut(charge, "no word of substance use")
    remark = ""
    if about == "substance" and not said and _MENTAL.search(words):
        remark = "its words say mental health; the HCPCS code decides"
    if about == "substance" and said and _MENTAL.search(words):
        remark = "its words also say mental health; the code decides"
    return Decided(charge, care, code, _unit(charge.description, code), remark)


def _unit(description: str, code: PriceCode) -> str | None:
    """Of the row's words where they are narrower than the code's, else the code's, else none."""
    said = next((unit for unit, words in _UNITS if words.search(description)), None)
    if code.unit is None:
        return said
    narrower = {"hour": 0, "session": 1, "day": 2, "week": 3, "month": 4}
    if said is not None and narrower[said] < narrower.get(code.unit, 5) and code.care != "detox":
        # "Intensive outpatient, 3 hours" under a code that means a day of 3 hours is that day.
        return code.unit if said == "session" and code.hours_a_day else said
    return code.unit
