"""Facts in a few words, for a line of text."""

from __future__ import annotations

from finder.directory import Program, Range
from finder.export.program_facts import hours_of
from finder.locale import _, decimal
from finder.search import FoundFacility
from finder.vocabulary import CARE_LEVELS, PAYMENTS
from finder.wording.words import number_range, price

__all__ = [
    "BY_LEVEL",
    "hours_text",
    "miles_text",
    "one_line",
    "price_text",
]

BY_LEVEL, APPROXIMATE = "*", "~"


def hours_text(program: Program) -> str:
    """`9–12`, `20 or more*` (by definition of the care level), `lives there`, or `ask`.

    By a billing code: `9 or more, by billing code`.
    """
    hours = hours_of(program)
    by_level = hours["basis"] == "level"
    if hours["basis"] == "code":
        low = number_range(Range(hours["low"], None))
        return _("{hours}, by billing code").format(hours=low)
    if by_level and program.care and CARE_LEVELS[program.care].lives_in:
        return _("lives there")
    ends = number_range(Range(hours["low"] or None if by_level else hours["low"], hours["high"]))
    return f"{ends}{BY_LEVEL}" if by_level else ends or _("ask")


def price_text(program: Program) -> str:
    """`$480–560 a month`, the cash price of a hospital's file, `free`, or `ask`."""
    if program.facts["pay"][0] & PAYMENTS.bits(["free"]):
        return _("free")
    if program.cost is None and program.cash is not None:
        cash = price(Range(program.cash.low, program.cash.high), program.cash.unit)
        return _("{price}, cash price of its hospital's file").format(price=cash)
    return price(program.cost, program.cost_per) if program.cost else _("ask")


def miles_text(found: FoundFacility) -> str:
    """`2.1`, `~3` where the position is its ZIP code's centre, or nothing where not known."""
    if found.miles is None:
        return ""
    if found.facility.position == "exact":
        return decimal(found.miles, 1)
    return f"{APPROXIMATE}{decimal(max(found.miles, 1), 0)}"


def one_line(text: str) -> str:
    """A listed text without characters that steer a terminal."""
    return "".join(one if one.isprintable() else " " for one in text)
