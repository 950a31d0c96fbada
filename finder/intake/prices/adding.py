"""Hospitals that publish a price for care of ours and stand in no directory, as places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from finder.directory import FacilityRecord, ProgramRecord
from finder.directory.manifest import SourceOf
from finder.directory.records import Origin
from finder.intake.prices.attaching import Attached, write_price
from finder.intake.prices.places import address_row
from finder.intake.prices.reading import PriceFile
from finder.locale import _, mark
from finder.vocabulary import CARE_LEVELS

__all__ = ["added_place", "source_of"]

_NOTE = mark(
    "No directory lists this place: it is known from its hospital's price file alone. Ask whether "
    "it takes new people, and at which address."
)


def added_place(
    file: PriceFile, told: Sequence[Attached], source: int
) -> tuple[FacilityRecord, list[Attached]] | None:
    """The place that a file is about, and its prices as given to it.

    None where any of its prices has a listing, or several that may be meant; where it lists no
    price of a care level; or where it states no address. source: its number in the manifest.
    """
    cares = _levels(one.price.care for one in told)
    if not cares or any(one.facility is not None or one.near for one in told):
        return None
    hospital = file.hospital
    rows = (address_row(hospital.name, one.address) for one in hospital.locations)
    place = next((row for row in rows if row is not None and row.street1), None)
    if place is None or not hospital.name:
        return None
    origin = Origin(1 << source)
    place.origin = origin
    place.npi = hospital.npi if len(hospital.npi) == 1 else ()
    place.detox = True if "detox" in cares else None
    place.programs = [
        ProgramRecord(care=care, notes=_(_NOTE), origin=Origin(1 << source)) for care in cares
    ]
    given = []
    for one in told:
        write_price(place, one.price, file)
        given.append(Attached(one.price, place))
    return place, given


def source_of(file: PriceFile) -> SourceOf:
    """A price file that a place is known from, as a source of the directory."""
    hospital = file.hospital
    return SourceOf(
        name=_("price file of {hospital}").format(hospital=hospital.name),
        organisation=hospital.name,
        as_of=hospital.updated.isoformat() if hospital.updated else None,
        kind="prices",
    )


def _levels(cares: Iterable[str | None]) -> list[str]:
    found = {care for care in cares if care is not None}
    return [care for care in CARE_LEVELS.codes if care in found]
