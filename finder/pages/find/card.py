"""The view of one facility in the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from finder.criteria import Criteria, registry
from finder.criteria.declared import NEAR, PER, PICK
from finder.directory import Manifest, Phone, Program
from finder.groups import always_shown, fact_groups
from finder.locale import _, joined
from finder.pages.frame.plan_link import plan_link
from finder.search import FoundFacility, FoundProgram, Results
from finder.templating import Link
from finder.text import decapitalized
from finder.wording.contact import by_use, directions, host, web_link
from finder.wording.detox import detox
from finder.wording.in_short import care_in_short, places_in_short
from finder.wording.licences import expired_licences
from finder.wording.price_words import prices
from finder.wording.provenance import listing_of, only_in_prices
from finder.wording.statements import (
    Statement,
    asked_codes,
    coded,
    hours,
    level_name,
    openings,
    payments,
    serves_only,
)
from finder.wording.told_words import told_in_short
from finder.wording.words import address, as_of_words, by_car, by_road, date_words, distance

__all__ = ["Card", "Fact", "Row", "Source", "card_of", "own_source", "sources"]

# Groups of facts that every card shows; others are shown when they are asked for.


@dataclass(frozen=True)
class Fact:
    """A question, and what is said of it. many: a list of things, in a lighter type."""

    label: str
    statements: tuple[Statement, ...]
    many: bool = False


@dataclass(frozen=True)
class Row:
    """One program among several of a facility. price: None where it is the same for all."""

    level: str
    hours: Statement
    price: Statement | None


@dataclass(frozen=True)
class Source:
    """Where facts come from, and where that can be read."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Card:
    """Everything that the card of a facility shows, in words.

    short: the lines that decide, whose parts are told at length by rows and facts.
    """

    id: str
    number: int
    match: bool
    name: str
    miles: str
    by_car: str
    by_road: str
    approximate: bool
    address: str
    only: tuple[str, ...]
    rows: tuple[Row, ...]
    also: str
    facts: tuple[Fact, ...]
    short: tuple[tuple[Statement, ...], ...]
    ask: str
    phone: Phone | None
    picked: bool
    pick: str
    details: str
    part: str
    directions: str
    plan: str
    report: str
    sources: tuple[Source, ...]


def card_of(
    found: FoundFacility,
    results: Results,
    link: Link,
    today: date,
    road_minutes: int | None = None,
) -> Card:
    """The card of a facility that was found. road_minutes: what the operator's engine says."""
    facility, criteria = found.facility, results.criteria
    rows, facts = _programs(found, results)
    return Card(
        id=facility.id,
        number=found.number,
        match=found.match,
        name=facility.name,
        miles=distance(facility, found.miles, criteria[NEAR]),
        by_car=by_car(found.miles),
        by_road=by_road(road_minutes),
        approximate=facility.position == "approximate",
        address=address(facility),
        only=(
            *only_in_prices(facility, results.directory.manifest),
            *serves_only(facility),
            *expired_licences(facility, today),
        ),
        rows=rows,
        also=_other_levels(found),
        facts=(*facts, *_facility_facts(found, criteria, link, today)),
        short=_in_short(found, results, today),
        ask=joined([_(registry.criterion(key).asks) for key in found.ask]),
        phone=next(iter(by_use(facility)), None),
        picked=facility.id in (criteria[PICK] or ()),
        pick=link(criteria.toggled("pick", facility.id)),
        details=link(criteria, f"/facility?id={facility.id}"),
        part=link(criteria, f"/detail?id={facility.id}"),
        directions=directions(facility),
        plan=_plan(found, criteria, link),
        report=link(criteria, f"/about?id={facility.id}"),
        sources=sources(
            [one.program for one in found.programs],
            listing_of(facility, results.directory.manifest),
        ),
    )


def _in_short(
    found: FoundFacility, results: Results, today: date
) -> tuple[tuple[Statement, ...], ...]:
    """Level, hours and price; detox and payment; what else was asked, and openings."""
    facility, criteria = found.facility, results.criteria
    programs = [one.program for one in found.programs]
    per = criteria.get("per")
    costs = [prices(results.directory, facility, one, per) for one in programs]
    levels = [one.care for one in programs]
    asked = [
        Statement(f"{fact.label}: {one.text}" if one.truth == "published" else one.text, one.truth)
        for fact in _asked(found.programs, criteria)
        for one in fact.statements
    ]
    lines = (
        care_in_short(found, costs),
        places_in_short(facility, levels, found.nearest_detox, criteria.get("pay") or ()),
        [*asked, *_openings(found.programs, today)],
    )
    kept = (tuple(one for one in line if one.text) for line in lines)
    return tuple(line for line in kept if line)


