"""Which facilities have which option, as bits: counting an option is counting bits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from finder.directory.tables import Programs

__all__ = ["Bits", "OptionBits", "as_bits", "option_bits"]

Bits = NDArray[np.uint64]


@dataclass(frozen=True)
class OptionBits:
    """One row of bits an option, one bit a facility: it is stated; it is stated or unknown."""

    stated: Bits
    not_denied: Bits

    def counted(self, facilities: Bits, published: bool) -> list[int]:
        """Per option how many of some facilities have it; `published`: for certain."""
        options = self.stated if published else self.not_denied
        counts: list[int] = np.bitwise_count(options & facilities).sum(axis=1, dtype=int).tolist()
        return counts


def option_bits(programs: Programs, first: NDArray[Any], group: str, n: int) -> OptionBits | None:
    """The bits of `n` options of a group, or None where programs of a facility differ in it.

    first: row of the first program of each facility.
    """
    yes, unknown = programs.masks[group]
    together = programs.facility[1:] == programs.facility[:-1]
    if any((together & (mask[1:] != mask[:-1])).any() for mask in (yes, unknown)):
        return None
    return OptionBits(_rows(yes[first], n), _rows(yes[first] | unknown[first], n))


def as_bits(flags: NDArray[np.bool_]) -> Bits:
    """Flags as bits, 64 in a number."""
    padded = np.zeros(-(-len(flags) // 64) * 64, dtype=bool)
    padded[: len(flags)] = flags
    return np.packbits(padded).view(np.uint64)


def _rows(masks: NDArray[Any], n: int) -> Bits:
    one = masks.dtype.type(1)
    return np.array([as_bits((masks >> masks.dtype.type(bit)) & one != 0) for bit in range(n)])
