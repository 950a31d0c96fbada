"""`desk revoke NAME`: take somebody out of the team; what they reported stays."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from finder.command.desk.opened import opened_desk
from finder.command.verb import DONE, Verb, WrongCall
from finder.locale import _, mark

__all__ = ["VERB"]


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("as `desk people` lists it"))


def _run(arguments: Namespace) -> int:
    from finder.desk.people import People

    with opened_desk() as desk:
        is_out = People(desk).revoke(arguments.name)
    if not is_out:
        raise WrongCall(_("{name}: nobody of this name").format(name=arguments.name))
    told = _("{name} is out: sessions and invitations have ended.")
    print(told.format(name=arguments.name), file=sys.stderr)
    return DONE


VERB = Verb(
    name="revoke",
    help=mark("End all sessions of somebody; what they reported stays."),
    arguments=_arguments,
    run=_run,
)
