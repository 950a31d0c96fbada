"""How the filled cells of an overlay take the place of what a directory states."""

from __future__ import annotations

from collections.abc import Collection

from finder.directory import FacilityRecord, Phone, ProgramRecord
from finder.directory.build import FACILITY_WIDE
from finder.groups import fact_groups
from finder.intake.rows.phones import distinct
from finder.vocabulary import SUBSTANCES

__all__ = ["replace_facility", "replace_program"]

_RANGES = ("hours", "weeks")
_PRICE = ("cost_low", "cost_high")


def replace_program(
    record: FacilityRecord, program: ProgramRecord, stated: ProgramRecord, groups: Collection[str]
) -> None:
    """Take what a row states into a program. groups: of facts that it states."""
    _replace_price(program, stated)
    _replace_openings(program, stated)
    for name, value in stated.numbers.items():
        program.numbers[name] = value
    for name in _RANGES:
        _keep_order(program, stated, name)
    program.name = stated.name or program.name
    program.verified_on = stated.verified_on or program.verified_on
    program.source_url = stated.source_url or program.source_url
    program.notes = stated.notes or program.notes
    for group in groups & stated.facts.keys():
        # What a place states of payment, age and gender, it states for all its programs.
        for one in record.programs if group in FACILITY_WIDE else (program,):
            one.facts = {**one.facts, group: stated.facts[group]}
    if "substance" in groups:
        _open_again(record, program)


def replace_facility(
    record: FacilityRecord,
    phones: Collection[Phone],
    website: str,
    detox: str | None,
    detox_for: int,
) -> None:
    """Take what a row states of the place itself. phones: replace those of the same role."""
    roles = {one.role for one in phones}
    kept = [one for one in record.phones if one.role not in roles]
    record.phones = distinct([*phones, *kept]) if phones else record.phones
    record.website = website or record.website
    if detox is not None:
        record.detox = detox == "onsite"
    record.detox_for = detox_for or record.detox_for


def _replace_price(program: ProgramRecord, stated: ProgramRecord) -> None:
    """A price is for what it is for: its ends and its unit are replaced together."""
    if any(name in stated.numbers for name in _PRICE):
        for name in _PRICE:
            program.numbers.pop(name, None)
        program.cost_per = stated.cost_per


def _replace_openings(program: ProgramRecord, stated: ProgramRecord) -> None:
    """A count of openings without its day does not take over the day of the count before."""
    if "openings" in stated.numbers or stated.openings_on is not None:
        program.openings_on = stated.openings_on


def _keep_order(program: ProgramRecord, stated: ProgramRecord, name: str) -> None:
    """An end that contradicts the one which an overlay states is not published any more."""
    low, high = f"{name}_low", f"{name}_high"
    if program.numbers.get(low, 0) > program.numbers.get(high, float("inf")):
        program.numbers.pop(high if low in stated.numbers else low)


def _open_again(record: FacilityRecord, program: ProgramRecord) -> None:
    """A place that takes a further substance does not serve one alone any more."""
    stated, _unknown = program.facts["substance"]
    codes = set(fact_groups()["substance"].vocabulary.codes_of(stated))
    if len(codes) > 1:
        only = set(SUBSTANCES.codes)
        record.serves_only = tuple(one for one in record.serves_only if one not in only)
