"""All of the desk as lines of JSON and back, as the rows of an overlay, and looked through.

A line is `{"table": …, "row": {…}}`. Hashes of tokens do not leave: invitations and sessions are of
one server, and a facility's link goes along without its own, so it opens its page here alone. What
visitors wrote about a place, and the keys of the database, never leave. Who left is named no
longer, there neither.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Table, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from finder.desk import schema
from finder.desk.database import now
from finder.desk.fold import FACTS, OF_A_PLACE, PlaceSaid, Word, fold
from finder.desk.reports import checked, since
from finder.desk.said import Report, held
from finder.errors import DeskRefused
from finder.groups import fact_groups
from finder.intake.table.template import column_order
from finder.locale import _

__all__ = ["LEAVING", "faults", "lines", "overlay_table", "take_in"]

LEAVING: tuple[Table, ...] = (
    *(schema.people, schema.reports, schema.calls, schema.log),
    *(schema.links, schema.proposals, schema.hints),
)
# Columns that stay here: hashes of tokens, what a visitor wrote, what tells a form sent twice.
_STAYING = frozenset({("links", "token_hash"), ("hints", "words"), ("hints", "once")})


def lines(connection: Connection) -> Iterator[str]:
    """Everything, a row a line, in the order in which it can be taken in."""
    for table in LEAVING:
        columns = [one for one in table.columns if (table.name, one.name) not in _STAYING]
        for row in connection.execute(select(*columns).order_by(*table.primary_key)).mappings():
            told = {"table": table.name, "row": {name: _plain(row[name]) for name in row}}
            yield json.dumps(told, ensure_ascii=False)


def take_in(connection: Connection, given: Iterable[str]) -> dict[str, int]:
    """Take in lines of another desk; how many rows of each table were new.

    What is here already is left as it is: the same lines may be taken in twice. Numbers stay, so
    only an empty desk, or one of the same lines, takes them. Raises DeskRefused with the line.
    """
    new = {table.name: 0 for table in LEAVING}
    tables = {table.name: table for table in LEAVING}
    for number, line in enumerate(given, 1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
            table = tables[told["table"]]
            row = _typed(table, told["row"])
            new[table.name] += _inserted(connection, table, row, number)
        except DeskRefused:
            raise
        except (ValueError, KeyError, TypeError, AttributeError, IntegrityError) as error:
            reason = _("Line {n} is no line of a desk's export: nothing was taken in.")
            raise DeskRefused(reason.format(n=number)) from error
    _count_on(connection)
    return new


def overlay_table(connection: Connection) -> str:
    """What holds, as an overlay in CSV: one row a level. Its one day is that of its oldest word."""
    by_place: dict[str, list[Report]] = {}
    for report in since(connection, 0):
        by_place.setdefault(report.facility_id, []).append(report)
    file = io.StringIO()
    names = ["facility_id", "care_level", *_others()]
    writer = csv.DictWriter(file, names, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    for place, reports in sorted(by_place.items()):
        writer.writerows(_rows(place, fold(held(reports))))
    return file.getvalue()


def faults(connection: Connection) -> list[str]:
    """What in the database is not as it must be, each in one sentence."""
    found = [*_broken_file(connection)]
    reports = since(connection, 0)
    numbers = {report.number for report in reports}
    today = now().date()
    for report in reports:
        if report.about is not None and (
            report.about not in numbers or report.about >= report.number
        ):
            words = _("Report {n} is about report {other}, which does not stand before it.")
            found.append(words.format(n=report.number, other=report.about))
        try:
            checked(report, max(today, report.learned_on))
        except DeskRefused as error:
            found.append(_("Report {n}: {reason}").format(n=report.number, reason=error))
    for table in (
        *(schema.reports, schema.calls, schema.log, schema.sessions),
        *(schema.proposals, schema.hints),
    ):
        known = select(schema.people.c.id)
        lost = select(func.count()).where(
            table.c.person_id.is_not(None), table.c.person_id.not_in(known)
        )
        if count := connection.scalar(lost.select_from(table)):
            words = _("{n} rows of {table} are of a person that is not there.")
            found.append(words.format(n=count, table=table.name))
    return found


def _broken_file(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    said = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    return [] if said == ["ok"] else [str(one) for one in said]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of JSON with days and times as such; a column that this version lacks is left out."""
    typed: dict[str, Any] = {}
    for column in table.columns:
        if column.name in row and (table.name, column.name) not in _STAYING:
            value = row[column.name]
            if value is not None and isinstance(column.type, schema.Moment):
                value = datetime.fromisoformat(value)
            elif value is not None and isinstance(column.type, Date):
                value = date.fromisoformat(value)
            typed[column.name] = value
    return typed


def _inserted(connection: Connection, table: Table, row: dict[str, Any], line: int) -> int:
    [key] = table.primary_key.columns
    here = connection.execute(select(table).where(key == row[key.name])).mappings().first()
    if here is None:
        connection.execute(insert(table).values(row))
        return 1
    same = {name: here[name] for name in row if name != "left_at" and table is not schema.people}
    if any(row[name] != value for name, value in same.items()):
        reason = _("Line {n}: another row of {table} has this number here. Use an empty database.")
        raise DeskRefused(reason.format(n=line, table=table.name))
    return 0


def _count_on(connection: Connection) -> None:
    """PostgreSQL counts on by itself only from the numbers that it gave itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in LEAVING:
        [key] = table.primary_key.columns
        last = connection.scalar(select(func.max(key)))
        if last is not None:
            sequence = func.pg_get_serial_sequence(table.name, key.name)
            connection.execute(select(func.setval(sequence, last)))


def _others() -> list[str]:
    return [name for name in column_order() if name not in ("facility_id", "care_level")]


def _rows(place: str, said: PlaceSaid) -> Iterator[dict[str, Any]]:
    """The rows of one place; what is told of the place itself stands in each."""
    of_place = _cells(said.place)
    levels = said.levels or {(None, ""): {}}
    for (care, name), words in levels.items():
        cells = {**of_place, **_cells(words)}
        days = [word.on for word in (*said.place.values(), *words.values())]
        if cells:
            row = {"facility_id": place, "care_level": care or "", "program_name": name}
            yield {**row, **cells, "verified_on": min(days).isoformat()}


def _cells(words: Mapping[str, Word]) -> dict[str, Any]:
    columns = {one.column for one in fact_groups().values()}
    columns |= {
        column for facts in (FACTS, OF_A_PLACE) for some in facts.values() for column in some
    }
    found: dict[str, Any] = {}
    for fact, word in words.items():
        found |= {name: cell for name, cell in word.cells.items() if name in columns}
        if fact == "openings":
            found["openings_on"] = word.on.isoformat()
    return found
