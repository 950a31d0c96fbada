"""What facilities answer through their links: a proposal a fact, accepted or declined by a lead.

An accepted one becomes a report that the place itself told it, and reaches every search as any
report does. What a later answer of the place says anew takes the place of what still waits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from finder.desk import schema
from finder.desk.fold import facts_of
from finder.desk.links import Link
from finder.desk.people import Person, must_lead
from finder.desk.reports import add, checked, record_in_log
from finder.desk.said import Report
from finder.errors import DeskRefused
from finder.locale import _

__all__ = ["LONGEST_WHY", "Proposal", "accept", "decline", "proposals_of", "propose", "report_of"]

LONGEST_WHY = 200
_TABLE = schema.proposals


@dataclass(frozen=True, slots=True)
class Proposal:
    """One fact that a facility told (finder/desk/schema.py has the words of each)."""

    number: int
    facility_id: str
    kind: str
    given_on: date
    care: str | None = None
    program_name: str = ""
    fact: str = ""
    cells: Mapping[str, str | float] = field(default_factory=dict)
    note: str = ""
    state: str = "open"
    why: str = ""
    decided_on: date | None = None
    report: int | None = None


_COLUMNS = [_TABLE.c[name] for name in Proposal.__dataclass_fields__]


def propose(
    connection: Connection, link: Link, told: Sequence[Report], today: date, moved: str = ""
) -> int:
    """Keep what a place told, each fact for itself; how many there are.

    told: reports that are not saved, of kind facts or closed. moved: where it is now. All of it is
    about the place of the link, whatever it says. Raises DeskRefused, with the reason by column.
    """
    rows: list[dict[str, Any]] = []
    for report in told:
        kept = checked(report, today)
        common = {"care": kept.care, "program_name": kept.program_name, "kind": kept.kind}
        if kept.kind == "closed":
            rows.append({**common, "fact": "", "cells": {}, "note": ""})
        for fact, cells in facts_of(kept).items():
            rows.append({**common, "fact": fact, "cells": cells, "note": ""})
    if moved:
        where = {"care": None, "program_name": "", "kind": "moved", "fact": "", "note": moved}
        rows.append({**where, "cells": {}})
    for row in rows:
        row |= {"link": link.number, "facility_id": link.facility_id}
        row |= {"given_on": today, "state": "open"}
        _replace(connection, row)
        connection.execute(insert(_TABLE).values(row))
    return len(rows)


def proposals_of(connection: Connection, *, waiting: bool) -> list[Proposal]:
    """Those that wait for a lead, or those that were decided; the newest first."""
    wanted = _TABLE.c.state == "open" if waiting else _TABLE.c.state.in_(("accepted", "declined"))
    asked = select(*_COLUMNS).where(wanted).order_by(_TABLE.c.number.desc())
    return [Proposal(**row) for row in connection.execute(asked).mappings()]


def report_of(proposal: Proposal) -> Report:
    """The report that accepting a proposal makes."""
    return Report(
        facility_id=proposal.facility_id,
        how="facility",
        learned_on=proposal.given_on,
        kind="closed" if proposal.kind == "closed" else "facts",
        care=proposal.care,
        facts=proposal.cells,
        note=_("The place says that it has moved: {where}").format(where=proposal.note)
        if proposal.kind == "moved"
        else "",
        program_name=proposal.program_name,
        once=f"proposal-{proposal.number}",
    )


def accept(connection: Connection, number: int, person: Person, today: date) -> int:
    """Take over what a place told; the number of the report. Raises DeskRefused."""
    proposal = _waiting(connection, number, person)
    report = add(connection, report_of(proposal), today)
    _decide(connection, number, person, today, {"state": "accepted", "report": report})
    return report


def decline(connection: Connection, number: int, person: Person, why: str, today: date) -> None:
    """Leave it as it is, and say why. Raises DeskRefused."""
    why = " ".join(why.split())
    if not why or len(why) > LONGEST_WHY:
        raise DeskRefused(_("Say in at most {n} letters why it is declined.").format(n=LONGEST_WHY))
    _waiting(connection, number, person)
    _decide(connection, number, person, today, {"state": "declined", "why": why})


def _waiting(connection: Connection, number: int, person: Person) -> Proposal:
    must_lead(connection, person)
    asked = select(*_COLUMNS).where(_TABLE.c.number == number, _TABLE.c.state == "open")
    row = connection.execute(asked).mappings().first()
    if row is None:
        raise DeskRefused(_("This was decided already."))
    return Proposal(**row)


def _decide(
    connection: Connection, number: int, person: Person, today: date, values: dict[str, Any]
) -> None:
    decided = {**values, "person_id": person.id, "decided_on": today}
    connection.execute(update(_TABLE).where(_TABLE.c.number == number).values(decided))
    record_in_log(connection, person.id, f"{values['state']} answer", str(number))


def _replace(connection: Connection, row: Mapping[str, Any]) -> None:
    """What still waits of the same fact waits no longer."""
    keys = ("facility_id", "care", "program_name", "kind", "fact")
    same = [_TABLE.c[key].is_not_distinct_from(row[key]) for key in keys]
    waits = _TABLE.c.state == "open"
    connection.execute(update(_TABLE).where(waits, *same).values(state="replaced"))
