"""A map of columns: what no rule reads of somebody else's table, said in TOML.

Its form stands in docs/contract.md, section 4.

[columns]                 ours = theirs; a list is joined by a blank
[constants]               the same for every row
[values.COLUMN]           theirs = ours, or several of ours, or "" to leave the row out
[flags.COLUMN]            a column of yes and no = one code
[only]                    rows to keep: column = values
[about]                   name, source and licence of the table; of shipped maps also by which
                          columns they are recognised
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from finder.errors import SourceRefused
from finder.intake.columns.level_words import level_of
from finder.intake.table.table_columns import ALSO_READ, DETOX_WORDS, column_names, list_columns
from finder.locale import _

__all__ = ["ColumnMap", "map_of", "plain_words", "read_map", "written_map"]

_SECTIONS = ("about", "columns", "constants", "values", "flags", "only")
_LARGEST_BYTES = 1 << 20
_OURS = frozenset(column_names()) | ALSO_READ | {"coord_source"}


@dataclass(frozen=True)
class ColumnMap:
    """What a map says.

    columns: theirs by ours. constants: a tuple states some codes and says nothing of others.
    values: ours by their word in small letters; an empty tuple leaves the row out. flags: their
    column by code by our column. only: words to keep by their column. recognise: columns by which
    a shipped map is chosen.
    """

    path: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    flags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    name: str = ""
    source: str = ""
    licence: str = ""
    recognise: tuple[str, ...] = ()

    def theirs(self) -> list[str]:
        """Every column of theirs that the map names, each once."""
        named = [one for some in self.columns.values() for one in some]
        named += [one for some in self.flags.values() for one in some.values()]
        return list(dict.fromkeys([*named, *self.only]))


def plain_words(text: str) -> str:
    """A word of theirs as it is compared: small letters, single blanks."""
    return " ".join(text.casefold().split())


def read_map(path: str) -> ColumnMap:
    """Read a map from its file. Raises SourceRefused, with one sentence that names the fault."""
    file = Path(path)
    try:
        if not file.is_file():
            raise SourceRefused(path, _("there is no such map of columns"))
        if file.stat().st_size > _LARGEST_BYTES:
            raise SourceRefused(path, _("is too large for a map of columns"))
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceRefused(path, _("cannot be read ({reason})").format(reason=error)) from error
    return map_of(text, path)


def map_of(toml: str, path: str = "") -> ColumnMap:
    """The map that a text in TOML is. Raises SourceRefused, with one sentence."""
    try:
        whole = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        reason = _("is no map of columns in TOML: {error}").format(error=error)
        raise SourceRefused(path, reason) from error
    return _Reader(path).map(whole)


class _Reader:
    def __init__(self, path: str) -> None:
        self._path = path

    def refused(self, reason: str) -> SourceRefused:
        return SourceRefused(self._path, reason)

    def map(self, whole: dict[str, Any]) -> ColumnMap:
        """The map of a document. Raises SourceRefused."""
        for name, value in whole.items():
            if name not in _SECTIONS or not isinstance(value, dict):
                reason = _("[{name}] is no part of a map; there are {names}")
                names = ", ".join(f"[{one}]" for one in _SECTIONS)
                raise self.refused(reason.format(name=name, names=names))
        about = whole.get("about", {})
        return ColumnMap(
            path=self._path,
            columns={
                self._ours(ours): self._texts("columns", ours, theirs)
                for ours, theirs in whole.get("columns", {}).items()
            },
            constants={
                self._ours(ours): self._constant(ours, value)
                for ours, value in whole.get("constants", {}).items()
            },
            values={
                self._ours(ours): self._values(ours, words)
                for ours, words in whole.get("values", {}).items()
            },
            flags={
                self._ours(ours): self._flags(ours, codes)
                for ours, codes in whole.get("flags", {}).items()
            },
            only={
                theirs: tuple(map(plain_words, self._texts("only", theirs, words)))
                for theirs, words in whole.get("only", {}).items()
            },
            name=str(about.get("name", "")),
            source=str(about.get("source", "")),
            licence=str(about.get("licence", "")),
            recognise=self._texts("about", "recognise", about.get("recognise", [])),
        )

    def _ours(self, name: str) -> str:
        if name in _OURS:
            return name
        near = difflib.get_close_matches(name, _OURS, n=1)
        guess = _("; did you mean {name}?").format(name=near[0]) if near else ""
        reason = _("“{name}” is no column of an own table").format(name=name)
        raise self.refused(reason + guess)

    def _texts(self, section: str, name: str, value: Any) -> tuple[str, ...]:
        some = value if isinstance(value, list) else [value]
        if not all(isinstance(one, (str, int, float)) for one in some):
            reason = _("[{section}] {name} has to be a text, or a list of texts")
            raise self.refused(reason.format(section=section, name=name))
        return tuple(str(one) for one in some)

    def _constant(self, ours: str, value: Any) -> str | tuple[str, ...]:
        if isinstance(value, list) and ours in list_columns():
            return self._texts("constants", ours, value)
        text = ";".join(self._texts("constants", ours, value))
        return self._code("constants", ours, text) if text and ours == "care_level" else text

    def _values(self, ours: str, words: Any) -> dict[str, tuple[str, ...]]:
        if not isinstance(words, dict):
            raise self.refused(_("[values.{name}] has to be a table").format(name=ours))
        found: dict[str, tuple[str, ...]] = {}
        for theirs, value in words.items():
            some = [one for one in self._texts("values", ours, value) if one.strip()]
            if ours == "care_level":
                some = [self._code("values", ours, one) for one in some]
            found[plain_words(theirs)] = tuple(some)
        return found

    def _flags(self, ours: str, codes: Any) -> dict[str, str]:
        lists = list_columns()
        known = {"care_level": None, "detox": DETOX_WORDS}
        if ours not in lists and ours not in known:
            raise self.refused(_("[flags.{name}]: this column takes no codes").format(name=ours))
        if not isinstance(codes, dict):
            raise self.refused(_("[flags.{name}] has to be a table").format(name=ours))
        found = {}
        for code, theirs in codes.items():
            one = self._code("flags", ours, code) if ours == "care_level" else code
            allowed = lists[ours][1].codes if ours in lists else known[ours]
            if allowed is not None and one not in allowed:
                reason = _("[flags.{name}] {code} is not one of {codes}")
                codes_of = ", ".join(allowed)
                raise self.refused(reason.format(name=ours, code=code, codes=codes_of))
            (found[one],) = self._texts("flags", code, theirs)[:1] or ("",)
        return found

    def _code(self, section: str, ours: str, text: str) -> str:
        code = level_of(text)
        if not code:
            reason = _("[{section}] “{text}” is no care level of ours")
            raise self.refused(reason.format(section=f"{section}.{ours}", text=text))
        return code


def written_map(whole: Mapping[str, Mapping[str, Any]]) -> str:
    """A map as TOML: sections of texts, lists of texts, and tables of these."""
    lines: list[str] = []
    for section, content in whole.items():
        tables = {name: one for name, one in content.items() if isinstance(one, Mapping)}
        plain = {name: one for name, one in content.items() if name not in tables}
        if plain or not tables:
            lines += [f"[{section}]", *(_line(name, one) for name, one in plain.items()), ""]
        for name, table in tables.items():
            lines += [f"[{section}.{name}]", *(_line(key, one) for key, one in table.items()), ""]
    return "\n".join(lines)


def _line(name: str, value: Any) -> str:
    is_bare = name and all(
        letter.isascii() and (letter.isalnum() or letter in "_-") for letter in name
    )
    return f"{name if is_bare else _quoted(name)} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    return f"[{', '.join(map(_quoted, value))}]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    # TOML has no place for control characters in a text of one line.
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in escaped) + '"'
