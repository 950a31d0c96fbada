"""Which terms of a taxonomy of human services are about substance use, and what level they name.

Terms of the 211 LA County Taxonomy of Human Services bear a code: `RX` is its branch of substance
use disorder services. Terms of Open Eligibility and of others are told by their names, or by the
name of a term above them (Open Eligibility: Addiction & Recovery).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Term", "is_asked", "is_closed", "is_of_substance_use", "level_of_term"]

_CODE = re.compile(r"RX(?:-\d{4}(?:\.\d{4})?(?:-\d{3}(?:\.\d{2})?)?)?\Z", re.ASCII)
# Of the taxonomy of health care providers (NUCC) that an NPI file carries: substance use alone.
_PROVIDER_CODES = frozenset(
    {"261QR0405X", "261QM2800X", "276400000X", "324500000X", "3245S0500X", "101YA0400X"}
)
_NAMES = re.compile(
    r"substance (?:use|abuse|misuse|dependen)|substance-?related|chemical(?:ly)? dependen"
    r"|addict|detox|withdrawal management|sober (?:living|home|house)|opioid|opiate|heroin"
    r"|methadone|buprenorphine|suboxone|naltrexone|vivitrol|medication[- ]assisted (?:treat|recov)"
    r"|alcohol(?:ism|ics)|narcotics anonymous|12[- ]step|twelve[- ]step"
    r"|(?:alcohol|drugs?)(?: (?:and|or)|,| ?[/&])? ?(?:other )?(?:drugs?|alcohol)\b"
    r"|(?:alcohol|drug) (?:use|abuse|misuse|dependen|treatment|rehab|recovery|counsel|problem)"
    r"|recovery (?:home|house|residence|coach)|dual diagnosis|co-?occurring disorder",
    re.ASCII | re.IGNORECASE,
)
# An addiction to something else alone, and what has to do with drugs and is no care for their use.
_OTHER_THINGS = re.compile(
    r"gambling|internet|gaming|shopping|\bsex|food addict|overeat|tobacco|smoking|nicotine"
    r"|drug (?:discount|card|store)|prescription drug|drug testing",
    re.ASCII | re.IGNORECASE,
)
_SUBSTANCES = re.compile(
    r"substance|alcohol|opioid|heroin|chemical dep|drug (?:ab|add|dep|det|tr)", re.I
)
_LEVELS = (
    ("detox", r"detox|withdrawal management"),
    ("php", r"partial hospitali[sz]ation|day treatment"),
    ("iop", r"intensive outpatient"),
    ("sober-living", r"sober (?:living|home|house)|halfway|transitional residential"),
    (
        "medication",
        r"methadone|opioid treatment program|buprenorphine|suboxone|naltrexone|vivitrol"
        r"|medication[- ]assisted (?:treat|recov)|medications? for (?:addiction|opioid)",
    ),
    ("residential", r"residential"),
    ("inpatient", r"hospital inpatient|inpatient (?:hospital|.*treatment)"),
    ("outpatient", r"outpatient"),
)
_CLOSED = frozenset({"inactive", "defunct", "closed", "temporarily closed", "permanently closed"})
_CLOSED_NAME = re.compile(
    r"^\W*(?:permanently |temporarily )?(?:closed|defunct|inactive)\b\W"
    r"|[\[(*]\s*(?:permanently |temporarily )?(?:closed|defunct|inactive)\b"
    r"|\W[-–—]\s*(?:permanently |temporarily )?(?:closed|defunct|inactive)\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Term:
    """One term of a taxonomy. above: names of the terms above it, where they are known."""

    code: str
    name: str
    above: tuple[str, ...] = ()


def is_of_substance_use(term: Term) -> bool:
    """Whether a term is about care for substance use."""
    code = term.code.strip().upper()
    if _CODE.match(code) or code in _PROVIDER_CODES:
        return True
    return any(_is_named_so(name) for name in (term.name, *term.above, term.code))


def is_asked(term: Term, wanted: Sequence[str]) -> bool:
    """Whether a term is one of those that an operator named: by code, its beginning, or name."""
    code, name = term.code.casefold(), term.name.casefold()
    return any(
        one == "*" or (code and code.startswith(one.casefold())) or one.casefold() in name
        for one in wanted
    )


def level_of_term(name: str) -> str:
    """The care level that the name of a term says, or "" where it says none."""
    found = (level for level, words in _LEVELS if re.search(words, name, re.IGNORECASE))
    return next(found, "")


def is_closed(status: str, name: str = "") -> bool:
    """Whether a service or organization says that nobody is served there."""
    return " ".join(status.lower().replace("_", " ").split()) in _CLOSED or bool(
        _CLOSED_NAME.search(name)
    )


def _is_named_so(name: str) -> bool:
    if not _NAMES.search(name):
        return False
    return not _OTHER_THINGS.search(name) or bool(_SUBSTANCES.search(name))
