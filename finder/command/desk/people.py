"""`desk people`: who is of the team, and who is invited."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from finder.command.desk.opened import opened_desk
from finder.command.verb import DONE, Verb
from finder.errors import harmless
from finder.locale import _, mark

__all__ = ["VERB"]


def _arguments(_parser: ArgumentParser) -> None:
    """It takes none."""


def _run(_arguments: Namespace) -> int:
    from finder.desk.people import People

    with opened_desk() as desk:
        people = People(desk)
        team, invited = people.team(), people.invited()
    for person in team:
        print(harmless(f"{person.name}  {person.role}  {person.since.date()}"))
    for one in invited:
        words = _("invited until {day}").format(day=one.expires_at.date())
        print(harmless(f"{one.name}  {one.role}  {words}"))
    return DONE


VERB = Verb(
    name="people",
    help=mark("List the team of the desk, and open invitations."),
    arguments=_arguments,
    run=_run,
)
