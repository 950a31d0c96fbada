"""Which care levels a SAMHSA listing offers: one rule a level (docs/contract.md, section 2)."""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import cache

from finder.vocabulary import CARE_LEVELS

__all__ = ["LEVEL_CODES", "RULES", "care_levels", "detox_contradiction"]

_DETOX_SETTINGS = frozenset({"HID", "RD", "OD"})


def offers_detox(codes: Set[str]) -> bool:
    """Stated as such, or by a setting of it: hospital, residential or outpatient."""
    return "DT" in codes or bool(codes & _DETOX_SETTINGS)


def offers_inpatient(codes: Set[str]) -> bool:
    """Treatment in a hospital, stated or the only thing that "hospital inpatient" can mean."""
    return "HIT" in codes or ("HI" in codes and "HID" not in codes)


def offers_residential(codes: Set[str]) -> bool:
    """A long or short stay, stated or the only thing that "residential" can mean."""
    return bool(codes & {"RL", "RS"}) or ("RES" in codes and "RD" not in codes)


def offers_partial_hospitalization(codes: Set[str]) -> bool:
    """Outpatient day treatment or partial hospitalization."""
    return "ODT" in codes


def offers_intensive_outpatient(codes: Set[str]) -> bool:
    """Intensive outpatient treatment."""
    return "OIT" in codes


def offers_outpatient(codes: Set[str]) -> bool:
    """Regular outpatient treatment, stated or the only thing that "outpatient" can mean."""
    return "ORT" in codes or ("OP" in codes and not codes & {"OIT", "ODT", "OMB", "OD"})


def offers_medication(codes: Set[str]) -> bool:
    """Outpatient methadone, buprenorphine or naltrexone treatment."""
    return "OMB" in codes


def offers_sober_living(codes: Set[str]) -> bool:
    """Transitional housing, halfway house, or sober home."""
    return "HH" in codes


RULES: dict[str, Callable[[Set[str]], bool]] = {
    "detox": offers_detox,
    "inpatient": offers_inpatient,
    "residential": offers_residential,
    "php": offers_partial_hospitalization,
    "iop": offers_intensive_outpatient,
    "outpatient": offers_outpatient,
    "medication": offers_medication,
    "sober-living": offers_sober_living,
}


LEVEL_CODES = _DETOX_SETTINGS | {
    *("DT", "HH", "HI", "HIT", "RES", "RL", "RS", "OP", "ODT", "OIT", "OMB", "ORT"),
}


@cache
def care_levels(codes: frozenset[str]) -> tuple[str, ...]:
    """The levels that a listing offers, in the order of the vocabulary; none if it states none."""
    return tuple(level for level in CARE_LEVELS.codes if RULES[level](codes))


def detox_contradiction(codes: Set[str]) -> str:
    """`DT` where detox is stated without a setting, the settings where it is the reverse, or ""."""
    settings = sorted(codes & _DETOX_SETTINGS)
    if "DT" in codes:
        return "" if settings else "DT"
    return " ".join(settings)
