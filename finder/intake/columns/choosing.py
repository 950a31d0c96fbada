"""Choosing a map of columns by hand: what a table has to choose from, and the map that is chosen.

A map begins with the one that was last saved for a table of the same header, else one that comes
with the finder, else what the names of the columns suggest.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from finder.errors import SourceRefused
from finder.intake.columns.column_map import ColumnMap, map_of, read_map, written_map
from finder.intake.columns.finding import Found, best
from finder.intake.columns.shipped import map_for
from finder.intake.columns.suggestion import distinct_words, suggestion
from finder.intake.columns.synonyms import bare
from finder.intake.columns.translation import Wanted
from finder.intake.files.sheets import RawTable
from finder.intake.rows.cells import text_of
from finder.intake.table.table_columns import REQUIRED
from finder.locale import _

__all__ = [
    "CHOSEN_CONSTANTS",
    "Beginning",
    "Choices",
    "Layout",
    "begin",
    "layout_of",
    "maps_folder",
    "remember",
    "remembered_for",
]

_SHOWN_ROWS = 5
_MOST_WORDS = 200
# What a table may leave to be said once for all its rows.
CHOSEN_CONSTANTS = ("state", "care_level")
_KEPT = ("about", "flags", "only")


@dataclass(frozen=True)
class Layout:
    """A table to choose columns of.

    header: names of its columns, those without a name left out. rows: the first ones, as texts,
    under that header. words: of each column its different texts with how often they stand there;
    none of a column with too many to choose for.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Choices:
    """What was chosen for a table.

    columns: ours by theirs; a column of theirs that is not in it is not read. levels: our care
    levels by their word, none where its rows are left out; a word that is not in it is understood
    by itself or refused. constants: the same for every row. kept: parts of a map that are chosen
    elsewhere (flags, rows to keep, values of other columns), as they stand in it.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def toml(self) -> str:
        """The map as a file."""
        columns: dict[str, Any] = {}
        for theirs, ours in self.columns.items():
            columns.setdefault(ours, []).append(theirs)
        whole: dict[str, dict[str, Any]] = {name: dict(one) for name, one in self.kept.items()}
        whole["columns"] = {
            ours: some[0] if len(some) == 1 else some for ours, some in columns.items()
        }
        if constants := whole.get("constants", {}) | dict(self.constants):
            whole["constants"] = constants
        if self.levels:
            levels = {
                word: "" if not some else some[0] if len(some) == 1 else list(some)
                for word, some in self.levels.items()
            }
            whole["values"] = whole.get("values", {}) | {"care_level": levels}
        return (
            "# "
            + _("A map of columns: ours = theirs. See docs/sources.md.")
            + (f"\n\n{written_map(whole)}")
        )

    def map(self) -> ColumnMap:
        """The map itself. Raises SourceRefused where it cannot be."""
        return map_of(self.toml())


@dataclass(frozen=True)
class Beginning:
    """What is chosen before anybody chooses, and where that comes from."""

    choices: Choices
    origin: Literal["remembered", "shipped", "suggested"]


def layout_of(tables: Sequence[RawTable]) -> Layout:
    """The largest table of a file, to choose columns of. Raises ValueError where there is none."""
    found = _found(tables)
    if found is None:
        raise ValueError("no table with a header")
    header = found.plan.header
    places = {name: place for place, name in reversed(list(enumerate(header))) if name}
    shown = [
        tuple(text_of(cells[place]) if place < len(cells) else "" for place in places.values())
        for _line, cells in found.rows[:_SHOWN_ROWS]
    ]
    words = {name: distinct_words(found, place) for name, place in places.items()}
    few = {name: dict(some.most_common()) for name, some in words.items()}
    few = {name: some if len(some) <= _MOST_WORDS else {} for name, some in few.items()}
    order = [name for name in dict.fromkeys(header) if name]
    at = list(places)
    rows = tuple(tuple(row[at.index(name)] for name in order) for row in shown)
    return Layout(tuple(order), rows, few)


def begin(tables: Sequence[RawTable], folder: Path) -> Beginning:
    """What a map of a table begins with. folder: where maps are remembered."""
    layout = layout_of(tables)
    path = _path_for(layout.header, folder)
    # One that was damaged since is no map any more: the table is begun anew.
    with suppress(SourceRefused):
        if path.is_file():
            read_map(str(path))
            return Beginning(_choices(_document(path), layout), "remembered")
    if (shipped := map_for(tables)) is not None:
        return Beginning(_choices(_document_of(shipped), layout), "shipped")
    found = suggestion(tables, Wanted())
    columns: dict[str, Any] = dict(found.columns)
    if found.level_column:
        columns.setdefault("care_level", [found.level_column])
    levels = {word: levels for word, _count, levels in found.words if levels}
    kept = {"flags": found.flags} if found.flags else {}
    return Beginning(Choices(_by_theirs(columns, layout), levels, kept=kept), "suggested")


def remember(layout: Layout, toml: str, folder: Path) -> Path:
    """Keep a map for the next table with this header. Raises OSError."""
    path = _path_for(layout.header, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(toml, encoding="utf-8")
    return path


def maps_folder() -> Path:
    """Where this user's maps are kept, as https://specifications.freedesktop.org/basedir has it."""
    base = os.environ.get("XDG_DATA_HOME")
    return Path(base or Path.home() / ".local" / "share") / "stepping-stone" / "maps"


