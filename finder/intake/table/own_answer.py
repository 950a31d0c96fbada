"""Our own answers in JSON and GeoJSON as the rows of our CSV, so that one reader reads all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from finder.groups import fact_groups
from finder.intake.files.sheets import RawTable, column_name
from finder.intake.rows.cells import Cell

__all__ = ["answer_rows"]

_ANSWER = frozenset({"id", "names", "programs", "address", "phones", "codes"})
_DETOX = {"True": "onsite", "False": "none"}
_ABOUT = ("directory", "as_of", "demonstration", "directory_source", "directory_license")


def answer_rows(table: RawTable) -> RawTable | None:
    """The results of an answer as rows of the CSV, a program each; None of any other table."""
    names = [column_name(cell) for cell in table.rows[0][1]] if table.rows else []
    if not set(names) >= _ANSWER:
        return None
    rows: list[tuple[int, dict[str, Any]]] = []
    for line, cells in table.rows[1:]:
        facility = {name: _opened(cell) for name, cell in zip(names, cells, strict=False)}
        rows += [(line, row) for row in _rows_of(facility, table.about)]
    header = list(dict.fromkeys(name for _line, row in rows for name in row))
    whole = [(line, [row.get(name) for name in header]) for line, row in rows]
    return replace(table, rows=[(0, header), *whole])


def _opened(cell: Cell) -> Any:
    """A member of GeoJSON; some map programs save objects as texts."""
    if isinstance(cell, str) and cell[:1] in "{[" and cell:
        try:
            return json.loads(cell)
        except ValueError:
            return cell
    return cell


def _rows_of(facility: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    place = _place_of(facility) | _about(facility.get("directory") or about.get("directory"))
    for program in facility.get("programs") or ():
        if isinstance(program, dict):
            yield place | _program_of(program)


def _about(directory: Any) -> dict[str, Any]:
    """What an answer says of its directory, under the names of columns."""
    told = directory if isinstance(directory, dict) else {}
    members = ("name", "as_of", "demonstration", "source", "licence")
    return dict(zip(_ABOUT, map(told.get, members), strict=True))


def _place_of(facility: Mapping[str, Any]) -> dict[str, Any]:
    address = _members(facility.get("address"))
    names = [*(facility.get("names") or ()), "", ""][:2]
    detox = _members(facility.get("detox"))
    streets = [address.get(name) or "" for name in ("street1", "street2")]
    return {
        "facility_id": facility.get("id"),
        "facility_name": ", ".join(filter(None, names)),
        "facility_name_2": names[1],
        "street": ", ".join(filter(None, streets)),
        "street_line_2": streets[1],
        **{name: address.get(name) for name in ("city", "state", "zip")},
        **{name: facility.get(name) for name in ("latitude", "longitude", "position")},
        **{name: facility.get(name) for name in ("website", "source_id", "county")},
        "phones": "; ".join(
            f"{one.get('role')}: {one.get('text')}" for one in facility.get("phones") or ()
        ),
        "npi": ";".join(facility.get("npi") or ()),
        "serves_only": ";".join(facility.get("serves_only") or ()),
        "former_ids": ";".join(facility.get("former_ids") or ()),
        "source_codes": " ".join(facility.get("codes") or ()),
        "licences": " | ".join(map(_licence_text, facility.get("licences") or ())),
        "detox": _DETOX.get(str(detox.get("onsite"))),
        "detox_for": ";".join(detox.get("substances") or ()),
    }


def _licence_text(one: Mapping[str, Any]) -> str:
    members = ("authority", "number", "kind", "expires_on", "beds")
    return ";".join("" if one.get(name) is None else str(one[name]) for name in members)


def _program_of(program: Mapping[str, Any]) -> dict[str, Any]:
    facts = _members(program.get("facts"))
    hours, cost = _members(program.get("hours")), _members(program.get("cost"))
    openings = _members(program.get("openings"))
    hours = hours if hours.get("basis") == "published" else {}
    cost = cost if cost.get("kind", "published") == "published" else {}
    weeks, schedule = _members(program.get("weeks")), _members(program.get("schedule"))
    return {
        "care_level": program.get("care"),
        "program_name": program.get("name"),
        **{f"hours_{end}": hours.get(end) for end in ("low", "high")},
        **{f"weeks_{end}": weeks.get(end) for end in ("low", "high")},
        **{f"cost_{end}": cost.get(end) for end in ("low", "high", "per")},
        **{name: schedule.get(name) for name in ("days_per_week", "sessions_per_week")},
        "openings": openings.get("count"),
        "openings_on": openings.get("reported_on"),
        **{name: program.get(name) for name in ("verified_on", "source_url", "notes")},
        **_codes_of(facts),
    }


def _codes_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    told = {group: _members(facts.get(group)) for group in fact_groups()}
    silent = [group for group in told if not told[group]]
    parts = [(group, one.get("not_published") or ()) for group, one in told.items()]
    return {
        **{
            codes.column: ";".join(told[group].get("stated") or ())
            for group, codes in fact_groups().items()
        },
        "not_published": ";".join(silent),
        "not_published_codes": " ".join(
            f"{group}={','.join(some)}" for group, some in parts if some
        ),
    }


def _members(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
