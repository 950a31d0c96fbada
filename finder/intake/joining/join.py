"""Several sources into one directory: what stands in two of them is one facility."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from finder.directory import FacilityRecord
from finder.directory.identity import Identity, facility_ids, identity
from finder.intake.joining.linking import Linker
from finder.intake.joining.merging import address_text, from_source, take_over
from finder.intake.joining.moving import move, moved
from finder.intake.joining.same_address import Neighbours
from finder.intake.rows.checks import Notes
from finder.locale import _

__all__ = ["joined"]


class _Known:
    """The facilities of the sources so far, by id, by what identifies them, and by likeness."""

    def __init__(self) -> None:
        self.records: list[FacilityRecord] = []
        self._by_id: dict[str, FacilityRecord] = {}
        self._by_identity: dict[Identity, FacilityRecord] = {}
        self._linker = Linker()

    def same(self, record: FacilityRecord) -> tuple[list[FacilityRecord], list[FacilityRecord]]:
        """Those that are the same place, and those that only look alike."""
        named = self._by_id.get(record.id) if record.id_given else None
        certain = named or self._by_identity.get(identity(record))
        if certain is not None:
            return [certain], []
        same, alike = self._linker.link(record)
        return [self.records[one] for one in same], [self.records[one] for one in alike]

    def add(self, records: Sequence[FacilityRecord]) -> None:
        for record in records:
            if self._by_id.setdefault(record.id, record) is not record:
                # Two places whose names hash to one id: `build` tells them apart.
                record.id = ""
            self._by_identity.setdefault(identity(record), record)
        self._linker.add(records)
        self.records += records


def joined(
    sources: Sequence[tuple[Notes, list[FacilityRecord]]],
    dates: Sequence[str | None] = (),
    kinds: Sequence[str] = (),
) -> list[FacilityRecord]:
    """The facilities of all sources, each place once.

    dates: of the facts of each source. A record of a later source is linked to what earlier ones
    list; facilities of one and the same source are never joined. kinds: of each source; between two
    of one kind a place may have moved.
    """
    neighbours = Neighbours()
    if len(sources) == 1:
        records = sources[0][1]
    else:
        records = _join(sources, dates or [None] * len(sources), kinds, neighbours)
    neighbours.number(records)
    return records


def _join(
    sources: Sequence[tuple[Notes, list[FacilityRecord]]],
    dates: Sequence[str | None],
    kinds: Sequence[str],
    neighbours: Neighbours,
) -> list[FacilityRecord]:
    known = _Known()
    for number, (notes, records) in enumerate(sources):
        for record, one in zip(records, facility_ids(records), strict=True):
            record.id, record.id_given = one, bool(record.id)
        for record in records:
            from_source(record, number)
        found = [known.same(record) for record in records] if number else []
        new = list(records)
        if found:
            # Only now: a merged facility has more names and phones than its source gave it.
            new = [
                record
                for record, (same, alike) in zip(records, found, strict=True)
                if not _taken_over(record, same, alike, dates, notes, neighbours)
            ]
            if kinds:
                new = _without_moved(known, new, found, (number, kinds), dates, notes)
        known.add(new)
    return known.records


def _without_moved(
    known: _Known,
    new: list[FacilityRecord],
    found: Sequence[tuple[list[FacilityRecord], list[FacilityRecord]]],
    source: tuple[int, Sequence[str]],
    dates: Sequence[str | None],
    notes: Notes,
) -> list[FacilityRecord]:
    """The new ones but those that an earlier edition of the same source lists elsewhere."""
    number, kinds = source
    editions = sum(1 << one for one in range(number) if kinds[one] == kinds[number])
    listed = {id(one) for same, _alike in found for one in same}
    gone = [one for one in known.records if one.origin.mask & editions and id(one) not in listed]
    pairs = moved(gone, new, [*known.records, *new]) if editions else []
    for first, later in pairs:
        reason = _("has moved: an earlier edition lists it at {address}")
        if not later.street1:
            reason = _("is listed without its street now: an earlier edition has {address}")
        _remark(notes, later, reason.format(address=address_text(first)))
        move(first, later, dates)
    took = {id(later) for _first, later in pairs}
    return [one for one in new if id(one) not in took]


def _taken_over(
    record: FacilityRecord,
    same: list[FacilityRecord],
    alike: list[FacilityRecord],
    dates: Sequence[str | None],
    notes: Notes,
    neighbours: Neighbours,
) -> bool:
    """Take a record over into the facilities that it is; False where it is none of them."""
    for one in alike:
        neighbours.pair(one, same[0] if same else record)
    if not same:
        if len(alike) > 1:
            _remark(notes, record, _("may be one of several facilities at its address: kept apart"))
        return False
    for one in same:
        # A licence for several houses speaks of each of them.
        take_over(one, deepcopy(record) if len(same) > 1 else record, dates)
    _remark(notes, record, _("stands in an earlier source too: they are one facility"))
    return True


def _remark(notes: Notes, record: FacilityRecord, reason: str) -> None:
    notes.remark(None, "", record.name1, reason)
