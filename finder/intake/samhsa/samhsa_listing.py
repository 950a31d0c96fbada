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
from finder.intake.samhsa.samhsa_codes import code_table
from finder.intake.samhsa.samhsa_levels import LEVEL_CODES, care_levels, detox_contradiction
from finder.locale import _

__all__ = ["Listing", "Listings"]


@dataclass
class Listing:
    """A facility with the codes of all its rows. line: of the first of them."""

    line: int
    record: FacilityRecord
    codes: dict[str, None]


class Listings:
    """The listings of one source, in the order of their first rows.

    field: the column of the codes, for remarks on them.
    """

    def __init__(self, notes: Notes, field: str = "service_code_info") -> None:
        self._notes = notes
        self._field = field
        self._known: dict[Identity, Listing] = {}

    def add(self, listing: Listing) -> None:
        """Take a listing in, or join it with the one that it repeats."""
        first = self._known.setdefault(identity(listing.record), listing)
        if first is not listing:
            self._merge(first, listing)

    def facilities(self) -> list[FacilityRecord]:
        """All of them, with what their codes state."""
        for listing in self._known.values():
            self._apply_codes(listing)
        return [listing.record for listing in self._known.values()]

    def _merge(self, first: Listing, again: Listing) -> None:
        first.codes |= again.codes
        first.record.phones = distinct([*first.record.phones, *again.record.phones])
        reason = _("repeats line {line} in names, address and ZIP code: they are one facility")
        self._notes.merge(again.line, again.record.name1, reason.format(line=first.line))

    def _apply_codes(self, listing: Listing) -> None:
        codes = listing.codes.keys()
        stated = code_table().read(codes)
        levels = care_levels(frozenset(codes & LEVEL_CODES))
        record = listing.record
        record.codes = tuple(codes)
        record.detox = "detox" in levels
        record.detox_for = stated.detox_for
        record.serves_only = stated.serves_only
        # A listing states its facts once, for all its programs.
        record.programs = [ProgramRecord(level, facts=stated.facts) for level in levels or (None,)]
        self._notes.unknown_codes.update(stated.unknown)
        if contradiction := detox_contradiction(codes):
            self._remark_on_detox(listing.line, contradiction)

    def _remark_on_detox(self, line: int, contradiction: str) -> None:
        if contradiction == "DT":
            reason = _("says detox, but none of its settings (HID, RD, OD): counted as detox")
        else:
            reason = _("says a setting of detox, but not detox itself (DT): counted as detox")
        self._notes.remark(line, self._field, contradiction, reason)
