"""A map of columns to begin with: what is matched, what tells the level, what is left over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from finder.intake.columns.column_map import written_map
from finder.intake.columns.finding import Found, best
from finder.intake.columns.level_words import level_of, levels_in
from finder.intake.columns.translation import Wanted
from finder.intake.files.sheets import RawTable
from finder.intake.rows.cells import text_of
from finder.intake.table.table_columns import REQUIRED
from finder.locale import _

__all__ = ["Suggestion", "distinct_words", "suggestion"]

_MOST_WORDS = 60
_SAMPLED = 20_000
_LONGEST_WORD = 80
_FEWEST_TOLD = 0.2
# Names of columns that may tell the level, the likeliest first.
_MAYBE = ("level", "modality", "service", "program type", "type", "category", "program", "care")


@dataclass(frozen=True)
class Suggestion:
    """columns: theirs by ours. words: of the column that may tell the level, with how often each
    stands there and the level that it is understood as, or "". missing: ours that nothing is.
    flags: columns of yes and no by ours and its code.
    """

    columns: dict[str, list[str]]
    level_column: str
    words: tuple[tuple[str, int, tuple[str, ...]], ...]
    left_over: tuple[str, ...]
    missing: tuple[str, ...]
    flags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def toml(self) -> str:
        """The map as a file; what has to be decided stands in it as remarks."""
        columns: dict[str, Any] = {
            ours: theirs[0] if len(theirs) == 1 else theirs for ours, theirs in self.columns.items()
        }
        if self.level_column and "care_level" not in columns:
            columns["care_level"] = self.level_column
        whole: dict[str, dict[str, Any]] = {"columns": columns}
        if self.words:
            known = {
                word: levels[0] if len(levels) == 1 else list(levels)
                for word, _count, levels in self.words
                if levels
            }
            whole["values"] = {"care_level": known}
        whole |= {"flags": dict(self.flags)} if self.flags else {}
        lines = ["# " + _("A map of columns: ours = theirs. See docs/sources.md."), ""]
        lines += [written_map(whole).rstrip()]
        lines += self._undecided()
        return "\n".join([*lines, ""])

    def _undecided(self) -> list[str]:
        lines = []
        unknown = [(word, count) for word, count, levels in self.words if not levels]
        if unknown:
            told = _('Not understood: say which care level each is, or "" to leave its rows out.')
            lines += [f"# {told}"]
            lines += [f'# {_toml(word)} = ""  # {count:,}' for word, count in unknown]
        missing = [one for one in self.missing if one != "care_level" or not self.level_column]
        if missing:
            told = _("Missing: name the column above, or the same for every row in [constants].")
            lines += ["", f"# {told}", "# [constants]", *(f'# {one} = ""' for one in missing)]
        if self.left_over:
            told = _("Left over, and not read:")
            lines += ["", f"# {told}", *(f"#   {name}" for name in self.left_over)]
        return lines


def suggestion(tables: Sequence[RawTable], wanted: Wanted) -> Suggestion:
    """What a map of the largest of some tables may begin with; reads and writes nothing else."""
    candidates = [best(one, wanted, REQUIRED) for one in tables if one.rows]
    found = max(
        (one for one in candidates if one is not None),
        key=lambda one: (len(one.plan.places), len(one.rows)),
        default=None,
    )
    if found is None:
        return Suggestion({}, "", (), (), REQUIRED)
    columns = {
        ours: [found.plan.header[place] for place in places]
        for ours, places in sorted(found.plan.places.items(), key=lambda one: _order(one[0]))
    }
    level_place = None if "care_level" in found.plan.flags else _level_place(found)
    level_column = "" if level_place is None else found.plan.header[level_place]
    words = () if level_place is None else _words(found, level_place)
    left_over = tuple(one for one in found.plan.left_over() if one != level_column)
    flags = {
        ours: {code: found.plan.header[place] for code, place in codes.items()}
        for ours, codes in found.plan.flags.items()
    }
    return Suggestion(columns, level_column, words, left_over, found.missing, flags)


def distinct_words(found: Found, place: int) -> Counter[str]:
    """The texts of a column, each with how often it stands there."""
    words: Counter[str] = Counter()
    for _line, cells in found.rows[:_SAMPLED]:
        if place < len(cells) and (text := text_of(cells[place])):
            words[text] += 1
    return words


def _words(found: Found, place: int) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    words = distinct_words(found, place).most_common(_MOST_WORDS)
    return tuple((word, count, _levels(word)) for word, count in words)


def _levels(word: str) -> tuple[str, ...]:
    one = level_of(word)
    return (one,) if one else levels_in(word)


def _level_place(found: Found) -> int | None:
    """The column that tells the level, or most looks as if it did."""
    if places := found.plan.places.get("care_level"):
        return places[0]
    used = {place for some in found.plan.places.values() for place in some}
    rated: list[tuple[float, int, int]] = []
    for place, name in enumerate(found.plan.header):
        words = distinct_words(found, place) if name and place not in used else Counter[str]()
        total = words.total()
        if not total or len(words) > _MOST_WORDS or max(map(len, words)) > _LONGEST_WORD:
            continue
        told = sum(count for word, count in words.items() if _levels(word)) / total
        named = next((n for n, part in enumerate(_MAYBE) if part in name.casefold()), len(_MAYBE))
        if told >= _FEWEST_TOLD or named < len(_MAYBE):
            rated.append((-told, named, place))
    return min(rated)[2] if rated else None


def _order(ours: str) -> int:
    return REQUIRED.index(ours) if ours in REQUIRED else len(REQUIRED)


def _toml(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
