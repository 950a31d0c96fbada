"""The programs of two records of one place, made one list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from finder.directory import FacilityRecord, ProgramRecord
from finder.directory.build import FACILITY_WIDE, stated_by_all
from finder.directory.records import Origin
from finder.groups import fact_groups
from finder.intake.joining.merging_choice import Chooser, Side

__all__ = ["TOGETHER", "merge_programs", "numbers_of"]

# Numbers that mean something only together, by the name of their field.
TOGETHER = {
    "hours": ("hours_low", "hours_high"),
    "weeks": ("weeks_low", "weeks_high"),
    "cost": ("cost_low", "cost_high"),
    "days_per_week": ("days_per_week",),
    "sessions_per_week": ("sessions_per_week",),
    "openings": ("openings",),
}
_TEXTS = ("notes", "source_url")
Masks = tuple[int, int]


def merge_programs(
    first: FacilityRecord, later: FacilityRecord, dates: Sequence[str | None]
) -> None:
    """Take the programs of the later record into the first: those of one level and name are one.

    A program of unknown level stands for the whole place: what it states is true of all of it, or
    is kept beside.
    """
    wide = _wide(first, later, dates)
    known = list(first.programs)
    for program in later.programs:
        same = next((one for one in known if _one_program(one, program)), None)
        if same is not None:
            _merge(first, same, program, dates)
        elif program.care is None and any(one.care for one in known):
            _keep_beside(first, program, dates)
        else:
            first.programs.append(program)
    if any(one.care for one in first.programs):
        _dissolve(first, dates)
    for group, (value, mask) in wide.items():
        for program in first.programs:
            program.facts = {**program.facts, group: value}
            program.origin.fields[group] = mask


def numbers_of(program: ProgramRecord, field: str) -> tuple[Any, ...]:
    """The numbers of a field, and of a price its unit; all None where nothing is published."""
    values: tuple[Any, ...] = tuple(program.numbers.get(name) for name in TOGETHER[field])
    if field == "cost":
        return (*values, program.cost_per)
    if field == "openings":
        return (*values, program.openings_on and program.openings_on.isoformat())
    return values


def _one_program(one: ProgramRecord, other: ProgramRecord) -> bool:
    same_name = one.name == other.name or not one.name or not other.name
    return one.care == other.care and same_name


def _merge(
    record: FacilityRecord,
    first: ProgramRecord,
    later: ProgramRecord,
    dates: Sequence[str | None],
) -> None:
    chooser = Chooser(dates, record, first.care or "")
    sides = Side.of(first), Side.of(later)
    care = first.origin.of("care") | later.origin.of("care")
    first.name = first.name or later.name
    for field in TOGETHER:
        _merge_numbers(chooser, field, sides, (first, later))
    for field in _TEXTS:
        mine, its = getattr(first, field), getattr(later, field)
        setattr(first, field, chooser.choose(field, sides, (mine, its)))
    # Never written in place: all programs of a listing may share what it states once.
    first.facts = first.facts | {
        group: _merge_facts(chooser, group, sides, (first.facts.get(group), later.facts[group]))
        for group in later.facts.keys() - set(FACILITY_WIDE)
    }
    _merge_days(first, later)
    first.origin.fields["care"] = care


def _merge_numbers(
    chooser: Chooser,
    field: str,
    sides: tuple[Side, Side],
    programs: tuple[ProgramRecord, ProgramRecord],
) -> None:
    first, later = programs
    mine, its = numbers_of(first, field), numbers_of(later, field)
    if field == "openings":
        sides = _dated(sides[0], mine[-1]), _dated(sides[1], its[-1])
    chosen = chooser.choose(field, sides, (mine, its), stated=_is_stated, plain=list)
    if chosen is not its:
        return
    for name in TOGETHER[field]:
        first.numbers.pop(name, None)
        if name in later.numbers:
            first.numbers[name] = later.numbers[name]
    if field == "cost":
        first.cost_per = later.cost_per
    elif field == "openings":
        first.openings_on = later.openings_on


def _dated(side: Side, day: str | None) -> Side:
    """Openings are of the day that they name, whenever the rest was checked."""
    return Side(side.origin, day) if day else side


def _is_stated(values: tuple[Any, ...]) -> bool:
    return values[0] is not None or (len(values) > 1 and isinstance(values[1], float))


def _merge_facts(
    chooser: Chooser, group: str, sides: tuple[Side, Side], values: tuple[Masks | None, Masks]
) -> Masks:
    """Of each code what the fresher says, and where it says nothing, what the other says."""
    codes = fact_groups()[group]
    mine, its = values
    (first, later) = sides
    silent = codes.unsaid
    if its == silent:
        return mine or its
    if mine is None or mine == silent:
        first.origin.fields[group] = later.origin.of(group)
        return its
    known = ~mine[1] & ~its[1]
    disputed = (mine[0] ^ its[0]) & known
    if not disputed:
        first.origin.fields[group] = first.origin.of(group) | later.origin.of(group)
        return mine[0] | its[0], mine[1] & its[1]
    said = [_said(codes.vocabulary, value, disputed) for value in values if value]
    both = first.origin.of(group) | later.origin.of(group)
    new = chooser.replaces(group, sides, (said[0], said[1]))
    shown, other = (its, mine) if new else (mine, its)
    if shown[1]:
        first.origin.fields[group] = both
    return shown[0] | (shown[1] & other[0]), shown[1] & other[1]


def _said(vocabulary: Any, value: Masks, disputed: int) -> dict[str, list[str]]:
    """What one source says of the codes on which two differ."""
    return {
        "yes": list(vocabulary.codes_of(value[0] & disputed)),
        "no": list(vocabulary.codes_of(~value[0] & disputed)),
    }


def _wide(
    first: FacilityRecord, later: FacilityRecord, dates: Sequence[str | None]
) -> dict[str, tuple[Masks, int]]:
    """What the place states for all its programs: its masks, and the sources of them."""
    result = {}
    chooser = Chooser(dates, first)
    for group in FACILITY_WIDE:
        its = stated_by_all(later.programs, group)
        mine = stated_by_all(first.programs, group)
        if its is None:
            continue
        sides = _side_of(first.programs, group), _side_of(later.programs, group)
        value = _merge_facts(chooser, group, sides, (mine, its))
        result[group] = value, sides[0].origin.of(group)
    return result


def _side_of(programs: Sequence[ProgramRecord], group: str) -> Side:
    """A place as a side: the sources of its programs that carry a group of facts."""
    carrying = [one for one in programs if group in one.facts]
    mask = 0
    for one in carrying:
        mask |= one.origin.of(group)
    days = [one.verified_on.isoformat() for one in carrying if one.verified_on]
    return Side(Origin(mask), max(days, default=None))


def _keep_beside(
    record: FacilityRecord, program: ProgramRecord, dates: Sequence[str | None]
) -> None:
    """What a source says of the place without saying of which level."""
    chooser = Chooser(dates, record)
    for field in TOGETHER:
        values = numbers_of(program, field)
        if _is_stated(values):
            chooser.keep(field, program.origin.of(field), list(values))
    if program.notes:
        chooser.keep("notes", program.origin.of("notes"), program.notes)
    for group in program.facts.keys() - set(FACILITY_WIDE):
        codes = fact_groups()[group]
        stated = program.facts[group][0]
        if program.facts[group] != codes.unsaid and stated:
            said = {"yes": list(codes.vocabulary.codes_of(stated)), "no": []}
            chooser.keep(group, program.origin.of(group), said)


def _dissolve(record: FacilityRecord, dates: Sequence[str | None]) -> None:
    """A program of unknown level beside others of stated ones says nothing that they do not."""
    for program in [one for one in record.programs if one.care is None]:
        record.programs = [one for one in record.programs if one is not program]
        _keep_beside(record, program, dates)


def _merge_days(first: ProgramRecord, later: ProgramRecord) -> None:
    if later.verified_on and (not first.verified_on or later.verified_on > first.verified_on):
        first.verified_on = later.verified_on
        first.origin.fields["verified_on"] = later.origin.of("verified_on")
