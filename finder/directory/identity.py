"""What identifies a listing, and the short id made from it (docs/contract.md, section 4)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from finder.directory.records import FacilityRecord
from finder.text import unaccented

__all__ = ["FACILITY_ID", "Identity", "facility_ids", "identity", "zip5"]

FACILITY_ID = re.compile(r"[a-z2-7]{8}", re.ASCII)
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_TWO_LETTERS = ["".join(two) for two in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
Identity = tuple[str, str, str, str, str, str]


def identity(record: FacilityRecord) -> Identity:
    """Names, streets and city reduced to a–z and 0–9, and the first five digits of the ZIP."""
    return (
        _letters(record.name1),
        _letters(record.name2),
        _letters(record.street1),
        _letters(record.street2),
        _letters(record.city),
        zip5(record.zip),
    )


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", unaccented(text).lower()) if text else ""


@lru_cache(maxsize=65_536)
def zip5(text: str) -> str:
    """The first five digits of a ZIP code, leading zeros that a spreadsheet ate restored."""
    digits = re.sub(r"\D", "", text.partition("-")[0].partition(".")[0])
    # Seven or eight digits are a ZIP code of nine without its dash and its leading zeros.
    return digits.zfill(9 if len(digits) in (7, 8) else 5)[:5] if digits else ""


def facility_ids(records: Sequence[FacilityRecord]) -> list[str]:
    """An id of 8 characters from [a-z2-7] for each record, equal across refreshes and years.

    A record that brings an id of that form keeps it. Where two hash to the same, the one whose
    identity sorts later is hashed again with `#2`, `#3`….
    """
    ids = [record.id for record in records]
    taken = {one for one in ids if one}
    unnamed = [
        (identity(record), record.source_id, row)
        for row, record in enumerate(records)
        if not record.id
    ]
    for whole, _source_id, row in sorted(unnamed):
        ids[row] = _free_id(whole, taken)
        taken.add(ids[row])
    return ids


def _free_id(whole: Identity, taken: set[str]) -> str:
    one, attempt = _hash(whole, ""), 1
    while one in taken:
        attempt += 1
        one = _hash(whole, f"#{attempt}")
    return one


def _hash(whole: Identity, suffix: str) -> str:
    digest = hashlib.sha256(("|".join(whole) + suffix).encode("ascii")).digest()
    # Base 32 of 40 bits, two letters at a time: ten times as fast as the library's own.
    bits = int.from_bytes(digest[:5])
    return "".join([_TWO_LETTERS[bits >> shift & 1023] for shift in (30, 20, 10, 0)])
