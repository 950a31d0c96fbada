"""A care level in other words: its label, its usual names, or its number in the ASAM criteria.

A word that may mean several levels ("rehab", "inpatient/residential") is none: it is refused, and
a map of columns says what it means.
"""

from __future__ import annotations

import re
from functools import lru_cache

from finder.intake.rows.cells import Cell, CellRefused, text_of
from finder.locale import _
from finder.vocabulary import CARE_LEVELS

__all__ = ["care_level", "level_of", "levels_in"]

_NAMES: dict[str, tuple[str, ...]] = {
    "detox": (
        *("detox", "detoxification", "withdrawal management", "withdrawal mgmt", "wm"),
        *("medical detox", "medical detoxification", "medically managed detox", "social detox"),
        *("medically monitored detox", "medically supervised withdrawal", "inpatient detox"),
        *("inpatient detoxification", "residential detox", "residential detoxification"),
        *("outpatient detox", "outpatient detoxification", "ambulatory detox", "hospital detox"),
        *("ambulatory detoxification", "hospital detoxification", "social detoxification"),
        *("medically managed withdrawal", "medically monitored withdrawal management"),
        *("medically managed withdrawal management", "ambulatory withdrawal management"),
        *("residential withdrawal management", "inpatient withdrawal management"),
        *("clinically managed withdrawal management", "outpatient withdrawal management"),
        *("acute detox", "subacute detox", "non hospital detox", "sub acute detox"),
        *("non hospital detoxification", "inpatient drug detoxification", "alcohol detox"),
        *("drug detox", "drug detoxification", "alcohol detoxification", "opioid detox"),
    ),
    "inpatient": (
        *("inpatient", "hospital inpatient", "inpatient hospital", "inpatient unit"),
        *("inpatient rehabilitation", "inpatient rehab", "inpatient hospitalization"),
        *("medically managed inpatient", "medically monitored inpatient", "acute inpatient"),
        *("medically managed intensive inpatient", "medically monitored intensive inpatient"),
        *("hospital based inpatient", "24 hour hospital inpatient", "hospital rehabilitation"),
    ),
    "residential": (
        *("residential", "residential rehabilitation", "residential rehab", "rtc"),
        *("long term residential", "short term residential", "intensive residential"),
        *("residential short term", "residential long term", "24 hour residential"),
        *("therapeutic community", "clinically managed residential", "non hospital residential"),
        *("clinically managed high intensity residential", "high intensity residential"),
        *("clinically managed low intensity residential", "low intensity residential"),
        *("clinically managed medium intensity residential", "medium intensity residential"),
        *("clinically managed population specific high intensity residential",),
        *("residential center", "inpatient non hospital", "community residential"),
    ),
    "php": (
        *("php", "partial hospitalization", "partial hospitalisation", "partial hospital"),
        *("day", "day rehabilitation", "partial care", "outpatient day", "partial"),
        *("partial hospitalization day", "partial hospitalization or day", "day or partial"),
        *("outpatient day or partial hospitalization", "partial day"),
    ),
    "iop": (
        *("iop", "intensive outpatient", "outpatient intensive", "intensive op", "sudiop"),
        *("intensive outpatient rehabilitation", "structured outpatient addictions"),
    ),
    "outpatient": (
        *("outpatient", "op", "regular outpatient", "standard outpatient", "routine outpatient"),
        *("traditional outpatient", "general outpatient", "outpatient counseling"),
        *(
            "outpatient office",
            "outpatient drug free",
            "drug free outpatient",
            "outpatient therapy",
        ),
    ),
    "medication": (
        *("medication for opioid", "medications for opioid", "mat", "moud", "mouds", "otp", "otps"),
        *("opioid", "medication assisted", "medication assisted recovery", "opioid maintenance"),
        *("methadone", "methadone maintenance", "methadone clinic", "narcotic", "ntp", "obot"),
        *(
            "opioid outpatient medication",
            "medication for opioid outpatient",
            "office based opioid",
            "office based addiction",
            "omt",
        ),
        *("outpatient methadone", "buprenorphine", "outpatient buprenorphine", "obat", "ots"),
        *("outpatient methadone buprenorphine or naltrexone", "opioid replacement"),
    ),
    "sober-living": (
        *("sober living", "sober living home", "sober living house", "sober home", "sober house"),
        *("halfway house", "half way house", "recovery residence", "recovery house"),
        *("recovery home", "recovery housing", "transitional housing", "transitional living"),
        *("oxford house", "three quarter house", "sober housing", "halfway", "sober livings"),
        *("transitional housing halfway house or sober home", "sober living or halfway house"),
    ),
}
# Words that every level is called by, or that say for whom it is, and so tell none.
_IDLE = frozenset(
    {
        *("a", "an", "the", "of", "for", "and", "asam", "level", "levels", "care", "tier"),
        *("loc", "service", "services", "program", "programs", "treatment", "treatments"),
        *("facility", "facilities", "clinic", "clinics", "center", "centers", "unit", "sud"),
        *("aod", "substance", "use", "abuse", "misuse", "disorder", "disorders", "addiction"),
        *("addictions", "chemical", "dependency", "alcohol", "drug", "drugs", "adult"),
        *("adults", "adolescent", "adolescents", "youth", "teen", "women", "womens", "men"),
        *("mens", "licensed", "certified"),
    }
)
_ASAM = {
    **dict.fromkeys(("1", "1.0", "i", "1.5"), "outpatient"),
    **dict.fromkeys(("2.1", "ii.1"), "iop"),
    **dict.fromkeys(("2.5", "ii.5"), "php"),
    **dict.fromkeys(("3.1", "3.3", "3.5", "iii.1", "iii.3", "iii.5"), "residential"),
    **dict.fromkeys(("3.7", "4", "4.0", "iii.7", "iv"), "inpatient"),
}
_NUMBER = re.compile(
    r"(?:asam\s*)?(?:criteria\s*)?(?:level(?: of care)?|loc)?\s*[:#-]?\s*"
    r"(iv|iii(?:\.\d)?|ii(?:\.\d)?|i|[1-4](?:\.\d)?)"
    r"\s*[-–]?\s*(wm|withdrawal management|d|detox)?",
)
_PARTS = re.compile(r"\s*[;|\n]\s*|,\s+")
_SAME = re.compile(r"\s*/\s*|\s+or\s+|\s*[–—]\s*")
_PARENTHESES = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
# A number with its name behind it: "2.1 Intensive outpatient", "Level 3.5: Residential".
_NUMBERED = re.compile(r"((?:asam\s*)?(?:level\s*)?[1-4](?:\.\d)?(?:-?wm)?)\s*[:–—-]?\s+(\D.*)")


