"""One facility with its programs, as rows of the table (docs/contract.md, section 4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from finder import vocabulary
from finder.vocabulary import CARE_LEVELS, Vocabulary
from scripts.demonstration import facts, names
from scripts.demonstration.dice import Dice
from scripts.demonstration.kinds import KINDS, drawn
from scripts.demonstration.names import Names, Phones
from scripts.demonstration.places import NEAR_CHARLOTTESVILLE, Site
from scripts.demonstration.program import AS_OF, Habits, program_cells

Row = dict[str, str]

# How much a place publishes about itself, and how common each habit is.
OPENNESS = {1.35: 0.4, 0.9: 0.35, 0.3: 0.25}

# Chance that a facility of middling openness fills a cell of its own.
PUBLISHED = {
    "payments": 0.92,
    "detox_for": 0.75,
    "substances": 0.75,
    "therapies": 0.75,
    "medications": 0.8,
    "special_programs": 0.65,
    "ages": 0.85,
    "genders": 0.85,
    "languages": 0.85,
    "services": 0.7,
    "accreditations": 0.7,
}

CODES: dict[str, Vocabulary[Any]] = {
    "payments": vocabulary.PAYMENTS,
    "substances": vocabulary.SUBSTANCES,
    "therapies": vocabulary.THERAPIES,
    "medications": vocabulary.MEDICATIONS,
    "special_programs": vocabulary.SPECIAL_PROGRAMS,
    "ages": vocabulary.AGES,
    "genders": vocabulary.GENDERS,
    "languages": vocabulary.LANGUAGES,
    "services": vocabulary.SERVICES,
    "accreditations": vocabulary.ACCREDITATIONS,
}


class Facilities:
    """Makes facilities one after the other, so that names and numbers are given out once."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._names, self._phones = Names(seed), Phones()
        self._streets: dict[int, str] = {}

    def rows(self, site: Site) -> list[Row]:
        """The rows of the facility at a site, without its id: one a program."""
        dice = Dice(self._seed, "facility", site.number)
        fixed = drawn(site, dice)
        levels = sorted(fixed.levels, key=CARE_LEVELS.position)
        openness = dice.weighted(OPENNESS)
        if site.number < len(NEAR_CHARLOTTESVILLE):
            openness = max(OPENNESS)
        own = self._address(fixed.kind, site, dice)
        own |= _listing(fixed.kind, levels, openness, site, dice)
        own |= _detox(fixed.kind, levels, openness, dice) | fixed.cells
        free = "free" in own["payments"].split(";")
        price_level = 0 if free else dice.between(*KINDS[fixed.kind].price_level)
        habits = Habits(openness, price_level)
        return [
            own | program_cells(level, habits, own, dice) | fixed.programs.get(level, {})
            for level in levels or [""]
        ]

    def _address(self, kind: str, site: Site, dice: Dice) -> Row:
        name = self._names.facility(kind, site, dice)
        number = site.number if site.neighbour is None else site.neighbour
        street = self._streets.setdefault(number, names.street(dice))
        phone = self._phones.with_extension(site.zip, dice)
        intake = self._phones.number(site.zip, dice)
        return {
            "facility_name": name,
            "street": street if site.latitude is not None or dice.chance(0.8) else "",
            "city": site.zip.town,
            "state": site.zip.state,
            "zip": site.zip.code,
            "latitude": "" if site.latitude is None else f"{site.latitude:.4f}",
            "longitude": "" if site.longitude is None else f"{site.longitude:.4f}",
            "phone": phone if dice.chance(0.97) else "",
            "intake_phone": intake if dice.chance(0.3) else "",
            "website": names.website(name) if dice.chance(0.7) else "",
        }


def _listing(kind: str, levels: list[str], openness: float, site: Site, dice: Dice) -> Row:
    """The cells in which all programs of a facility agree."""
    genders, ages = facts.clientele(kind, dice)
    stated = {
        "payments": facts.payments(kind, site.zip.state, dice),
        "substances": facts.substances(kind, dice),
        "therapies": [] if levels == ["sober-living"] else dice.some(facts.THERAPIES),
        "medications": facts.medications(kind, levels, dice),
        "special_programs": facts.special_programs(genders, ages, dice),
        "ages": ages,
        "genders": genders,
        "languages": facts.languages(site, dice),
        "services": facts.services(levels, genders, dice),
        "accreditations": dice.some(KINDS[kind].accredited),
    }
    cells = {}
    for column, codes in stated.items():
        # A language that few others offer is the first thing that such a place says.
        rare = column == "languages" and {*codes} - {"spanish", "asl"}
        published = dice.chance(PUBLISHED[column] * openness**0.5) or rare
        cells[column] = ";".join(sorted(codes, key=CODES[column].position)) if published else ""
    return cells | _provenance(openness, site, dice)


def _provenance(openness: float, site: Site, dice: Dice) -> Row:
    """When and where the details were checked; only of places that publish some."""
    if openness < 0.5 or dice.chance(0.25):
        return {"verified_on": "", "source_url": ""}
    checked = AS_OF - timedelta(days=dice.whole(0, 170))
    page = names.county_page(site.zip) if dice.chance(0.8) else ""
    return {"verified_on": checked.isoformat(), "source_url": page}


def _detox(kind: str, levels: list[str], openness: float, dice: Dice) -> Row:
    """Whether detox is on site, and for what; a facility says the same in every row."""
    onsite = "detox" in levels or dice.chance(KINDS[kind].detox_onsite)
    stated = dice.weighted({"referral": 4, "none": 3, "": 3})
    named = dice.some(facts.DETOX_SUBSTANCES)
    published = onsite and dice.chance(PUBLISHED["detox_for"] * openness**0.5)
    return {
        "detox": "onsite" if onsite else stated,
        "detox_for": ";".join(named) if published else "",
    }
