"""Kinds of facility: which care levels stand together, and how such a place is paid and run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scripts.demonstration.dice import Dice
from scripts.demonstration.places import NEAR_CHARLOTTESVILLE, Site


@dataclass(frozen=True)
class Kind:
    """A kind of facility.

    share: how many of a hundred facilities. levels: chance of each care level. price_level:
    factors that its prices lie between. payments: chance of each code. detox_onsite: chance of
    detox on site without a program of its own. accredited: chance of each code.
    """

    share: float
    levels: Mapping[str, float]
    price_level: tuple[float, float]
    payments: Mapping[str, float]
    accredited: Mapping[str, float]
    detox_onsite: float = 0.03


_PRIVATE = {"medicaid": 0.45, "medicare": 0.2, "private": 0.95, "military": 0.45, "state": 0.2,
            "self": 0.97, "sliding": 0.3, "assistance": 0.2}  # fmt: skip
_PUBLIC = {"medicaid": 0.95, "medicare": 0.6, "private": 0.75, "military": 0.35, "state": 0.7,
           "tribal": 0.04, "self": 0.9, "sliding": 0.8, "assistance": 0.6,
           "free": 0.05}  # fmt: skip
_OPIOID = {"medicaid": 0.85, "medicare": 0.7, "private": 0.6, "military": 0.15, "state": 0.35,
           "self": 0.98, "sliding": 0.25, "assistance": 0.2}  # fmt: skip
_RESIDENTIAL = {"medicaid": 0.5, "private": 0.75, "military": 0.3, "state": 0.35, "self": 0.9,
                "sliding": 0.25, "assistance": 0.3, "free": 0.08}  # fmt: skip
_HOME = {"self": 0.9, "sliding": 0.25, "assistance": 0.25, "state": 0.1, "free": 0.12}
_COMMON_SEALS = {"carf": 0.45, "joint-commission": 0.2, "coa": 0.05, "ncqa": 0.03}

KINDS = {
    "clinic": Kind(
        share=29,
        levels={"iop": 0.68, "outpatient": 0.97, "php": 0.12, "medication": 0.36},
        price_level=(0.8, 1.4),
        payments=_PRIVATE,
        accredited={"carf": 0.35, "joint-commission": 0.15, "coa": 0.03, "ncqa": 0.04},
    ),
    "community": Kind(
        share=22,
        levels={"iop": 0.85, "outpatient": 1, "php": 0.25, "medication": 0.6, "detox": 0.12,
                "residential": 0.12},
        price_level=(0.4, 0.8),
        payments=_PUBLIC,
        accredited={"carf": 0.5, "joint-commission": 0.15, "coa": 0.15, "ncqa": 0.05},
    ),
    "opioid": Kind(
        share=12,
        levels={"medication": 1, "outpatient": 0.85, "iop": 0.25},
        price_level=(0.8, 1.2),
        payments=_OPIOID,
        accredited={"carf": 0.75, "joint-commission": 0.2, "coa": 0.06},
        detox_onsite=0.25,
    ),
    "residential": Kind(
        share=16,
        levels={"residential": 1, "detox": 0.5, "php": 0.32, "iop": 0.55, "outpatient": 0.45,
                "medication": 0.22, "sober-living": 0.12},
        price_level=(0.5, 1.5),
        payments=_RESIDENTIAL,
        accredited=_COMMON_SEALS,
    ),
    "hospital": Kind(
        share=6,
        levels={"inpatient": 1, "detox": 0.85, "php": 0.5, "iop": 0.55, "outpatient": 0.45,
                "medication": 0.35},
        price_level=(0.9, 1.3),
        payments=_PUBLIC,
        accredited={"joint-commission": 0.8, "hfap": 0.25, "ncqa": 0.1, "carf": 0.1},
    ),
    "day": Kind(
        share=5,
        levels={"php": 1, "iop": 1, "outpatient": 0.6},
        price_level=(0.9, 1.5),
        payments=_PRIVATE,
        accredited=_COMMON_SEALS,
    ),
    "sober": Kind(
        share=6,
        levels={"sober-living": 1, "outpatient": 0.15},
        price_level=(0.7, 1.3),
        payments=_HOME,
        accredited={"carf": 0.05},
    ),
    "detox": Kind(
        share=2.5,
        levels={"detox": 1, "residential": 0.25},
        price_level=(0.7, 1.2),
        payments=_RESIDENTIAL,
        accredited=_COMMON_SEALS,
    ),
    "unknown": Kind(
        share=1.5,
        levels={},
        price_level=(1, 1),
        payments=_PRIVATE,
        accredited={},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Fixed:
    """A facility whose main traits are chosen, not drawn.

    cells: of the facility's own columns; programs: of the columns of one care level.
    """

    kind: str
    levels: tuple[str, ...]
    cells: dict[str, str] = field(default_factory=dict)
    programs: dict[str, dict[str, str]] = field(default_factory=dict)


# What stands around Charlottesville, in the order of NEAR_CHARLOTTESVILLE: enough of each kind
# that every filter of the documentation finds something there, matches and possible ones.
CHARLOTTESVILLE = (
    Fixed(
        "clinic",
        ("iop", "outpatient", "medication"),
        {"payments": "medicaid;private;self;sliding", "detox": "referral"},
        {
            "iop": {
                "program_name": "Evening Program",
                "hours_low": "9",
                "hours_high": "12",
                "when": "evening",
                "cost_low": "480",
                "cost_high": "560",
                "cost_per": "month",
            }
        },
    ),
    Fixed("day", ("php", "iop", "outpatient")),
    Fixed("detox", ("detox", "residential")),
    Fixed("community", ("detox", "php", "iop", "outpatient", "medication")),
    Fixed("opioid", ("outpatient", "medication")),
    Fixed("hospital", ("detox", "inpatient", "php", "iop")),
    Fixed("sober", ("sober-living",)),
    Fixed(
        "community",
        ("iop", "outpatient"),
        {"payments": "medicaid;medicare;private;state;self;sliding"},
        {"iop": {"cost_low": "130", "cost_high": "130", "cost_per": "week"}},
    ),
    Fixed("residential", ("detox", "residential", "iop")),
    Fixed("clinic", ("iop", "outpatient")),
    Fixed("clinic", ("outpatient",)),
)


def drawn(site: Site, dice: Dice) -> Fixed:
    """The kind of a site's facility and its care levels; no level where it states none."""
    if site.number < len(NEAR_CHARLOTTESVILLE):
        return CHARLOTTESVILLE[site.number]
    kind = dice.weighted({name: kind.share for name, kind in KINDS.items()})
    return Fixed(kind, tuple(dice.some(KINDS[kind].levels)))
