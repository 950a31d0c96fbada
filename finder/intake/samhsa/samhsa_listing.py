"""Listings that speak SAMHSA's codes, whichever file they come from: joined, then understood.

Two listings that agree in names, streets, city and ZIP are one facility: codes united, phones
kept, position and address of the first.
"""

from __future__ import annotations

from dataclasses import dataclass

from finder.directory import FacilityRecord, ProgramRecord
from finder.directory.identity import Identity, identity
from finder.intake.rows.checks import Notes
from finder.intake.rows.phones import distinct
from finder.intake.rows.substance_use import (
    is_mental_health,
    is_substance_use,
    mental_health_codes,
    nothing_but_mental_health,
    why_left_out,
)
from finder.intake.samhsa.samhsa_codes import code_table
from finder.intake.samhsa.samhsa_levels import LEVEL_CODES, care_levels, detox_contradiction
from finder.locale import _
from finder.vocabulary import CARE_LEVELS

__all__ = ["Listing", "Listings"]


@dataclass
class Listing:
    """A facility with the codes of all its rows. line: of the first of them.

    kind: type of its row as the source has it, "" without one. level: a care level that the type
    itself says. sure: whether it is of substance-use care for certain.
    """

    line: int
    record: FacilityRecord
    codes: dict[str, None]
    kind: str = ""
    level: str = ""
    sure: bool = False


class Listings:
    """The listings of one source, in the order of their first rows.

    field: the column of the codes, for remarks on them. carried: codes that the source asks for,
    None for all of the code table.
    """

    def __init__(
        self,
        notes: Notes,
        field: str = "service_code_info",
        carried: frozenset[str] | None = None,
    ) -> None:
        self._notes = notes
        self._field = field
        self._carried = carried
        self._mental_health = False
        self._known: dict[Identity, Listing] = {}

    @property
    def of_mental_health(self) -> bool:
        """Whether mental-health listings stand among those so far."""
        return self._mental_health

    def add(self, listing: Listing) -> None:
        """Take a listing in, or join it with the one that it repeats.

        One of mental health alone is left out.
        """
        judged = is_substance_use(listing.codes.keys(), listing.kind)
        self._mental_health |= judged is False or is_mental_health(listing.codes.keys())
        if judged is False:
            self._leave_out(listing)
            return
        listing.sure = bool(judged)
        first = self._known.setdefault(identity(listing.record), listing)
        if first is not listing:
            self._merge(first, listing)

    def facilities(self) -> list[FacilityRecord]:
        """All of them, with what their codes state."""
        kept = [one for one in self._known.values() if one.sure or not self._mental_health]
        if self._mental_health:
            # Among mental-health listings one that says nothing is none of substance use.
            for listing in self._known.values():
                if not listing.sure:
                    self._leave_out(listing)
        for listing in kept:
            self._apply_codes(listing)
        if not kept and self._notes.left_out:
            self._notes.why_nothing = nothing_but_mental_health(len(self._notes.left_out))
        return [listing.record for listing in kept]

    def _leave_out(self, listing: Listing) -> None:
        name = listing.record.name1
        self._notes.leave_out(listing.line, "name1", name, why_left_out(listing.kind))

    def _merge(self, first: Listing, again: Listing) -> None:
        first.codes |= again.codes
        first.level = first.level or again.level
        first.sure = first.sure or again.sure
        first.record.phones = distinct([*first.record.phones, *again.record.phones])
        reason = _("repeats line {line} in names, address and ZIP code: they are one facility")
        self._notes.merge(again.line, again.record.name1, reason.format(line=first.line))

    def _apply_codes(self, listing: Listing) -> None:
        codes = listing.codes.keys()
        # A listing without any service has said nothing of what it has or lacks.
        stated = code_table().read(codes, self._carried if codes else frozenset())
        levels = self._levels(listing)
        record = listing.record
        record.codes = tuple(codes)
        record.detox = "detox" in levels if codes else None
        record.detox_for = stated.detox_for
        record.serves_only = stated.serves_only
        # A listing states its facts once, for all its programs.
        record.programs = [ProgramRecord(level, facts=stated.facts) for level in levels or (None,)]
        self._notes.unknown_codes.update(set(stated.unknown) - mental_health_codes())
        if contradiction := detox_contradiction(codes):
            self._remark_on_detox(listing.line, contradiction)

    def _levels(self, listing: Listing) -> tuple[str, ...]:
        levels = care_levels(frozenset(listing.codes.keys() & LEVEL_CODES))
        if not listing.level or listing.level in levels:
            return levels
        return tuple(one for one in CARE_LEVELS.codes if one in levels or one == listing.level)

    def _remark_on_detox(self, line: int, contradiction: str) -> None:
        if contradiction == "DT":
            reason = _("says detox, but none of its settings (HID, RD, OD): counted as detox")
        else:
            reason = _("says a setting of detox, but not detox itself (DT): counted as detox")
        self._notes.remark(line, self._field, contradiction, reason)
