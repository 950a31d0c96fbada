"""The stages that a path may have, in the order in which one goes through them.

The lengths are for planning only: no source gives one length for all, a visitor changes them, and
a program's published length is taken instead. What they rest on is told in docs/pathway.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from finder.locale import mark
from finder.vocabulary import CARE_LEVELS, CareLevel

__all__ = ["MOST_WEEKS", "STAGES", "STAGE_ORDER", "SWAPS", "Stage"]

MOST_WEEKS = 104


@dataclass(frozen=True)
class Stage:
    """One stage. care: the level of its partners. weeks: planned where none are published.

    beside: goes along with the other stages and has no turn of its own. home: a place to live,
    not treatment, so that it has no hours. asked: what a partner
    must offer besides, by key of a link. optional: a sentence on who needs it.
    """

    code: str
    care: str
    weeks: int
    beside: bool = False
    home: bool = False
    asked: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    label: str = ""
    optional: str = ""

    @property
    def level(self) -> CareLevel | None:
        """The care level whose definition gives its hours; None where there is no definition."""
        return CARE_LEVELS[self.care] if self.code == self.care else None


_DECLARED = (
    Stage(
        "detox",
        "detox",
        1,
        label=mark("Detox"),
        optional=mark(
            "Needed only if stopping brings withdrawal. Never stop alcohol or benzodiazepines "
            "suddenly without a doctor."
        ),
    ),
    Stage("inpatient", "inpatient", 4, label=mark("Hospital inpatient")),
    Stage("residential", "residential", 4, label=mark("Residential")),
    Stage(
        "php",
        "php",
        4,
        label=mark("Partial hospitalization"),
        optional=mark("Needed only if intensive outpatient is too little to start with: ask both."),
    ),
    Stage("iop", "iop", 13, label=mark("Intensive outpatient")),
    Stage("outpatient", "outpatient", 26, label=mark("Outpatient")),
    Stage(
        "aftercare",
        "outpatient",
        26,
        asked=MappingProxyType({"with": ("aftercare",)}),
        label=mark("Aftercare"),
    ),
    Stage("medication", "medication", 52, beside=True, label=mark("Opioid medication")),
    Stage(
        "sober-living",
        "sober-living",
        26,
        beside=True,
        home=True,
        label=mark("Sober living"),
        optional=mark("Needed only if home is no safe place to stay sober."),
    ),
)

STAGES: Mapping[str, Stage] = MappingProxyType({stage.code: stage for stage in _DECLARED})
STAGE_ORDER: Mapping[str, int] = MappingProxyType({code: at for at, code in enumerate(STAGES)})
# What can stand in the place of a stage: care before intensive outpatient is one of these.
_BEFORE = ("inpatient", "residential", "php")
SWAPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {code: tuple(other for other in _BEFORE if other != code) for code in _BEFORE}
)
