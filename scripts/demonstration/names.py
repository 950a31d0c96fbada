"""Names that nobody bears, streets that nobody lives in, numbers that nobody answers.

A name is a compound of two words of the countryside that make no known word, town or listing
(a test compares them with the national directory). Phone numbers are 555-0100 to 555-0199, which
the North American Numbering Plan keeps free for fiction; addresses on the web end in .example,
which RFC 2606 keeps free for documentation.
"""

from __future__ import annotations

import re

from finder.text import unaccented
from scripts.demonstration.dice import Dice
from scripts.demonstration.places import Site, ZipCode

FIRST = (
    "Lark", "Quill", "Thistle", "Brindle", "Tansy", "Yarrow", "Dunlin", "Pebble", "Saffron",
    "Cinder", "Sorrel", "Marten", "Osprey", "Plover", "Tamarack", "Gentian", "Hazel", "Ember",
    "Lantern", "Copper", "Barley", "Clover", "Teasel", "Umber", "Vesper", "Walnut", "Sedge",
    "Bracken", "Burdock", "Campion", "Damson", "Lupin", "Medlar", "Nettle", "Quince", "Rowan",
    "Sparrow", "Thrush", "Avocet", "Bellwort", "Curlew", "Fennel", "Harebell", "Juniper",
    "Kestrel", "Linnet", "Mallow",
)  # fmt: skip
SECOND = (
    "moor", "mere", "wick", "hollow", "garth", "combe", "fold", "march", "stead", "rill",
    "strand", "holt", "croft", "dell", "tarn", "barrow", "reach", "gate",
)  # fmt: skip

# What follows the compound, by kind of facility (scripts/demonstration/kinds.py).
KINDS = {
    "clinic": ("Counseling", "Recovery Center", "Outpatient Services", "Behavioral Health",
               "Counseling Associates", "Recovery & Wellness", "Family Counseling"),
    "community": ("Community Services", "Behavioral Health Center", "Health Network",
                  "Human Services", "Community Recovery", "Regional Services"),
    "opioid": ("Medication Clinic", "Treatment Clinic", "Opioid Treatment Program",
               "Comprehensive Treatment"),
    "residential": ("Recovery Center", "Residence", "Treatment Center", "Lodge", "Recovery Ranch",
                    "Recovery Campus"),
    "hospital": ("Hospital", "Medical Center", "Behavioral Hospital"),
    "day": ("Day Program", "Intensive Outpatient", "Partial Hospital Program", "Day Treatment"),
    "sober": ("House", "Recovery Residence", "Sober Living", "Halfway House"),
    "detox": ("Detox Center", "Withdrawal Unit"),
    "unknown": ("Wellness", "Outreach", "Services"),
}  # fmt: skip
KINDS_SPANISH = {
    "residential": ("Hogar {stem}", "Residencia {stem}"),
    "hospital": ("Hospital {stem}",),
    "sober": ("Casa {stem}",),
}
ANY_KIND_SPANISH = ("Centro {stem}", "Clínica {stem}", "Programa de Recuperación {stem}")

STREETS = (
    "Example Street", "Sample Avenue", "Specimen Road", "Placeholder Lane", "Demonstration Drive",
    "Invented Way", "Fictional Boulevard", "Pretend Parkway", "Imaginary Court", "Mockup Terrace",
)  # fmt: skip

# One facility in so many bears the name of an earlier one of its kind in another town.
CHAIN_CHANCE = 0.12


class Names:
    """Gives names out, each compound to one operator only."""

    def __init__(self, seed: str) -> None:
        compounds = [first + second for first in FIRST for second in SECOND]
        self._compounds = iter(Dice(seed, "names").shuffled(compounds))
        self._towns: dict[str, dict[str, set[str]]] = {}

    def facility(self, kind: str, site: Site, dice: Dice) -> str:
        """A new name for a facility, or that of a sister facility in another town."""
        sisters = self._towns.setdefault(kind, {})
        name = self._new(kind, site, dice)
        if sisters and site.zip.state != "PR" and dice.chance(CHAIN_CHANCE):
            sister = dice.pick(list(sisters))
            name = name if site.zip.town in sisters[sister] else sister
        if site.zip.state != "PR":
            sisters.setdefault(name, set()).add(site.zip.town)
        return name

    def _new(self, kind: str, site: Site, dice: Dice) -> str:
        stem = next(self._compounds)
        if site.zip.state == "PR":
            return dice.pick(KINDS_SPANISH.get(kind, ANY_KIND_SPANISH)).format(stem=stem)
        return f"{stem} {dice.pick(KINDS[kind])}"


class Phones:
    """Gives phone numbers of fiction out, each once, with an area code of the ZIP code."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def number(self, code: ZipCode, dice: Dice) -> str:
        """A number such as 434-555-0143, not given before."""
        lines = dice.shuffled(range(100))
        areas = [code.area_codes[0], *dice.shuffled(code.area_codes)]
        if dice.chance(0.3):
            areas.reverse()
        free = (
            number
            for area in areas
            for line in lines
            if (number := f"{area}-555-01{line:02d}") not in self._given
        )
        number = next(free)
        self._given.add(number)
        return number

    def with_extension(self, code: ZipCode, dice: Dice) -> str:
        """A number, one in eight with an extension such as ` x12`."""
        number = self.number(code, dice)
        return f"{number} x{dice.whole(2, 4999)}" if dice.chance(0.12) else number


def street(dice: Dice) -> str:
    """A street address such as `1200 Example Street`, some with a suite."""
    address = f"{dice.whole(1, 99)}{dice.pick(('00', '10', '25', '50', ''))} {dice.pick(STREETS)}"
    return f"{address}, Suite {dice.whole(1, 40)}0" if dice.chance(0.15) else address


def website(name: str) -> str:
    """The facility's page: `https://larkmoor-recovery-center.example`, the same for sisters."""
    return f"https://{_slug(name)}.example"


def county_page(code: ZipCode) -> str:
    """The page of a county's table that details are said to be taken from."""
    county = code.county or f"{code.town} {code.state}"
    return f"https://{_slug(county)}-{code.state.lower()}.example/programs"


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", unaccented(text).lower()))