def remembered_for(tables: Sequence[RawTable], folder: Path) -> ColumnMap | None:
    """The map that was last saved for a table of this header; None without one that is whole."""
    found = _found(tables) if folder.is_dir() else None
    if found is None:
        return None
    header = [name for name in dict.fromkeys(found.plan.header) if name]
    path = _path_for(header, folder)
    with suppress(SourceRefused):
        return read_map(str(path)) if path.is_file() else None
    return None


def _found(tables: Sequence[RawTable]) -> Found | None:
    candidates = [best(one, Wanted(), REQUIRED) for one in tables if one.rows]
    return max(
        (one for one in candidates if one is not None),
        key=lambda one: (len(one.plan.places), len(one.rows)),
        default=None,
    )


def _path_for(header: Sequence[str], folder: Path) -> Path:
    digest = hashlib.sha256("\n".join(sorted(map(bare, header))).encode()).hexdigest()
    return folder / f"{digest[:16]}.toml"


def _document(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8-sig"))


def _document_of(one: ColumnMap) -> dict[str, Any]:
    """A map that was read, as the document it was read from."""
    whole: dict[str, Any] = {
        "about": {"name": one.name, "source": one.source, "licence": one.licence},
        "columns": {ours: list(theirs) for ours, theirs in one.columns.items()},
        "constants": {
            ours: list(value) if isinstance(value, tuple) else value
            for ours, value in one.constants.items()
        },
        "values": {
            ours: {word: list(some) for word, some in words.items()}
            for ours, words in one.values.items()
        },
        "flags": {ours: dict(codes) for ours, codes in one.flags.items()},
        "only": {theirs: list(words) for theirs, words in one.only.items()},
    }
    return {name: section for name, section in whole.items() if section}


def _choices(whole: Mapping[str, Any], layout: Layout) -> Choices:
    values = dict(whole.get("values", {}))
    levels = values.pop("care_level", {})
    constants = dict(whole.get("constants", {}))
    chosen = {name: str(constants.pop(name)) for name in CHOSEN_CONSTANTS if name in constants}
    kept = {name: one for name, one in whole.items() if name in _KEPT}
    kept |= {name: one for name, one in (("values", values), ("constants", constants)) if one}
    return Choices(
        _by_theirs(whole.get("columns", {}), layout),
        {word: tuple(one for one in _list(some) if one) for word, some in levels.items()},
        chosen,
        kept,
    )


def _by_theirs(columns: Mapping[str, Any], layout: Layout) -> dict[str, str]:
    """Ours by theirs, each under the name that it has in the header."""
    named = {bare(name): name for name in layout.header}
    found: dict[str, str] = {}
    for ours, theirs in columns.items():
        for one in _list(theirs):
            if bare(one) in named:
                found.setdefault(named[bare(one)], ours)
    return found


def _list(value: Any) -> list[str]:
    return [str(one) for one in (value if isinstance(value, (list, tuple)) else [value])]
