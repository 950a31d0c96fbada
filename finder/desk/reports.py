"""Reports in the database: added, never changed.

number = desk.saving(lambda connection: add(connection, report, today))
rows = desk.reading(lambda connection: since(connection, last_number))
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, RowMapping, func, insert, select

from finder.desk import schema
from finder.desk.database import now
from finder.desk.said import PROPOSALS, Report
from finder.desk.waiting import NAMED
from finder.errors import DeskRefused
from finder.intake.overlay.one_row import IDENTIFYING, checked_cells, listing
from finder.locale import _
from finder.vocabulary import CARE_LEVELS

__all__ = [
    "add",
    "checked",
    "decide",
    "last_number",
    "of_facility",
    "record_in_log",
    "report_numbered",
    "since",
    "take_back",
]

LONGEST_NOTE = 4_000
_COLUMNS = list(schema.reports.columns)


def checked(report: Report, today: date) -> Report:
    """A report in one spelling, by the checks of an import. Raises DeskRefused with all reasons."""
    if report.kind not in schema.KINDS or report.how not in schema.HOW:
        raise DeskRefused(_("This is no kind of report that the desk knows."))
    if report.learned_on > today:
        raise DeskRefused(_("The day on which it was learnt has not come yet."))
    if report.care is not None and report.care not in CARE_LEVELS:
        raise DeskRefused(_("{level} is no care level.").format(level=report.care))
    if not report.facility_id.strip() or len(report.facility_id) > 64:
        raise DeskRefused(_("It does not say which place it is about."))
    if len(report.note) > LONGEST_NOTE:
        raise DeskRefused(_("The note is longer than {n:,} letters.").format(n=LONGEST_NOTE))
    facts, refused = checked_cells(report.facts, today)
    if report.kind == "same":
        facts = {NAMED: str(report.facts.get(NAMED, ""))}
        if not facts[NAMED] or facts[NAMED] == report.facility_id:
            raise DeskRefused(_("It does not say which place it is about."))
    elif report.kind == "place":
        record, of_place, _remarks = listing(facts, today)
        refused |= of_place
        report = replace(report, care=record.programs[0].care if record else None)
    else:
        facts = {name: value for name, value in facts.items() if name not in IDENTIFYING}
    if refused:
        told = "; ".join(f"{name}: {reason}" for name, reason in refused.items())
        raise DeskRefused(told, refused)
    if report.kind == "level" and report.care is None:
        raise DeskRefused(_("It does not say which level is to be added."))
    return replace(report, facts=facts, note=report.note.strip())


def add(connection: Connection, report: Report, today: date | None = None) -> int:
    """Check and save a report; its number. One that was saved already, by `once`, is not again.

    Raises DeskRefused.
    """
    kept = checked(report, today or now().date())
    once = kept.once or uuid4().hex
    table = schema.reports
    known = connection.scalar(select(table.c.number).where(table.c.once == once))
    if known is not None:
        return int(known)
    values: dict[str, Any] = {
        name: getattr(kept, name)
        for name in ("person_id", "how", "learned_on", "facility_id", "care", "program_name")
    }
    values |= {name: getattr(kept, name) for name in ("kind", "note", "about")}
    values |= {"once": once, "facts": dict(kept.facts), "made_at": kept.made_at or now()}
    key = connection.execute(insert(table).values(values)).inserted_primary_key
    assert key is not None  # noqa: S101 - one row was inserted
    record_in_log(connection, kept.person_id, kept.kind, f"{kept.facility_id} {key[0]}")
    return int(key[0])


def take_back(connection: Connection, number: int, person_id: int | None, once: str = "") -> int:
    """Take a report back, which is a report. Raises DeskRefused where there is none of it."""
    report = _named(connection, number)
    return add(connection, _about(report, "take_back", person_id, once))


def decide(
    connection: Connection, number: int, person_id: int | None, *, accept: bool, once: str = ""
) -> int:
    """Accept or decline a level or place that was proposed. Raises DeskRefused for another."""
    report = _named(connection, number)
    if report.kind not in PROPOSALS:
        raise DeskRefused(_("Report {n} proposes nothing.").format(n=number))
    return add(connection, _about(report, "accept" if accept else "decline", person_id, once))


def since(connection: Connection, number: int) -> list[Report]:
    """All reports after a number, in the order in which they were saved."""
    table = schema.reports
    chosen = select(*_COLUMNS).where(table.c.number > number).order_by(table.c.number)
    return [_report(row) for row in connection.execute(chosen).mappings()]


def of_facility(connection: Connection, ids: Iterable[str]) -> list[Report]:
    """All reports about a place, by any of its ids, decisions and takings back included."""
    table = schema.reports
    chosen = select(*_COLUMNS).where(table.c.facility_id.in_(list(ids))).order_by(table.c.number)
    return [_report(row) for row in connection.execute(chosen).mappings()]


def report_numbered(connection: Connection, number: int) -> Report | None:
    """One report, None where there is none of that number."""
    table = schema.reports
    row = connection.execute(select(*_COLUMNS).where(table.c.number == number)).mappings().first()
    return None if row is None else _report(row)


def last_number(connection: Connection) -> int:
    """The number of the last report, 0 where there is none."""
    return int(connection.scalar(select(func.max(schema.reports.c.number))) or 0)


def record_in_log(connection: Connection, person_id: int | None, what: str, subject: str) -> None:
    """Note a change with its person; to be called in the transaction that makes it."""
    values = {"at": now(), "person_id": person_id, "what": what, "subject": subject[:200]}
    connection.execute(insert(schema.log).values(values))


def _named(connection: Connection, number: int) -> Report:
    report = report_numbered(connection, number)
    if report is None:
        raise DeskRefused(_("There is no report {n}.").format(n=number))
    return report


def _about(report: Report, kind: str, person_id: int | None, once: str) -> Report:
    return Report(
        facility_id=report.facility_id,
        care=report.care,
        how=report.how,
        learned_on=now().date(),
        kind=kind,
        about=report.number,
        person_id=person_id,
        once=once,
    )


def _report(row: RowMapping) -> Report:
    return Report(**row)
