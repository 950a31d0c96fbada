"""An index of the words of facilities' names."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

__all__ = ["NameIndex"]

_AFTER_EVERY_LETTER = "\U0010ffff"


class NameIndex:
    """Which facilities have a word in their names that begins with some letters."""

    def __init__(self, names: pa.ChunkedArray) -> None:
        """names: per facility its words in plain form, each after a space."""
        words = pc.split_pattern(names.combine_chunks(), " ")
        coded = pc.list_flatten(words).dictionary_encode()
        known = coded.dictionary.to_pylist()
        alphabetical = sorted(range(len(known)), key=known.__getitem__)
        rank = np.empty(len(known), dtype=np.int64)
        rank[alphabetical] = np.arange(len(known))
        ranks = rank[coded.indices.to_numpy()]
        self._facilities = len(names)
        self._words = [known[position] for position in alphabetical]
        self._rows = pc.list_parent_indices(words).to_numpy()[np.argsort(ranks, kind="stable")]
        counts = np.bincount(ranks, minlength=len(known))
        self._first = np.concatenate([[0], np.cumsum(counts)])

    def beginning(self, letters: str) -> NDArray[np.bool_]:
        """Per facility whether a word of its names begins with these letters."""
        first = bisect_left(self._words, letters)
        last = bisect_left(self._words, letters + _AFTER_EVERY_LETTER)
        found = np.zeros(self._facilities, dtype=bool)
        found[self._rows[self._first[first] : self._first[last]]] = True
        return found
