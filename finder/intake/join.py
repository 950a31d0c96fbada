"""Several sources into one directory: a listing that stands in two of them is one facility."""

from __future__ import annotations

from collections.abc import Sequence

from finder.criteria import registry
from finder.directory import FacilityRecord, ProgramRecord
from finder.directory.identity import Identity, identity
from finder.intake.checks import Notes
from finder.intake.phones import distinct
from finder.locale import _

__all__ = ["joined"]

# Numbers that mean something only together; they come from one source or from the other.
_TOGETHER = (
    ("hours_low", "hours_high"),
    ("weeks_low", "weeks_high"),
    ("cost_low", "cost_high"),
    ("days_per_week",),
    ("sessions_per_week",),
    ("openings",),
)


class _Known:
    """The facilities of the sources so far, by id and by what identifies a listing."""

    def __init__(self) -> None:
        self._by_id: dict[str, FacilityRecord] = {}
        self._by_identity: dict[Identity, FacilityRecord] = {}

    def same(self, record: FacilityRecord) -> FacilityRecord | None:
        return self._by_id.get(record.id) or self._by_identity.get(identity(record))

    def add(self, records: Sequence[FacilityRecord]) -> None:
        for record in records:
            if record.id:
                self._by_id.setdefault(record.id, record)
            self._by_identity.setdefault(identity(record), record)


def joined(sources: Sequence[tuple[Notes, list[FacilityRecord]]]) -> list[FacilityRecord]:
    """The facilities of all sources; where two agree in id or identity, the earlier one counts.

    It takes over from the later one what it has not published itself, phones, codes, and programs
    of other care levels. Facilities of one and the same source are never joined.
    """
    if len(sources) == 1:
        return sources[0][1]
    known = _Known()
    whole: list[FacilityRecord] = []
    for notes, records in sources:
        new = []
        for record in records:
            earlier = known.same(record)
            if earlier is None:
                new.append(record)
            else:
                _take_over(earlier, record)
                reason = _("stands in an earlier source too: they are one facility")
                notes.remark(None, "", record.name1, reason)
        known.add(new)
        whole += new
    return whole


def _take_over(earlier: FacilityRecord, later: FacilityRecord) -> None:
    earlier.phones = distinct([*earlier.phones, *later.phones])
    earlier.codes = tuple(dict.fromkeys([*earlier.codes, *later.codes]))
    earlier.serves_only = tuple(dict.fromkeys([*earlier.serves_only, *later.serves_only]))
    earlier.website = earlier.website or later.website
    earlier.id = earlier.id or later.id
    earlier.source_id = earlier.source_id or later.source_id
    earlier.detox_for |= later.detox_for
    if later.detox is not None:
        earlier.detox = bool(earlier.detox) or later.detox
    if earlier.position != "exact" and later.position is not None:
        earlier.latitude, earlier.longitude = later.latitude, later.longitude
        earlier.position = later.position
    for program in later.programs:
        _add_program(earlier.programs, program)
    if any(program.care for program in earlier.programs):
        earlier.programs = [program for program in earlier.programs if program.care]


def _add_program(programs: list[ProgramRecord], later: ProgramRecord) -> None:
    same = (one for one in programs if one.care == later.care and _same_name(one, later))
    earlier = next(same, None)
    if earlier is None:
        programs.append(later)
        return
    _add_numbers(earlier, later)
    earlier.name = earlier.name or later.name
    earlier.facts = {
        group: _either(group, earlier.facts, later.facts)
        for group in dict.fromkeys([*earlier.facts, *later.facts])
    }
    earlier.verified_on = earlier.verified_on or later.verified_on
    earlier.source_url = earlier.source_url or later.source_url
    earlier.notes = earlier.notes or later.notes


def _same_name(one: ProgramRecord, other: ProgramRecord) -> bool:
    return one.name == other.name or not one.name or not other.name


def _add_numbers(earlier: ProgramRecord, later: ProgramRecord) -> None:
    for names in _TOGETHER:
        if not earlier.numbers.keys() & set(names):
            taken = {name: later.numbers[name] for name in names if name in later.numbers}
            earlier.numbers |= taken
            if "cost_low" in names and taken:
                earlier.cost_per = later.cost_per
            if "openings" in taken:
                earlier.openings_on = later.openings_on


def _either(
    group: str, earlier: dict[str, tuple[int, int]], later: dict[str, tuple[int, int]]
) -> tuple[int, int]:
    """Stated by either, not published where neither has; where silence is yes, by both."""
    if group not in earlier or group not in later:
        return earlier.get(group) or later[group]
    (yes, unknown), (also_yes, also_unknown) = earlier[group], later[group]
    both = registry.fact_groups()[group].silence_is_yes
    return (yes & also_yes if both else yes | also_yes), unknown & also_unknown
