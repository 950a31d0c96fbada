"""One facility of what several sources state of it (docs/linking.md).

What identifies the place, its name and address, stays that of the source named first, since its id
is made of it. Of every other field the fresher is shown and the other kept beside it. What a
source does not carry or has not published denies nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import numpy as np

from finder.directory import FacilityRecord
from finder.directory.identity import identity
from finder.directory.origins import phone_field
from finder.directory.records import Origin
from finder.geo import miles_between
from finder.intake.joining.linking_addresses import address_of
from finder.intake.joining.merging_choice import Chooser, Side
from finder.intake.joining.merging_programs import merge_programs
from finder.intake.rows.phones import distinct
from finder.text import words_of

__all__ = ["address_text", "from_source", "take_over"]

_ONE_PLACE_MILES = 0.25


def from_source(record: FacilityRecord, number: int) -> None:
    """Say of a record that one source states all of it. number: of the source."""
    record.origin = Origin(1 << number)
    for program in record.programs:
        program.origin = Origin(1 << number)


def take_over(first: FacilityRecord, later: FacilityRecord, dates: Sequence[str | None]) -> None:
    """Make one facility of two records of one place; the first one is changed into it.

    dates: of all sources, None where it is not known.
    """
    chooser = Chooser(dates, first)
    sides = Side.of(first), Side.of(later)
    _keep_id(first, later)
    _name_and_address(chooser, first, later)
    _phones(chooser, sides, first, later)
    first.county = first.county or later.county
    first.website = chooser.choose(
        "website", sides, (first.website, later.website), same=_one_website
    )
    _position(chooser, sides, first, later)
    _detox(first, later)
    _unite(first, later)
    merge_programs(first, later, dates)
    first.others += [word for word in later.others if word not in first.others]


def _keep_id(first: FacilityRecord, later: FacilityRecord) -> None:
    """An id that a table gives stays, else that of the source named first; others lead there."""
    ids = [*first.other_ids, first.id, later.id, *later.other_ids]
    if later.id_given and not first.id_given:
        first.id, first.id_given = later.id, True
    first.other_ids = tuple(one for one in dict.fromkeys(ids) if one not in ("", first.id))
    # The number of a licence stands with the licence.
    first.source_id = first.source_id or ("" if later.licences else later.source_id)


def _name_and_address(chooser: Chooser, first: FacilityRecord, later: FacilityRecord) -> None:
    nothing_new = set(words_of(later.name)) <= set(words_of(first.name))
    said = [("name", nothing_new, later.name)]
    if later.street1:
        said.append(("address", _one_address(first, later), address_text(later)))
    for field, same, value in said:
        before, its = first.origin.of(field), later.origin.of(field)
        first.origin.fields[field] = before | its if same else before
        if not same:
            chooser.keep(field, its, value)


def _one_address(one: FacilityRecord, other: FacilityRecord) -> bool:
    mine, its = (address_of(record.street1, record.street2) for record in (one, other))
    if mine is None or its is None:
        return identity(one)[2:] == identity(other)[2:]
    same_place = mine.numbers == its.numbers and mine.street == its.street
    return same_place and (mine.suites == its.suites or not mine.suites or not its.suites)


def address_text(record: FacilityRecord) -> str:
    """The whole address in one line."""
    street = " ".join(part for part in (record.street1, record.street2) if part)
    return ", ".join(part for part in (street, record.city, f"{record.state} {record.zip}") if part)


def _phones(
    chooser: Chooser, sides: tuple[Side, Side], first: FacilityRecord, later: FacilityRecord
) -> None:
    """The phones of both, those of the fresher source first; each with the sources that list it."""
    if not later.phones:
        return
    listed = _listed_by(first)
    for name, mask in _listed_by(later).items():
        listed[name] = listed.get(name, 0) | mask
    later_first = not first.phones or chooser.is_fresher("phones", sides)
    ordered = (later, first) if later_first else (first, later)
    first.phones = distinct(phone for record in ordered for phone in record.phones)
    whole = 0
    for phone in first.phones:
        mask = listed[phone_field(phone)]
        first.origin.fields[phone_field(phone)] = mask
        whole |= mask
    first.origin.fields["phones"] = whole


def _listed_by(record: FacilityRecord) -> dict[str, int]:
    return {
        name: record.origin.fields.get(name, record.origin.of("phones"))
        for name in map(phone_field, record.phones)
    }


def _one_website(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(address: str) -> str:
    return address.lower().partition("://")[2].removeprefix("www.").rstrip("/")


class _Position(NamedTuple):
    latitude: float | None
    longitude: float | None
    kind: Literal["exact", "approximate"] | None


def _position(
    chooser: Chooser, sides: tuple[Side, Side], first: FacilityRecord, later: FacilityRecord
) -> None:
    """An exact position before the middle of a ZIP code, of two exact ones the fresher."""
    mine, its = (_Position(one.latitude, one.longitude, one.position) for one in (first, later))
    if its.kind == "approximate" and mine.kind is not None:
        return
    if mine.kind == "approximate":
        mine = _Position(None, None, None)
    chosen = chooser.choose(
        "position",
        sides,
        (mine, its),
        same=_one_point,
        stated=lambda place: place.kind is not None,
        plain=lambda place: [place.latitude, place.longitude],
    )
    if chosen.kind is not None:
        first.latitude, first.longitude, first.position = chosen


def _one_point(one: _Position, other: _Position) -> bool:
    points = [one.latitude, one.longitude, other.latitude, other.longitude]
    degrees = np.array(points, dtype=float).reshape(4, 1)
    return bool(miles_between(*degrees)[0] <= _ONE_PLACE_MILES)


def _detox(first: FacilityRecord, later: FacilityRecord) -> None:
    """On site where either says so: a list of licences does not carry every kind of detox."""
    mine, its = first.origin.of("detox"), later.origin.of("detox")
    if first.detox == later.detox:
        first.origin.fields["detox"] = mine | its
    elif (later.detox and not first.detox) or first.detox is None:
        first.detox = later.detox
        first.origin.fields["detox"] = its
    first.detox_for |= later.detox_for


def _unite(first: FacilityRecord, later: FacilityRecord) -> None:
    """Lists that deny nothing: codes, licences, NPIs, and whom the place says it serves alone."""
    for field in ("codes", "serves_only", "licences", "npi"):
        mine: tuple[Any, ...] = getattr(first, field)
        its: tuple[Any, ...] = getattr(later, field)
        if its:
            before = first.origin.of(field) if mine else 0
            first.origin.fields[field] = before | later.origin.of(field)
            setattr(first, field, tuple(dict.fromkeys([*mine, *its])))
