"""Maps of columns that come with the finder, for tables whose layout is public.

A file is read by one of them when its header has all columns by which the map says that it is
recognised; `--columns NAME` asks for it by name. What else a map names may be missing, since the
layouts differ a little from year to year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from finder.intake.columns.column_map import ColumnMap, read_map
from finder.intake.columns.synonyms import bare
from finder.intake.files.sheets import RawTable

__all__ = ["map_for", "named_map", "shipped_maps"]

_FOLDER = Path(__file__).parent / "maps"
_LINES_ABOVE_A_HEADER = 20


@cache
def shipped_maps() -> dict[str, ColumnMap]:
    """Every map by its name."""
    return {
        path.stem: replace(read_map(str(path)), path=path.stem)
        for path in sorted(_FOLDER.glob("*.toml"))
    }


def named_map(name: str) -> ColumnMap:
    """A map by its name, if no file is called so, else that of the file. Raises SourceRefused."""
    if name in shipped_maps() and not Path(name).exists():
        return shipped_maps()[name]
    return read_map(name)


def map_for(tables: Sequence[RawTable]) -> ColumnMap | None:
    """The map by which a source is read without being asked for; None for most sources."""
    for table in tables:
        for _line, cells in table.rows[:_LINES_ABOVE_A_HEADER]:
            names = {bare(cell) for cell in cells}
            for one in shipped_maps().values():
                if one.recognise and {bare(name) for name in one.recognise} <= names:
                    return one
    return None
