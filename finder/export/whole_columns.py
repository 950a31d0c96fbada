"""The last columns of CSV and workbook: what the others shorten, so that all can be read back.

finder/intake/table/own_export.py reads them. Of a facility they say the same in each of its rows.
"""

from __future__ import annotations

from functools import partial

from finder.directory import Facility
from finder.directory.records import Licence
from finder.export.column import Cell, Column, Row
from finder.groups import fact_groups
from finder.locale import mark

__all__ = ["WHOLE"]


def _not_published_codes(row: Row) -> Cell:
    """Codes on which a program says nothing, though it says something on others of their key."""
    open_still = []
    for key, codes in fact_groups().items():
        stated, unknown = row.program.facts[key]
        left = unknown & ~stated
        if left and (stated or left != codes.vocabulary.all_bits):
            open_still.append(f"{key}={','.join(codes.vocabulary.codes_of(left))}")
    return " ".join(open_still) or None


def _phones(facility: Facility) -> Cell:
    return "; ".join(f"{one.role}: {one.text}" for one in facility.phones) or None


def _licences(facility: Facility) -> Cell:
    return " | ".join(map(_licence, facility.licences)) or None


def _licence(one: Licence) -> str:
    expires = one.expires.isoformat() if one.expires else ""
    beds = "" if one.beds is None else str(one.beds)
    return ";".join((one.authority, one.number, one.kind, expires, beds))


_OfPlace = partial(Column, of_place=True)
WHOLE = (
    _OfPlace(
        "facility_name_2",
        mark("Second part of the name, where it is listed as two."),
        lambda row: row.facility.name2 or None,
    ),
    _OfPlace(
        "street_line_2",
        mark("Second line of the street, where it is listed as two."),
        lambda row: row.facility.street2 or None,
    ),
    _OfPlace(
        "phones",
        mark("All phones, each with what it is for."),
        lambda row: _phones(row.facility),
    ),
    _OfPlace(
        "source_id", mark("Its id at the source."), lambda row: row.facility.source_id or None
    ),
    _OfPlace(
        "source_codes",
        mark("The source's own codes."),
        lambda row: " ".join(row.facility.codes) or None,
    ),
    _OfPlace(
        "licences",
        mark("Licenses of a state: who gave it, number, kind, last day, beds."),
        lambda row: _licences(row.facility),
    ),
    _OfPlace(
        "former_ids",
        mark("Other ids that find it."),
        lambda row: ";".join(row.facility.former_ids) or None,
    ),
    Column(
        "not_published_codes",
        mark("Codes on which the program says nothing, by key."),
        _not_published_codes,
    ),
    _OfPlace(
        "directory_source",
        mark("Where that directory comes from."),
        lambda row: row.directory.manifest.source,
    ),
    _OfPlace(
        "directory_license",
        mark("On what terms it may be used."),
        lambda row: row.directory.manifest.licence or None,
    ),
)
