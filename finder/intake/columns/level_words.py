"""A care level in other words: its label, its usual names, or its number in the ASAM criteria.

A word that may mean several levels ("rehab", "inpatient/residential") is none: it is refused, and
a map of columns says what it means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from finder.intake.rows.cells import Cell, CellRefused, text_of
from finder.locale import _
from finder.vocabulary import CARE_LEVELS

__all__ = ["care_level", "level_of", "levels_in"]

_NAMES: dict[str, tuple[str, ...]] = {
    # With what says how and where it is done; see _KINDS_OF_DETOX.
    "detox": (
        *("detox", "withdrawal management", "wm", "medically supervised withdrawal"),
        *("medically managed withdrawal", "alcohol detox", "drug detox", "opioid detox"),
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
        *("residential center", "inpatient non hospital", "community residential", "rtf"),
    ),
    "php": (
        *("php", "partial hospitalization", "partial hospitalisation", "partial hospital"),
        *("day", "day rehabilitation", "partial care", "outpatient day", "partial"),
        *("partial hospitalization day", "partial hospitalization or day", "day or partial"),
        *("outpatient day or partial hospitalization", "partial day"),
    ),
    "iop": (
        *("iop", "intensive outpatient", "outpatient intensive", "intensive op", "sudiop"),
        *("intensive outpatient rehabilitation", "structured outpatient addictions", "saiop"),
        *("suiop", "intensive outpt", "outpt intensive"),
    ),
    "outpatient": (
        *("outpatient", "op", "regular outpatient", "standard outpatient", "routine outpatient"),
        *("traditional outpatient", "general outpatient", "outpatient counseling", "outpt"),
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
        *("suboxone", "medication unit"),
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
        *("mens", "licensed", "certified", "tx", "child", "children", "family", "families"),
        *("pregnant", "parenting", "perinatal", "male", "female", "mother", "mothers", "with"),
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
    r"(?:asam\s*)?(?:criteria\s*)?(?:levels?(?: of care)?|loc)?\s*[:#-]?\s*"
    r"(iv|iii(?:\.\d)?|ii(?:\.\d)?|i|[1-4](?:\.\d)?)"
    r"\s*[-–]?\s*(wm|withdrawal management|d|detox)?",
)
# What stands between the levels of a list. A stroke joins words for one thing as well, and is
# between levels for certain only where these are steps of outpatient care: "PHP/IOP/OP".
_LISTED = (
    re.compile(r"\s*[;|\n]\s*|,\s+"),
    re.compile(r"\s*[;|\n,&+]\s*|\s+and\s+", re.IGNORECASE),
    _STROKE := re.compile(r"\s*/\s*"),
)
_STEPS = frozenset({"outpatient", "iop", "php"})
# Name a level with another word behind them alone: "opioid and alcohol detox" is one thing.
_HALVES = frozenset({"opioid", "narcotic", "day", "partial", "medication"})
_SAME = re.compile(r"\s*/\s*|\s+or\s+|\s*[–—]\s*")
_PARENTHESES = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
# A number with its name behind it: "2.1 Intensive outpatient", "Level 3.5: Residential".
_NUMBERED = re.compile(
    r"((?:asam\s*)?(?:level\s*)?[1-4](?:\.\d)?(?:-?wm)?)\s*[:–—-]?\s+"
    r"(?!and\b|or\b|to\b)([^\W\d_](?!.*[1-4]\.\d).*)"
)
# Residences by the level of the National Alliance for Recovery Residences.
_RESIDENCE = re.compile(r"narr(?: certified)?(?: level)?\s*[-:]?\s*(?:iv|i{1,3}|[1-4])")
_SPELT_APART = re.compile(r"\b(out|in|non|de|half)[- ](patient|tox|hospital|way)")
_WITHDRAWAL = re.compile(r"\bwithdrawal (?:management|mgmt)\b|\bdetoxification\b")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}(?!\d)")
# Say where and how somebody is withdrawn, and for whom.
_KINDS_OF_DETOX = frozenset(
    {
        *("residential", "inpatient", "outpatient", "ambulatory", "medical", "medically"),
        *("managed", "monitored", "monitoring", "clinically", "social", "setting", "supervised"),
        *("hospital", "based", "non", "nonhospital", "sub", "acute", "subacute", "opioid"),
        *("extended", "onsite", "on", "site", "short", "term", "24", "hour"),
    }
)


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
    words = _words(lowered)
    if words in _LABELLED:
        return _LABELLED[words]
    if len(levels_in(lowered)) > 1 or len(_levels_of(_STROKE.split(lowered), lowered)) > 1:
        return ""
    found = {_by_number(lowered), _NAMED.get(words, ""), _kind_of_detox(words, lowered)} - {""}
    if not found and (numbered := _NUMBERED.fullmatch(lowered)):
        found = _levels_of(numbered.groups(), lowered)
    if not found:
        inside = ["".join(one) for one in _PARENTHESES.findall(lowered)]
        outside = _PARENTHESES.sub(" ", lowered)
        found = _levels_of([part.strip() for part in (*inside, outside)], lowered)
    if not found and len(parts := _SAME.split(lowered)) > 1:
        # "Sober living / halfway house" names one level twice; "residential/inpatient" two.
        found = {level_of(part) for part in parts}
    return found.pop() if len(found) == 1 else ""


def levels_in(text: str) -> tuple[str, ...]:
    """The levels of a text that lists several, in its order; none where a part is no level."""
    for between in _LISTED:
        parts = [one.strip() for one in between.split(text) if one.strip()]
        if len(parts) < 2 or _HALVES & {one.casefold() for one in parts}:
            continue
        levels = [level_of(one) for one in parts]
        if all(levels) and (between is not _STROKE or set(levels) <= _STEPS):
            return tuple(dict.fromkeys(levels))
    return ()


def _levels_of(parts: Sequence[str], whole: str) -> set[str]:
    """All levels that some parts of a whole text name, each alone or in a list."""
    parts = [part for part in parts if part != whole]
    return {one for part in parts for one in (level_of(part), *levels_in(part))} - {""}


def _kind_of_detox(words: tuple[str, ...], lowered: str) -> str:
    """ "detox" where nothing but the kind of it stands beside it, and no list of things."""
    if "detox" not in words or re.search(r"[,;|&+/]|\band\b", lowered):
        return ""
    return "detox" if {*words} - {"detox"} <= _KINDS_OF_DETOX else ""


def _by_number(lowered: str) -> str:
    if lowered in ("otp", "ots"):
        return "medication"
    if _RESIDENCE.fullmatch(lowered):
        return "sober-living"
    plain = " ".join(re.sub(r"[()]", " ", lowered).split())
    match = _NUMBER.fullmatch(re.sub(r"^(wm)\s*[:-]?\s*(\S+)$", r"\2-\1", plain))
    if match is None:
        return ""
    return "detox" if match[2] else _ASAM.get(match[1], "")


def _words(lowered: str) -> tuple[str, ...]:
    """The words of a text that tell something, each in one form however it is written."""
    text = re.sub(r"['’]", "", lowered).replace("&", " and ").replace("/", " ")
    text = _INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    text = _WITHDRAWAL.sub("detox", _SPELT_APART.sub(r"\1\2", text))
    words = [_singular(word) for word in re.findall(r"[^\W_]+", text)]
    telling = [word for word in words if word not in _IDLE_WORDS]
    return tuple(telling or words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


_IDLE_WORDS = frozenset(map(_singular, _IDLE))
_LABELLED = {_words(term.label.casefold()): term.code for term in CARE_LEVELS}
# Lists nothing, though a comma stands in it.
_LABELLED[_words("medication for opioid use disorder, outpatient")] = "medication"
_NAMED = _LABELLED | {_words(name): code for code, some in _NAMES.items() for name in some}
