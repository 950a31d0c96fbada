"""Which sources state what, as text in a column whose few distinct values are kept once.

3                  sources 0 and 1 state all of it
3 pay:2 cost:1     but source 1 alone the payments, and source 0 alone the price
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from finder.directory.records import (
    ONE_SOURCE,
    FacilityRecord,
    Origin,
    OtherWord,
    Phone,
    ProgramRecord,
)

__all__ = [
    "SINGLE_SOURCE",
    "Stated",
    "facility_columns",
    "phone_field",
    "program_columns",
    "sources_in",
    "stated",
    "told_by",
]

_OTHERS = pa.list_(
    pa.struct(
        {
            "field": pa.string(),
            "care": pa.string(),
            "source": pa.uint16(),
            "value": pa.string(),
            "date": pa.string(),
        }
    )
)


@dataclass(frozen=True)
class Stated:
    """Masks of the sources that state each field; bit n is source n of the manifest."""

    mask: int = 1
    fields: Mapping[str, int] = field(default_factory=dict)

    def sources(self, name: str) -> tuple[int, ...]:
        """The numbers of the sources that state a field as it is shown."""
        return sources_in(self.fields.get(name, self.mask))


SINGLE_SOURCE = Stated()


def told_by(known: Stated, fields: Collection[str], source: int) -> Stated:
    """The same with some fields of one source alone."""
    if not fields:
        return known
    return Stated(known.mask, {**known.fields, **dict.fromkeys(fields, 1 << source)})


def phone_field(phone: Phone) -> str:
    """The name of a phone among the fields of an origin, wherever it stands among the others."""
    return f"phone {phone.dial or phone.text}"


def sources_in(mask: int) -> tuple[int, ...]:
    """The numbers of the sources in a mask."""
    return tuple(number for number in range(mask.bit_length()) if mask >> number & 1)


def stated(text: str | None) -> Stated:
    """Read what `facility_columns` and `program_columns` write; None is a single source."""
    if not text:
        return SINGLE_SOURCE
    first, *others = text.split()
    pairs = (one.rsplit(":", 1) for one in others)
    return Stated(int(first), {name: int(mask) for name, mask in pairs})


def facility_columns(records: Sequence[FacilityRecord]) -> dict[str, Any]:
    """The columns on sources of some facilities; none where there is nothing to tell."""
    columns: dict[str, Any] = _origins([_by_place(one) for one in records])
    if any(one.others for one in records):
        columns["others"] = pa.array([list(map(_other, one.others)) for one in records], _OTHERS)
    if any(one.other_ids for one in records):
        columns["other_ids"] = _coded([" ".join(one.other_ids) for one in records])
    if any(one.same_address for one in records):
        columns["same_address"] = pa.array([one.same_address for one in records], pa.int32())
    return columns


def program_columns(records: Sequence[ProgramRecord]) -> dict[str, Any]:
    """The columns on sources of some programs; none where all are of one source."""
    return _origins([one.origin for one in records])


def _origins(origins: Sequence[Origin]) -> dict[str, Any]:
    if all(one is ONE_SOURCE or (one.mask == 1 and not one.fields) for one in origins):
        return {}
    return {"origin": _coded([_written(one) for one in origins])}


def _by_place(record: FacilityRecord) -> Origin:
    """The origin of a facility with its phones by their places, so that few texts differ."""
    fields = record.origin.fields
    if not fields:
        return record.origin
    phones = [(f"phone{place}", phone_field(one)) for place, one in enumerate(record.phones)]
    known = {name: mask for name, mask in fields.items() if not name.startswith("phone ")}
    known |= {place: fields.get(name, record.origin.of("phones")) for place, name in phones}
    return Origin(record.origin.mask, known)


def _written(origin: Origin) -> str:
    differ = [
        f"{name}:{mask}" for name, mask in sorted(origin.fields.items()) if mask != origin.mask
    ]
    return " ".join([str(origin.mask), *differ])


def _coded(texts: list[str]) -> pa.DictionaryArray:
    return pa.array(texts, pa.string()).dictionary_encode()


def _other(word: OtherWord) -> tuple[str, str | None, int, str, str | None]:
    return word.field, word.care, word.source, word.value, word.date
