"""Of a CSV of gigabytes, the records in which a code of ours stands, and some of the others.

A regular expression in C++ (RE2, through pyarrow) goes over whole blocks of lines; only what it
finds is read as a record. Of the rest every so many-th record is handed on as well: what unrelated
services are listed at tells a filler from a price.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from finder.intake.prices.price_codes import price_codes

__all__ = ["records"]

_BLOCK_BYTES = 16 * 2**20
# A record that spans more than this is a quoting sign that nobody closed.
_LONGEST_RECORD = 2**20
_SAMPLE_EVERY = 997
_SAMPLE_FIRST = 5_000


def _pattern() -> str:
    """What a line has that may be ours: a code with an end on both sides, in its cell."""
    codes = price_codes()
    hcpcs = "|".join(code for kind, code in codes if kind == "HCPCS")
    groups = "|".join(code for kind, code in codes if kind == "APC")
    rooms = "|".join(code.lstrip("0") for kind, code in codes if kind == "RC")
    return (
        rf"(?i)\b(?:{hcpcs})\b"
        rf'|\b0?(?:{rooms}|9[01][0-9]|94[45])(?:\.0)?\s*"?\s*[,|;\t]\s*"?\s*(?:RC|REV|UB)'
        rf'|\b(?:{groups})\s*"?\s*[,|;\t]\s*"?\s*APC'
    )


def records(file: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Records of a CSV as bytes, and whether each has a code of ours; the rest is a sample."""
    pattern, rest, number = _pattern(), b"", 0
    while block := file.read(_BLOCK_BYTES):
        data = rest + block
        ends = _record_ends(data)
        if not len(ends):
            rest = data
            continue
        rest = data[int(ends[-1]) + 1 :]
        yield from _of_block(data, ends, pattern, number)
        number += len(ends)
    if rest.strip():
        yield rest, bool(re.search(pattern.encode(), rest))


def _record_ends(data: bytes) -> NDArray[np.int64]:
    """Where records end: line ends outside of quoted text."""
    array = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(array == 10)
    quotes = np.flatnonzero(array == 34)
    if not len(quotes):
        return ends
    outside = ends[np.searchsorted(quotes, ends) % 2 == 0]
    gaps = np.diff(outside, prepend=-1)
    # One stray quoting sign would turn all that follows inside out: then lines are records.
    return outside if len(outside) and gaps.max() < _LONGEST_RECORD else ends


def _of_block(
    data: bytes, ends: NDArray[np.int64], pattern: str, number: int
) -> Iterator[tuple[bytes, bool]]:
    offsets = np.concatenate([[0], ends + 1]).astype(np.int32)
    lines: Any = pa.Array.from_buffers(
        pa.binary(), len(ends), [None, pa.py_buffer(offsets), pa.py_buffer(data)]
    )
    ours = pc.match_substring_regex(lines, pattern).to_numpy(zero_copy_only=False)
    places = np.arange(number, number + len(ends))
    sampled = (places < _SAMPLE_FIRST) | (places % _SAMPLE_EVERY == 0)
    for place in np.flatnonzero(ours | sampled):
        yield data[offsets[place] : offsets[place + 1]], bool(ours[place])
