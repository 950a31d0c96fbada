"""The places that a price file is about, as rows that a directory can be searched for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from finder.directory import FacilityRecord
from finder.intake.prices.charges import Hospital
from finder.intake.rows.positions import at_zip
from finder.places import zip_code

__all__ = ["address_row", "rows_of"]

_ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\s*$")
_STATE = re.compile(r"[,\s]+[A-Za-z]{2}\.?[,\s]*$")


def rows_of(hospital: Hospital) -> Iterator[FacilityRecord]:
    """One row for each location with an address, under its own name and under the hospital's."""
    for location in hospital.locations:
        for name in dict.fromkeys(filter(None, (location.name, hospital.name))):
            row = address_row(name, location.address)
            if row is not None:
                yield row


def address_row(name: str, address: str) -> FacilityRecord | None:
    """A place by a name and an address in one line; None for one without a ZIP code we know."""
    text = " ".join(address.split())
    found = _ZIP.search(text)
    known = zip_code(found[1]) if found else None
    if found is None or known is None:
        return None
    before = _STATE.sub("", text[: found.start()])
    town = _town(before, known.town)
    street = before[: len(before) - len(town)].strip(" ,") if town else before
    street1, _comma, street2 = street.partition(",")
    position = at_zip(known.code)
    return FacilityRecord(
        name1=name,
        street1=street1.strip(),
        street2=street2.strip(),
        city=town or known.town,
        state=known.state,
        zip=known.code,
        latitude=position.latitude,
        longitude=position.longitude,
        position=position.kind,
    )


def _town(before: str, usual: str) -> str:
    """The town at the end of an address without state and ZIP; "" where none can be told."""
    if before.casefold().endswith(usual.casefold()):
        return before[len(before) - len(usual) :]
    after = before.rpartition(",")[2] if "," in before else ""
    return "" if re.search(r"\d", after) else after.strip()
