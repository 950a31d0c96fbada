"""What a facility states about itself: whom it takes, how it treats, what else it offers.

Each function returns codes of finder/vocabulary.py in any order; none at all is a cell that stays
empty, which means not published.
"""

from __future__ import annotations

from scripts.demonstration.dice import Dice
from scripts.demonstration.kinds import KINDS
from scripts.demonstration.places import Site

THERAPIES = {
    "cbt": 0.8, "group": 0.9, "individual": 0.85, "family": 0.5, "couples": 0.15,
    "twelve-step": 0.35, "motivational": 0.5, "contingency": 0.2, "community-reinforcement": 0.06,
    "matrix": 0.12, "relapse-prevention": 0.6, "trauma": 0.4, "anger": 0.2, "brief": 0.15,
}  # fmt: skip
SPECIAL_PROGRAMS = {
    "women": 0.2, "men": 0.16, "pregnant": 0.1, "young-adults": 0.12, "seniors": 0.06,
    "lgbtq": 0.12, "veterans": 0.14, "military": 0.05, "military-families": 0.04, "justice": 0.2,
    "co-occurring": 0.4, "pain": 0.05, "hiv": 0.06, "abuse": 0.06, "violence": 0.06,
    "trauma": 0.2, "dui": 0.16,
}  # fmt: skip
SERVICES = {
    "child-care": 0.04, "childrens-beds": 0.0, "transport": 0.25, "housing": 0.16, "peer": 0.4,
    "aftercare": 0.45, "naloxone": 0.4, "discharge-planning": 0.2, "follow-up": 0.08,
    "self-help": 0.12, "recovery-coach": 0.1, "employment": 0.1, "case-management": 0.3,
    "mental-health": 0.2, "primary-care": 0.05, "suicide-prevention": 0.08,
    "social-services": 0.08, "education": 0.05,
}  # fmt: skip
DETOX_SUBSTANCES = {
    "alcohol": 0.95, "benzodiazepines": 0.7, "cocaine": 0.4, "methamphetamine": 0.5,
    "opioids": 0.9,
}  # fmt: skip

# Languages that are spoken at home by many in a state; one facility in three offers one of them.
LOCAL_LANGUAGES = {
    "AK": ("yupik",),
    "AZ": ("navajo", "vietnamese", "german"),
    "CA": ("chinese", "vietnamese", "korean", "farsi", "armenian", "tagalog", "hmong", "khmer",
           "punjabi", "japanese", "ilocano", "samoan", "lao", "thai"),
    "CO": ("somali", "german", "nepali"),
    "FL": ("creole", "haitian-creole", "portuguese", "german"),
    "GA": ("korean", "yoruba", "japanese"),
    "HI": ("ilocano", "samoan"),
    "IL": ("polish", "urdu", "gujarati", "serbo-croatian", "greek"),
    "IN": ("burmese", "punjabi"),
    "LA": ("french", "creole"),
    "MA": ("portuguese", "haitian-creole", "khmer", "greek"),
    "MD": ("amharic", "french", "yoruba"),
    "ME": ("french", "somali"),
    "MI": ("arabic", "ojibwa", "bengali"),
    "MN": ("hmong", "somali", "ojibwa", "dakota"),
    "MO": ("serbo-croatian",),
    "NC": ("cherokee", "hindi", "lao"),
    "ND": ("dakota",),
    "NJ": ("hindi", "gujarati", "turkish", "korean", "telugu"),
    "NM": ("navajo",),
    "NY": ("chinese", "russian", "yiddish", "hebrew", "bengali", "italian", "urdu", "polish",
           "ukrainian", "turkish"),
    "OH": ("nepali", "arabic", "ukrainian"),
    "OK": ("cherokee", "burmese"),
    "PA": ("german", "italian", "russian", "nepali"),
    "SD": ("dakota",),
    "TN": ("arabic", "swahili"),
    "TX": ("vietnamese", "chinese", "hindi", "telugu", "tamil", "swahili", "farsi"),
    "UT": ("samoan", "navajo"),
    "VA": ("amharic", "farsi", "tagalog"),
    "WA": ("russian", "ukrainian", "vietnamese", "korean", "thai"),
    "WI": ("hmong", "ojibwa", "lao"),
}  # fmt: skip
SPANISH_IS_COMMON = frozenset({"AZ", "CA", "CO", "FL", "IL", "NJ", "NM", "NV", "NY", "TX"})

