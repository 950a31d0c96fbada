"""`desk reports [--json]`: what was reported, the last first, and what became of it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from finder.command.desk.opened import opened_desk
from finder.command.verb import DONE, Verb
from finder.errors import harmless
from finder.locale import _, mark

if TYPE_CHECKING:
    from finder.desk.said import Report, Status

__all__ = ["VERB"]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _run(arguments: Namespace) -> int:
    from finder.desk.database import now
    from finder.desk.hints import open_hints
    from finder.desk.proposals import proposals_of
    from finder.desk.reports import since
    from finder.desk.said import statuses

    with opened_desk() as desk:
        reports = desk.reading(lambda connection: since(connection, 0))
        answers = desk.reading(lambda connection: proposals_of(connection, waiting=True))
        hints = desk.reading(lambda connection: open_hints(connection, now().date()))
    status = statuses(reports)
    waiting = _("At the desk wait: {answers} answers of places, {hints} hints of visitors.")
    print(waiting.format(answers=len(answers), hints=len(hints)), file=sys.stderr)
    if arguments.json:
        told = [_plain(report, status) for report in reports]
        print(json.dumps(told, indent=2, ensure_ascii=False))
        return DONE
    for line in _lines(reports, status):
        print(harmless(line))
    return DONE


def _plain(report: Report, status: Mapping[int, Status]) -> dict[str, Any]:
    return {
        "number": report.number,
        "made_at": report.made_at.isoformat() if report.made_at else None,
        "learned_on": report.learned_on.isoformat(),
        "how": report.how,
        "facility_id": report.facility_id,
        "care": report.care,
        "program_name": report.program_name,
        "kind": report.kind,
        "facts": dict(report.facts),
        "note": report.note,
        "about": report.about,
        "person": report.person_id,
        "status": status[report.number],
    }


def _lines(reports: Sequence[Report], status: Mapping[int, Status]) -> list[str]:
    lines = []
    for report in reversed(reports):
        facts = ", ".join(f"{name} {value}" for name, value in report.facts.items())
        about = f" → {report.about}" if report.about else ""
        level = f" {report.care}" if report.care else ""
        lines.append(
            f"{report.number}  {report.learned_on}  {report.how}  {report.facility_id}{level}  "
            f"{report.kind}{about}  {facts}  ({status[report.number]})"
        )
    return lines


VERB = Verb(
    name="reports",
    help=mark("All reports, the last first, and what became of each."),
    arguments=_arguments,
    run=_run,
)
