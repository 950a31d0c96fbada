"""Write the tables of docs/data-dictionary.md from the code: columns of a table, and every code.

    python scripts/make_data_dictionary.py

The text around the tables is written by hand and stays as it is; a table stands between a line
`<!-- table: NAME -->` and the next line `<!-- end -->`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from finder import vocabulary
from finder.criteria import registry
from finder.intake.table.table_columns import COLUMNS, NUMBERS, Bounds, list_columns
from finder.vocabulary import CareLevel, Vocabulary

PAGE = Path(__file__).resolve().parents[1] / "docs" / "data-dictionary.md"
_TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def with_tables(page: str) -> str:
    """A page with its tables made anew. Raises KeyError for a table that nobody makes."""
    tables = {"columns": _columns(), "levels": _levels(), **_codes()}
    return _TABLE.sub(lambda found: f"{found[1]}\n{tables[found[2]]}\n{found[3]}", page)


def _columns() -> str:
    """The columns of an own table."""
    others = {name: _bounds(bounds) for name, bounds in NUMBERS.items()}
    others |= {"openings_on": "a day", "verified_on": "a day", "latitude": "degrees"}
    others |= {"longitude": "degrees", "zip": "five digits"}
    rows = [
        (f"`{one.name}`", _code_list(one.codes) or others.get(one.name, "text"), one.help)
        for one in COLUMNS
    ]
    for name, (group, _terms) in list_columns().items():
        what = registry.criterion(group).label
        rows.append((f"`{name}`", f"codes of [`{group}`](#{group}), separated by `;`", f"{what}."))
    return _table(("column", "holds", "meaning"), rows)


def _bounds(bounds: Bounds) -> str:
    low = "above 0 and up to" if bounds.above_zero else "0 to"
    return f"{'a whole number' if bounds.whole else 'a number'} {low} {bounds.high:,.0f}"


def _levels() -> str:
    """What defines each care level."""
    rows = [
        (f"`{one.code}`", one.label, one.asam, _hours(one), one.source)
        for one in vocabulary.CARE_LEVELS
    ]
    return _table(("code", "name", "ASAM", "hours a week by definition", "source"), rows)


def _hours(level: CareLevel) -> str:
    if level.hours is None:
        return "no definition"
    low, high = level.hours
    if level.lives_in:
        return f"{low:g} (lives in)"
    if high == float("inf"):
        return f"{low:g} and up"
    typically = f" (typically {level.typical[0]:g}–{level.typical[1]:g})" if level.typical else ""
    return f"{low:g}–{high:g}{typically}"


def _codes() -> dict[str, str]:
    """The codes of each vocabulary, by its name."""
    vocabularies: list[Vocabulary[Any]] = [
        one for one in vars(vocabulary).values() if isinstance(one, Vocabulary)
    ]
    return {
        terms.name: _table(
            ("code", "name", "in plain words", "source"),
            [(f"`{one.code}`", one.label, one.help, one.source) for one in terms],
        )
        for terms in vocabularies
    }


def _code_list(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    rule = ("---",) * len(header)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in [header, rule, *rows])


if __name__ == "__main__":
    main()
