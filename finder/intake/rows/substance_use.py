"""Which listings of SAMHSA are of substance-use care, and which of mental health alone.

A substance-use directory holds substance-use care (docs/contract.md, section 4): a listing has SA
or SUMH, or a code that only substance-use treatment has, or a type of row that says so. Codes that
both of SAMHSA's surveys ask for (CBT, RES, MD, naloxone, screening) tell nothing, nor does what a
detox would be for (ADTX, ODTX) where no detox is stated. Nor does ODT, since the locator calls day
treatment of either kind by one name.
"""

from __future__ import annotations

import csv
from collections.abc import Set
from functools import cache
from pathlib import Path

from finder.locale import _, mark

__all__ = [
    "CARE_CODES",
    "MENTAL_HEALTH_KINDS",
    "is_mental_health",
    "is_substance_use",
    "mental_health_codes",
    "nothing_but_mental_health",
    "why_left_out",
]

_FILE = Path(__file__).with_name("mental_health_codes.csv")

CARE_CODES = frozenset(
    {
        # type of care and setting
        *("SA", "SUMH", "DT", "HH", "HID", "HIT", "OD", "OIT", "OMB", "ORT"),
        *("RD", "RL", "RS"),
        # medication, and who prescribes it
        *("MU", "BU", "NU", "INPE", "RPE", "PC", "NAUT", "NMAUT", "ACMA", "PMAT"),
        *("AUINPE", "AURPE", "AUPC", "DB", "BUM", "OTP", "DM", "MM", "UB", "UN", "RPN", "PAIN"),
        *("MOA", "NMOA", "DLC", "MWS", "NOOP"),
        *("ACM", "DSF", "METH", "BSDM", "BWN", "BWON", "BERI", "NXN", "VTRL", "LFXD"),
        # approaches, licences, funds and groups of substance-use treatment alone
        *("SACA", "TWFA", "RELP", "MXM", "CRV", "STAG", "SOTP", "FSA", "COPSU", "TOD"),
        *("DU", "DUO", "AUDO", "OUDO"),
    }
)
# The type of care, and the types of facility that only the mental-health survey has.
_MENTAL_HEALTH_CODES = frozenset(
    {
        *("MH", "CMHC", "CBHC", "MSMH", "OMH", "ORES", "PH", "PSY", "RTCA", "RTCC"),
        *("IPSY", "SHP", "VAHC"),
    }
)
# Types of rows, as the locator and the download have them over the years.
_SUBSTANCE_USE_KINDS = frozenset({"SA", "SU", "OTP"})
MENTAL_HEALTH_KINDS = {
    "MH": mark("is a mental-health listing without substance-use care"),
    "BOTH": mark("is listed for both kinds of care, but states no substance-use care"),
    "HRSA": mark("is a health center without substance-use care"),
}


def is_substance_use(codes: Set[str], kind: str = "") -> bool | None:
    """Whether a listing is of substance-use care; None where neither codes nor type tell."""
    if kind in _SUBSTANCE_USE_KINDS or codes & CARE_CODES:
        return True
    return False if kind or is_mental_health(codes) else None


def is_mental_health(codes: Set[str]) -> bool:
    """Whether a listing states what only the mental-health survey asks for."""
    return bool(codes & _MENTAL_HEALTH_CODES)


def why_left_out(kind: str) -> str:
    """The reason for which a listing of this type is left out."""
    return _(MENTAL_HEALTH_KINDS.get(kind, MENTAL_HEALTH_KINDS["MH"]))


def nothing_but_mental_health(listings: int) -> str:
    """The end of a sentence that refuses a file of such listings alone."""
    reason = _(
        "is a mental-health directory: none of its {n} listings states substance-use care. "
        "SAMHSA's substance-use listings come with `python -m finder fetch --state XX`"
    )
    return reason.format(n=f"{listings:,}")


@cache
def mental_health_codes() -> frozenset[str]:
    """Codes of the mental-health survey that the code table does not have; nothing asks for them.

    From the code sheet of the National Directory of Mental Health Treatment Facilities 2023.
    """
    with _FILE.open(encoding="utf-8", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))