# States where tribal and urban Indian health programs run facilities of their own.
TRIBAL_STATES = frozenset({"AK", "AZ", "MN", "MT", "ND", "NM", "OK", "SD", "WA", "WI"})


def clientele(kind: str, dice: Dice) -> tuple[list[str], list[str]]:
    """Genders and ages that are accepted; some places serve one group only."""
    genders = ["female", "male"]
    if dice.chance(0.7 if kind == "sober" else 0.15 if kind == "residential" else 0.03):
        genders = [dice.pick(genders)]
    if kind in ("clinic", "residential", "day") and dice.chance(0.06):
        return genders, ["adolescent"]
    ages = ["young-adult", "adult"]
    if kind in ("clinic", "community", "hospital") and dice.chance(0.35):
        ages = ["adolescent", *ages]
    if dice.chance(0.75):
        ages = [*ages, "senior"]
    return genders, ages


def payments(kind: str, state: str, dice: Dice) -> list[str]:
    """Ways to pay; a place that is free of charge lists little else."""
    chances = dict(KINDS[kind].payments)
    if state in TRIBAL_STATES:
        chances["tribal"] = 0.3
    stated = dice.some(chances)
    if "free" in stated:
        return [*dice.some({"medicaid": 0.3, "assistance": 0.3}), "free"]
    return stated


def special_programs(genders: list[str], ages: list[str], dice: Dice) -> list[str]:
    """Groups that have a program of their own; none that the place does not accept."""
    chances = dict(SPECIAL_PROGRAMS)
    if genders == ["male"]:
        chances |= {"women": 0, "pregnant": 0, "men": 0.8}
    if genders == ["female"]:
        chances |= {"men": 0, "women": 0.9, "pregnant": 0.5, "violence": 0.4}
    if ages == ["adolescent"]:
        chances = {"co-occurring": 0.6, "trauma": 0.4, "lgbtq": 0.3, "justice": 0.2}
    return dice.some(chances)


def services(levels: list[str], genders: list[str], dice: Dice) -> list[str]:
    """What is offered besides treatment; beds for children where mothers live in."""
    chances = dict(SERVICES)
    if levels == ["sober-living"]:
        chances = {"transport": 0.4, "housing": 0.8, "peer": 0.7, "self-help": 0.5,
                   "recovery-coach": 0.3, "employment": 0.4}  # fmt: skip
    if genders == ["female"]:
        chances["child-care"] = 0.5
    if "female" in genders and "residential" in levels:
        chances["childrens-beds"] = 0.5 if genders == ["female"] else 0.05
    return dice.some(chances)


def languages(site: Site, dice: Dice) -> list[str]:
    """Languages besides English in which care is given.

    Every third facility of a state with languages of its own offers one, taken in turn.
    """
    state, local = site.zip.state, LOCAL_LANGUAGES.get(site.zip.state, ())
    spanish = 0.95 if state == "PR" else 0.55 if state in SPANISH_IS_COMMON else 0.22
    spoken = dice.some({"spanish": spanish, "asl": 0.09})
    turn, rest = divmod(site.number, 3)
    return [*spoken, local[turn % len(local)]] if local and not rest else spoken


def medications(kind: str, levels: list[str], dice: Dice) -> list[str]:
    """Medications that are given or prescribed."""
    if kind == "opioid":
        return dice.some({"methadone": 0.85, "buprenorphine": 0.9, "naltrexone": 0.5})
    if {"medication", "detox", "inpatient"} & set(levels):
        return dice.some({"methadone": 0.08, "buprenorphine": 0.9, "naltrexone": 0.7})
    return dice.some({"buprenorphine": 0.15, "naltrexone": 0.2})


def substances(kind: str, dice: Dice) -> list[str]:
    """What is treated; a few places leave something out."""
    if kind == "opioid" and dice.chance(0.12):
        return ["opioids"]
    if kind == "clinic" and dice.chance(0.05):
        return ["alcohol"]
    if kind in ("residential", "sober") and dice.chance(0.06):
        return ["alcohol", "other"]
    return ["alcohol", "opioids", "other"]
