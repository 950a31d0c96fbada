"""The attributes of our own HSDS export, read back (finder/hsds_terms.py, docs/hsds.md)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from finder import hsds_terms
from finder.directory import FacilityRecord, Licence, ProgramRecord
from finder.directory.tables import COST_PER
from finder.groups import fact_groups
from finder.hsds_terms import numbers_of
from finder.intake.hsds.hsds_tables import Row
from finder.intake.rows.cells import CellRefused, day, text_of
from finder.intake.rows.checks import Notes
from finder.intake.table.table_columns import NUMBERS
from finder.locale import _
from finder.vocabulary import CARE_LEVELS, DETOX_SUBSTANCES

__all__ = ["Stated", "apply_to_facility", "apply_to_program", "languages_of", "stated_of"]

_RANGES = {"hours_per_week": "hours", "weeks": "weeks", "cost_usd": "cost"}
_SINGLE = ("days_per_week", "sessions_per_week", "openings")
Facts = dict[str, tuple[int, int]]


@dataclass
class Stated:
    """What the attributes of one object state. words: values by code, in their order."""

    words: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        """Whether our own export wrote any of them."""
        return bool(self.words)

    def word(self, code: str) -> str:
        """The first value of a code, or ""."""
        return next(iter(self.words.get(code, ())), "")


def stated_of(attributes: Iterable[tuple[Row, Row | None]]) -> Stated:
    """The attributes whose term is of our taxonomy; others say nothing that is known here."""
    stated = Stated()
    for attribute, term in attributes:
        if term is not None and term.get("taxonomy") == hsds_terms.TAXONOMY:
            words = stated.words.setdefault(text_of(term.get("code")), [])
            words.append(text_of(attribute.get("value")))
    return stated


def apply_to_facility(record: FacilityRecord, stated: Stated) -> None:
    """What is said of the place."""
    record.detox = {"onsite": True, "none": False}.get(stated.word("detox"))
    substances = stated.word("detox_for").split(";")
    record.detox_for = DETOX_SUBSTANCES.bits(one for one in substances if one in DETOX_SUBSTANCES)
    record.serves_only = tuple(one for one in stated.word("serves_only").split(";") if one)
    record.codes = tuple(stated.word("source_codes").split())
    record.licences = tuple(map(_licence, stated.words.get("license", ())))


def apply_to_program(
    program: ProgramRecord,
    shared: Stated,
    own: Stated,
    line: int,
    notes: Notes,
    today: date,
    service: Row,
) -> None:
    """What is said of a program, and of the place for all its programs; notes what is wrong."""

    def refuse(code: str, reason: str) -> None:
        notes.refuse_value(line, code, own.word(code), reason)

    care = own.word("care_level")
    if care in CARE_LEVELS.codes:
        program.care = care
    elif care:
        refuse("care_level", _("is not one of {codes}").format(codes=", ".join(CARE_LEVELS.codes)))
    for code in (*_RANGES, *_SINGLE):
        try:
            program.numbers |= _numbers(code, own.word(code))
        except (ValueError, CellRefused) as error:
            refuse(code, str(error) if isinstance(error, CellRefused) else _("is not a number"))
    program.cost_per = own.word("cost_per") if own.word("cost_per") in COST_PER else None
    if program.cost_per is None:
        program.numbers.pop("cost_low", None)
        program.numbers.pop("cost_high", None)
    program.source_url, program.notes = own.word("source_url"), own.word("notes")
    program.facts = _facts(shared) | _facts(own)
    for name, cell in (
        ("openings_on", own.word("openings_on")),
        ("verified_on", service.get("assured_date")),
    ):
        try:
            setattr(program, name, day(cell, today))
        except CellRefused as refused:
            notes.refuse_value(line, name, text_of(cell), str(refused))


def languages_of(names: Iterable[str]) -> Facts:
    """The languages that a service names, where they are languages of ours."""
    vocabulary = fact_groups()["lang"].vocabulary
    labels = {term.label.casefold(): term.code for term in vocabulary}
    known = [labels[name.casefold()] for name in names if name.casefold() in labels]
    mask = vocabulary.bits(known)
    return {"lang": (mask, vocabulary.all_bits & ~mask)} if known else {}


def _numbers(code: str, value: str) -> dict[str, float]:
    if not value:
        return {}
    if code in _SINGLE:
        return _checked({code: float(value)})
    low, high = numbers_of(value)
    name = _RANGES[code]
    found = {f"{name}_low": low, f"{name}_high": high}
    return _checked({end: number for end, number in found.items() if number is not None})


def _checked(numbers: dict[str, float]) -> dict[str, float]:
    """The same, each within the bounds of its column. Raises CellRefused."""
    return {name: value for name, value in numbers.items() if NUMBERS[name].read(value) is not None}


def _facts(stated: Stated) -> Facts:
    groups = fact_groups()
    unknown: dict[str, int] = {}
    for part in stated.word("not_published").split():
        group, _equals, codes = part.partition("=")
        if group in groups:
            vocabulary = groups[group].vocabulary
            known = [one for one in codes.split(",") if one in vocabulary]
            unknown[group] = (
                vocabulary.all_bits if codes == hsds_terms.ALL else vocabulary.bits(known)
            )
    facts = {group: (0, mask) for group, mask in unknown.items()}
    for group, codes_of in groups.items():
        if group in stated.words:
            vocabulary = codes_of.vocabulary
            listed = [one for one in stated.word(group).split(";") if one in vocabulary]
            facts[group] = (vocabulary.bits(listed), unknown.get(group, 0))
    return facts


def _licence(value: str) -> Licence:
    authority, number, kind, expires, beds = (value.split(";") + [""] * 5)[:5]
    try:
        until = date.fromisoformat(expires) if expires else None
    except ValueError:
        until = None
    return Licence(authority, number, kind, until, int(beds) if beds.isdigit() else None)