def care_level(cell: Cell) -> str | None:
    """The code of a care level in any words, None of an empty cell. Raises CellRefused."""
    text = text_of(cell)
    if not text:
        return None
    code = level_of(text)
    if not code:
        reason = _("is not one of {codes}").format(codes=", ".join(CARE_LEVELS.codes))
        raise CellRefused(reason)
    return code


@lru_cache(maxsize=4096)
def level_of(text: str) -> str:
    """The code of a care level in any words, or "" where it is not certain."""
    lowered = " ".join(text.casefold().split())
    if "-".join(lowered.replace("_", " ").split()) in CARE_LEVELS:
        return "-".join(lowered.replace("_", " ").split())
    found = {_by_number(lowered), _NAMED.get(_words(lowered), "")} - {""}
    if not found and (numbered := _NUMBERED.fullmatch(lowered)):
        found = {level_of(part) for part in numbered.groups()} - {""}
    if not found:
        inside = ["".join(one) for one in _PARENTHESES.findall(lowered)]
        outside = _PARENTHESES.sub(" ", lowered)
        found = {level_of(part.strip()) for part in (*inside, outside) if part != lowered} - {""}
    if not found and len(parts := _SAME.split(lowered)) > 1:
        # "Sober living / halfway house" names one level twice; "residential/inpatient" two.
        found = {level_of(part) for part in parts}
    return found.pop() if len(found) == 1 else ""


def levels_in(text: str) -> tuple[str, ...]:
    """The levels of a text that lists several, in its order; none where a part is no level."""
    parts = [one for one in _PARTS.split(text) if one.strip()]
    levels = [level_of(one.strip()) for one in parts]
    return tuple(dict.fromkeys(levels)) if len(parts) > 1 and all(levels) else ()


def _by_number(lowered: str) -> str:
    if lowered in ("otp", "ots"):
        return "medication"
    match = _NUMBER.fullmatch(lowered)
    if match is None:
        return ""
    return "detox" if match[2] else _ASAM.get(match[1], "")


def _words(lowered: str) -> tuple[str, ...]:
    text = re.sub(r"['’]", "", lowered).replace("&", " and ").replace("/", " ")
    words = re.findall(r"[^\W_]+", text)
    telling = [word for word in words if word not in _IDLE]
    return tuple(telling or words)


def _named() -> dict[tuple[str, ...], str]:
    names = {_words(name): code for code, some in _NAMES.items() for name in some}
    labels = {_words(term.label.casefold()): term.code for term in CARE_LEVELS}
    return labels | names


_NAMED = _named()
