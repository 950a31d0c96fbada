"""HSDS in each of its forms as the same tables: nested JSON, tabular JSON, or a CSV a table.

Every object of a kind stands in the table of that kind, with the ids of what it belongs to, as
the tabular package has it; nested objects are taken out of each other. Tables of HSDS 1 and 2 are
those of HSDS 3 by other names: the terms of a service stand in a table of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from finder.intake.files.sheets import RawTable, Sheet, column_name, under_header

__all__ = ["Tables", "hsds_tables"]

Row = dict[str, Any]
# Member and file names, each with the kind of the objects in it.
_KINDS = {
    **dict.fromkeys(("organization", "organizations"), "organization"),
    **dict.fromkeys(("service", "services"), "service"),
    **dict.fromkeys(("location", "locations"), "location"),
    **dict.fromkeys(("service_at_location", "service_at_locations"), "service_at_location"),
    **dict.fromkeys(("address", "addresses"), "address"),
    # Names of HSDS 1 and 2.
    **dict.fromkeys(("physical_address", "physical_addresses"), "address"),
    **dict.fromkeys(("services_at_location", "services_at_locations"), "service_at_location"),
    **dict.fromkeys(("services_taxonomy", "service_taxonomy"), "service_taxonomy"),
    **dict.fromkeys(("service_taxonomies", "services_taxonomies"), "service_taxonomy"),
    "taxonomy": "taxonomy_term",
    **dict.fromkeys(("phone", "phones"), "phone"),
    **dict.fromkeys(("language", "languages"), "language"),
    **dict.fromkeys(("attribute", "attributes"), "attribute"),
    **dict.fromkeys(("taxonomy_term", "taxonomy_terms"), "taxonomy_term"),
    **dict.fromkeys(("organization_identifier", "organization_identifiers"), "identifier"),
}
_PARENTS = {"organization", "service", "location", "service_at_location", "phone"}
_LINKED_BY_LINK_ID = "attribute"
_MOST_DEPTH = 12


class Tables:
    """The objects of each kind, by id where they have one; a later one adds what is missing."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, Row]] = {kind: {} for kind in _KINDS.values()}
        self._by_link: dict[tuple[str, str], dict[str, list[Row]]] = {}

    def add(self, kind: str, row: Row) -> None:
        """Take an object in."""
        table = self._rows[kind]
        key = str(row.get("id") or f"#{len(table)}")
        known = table.setdefault(key, row)
        if known is not row:
            known.update({name: value for name, value in row.items() if name not in known})

    def all(self, kind: str) -> list[Row]:
        """All objects of a kind, in the order in which they came."""
        return list(self._rows[kind].values())

    def one(self, kind: str, key: Any) -> Row | None:
        """The object of an id."""
        return self._rows[kind].get(str(key)) if key else None

    def of(self, kind: str, link: str, key: Any) -> list[Row]:
        """The objects of a kind whose member `link` is an id."""
        if (kind, link) not in self._by_link:
            grouped: dict[str, list[Row]] = {}
            for row in self._rows[kind].values():
                if row.get(link):
                    grouped.setdefault(str(row[link]), []).append(row)
            self._by_link[kind, link] = grouped
        return self._by_link[kind, link].get(str(key), []) if key else []


def hsds_tables(tables: Iterable[RawTable], kind_of: Mapping[frozenset[str], str]) -> Tables:
    """The objects of all tables of a source.

    kind_of: columns that tell the kind of the objects in a table whose name does not.
    """
    whole = Tables()
    for table in tables:
        kind = _kind(table, kind_of)
        sheet = under_header(table, frozenset({"id"}))
        if kind and sheet is not None:
            for line, cells in sheet.rows:
                _take(whole, kind, {"#line": line, **_object(sheet, cells)}, {}, 0)
    return whole


def _kind(table: RawTable, kind_of: Mapping[frozenset[str], str]) -> str | None:
    for name in (table.name, *reversed(table.name.split())):
        if column_name(name) in _KINDS:
            return _KINDS[column_name(name)]
    found = (kind for columns, kind in kind_of.items() if under_header(table, columns) is not None)
    return next(found, None)


def _object(sheet: Sheet, cells: Iterable[Any]) -> Row:
    row = list(cells)
    return {name: row[place] for name, place in sheet.columns.items() if place < len(row)}


def _take(whole: Tables, kind: str, row: Row, parents: Row, depth: int) -> None:
    """Take an object in, and those nested in it, each with the ids of what it belongs to."""
    if depth > _MOST_DEPTH:
        return
    plain = {name: value for name, value in row.items() if _is_plain(value)}
    if kind == _LINKED_BY_LINK_ID:
        plain.setdefault("link_id", parents.get("parent_id"))
    plain = {**{name: value for name, value in parents.items() if name != "parent_id"}, **plain}
    own = row.get("id")
    inner = {"parent_id": own} | ({f"{kind}_id": own} if kind in _PARENTS else {})
    for name, nested_kind, one in list(_nested(row)):
        if isinstance(row.get(name), dict) and one.get("id"):
            plain.setdefault(f"{name}_id", one["id"])
        is_above = nested_kind in ("organization", "location", "taxonomy_term") and not isinstance(
            row.get(name), list
        )
        _take(whole, nested_kind, one, {} if is_above else inner, depth + 1)
    whole.add(kind, plain)


def _nested(row: Row) -> Iterator[tuple[str, str, Row]]:
    for name, value in row.items():
        kind = _KINDS.get(name)
        for one in value if isinstance(value, list) else [value]:
            if kind and isinstance(one, dict):
                yield name, kind, one


def _is_plain(value: Any) -> bool:
    return value not in ("", None) and not isinstance(value, (dict, list))
