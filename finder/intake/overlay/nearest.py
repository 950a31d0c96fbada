"""Which facility of a directory may be meant by a row that names none of them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from finder.directory import FacilityRecord
from finder.directory.identity import zip5
from finder.text import words_of

__all__ = ["Nearest"]

# Below these a guess would be more confusing than none.
_LIKE_AN_ID = 0.7
_LIKE_A_NAME = 0.5


class Nearest:
    """The facilities of a directory, to be guessed among."""

    def __init__(self, records: Sequence[FacilityRecord]) -> None:
        self._records = records

    def to(self, facility_id: str, words: Mapping[str, str]) -> FacilityRecord | None:
        """The facility nearest to a row; None where none is near.

        words: what the row says beside its id: facility_name, city, state, zip. A name is looked
        for in its ZIP code, else its city, else its state; without a name, the id alone counts.
        """
        by_name = self._by_name(words) if "facility_name" in words else None
        return by_name or self._by_id(facility_id)

    def _by_name(self, words: Mapping[str, str]) -> FacilityRecord | None:
        wanted = " ".join(words_of(words["facility_name"]))
        for some in self._around(words):
            names = {" ".join(words_of(one.name)): one for one in some}
            best = difflib.get_close_matches(wanted, names, n=1, cutoff=_LIKE_A_NAME)
            if best:
                return names[best[0]]
        return None

    def _around(self, words: Mapping[str, str]) -> list[list[FacilityRecord]]:
        code, city = zip5(words.get("zip", "")), words.get("city", "").casefold()
        state = words.get("state", "").upper()
        return [
            [one for one in self._records if code and zip5(one.zip) == code],
            [one for one in self._records if city and one.city.casefold() == city],
            [one for one in self._records if state and one.state == state],
        ]

    def _by_id(self, facility_id: str) -> FacilityRecord | None:
        ids = {one.id: one for one in self._records}
        ids |= {one.source_id: one for one in self._records if one.source_id}
        name = facility_id.strip().lower()
        best = difflib.get_close_matches(name, ids, n=1, cutoff=_LIKE_AN_ID)
        return ids[best[0]] if best else None