def _plan(found: FoundFacility, criteria: Criteria, link: Link) -> str:
    """The plan that starts here: at a level that was found, else at another that the place has."""
    of_found = [one.program.care for one in found.programs]
    of_place = [program.care for program in found.facility.programs]
    from_found = plan_link(found.facility.id, of_found, criteria, link)
    return from_found or plan_link(found.facility.id, of_place, criteria, link)


def _programs(found: FoundFacility, results: Results) -> tuple[tuple[Row, ...], tuple[Fact, ...]]:
    """Levels, hours and prices: as facts of the one program, or as a row for each of several."""
    facility, per = found.facility, results.criteria.always(PER)
    programs = [one.program for one in found.programs]
    costs = [prices(results.directory, facility, one, per) for one in programs]
    alike = all(cost == costs[0] for cost in costs)
    price_of_all = (Fact(_("Price without insurance"), (costs[0],)),) if alike else ()
    if len(programs) == 1:
        level = Fact(_("Care level"), (Statement(_label(programs[0])),))
        return (), (level, Fact(_("Hours a week"), (hours(programs[0]),)), *price_of_all)
    rows = [
        Row(_label(one), hours(one), None if alike else cost)
        for one, cost in zip(programs, costs, strict=True)
    ]
    return tuple(rows), price_of_all


def _label(program: Program) -> str:
    level = level_name(program.care)
    return f"{level}: {program.name}" if program.name else level


def _other_levels(found: FoundFacility) -> str:
    """The care levels of the facility that are not what was asked."""
    shown = {one.program.care for one in found.programs}
    others = (one.care for one in found.facility.programs if one.care not in shown)
    return ", ".join(dict.fromkeys(decapitalized(level_name(care)) for care in others))


def _facility_facts(
    found: FoundFacility, criteria: Criteria, link: Link, today: date
) -> tuple[Fact, ...]:
    facility = found.facility
    facts = [
        Fact(_("Detox"), detox(facility, found.nearest_detox, criteria, link)),
        Fact(_("Listed as taking"), (payments(facility),), many=True),
        Fact(_("Medications"), (coded(facility, "medication"),), many=True),
    ]
    facts += _asked(found.programs, criteria)
    if reported := _openings(found.programs, today):
        facts.append(Fact(_("Openings"), reported))
    return tuple(facts)


def _asked(programs: Sequence[FoundProgram], criteria: Criteria) -> list[Fact]:
    """What was asked and stands on no card otherwise, as the best programs answer it."""
    best = [one.program for one in programs if one.match] or [one.program for one in programs]
    groups = fact_groups()
    return [
        Fact(_(groups[key].label), asked_codes(best[0], key, criteria.get(key)), many=True)
        for key in criteria
        if key in groups and key not in always_shown("card")
    ]


def _openings(programs: Sequence[FoundProgram], today: date) -> tuple[Statement, ...]:
    reports = []
    for one in programs:
        if report := openings(one.program, today):
            level = f"{_label(one.program)}: " if len(programs) > 1 else ""
            reports.append(Statement(level + report.text, report.truth, report.more))
    return tuple(reports)


def sources(programs: Sequence[Program], manifest: Manifest) -> tuple[Source, ...]:
    """Where the facts on some programs come from, the freshest first, and how old they are."""
    told = (Source(words) for one in programs if (words := told_in_short(one.told)))
    own = dict.fromkeys([*told, *(source for one in programs if (source := own_source(one)))])
    listing = _("{directory}, {date}: call before you go")
    date_of = as_of_words(manifest.as_of)
    return (*own, Source(listing.format(directory=_(manifest.name), date=date_of)))


def own_source(program: Program) -> Source | None:
    """When a program of an own table was checked, and where; None if it says neither."""
    parts = [host(program.source_url)]
    told = max((one.on for one in program.told.values()), default=None)
    if program.verified_on and program.verified_on != told:
        parts.insert(0, _("Checked {date}").format(date=date_words(program.verified_on)))
    text = ": ".join(part for part in parts if part)
    return Source(text, web_link(program.source_url)) if text else None
