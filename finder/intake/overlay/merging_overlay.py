"""What an overlay has replaced: said of the overlay from then on, and kept beside it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from finder.directory import FacilityRecord, ProgramRecord
from finder.directory.build import FACILITY_WIDE
from finder.directory.origins import phone_field
from finder.directory.records import ONE_SOURCE, Origin
from finder.groups import fact_groups
from finder.intake.joining.merging_choice import Chooser
from finder.intake.joining.merging_programs import TOGETHER, numbers_of

__all__ = ["Before"]

_TEXTS = ("notes", "source_url")


class Before:
    """A record as it was before a row of an overlay. number: of the overlay among the sources.

    An overlay counts whatever its date: it is there to correct the others.
    """

    def __init__(self, record: FacilityRecord, number: int) -> None:
        _give_own_origins(record)
        self._record = record
        self._bit = 1 << number
        self._was = deepcopy(record)
        self._programs = {
            id(now): was for now, was in zip(record.programs, self._was.programs, strict=True)
        }

    def note(self, program: ProgramRecord, stated: ProgramRecord, groups: frozenset[str]) -> None:
        """Say whose the fields are that have been replaced in a program and in its facility."""
        was = self._programs.get(id(program))
        if was is None:
            was = ProgramRecord(program.care)
            self._added(program)
        chooser = Chooser((), self._record, program.care or "")
        for field in TOGETHER:
            if any(value is not None for value in numbers_of(stated, field)):
                pair = [list(numbers_of(one, field)) for one in (was, program)]
                self._note(chooser, program.origin, field, was.origin.of(field), *pair)
        for field in _TEXTS:
            if getattr(stated, field):
                pair = [getattr(was, field), getattr(program, field)]
                self._note(chooser, program.origin, field, was.origin.of(field), *pair)
        if stated.verified_on:
            program.origin.fields["verified_on"] = self._bit
        for group in groups & stated.facts.keys():
            self._note_facts(chooser, program, was, group)
        self._note_facility()

    def _added(self, program: ProgramRecord) -> None:
        """A program of the overlay's own, with what the listing states of the place."""
        first = next(iter(self._was.programs), None)
        known = {group: first.origin.of(group) for group in program.facts} if first else {}
        program.origin = Origin(self._bit, known)

    def _note(
        self, chooser: Chooser, origin: Origin, field: str, mask: int, was: Any, now: Any
    ) -> None:
        nothing = not was or (isinstance(was, list) and all(one is None for one in was))
        if was == now:
            origin.fields[field] = mask | self._bit
            return
        if not nothing:
            chooser.keep(field, mask, was)
        origin.fields[field] = self._bit

    def _note_facts(
        self, chooser: Chooser, program: ProgramRecord, was: ProgramRecord, group: str
    ) -> None:
        codes = fact_groups()[group]
        before, now = was.facts.get(group, codes.unsaid), program.facts[group]
        disputed = (before[0] ^ now[0]) & ~before[1] & ~now[1]
        mask = was.origin.of(group) if before == now else 0
        if disputed and before != codes.unsaid:
            said = {
                "yes": list(codes.vocabulary.codes_of(before[0] & disputed)),
                "no": list(codes.vocabulary.codes_of(~before[0] & disputed)),
            }
            about = Chooser((), self._record) if group in FACILITY_WIDE else chooser
            about.keep(group, was.origin.of(group), said)
        for one in self._record.programs if group in FACILITY_WIDE else (program,):
            one.origin.fields[group] = mask | self._bit

    def _note_facility(self) -> None:
        was, now = self._was, self._record
        chooser = Chooser((), now)
        if was.website != now.website:
            mask = was.origin.of("website")
            self._note(chooser, now.origin, "website", mask, was.website, now.website)
        if was.npi != now.npi:
            now.origin.fields["npi"] = self._bit
        if was.detox != now.detox:
            now.origin.fields["detox"] = self._bit
        before = {phone_field(one): one for one in was.phones}
        after = {phone_field(one) for one in now.phones}
        for name in after - before.keys():
            now.origin.fields[name] = self._bit
            now.origin.fields["phones"] = now.origin.of("phones") | self._bit
        for name in before.keys() - after:
            mask = was.origin.fields.get(name, was.origin.of("phones"))
            chooser.keep("phones", mask, before[name].text)


def _give_own_origins(record: FacilityRecord) -> None:
    """What a directory of one source says once for all its records, said by these themselves."""
    if record.origin is ONE_SOURCE:
        record.origin = Origin()
    for program in record.programs:
        if program.origin is ONE_SOURCE:
            program.origin = Origin()
