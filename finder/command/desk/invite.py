"""`desk invite NAME [--lead]`: a link that lets somebody in, good once and for seven days."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from finder.command.desk.opened import opened_desk
from finder.command.verb import DONE, Verb
from finder.locale import _, mark
from finder.settings import Settings

__all__ = ["VERB", "site_address"]

_THIS_MACHINE = "http://localhost:8501"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("as the team will read it"))
    parser.add_argument("--lead", action="store_true", help=_("who invites others and decides"))


def _run(arguments: Namespace) -> int:
    from finder.desk.people import INVITATION_DAYS, People

    with opened_desk() as desk:
        token = People(desk).invite(arguments.name, "lead" if arguments.lead else "reporter")
    print(f"{site_address()}/desk/invitation/{token}")
    told = _("Good once, for {n} days. It is shown only now; send it to {name} alone.")
    print(told.format(n=INVITATION_DAYS, name=arguments.name), file=sys.stderr)
    return DONE


def site_address() -> str:
    """Where the site is reached: the operator's word, else this machine."""
    return Settings.from_environment().url or _THIS_MACHINE


VERB = Verb(
    name="invite",
    help=mark("Print a link that lets somebody in at the desk."),
    arguments=_arguments,
    run=_run,
)
