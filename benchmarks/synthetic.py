"""A directory of a million programs, made from a real one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from finder.directory import Directory
from finder.directory.tables import Facilities, Programs

__all__ = ["multiplied"]

# About 25 miles: towns stay dense and open country stays open.
_JITTER_DEGREES = 0.35
_LETTERS = np.array(list("234567abcdefghijklmnopqrstuvwxyz"))


def multiplied(directory: Directory, programs: int, seed: int = 1) -> Directory:
    """A directory of so many programs: copies of facilities, each moved a little.

    The copies of a facility stand together, so the order of names is kept; ids are made up.
    """
    dice = np.random.default_rng(seed)
    sources = _sources(directory, programs, dice)
    first, counts = directory.first_program[sources], np.diff(directory.first_program)[sources]
    counts[np.argmax(counts)] -= counts.sum() - programs
    offers = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(programs)
    manifest = replace(
        directory.manifest, name="Synthetic", facilities=len(sources), programs=programs
    )
    return Directory(
        manifest,
        _facilities(directory.facilities, sources, dice),
        _programs(directory.programs, offers, np.repeat(np.arange(len(sources)), counts)),
        f"synthetic-{programs}-{seed}",
    )


def _sources(directory: Directory, programs: int, dice: np.random.Generator) -> NDArray[np.int64]:
    """Rows of facilities, ascending, repeated, that have just so many programs or a few more."""
    copies = -(-programs // len(directory.programs)) + 1
    shuffled = dice.permutation(np.repeat(np.arange(len(directory.facilities)), copies))
    reached = np.cumsum(np.diff(directory.first_program)[shuffled])
    return np.sort(shuffled[: int(np.searchsorted(reached, programs)) + 1])


def _facilities(
    columns: Facilities, sources: NDArray[np.int64], dice: np.random.Generator
) -> Facilities:
    moved = dice.normal(0, _JITTER_DEGREES, (2, len(sources)))
    copy = np.concatenate([[False], sources[1:] == sources[:-1]])
    return Facilities(
        texts=_texts(columns.texts, sources),
        latitude=columns.latitude[sources] + moved[0] * copy,
        longitude=columns.longitude[sources] + moved[1] * copy,
        position=columns.position[sources],
        state=columns.state[sources],
        detox=columns.detox[sources],
        detox_for=columns.detox_for[sources],
    )


def _texts(texts: pa.Table, sources: NDArray[np.int64]) -> pa.Table:
    numbers = np.arange(len(sources))[:, np.newaxis] // 32 ** np.arange(7, -1, -1)
    ids = ["".join(letters) for letters in _LETTERS[numbers % 32]]
    column = texts.column_names.index("id")
    return texts.take(pa.array(sources)).set_column(column, "id", pa.array(ids)).combine_chunks()


def _programs(
    columns: Programs, offers: NDArray[np.int64], facility: NDArray[np.int64]
) -> Programs:
    return Programs(
        facility=facility,
        care=columns.care[offers],
        numbers={name: column[offers] for name, column in columns.numbers.items()},
        cost_per=columns.cost_per[offers],
        masks={
            group: (yes[offers], unknown[offers]) for group, (yes, unknown) in columns.masks.items()
        },
        texts=columns.texts.take(pa.array(offers)).combine_chunks(),
    )
