"""A facility in two lines: level with hours and price, then detox and payment.

Each part keeps its kind of truth; what stands behind it is said where the card is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from finder.answers import UNKNOWN, YES
from finder.directory import Facility, Program
from finder.locale import _, decimal, plural
from finder.search import FoundFacility
from finder.text import decapitalized
from finder.vocabulary import CARE_LEVELS, PAYMENTS
from finder.wording.detox import Nearest
from finder.wording.road import weekly_road
from finder.wording.statements import Statement, hours, level_name
from finder.wording.words import about_miles, capital, miles_words, number_range

__all__ = ["care_in_short", "places_in_short"]

# Of several levels so many stand in the line, and of payments nobody asked for.
_MOST_LEVELS = 3
_MOST_ASKED = ("medicaid", "private")


def care_in_short(found: FoundFacility, costs: Sequence[Statement]) -> list[Statement]:
    """The levels that were found with their hours, and what they cost. costs: of each of them."""
    programs = [one.program for one in found.programs]
    said = [one for program in programs[:_MOST_LEVELS] for one in _level(program, found.miles)]
    if (more := len(programs) - _MOST_LEVELS) > 0:
        said.append(Statement(plural("{n} more level", "{n} more levels", more)))
    known = [one for one in costs if one.truth != "unknown"]
    if not known:
        return [*said, Statement(_("price not published"), "unknown")]
    same = len(known) == len(costs) and all(one == known[0] for one in known)
    return [*said, known[0] if same or len(costs) == 1 else _from(known[0])]


def _from(price: Statement) -> Statement:
    return replace(price, text=_("{price} for one of them").format(price=price.text))


def _level(program: Program, miles: float | None) -> Iterator[Statement]:
    name = level_name(program.care)
    yield Statement(f"{name}: {program.name}" if program.name else name)
    said = hours(program)
    level = CARE_LEVELS[program.care] if program.care else None
    # Of a level that does not fix them nothing is said here; "Ask about" says so where it matters.
    if said.truth == "unknown":
        return
    if level is not None and level.lives_in:
        yield replace(said, text=decapitalized(said.text))
    else:
        # Of what is published, when there are sessions comes after how many hours they make.
        many = number_range(program.hours) if program.hours else decapitalized(said.text)
        words = _("{hours} hours a week").format(hours=many)
        yield replace(said, text=words + said.text[len(many) :])
        if road := weekly_road(program, miles):
            yield road


def places_in_short(
    facility: Facility, levels: Sequence[str | None], nearest: Nearest, asked: Sequence[str]
) -> list[Statement]:
    """Detox, unless it is the level itself, and how one can pay. asked: payments."""
    said = [] if "detox" in levels else [_detox(facility, nearest)]
    return [*said, _payments(facility, asked)]


def _detox(facility: Facility, nearest: Nearest) -> Statement:
    if facility.detox == YES:
        return Statement(_("Detox on site"))
    if facility.detox == UNKNOWN:
        return Statement(_("detox not published"), "unknown")
    if not nearest:
        return Statement(_("no detox on site"))
    other, miles = nearest
    vague = "approximate" in (facility.position, other.position)
    far = about_miles(miles) if vague else miles_words(miles)
    return Statement(_("Detox {miles} away").format(miles=far))


def _payments(facility: Facility, asked: Sequence[str]) -> Statement:
    """Those that were asked, or the two that are most asked, and how many more."""
    terms = PAYMENTS.terms_of(facility.stated("pay"))
    if not terms:
        silent = facility.states_nothing_on("pay")
        return Statement(_("payment not published"), "unknown") if silent else Statement("")
    wanted = [one for one in terms if one.code in (asked or _MOST_ASKED)] or list(terms[:2])
    words = ", ".join(one.in_sentence for one in wanted)
    if more := len(terms) - len(wanted):
        words = _("{payments} and {n} more").format(payments=words, n=decimal(more))
    return Statement(capital(words))
