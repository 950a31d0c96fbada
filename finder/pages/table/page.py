"""The dense table of a search: a row for each program found, columns to choose, places to pick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from finder.criteria import Criteria, registry, sentence
from finder.criteria.declared import NEAR, PICK, SORT
from finder.directory import Phone
from finder.locale import _, decimal, plural
from finder.pages.frame import surroundings as pages
from finder.pages.frame.downloads import downloads
from finder.pages.frame.form import FORM_MARK
from finder.pages.frame.shortlist_bar import shortlist_bar
from finder.pages.table.columns import NAME, Column, Row, columns, exported, phone_of, written
from finder.pages.table.variants import VariantGroup, variants
from finder.search import Results
from finder.search.program_rows import ProgramRows, program_rows
from finder.templating import Link, html
from finder.vocabulary import SORTS
from finder.wording.statements import Statement, level_name

__all__ = ["page", "table_link"]


@dataclass(frozen=True)
class _Head:
    """The head of a column. sort: where it is put in order by it; empty if it cannot be."""

    key: str
    label: str
    sort: str
    sorted: bool


@dataclass(frozen=True)
class _Line:
    """A row of the table. number: its place in the whole table. pick: its link off the shortlist.

    statements: per column that has a cell of its own making.
    """

    id: str
    number: int
    name: str
    level: str
    details: str
    phone: Phone | None
    picked: bool
    unpick: str
    statements: Mapping[str, Sequence[Statement]]


def table_link(link: Link, keys: Sequence[str]) -> Link:
    """Links that stay on the table with its columns where others lead to the list."""
    chosen = written(keys)
    here = f"/table?columns={chosen}" if chosen else "/table"

    def to(criteria: Criteria, path: str = "/") -> str:
        return link(criteria, here if path == "/" else path)

    return to


def page(results: Results, asked_page: int, keys: Sequence[str], link: Link, today: date) -> str:
    """The table of a search, without its page (`results.criteria` has none).

    asked_page: from 1. keys: of the columns. link: to other pages.
    """
    criteria, here = results.criteria, table_link(link, keys)
    rows = program_rows(results, asked_page, today)
    paged = criteria.replaced(page=rows.page)
    found = [
        Row(facility, program, results.directory, criteria, link, today)
        for facility, program in rows.rows
    ]
    return html(
        "table.html",
        sentence=sentence(criteria),
        caption=_caption(rows, results),
        heads=[_head(one, criteria, here) for one in columns() if _is_shown(one, keys, criteria)],
        lines=[_line(one, rows.first + at, paged, here, keys) for at, one in enumerate(found)],
        sort=_(SORTS[criteria.always(SORT)].label),
        sorts=[
            (_(term.label), term.code == criteria.always(SORT), here(_sorted(criteria, term.code)))
            for term in SORTS
            if term.code != "distance" or NEAR in criteria
        ],
        choices=[(one.key, _(one.label), one.key in keys) for one in columns() if one.key != NAME],
        mark=FORM_MARK,
        action=link(Criteria(), "/table"),
        columns=written(keys),
        hidden=[(key, registry.criterion(key).write(paged.get(key))) for key in paged],
        pays="pay" in keys,
        pager=pages.pager(replace(results, page=rows.page, pages=rows.pages), here),
        files=downloads(criteria, link, exported(keys) if written(keys) else ()),
        variants=[_changes(group, here) for group in variants(results, today)],
        form=link(criteria, "/plain"),
        back=link(criteria),
        bar=shortlist_bar(results.directory, paged, here),
    )


def _changes(group: VariantGroup, here: Link) -> tuple[str, list[tuple[str, str, str]]]:
    """Its label; of each change the label, the link, and how many places it finds."""
    return group.label, [
        (one.label, here(one.criteria), _places(one.total)) for one in group.variants
    ]


def _is_shown(column: Column, keys: Sequence[str], criteria: Criteria) -> bool:
    return column.key in keys and (column.key != "miles" or NEAR in criteria)


def _sorted(criteria: Criteria, code: str) -> Criteria:
    return criteria.replaced(sort=code)


def _head(column: Column, criteria: Criteria, here: Link) -> _Head:
    return _Head(
        key=column.key,
        label=_(column.label),
        sort=here(_sorted(criteria, column.sort)) if column.sort else "",
        sorted=bool(column.sort) and criteria.always(SORT) == column.sort,
    )


def _line(row: Row, number: int, paged: Criteria, here: Link, keys: Sequence[str]) -> _Line:
    facility, program = row.facility.facility, row.program.program
    return _Line(
        id=facility.id,
        number=number,
        name=facility.name,
        level=level_name(program.care),
        details=here(row.criteria, f"/facility?id={facility.id}"),
        phone=phone_of(row),
        picked=facility.id in (row.criteria[PICK] or ()),
        unpick=here(paged.toggled("pick", facility.id)),
        statements={one.key: one.cell(row) for one in columns() if one.cell and one.key in keys},
    )


def _caption(rows: ProgramRows, results: Results) -> str:
    words = _("Programs {first} to {last} of {total}, in {places}. A row is a program.")
    return words.format(
        first=decimal(rows.first if rows.rows else 0),
        last=decimal(rows.first + len(rows.rows) - 1 if rows.rows else 0),
        total=decimal(rows.total),
        places=_places(results.total),
    )


def _places(total: int) -> str:
    return plural("{n} place", "{n} places", total)
